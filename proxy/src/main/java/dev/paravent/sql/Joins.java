package dev.paravent.sql;

import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Analyses joins: conditions, merged columns, join aliases. */
final class Joins {
  private final FlowContext context;
  private final FromItems fromItems;
  private final Expressions expressions;

  Joins(FlowContext context, FromItems fromItems, Expressions expressions) {
    this.context = context;
    this.fromItems = fromItems;
    this.expressions = expressions;
  }

  FromItem join(PgFrom.Join join, Scope scope, boolean inner) {
    boolean both = join.kind == PgFrom.JoinKind.CROSS || join.kind == PgFrom.JoinKind.INNER;
    FromItem left =
        fromItems.item(join.left, scope, inner && (both || join.kind == PgFrom.JoinKind.LEFT));
    Scope withLeft = Scope.beside(scope);
    withLeft.add(left.variables(), left.columns());
    FromItem right =
        fromItems.item(join.right, withLeft, inner && (both || join.kind == PgFrom.JoinKind.RIGHT));
    List<RangeVariable> variables = new ArrayList<>(left.variables());
    variables.addAll(right.variables());
    List<String> using = join.natural ? common(left, right) : join.using;
    List<VisibleColumn> columns;
    SqlNode on = null;
    PgFrom.JoinKind kind = join.kind;
    if (!using.isEmpty()) {
      columns = merged(join, left, right, using);
    } else {
      columns = new ArrayList<>(left.columns());
      columns.addAll(right.columns());
      if (join.on != null) {
        Scope visible = Scope.beside(scope);
        visible.add(variables, columns);
        on = expressions.optionalCondition(join.on, visible, inner && both);
      } else if (kind != PgFrom.JoinKind.CROSS) {
        on = org.apache.calcite.sql.SqlLiteral.createBoolean(true, SqlParserPos.ZERO);
      }
    }
    String usingAlias = null;
    if (join.usingAlias != null && !using.isEmpty()) {
      usingAlias = context.uniqueAlias(join.usingAlias);
      List<VisibleColumn> named =
          FromItems.renamed(columns.subList(0, using.size()), List.of(), usingAlias);
      variables.add(
          new RangeVariable(
              context.nextVariable(), join.usingAlias, null, usingAlias, named, null));
    }
    PgFrom.Alias alias = null;
    if (join.alias != null && join.alias.name != null) {
      String unique = context.uniqueAlias(join.alias.name);
      columns = FromItems.renamed(columns, join.alias.columns, unique);
      variables.clear();
      variables.add(
          new RangeVariable(context.nextVariable(), join.alias.name, null, unique, columns, null));
      alias =
          new PgFrom.Alias(
              unique,
              FromItems.aliases(columns, !join.alias.columns.isEmpty()),
              List.of(),
              SqlParserPos.ZERO);
    }
    SqlNode printed =
        new PgFrom.Join(
            kind,
            false,
            left.node(),
            right.node(),
            on,
            using,
            usingAlias,
            alias,
            join.getParserPosition());
    return new FromItem(printed, variables, columns);
  }

  private static List<String> common(FromItem left, FromItem right) {
    Set<String> others = new HashSet<>();
    right.columns().forEach(column -> others.add(column.name()));
    List<String> names = new ArrayList<>();
    for (VisibleColumn column : left.columns()) {
      if (others.contains(column.name())) {
        names.add(column.name());
      }
    }
    return names;
  }

  /** A column that the server compares: where another value is printed, it would not be that. */
  private Expr shown(VisibleColumn column, SqlNode at) {
    Expr expr = expressions.columns().use(column, at);
    if (expr.node() != column.reference()) {
      throw new FlowException(
          Violation.PROTECTED_PREDICATE,
          "column " + column.name() + " is not shown, so that rows cannot be joined by it",
          at);
    }
    return expr;
  }

  private List<VisibleColumn> merged(
      PgFrom.Join join, FromItem left, FromItem right, List<String> using) {
    List<VisibleColumn> columns = new ArrayList<>();
    for (String name : using) {
      VisibleColumn l = side(left, name, join);
      VisibleColumn r = side(right, name, join);
      Expr a = shown(l, join);
      Expr b = shown(r, join);
      expressions.operations().refuseUserOperator(OperatorName.of("="), a, b, join);
      new Comparisons(context).equality(a, b, join, false);
      columns.add(
          switch (join.kind) {
            case CROSS, INNER, LEFT -> ofCommonType(l, l, r);
            case RIGHT -> ofCommonType(r, l, r);
            case FULL ->
                new VisibleColumn(
                    name,
                    new PgCall.Keyword(
                        PgCall.KeywordKind.COALESCE,
                        List.of(l.reference(), r.reference()),
                        SqlParserPos.ZERO),
                    expressions.merge(l.label(), r.label(), join),
                    Expressions.common(l.type(), r.type()),
                    -1);
          });
    }
    Set<String> names = new HashSet<>(using);
    for (FromItem item : List.of(left, right)) {
      for (VisibleColumn column : item.columns()) {
        if (!names.contains(column.name())) {
          columns.add(column);
        }
      }
    }
    return columns;
  }

  /** One side's column as the merged one, which has the common type of both. */
  private VisibleColumn ofCommonType(VisibleColumn side, VisibleColumn left, VisibleColumn right) {
    int common = context.types().common(left.type(), right.type());
    SqlDataTypeSpec spec = context.types().spec(common).orElse(null);
    if (common == side.type() || spec == null || side.label().isProtected()) {
      return side;
    }
    context.block().mayFail = true; // a date may be no timestamp
    return new VisibleColumn(
        side.name(),
        new PgExpr.Cast(PgExpr.CastForm.CAST, side.reference(), spec, SqlParserPos.ZERO),
        side.label(),
        common,
        -1);
  }

  private VisibleColumn side(FromItem item, String name, SqlNode at) {
    @Nullable VisibleColumn column = Scope.only(item.columns(), name, context.budget());
    if (column == null) {
      throw new FlowException(
          Violation.UNKNOWN_COLUMN,
          "column " + name + " specified in USING clause does not exist",
          at);
    }
    return column;
  }
}
