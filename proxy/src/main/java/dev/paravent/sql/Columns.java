package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.sql.pg.PgExpr;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What a column reference means. */
final class Columns {
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final FlowContext context;

  Columns(FlowContext context) {
    this.context = context;
  }

  /** The column that a name means. */
  Expr column(SqlIdentifier name, Scope scope) {
    boolean star = name.names.get(name.names.size() - 1).isEmpty();
    VisibleColumn column = star ? null : find(name, scope);
    if (column != null) {
      return use(column, name);
    }
    RangeVariable whole =
        name.names.size() == 1 || star && name.names.size() == 2
            ? scope.variable(null, name.names.get(0))
            : name.names.size() == 2 ? scope.variable(name.names.get(0), name.names.get(1)) : null;
    if (whole != null) {
      return wholeRow(whole, name, scope);
    }
    throw unknown(name);
  }

  /** The column that a name means, null if it is none (it may be a whole row). */
  @Nullable VisibleColumn find(SqlIdentifier name, Scope scope) {
    List<String> names = name.names;
    return switch (names.size()) {
      case 1 -> scope.column(names.get(0));
      case 2 -> ofVariable(scope.variable(null, names.get(0)), names.get(1), name);
      case 3 -> ofVariable(scope.variable(names.get(0), names.get(1)), names.get(2), name);
      default -> throw unknown(name);
    };
  }

  private @Nullable VisibleColumn ofVariable(
      @Nullable RangeVariable variable, String column, SqlIdentifier at) {
    if (variable == null) {
      return null;
    }
    VisibleColumn found = Scope.only(variable.columns(), column);
    if (found == null && column.equals("tableoid") && isSystemTable(variable.relation())) {
      return new VisibleColumn(
          column, VisibleColumn.reference(variable.alias(), column), Label.PUBLIC, Types.OID, -1);
    }
    if (found == null && SYSTEM_COLUMNS.contains(column)) {
      throw systemColumn(at);
    }
    if (found == null) {
      throw unknown(at);
    }
    return found;
  }

  /** Whether each of its rows has the relation's own OID for tableoid. */
  private static boolean isSystemTable(@Nullable Relation relation) {
    return relation != null
        && relation.kind() == Relation.Kind.TABLE
        && relation.children().isEmpty()
        && SystemRelations.isSystemSchema(relation.schema());
  }

  /** Uses a column by name: a withheld one is refused. */
  Expr use(VisibleColumn column, SqlNode at) {
    Label label = column.label();
    if (!context.isTrusted() && label instanceof Label.Withheld withheld) {
      switch (withheld.reason()) {
        case SYSTEM -> {
          return new Expr(nullOf(column.type()), Label.Constant.NULL, column.type());
        }
        case SYSTEM_CODE -> {
          return new Expr(code(column), Label.PUBLIC, column.type());
        }
        case UNNAMED, DOCUMENT -> {}
      }
    }
    if (label.isProtected()) {
      context.block().touches = true;
    }
    if (!context.isTrusted()) {
      if (label instanceof Label.Withheld withheld) {
        throw new FlowException(
            Violation.UNCLASSIFIED_COLUMN,
            withheld.document()
                ? "column " + column.name() + " is a document with protected members"
                : "column " + column.name() + " is named by no policy",
            at);
      }
      if (label instanceof Label.Derived derived) {
        throw new FlowException(
            Violation.PROTECTED_DERIVED,
            "column " + column.name() + " is computed from protected values: " + derived.why(),
            at);
      }
      if (label instanceof Label.Mixed) {
        throw new FlowException(
            Violation.PROTECTED_MIXED,
            "column " + column.name() + " mixes protected values with others",
            at);
      }
      if (label instanceof Label.Identity identity
          && context.surroundings().readsNull(identity.valueClass())) {
        return new Expr(nullOf(column.type()), Label.Constant.NULL, column.type());
      }
    }
    return new Expr(column.reference(), label, column.type());
  }

  /** A column of code, where it holds no constants, as a value of the column's type. */
  private SqlNode code(VisibleColumn column) {
    SqlNode text = SystemCode.withoutConstants(column.reference());
    return context
        .types()
        .spec(column.type())
        .<SqlNode>map(
            spec -> new PgExpr.Cast(PgExpr.CastForm.CAST, text, spec, SqlParserPos.ZERO))
        .orElse(text);
  }

  /** A parsed expression of the system catalogs, as pg_get_expr takes it; null for anything else. */
  @Nullable Expr nodeTree(SqlNode node, Scope scope) {
    VisibleColumn column =
        node instanceof SqlIdentifier name && !name.isStar() ? find(name, scope) : null;
    return column != null
            && column.type() == Types.NODE_TREE
            && column.label() instanceof Label.Withheld withheld
            && withheld.reason() == Label.Withheld.Reason.SYSTEM
        ? new Expr(column.reference(), Label.PUBLIC, column.type())
        : null;
  }

  /** NULL of that type. */
  SqlNode nullOf(int type) {
    SqlNode nullLiteral = org.apache.calcite.sql.SqlLiteral.createNull(SqlParserPos.ZERO);
    return context
        .types()
        .spec(type)
        .<SqlNode>map(
            spec -> new PgExpr.Cast(PgExpr.CastForm.CAST, nullLiteral, spec, SqlParserPos.ZERO))
        .orElse(nullLiteral);
  }

  /** A whole row is printed as a bare name, which must mean nothing else at its place. */
  private Expr wholeRow(RangeVariable variable, SqlIdentifier at, Scope scope) {
    boolean allPublic =
        variable.columns().stream().noneMatch(column -> column.label().isProtected());
    if (!allPublic) {
      context.block().touches = true;
      Label label =
          context.derived(
              Violation.PROTECTED_WHOLE_ROW, "a whole row would hold protected values", at);
      return new Expr(at, label, Types.NOT_INFERRED);
    }
    if (SYSTEM_COLUMNS.contains(variable.alias()) || scope.hasColumn(variable.alias())) {
      throw new FlowException(Violation.AMBIGUOUS_NAME, "a whole row is named like a column", at);
    }
    for (VisibleColumn column : variable.columns()) {
      context.usePublicly(column.label(), at);
    }
    return new Expr(
        new SqlIdentifier(List.of(variable.alias()), at.getParserPosition()),
        Label.PUBLIC,
        Types.NOT_INFERRED);
  }

  private FlowException unknown(SqlIdentifier name) {
    String last = name.names.get(name.names.size() - 1);
    return SYSTEM_COLUMNS.contains(last)
        ? systemColumn(name)
        : new FlowException(
            Violation.UNKNOWN_COLUMN,
            "column " + FlowContext.quoted(name) + " does not exist",
            name);
  }

  private static FlowException systemColumn(SqlNode at) {
    return new FlowException(
        Violation.SYSTEM_OBJECT, "system columns tell where and when rows were written", at);
  }
}
