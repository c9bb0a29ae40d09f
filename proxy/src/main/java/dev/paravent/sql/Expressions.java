package dev.paravent.sql;

import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgClause;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgNode;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgUtility;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Labels expressions. Every kind of node has its rule here or in {@link Operations} and {@link
 * Calls}.
 */
final class Expressions {
  private final FlowContext context;
  private final Columns columns;
  private final Casts casts;
  private final Operations operations;
  private final Calls calls;
  private final AgeBands bands;
  private final Documents documents;
  private final Queries queries;

  Expressions(FlowContext context, Queries queries) {
    this.context = context;
    this.queries = queries;
    this.columns = new Columns(context);
    this.casts = new Casts(context);
    Comparisons comparisons = new Comparisons(context);
    this.operations = new Operations(context, this, comparisons, queries);
    this.calls = new Calls(context, this, comparisons);
    this.bands = new AgeBands(context, this);
    this.documents = new Documents(context, this, queries);
  }

  Columns columns() {
    return columns;
  }

  Casts casts() {
    return casts;
  }

  Documents documents() {
    return documents;
  }

  Operations operations() {
    return operations;
  }

  AgeBands bands() {
    return bands;
  }

  Calls calls() {
    return calls;
  }

  Expr expression(SqlNode node, Scope scope) {
    context.budget().keep(1);
    Expr expr = labelled(node, scope);
    boolean ofBand = node instanceof PgExpr.Cast && expr.label() instanceof Label.Band;
    context.block().mayFail |= !ofBand && Failing.mayFail(node);
    return expr;
  }

  private Expr labelled(SqlNode node, Scope scope) {
    return switch (node) {
      case SqlIdentifier name -> columns.column(name, scope);
      case EndUserNode value -> new Expr(value, Label.PUBLIC, value.value().type());
      case SqlDynamicParam parameter -> constant(parameter);
      case SqlLiteral literal -> literal(literal);
      case PgNode composite -> composite(composite, scope);
      default -> throw unsupported(node);
    };
  }

  private Expr composite(PgNode node, Scope scope) {
    return switch (node) {
      case PgOperation operation -> operations.operation(operation, scope, false);
      case PgCall call -> calls.call(call, scope);
      case PgExpr expression -> valueExpression(expression, scope);
      case PgQuery query -> throw unsupported(query);
      case PgFrom from -> throw unsupported(from);
      case PgClause clause -> throw unsupported(clause);
      case PgDml dml -> throw unsupported(dml);
      case PgUtility utility -> throw unsupported(utility);
    };
  }

  private Expr valueExpression(PgExpr node, Scope scope) {
    return switch (node) {
      case PgExpr.Cast cast -> cast(cast, scope);
      case PgExpr.Indirection indirection ->
          new Indirections(context, this).read(indirection, scope);
      case PgExpr.Row row -> row(row, scope);
      case PgExpr.Array array -> array(array, scope);
      case PgExpr.ArrayQuery query -> arrayQuery(query, scope);
      case PgExpr.Exists exists ->
          new Expr(
              new PgExpr.Exists(
                  queries.searched(exists.query, scope).node(), exists.getParserPosition()),
              Label.PUBLIC,
              Types.BOOL);
      case PgExpr.Subquery query -> scalar(query, scope);
      case PgExpr.Case cases -> cases(cases, scope);
      case PgExpr.BitString bits -> new Expr(bits, Label.PUBLIC, Types.NOT_INFERRED);
      case PgExpr.Default d -> throw unsupported(d);
      case PgExpr.When when -> throw unsupported(when);
      case PgExpr.NamedArg argument -> throw unsupported(argument);
      case PgExpr.GroupingSet set -> throw unsupported(set);
      case PgExpr.CurrentOf cursor -> throw unsupported(cursor);
      case PgExpr.Field field -> throw unsupported(field);
      case PgExpr.AllFields all -> throw unsupported(all);
      case PgExpr.Subscript subscript -> throw unsupported(subscript);
      case PgExpr.Slice slice -> throw unsupported(slice);
    };
  }

  /**
   * A value that must tell nothing protected: an argument of an operation that is no rule's
   * exception.
   */
  Expr publicExpression(SqlNode node, Scope scope, Violation violation, String why) {
    Expr expr = expression(node, scope);
    return new Expr(expr.node(), requirePublic(expr.label(), node, violation, why), expr.type());
  }

  Label requirePublic(Label label, SqlNode at, Violation violation, String why) {
    if (label instanceof Label.Withheld && !context.isTrusted()) {
      throw new FlowException(
          Violation.UNCLASSIFIED_COLUMN, "a member of a document that no policy names", at);
    }
    if (label.isProtected()) {
      context.block().touches = true;
      AgeBands.refuse(label, violation, at);
      return context.derived(violation, why, at);
    }
    context.usePublicly(label, at);
    return Label.PUBLIC;
  }

  /** A condition; {@code conjunct} where every row of the block passes it. */
  Expr condition(SqlNode node, Scope scope, boolean conjunct) {
    context.block().mayFail |= Failing.mayFail(node);
    Expr expr =
        node instanceof PgOperation operation
            ? operations.operation(operation, scope, conjunct)
            : expression(node, scope);
    Label label =
        requirePublic(
            expr.label(),
            node,
            Violation.PROTECTED_PREDICATE,
            "a condition on a protected value tells about it");
    return new Expr(expr.node(), label, Types.BOOL);
  }

  @Nullable SqlNode optionalCondition(@Nullable SqlNode node, Scope scope, boolean conjunct) {
    return node == null ? null : conditionNode(node, scope, conjunct);
  }

  private SqlNode conditionNode(SqlNode node, Scope scope, boolean conjunct) {
    return condition(node, scope, conjunct).node();
  }

  private Expr literal(SqlLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.NULL) {
      return new Expr(literal, Label.Constant.NULL, Types.UNKNOWN);
    }
    return literal.getTypeName() == SqlTypeName.BOOLEAN
        ? new Expr(literal, Label.PUBLIC, Types.BOOL)
        : constant(literal);
  }

  private Expr constant(SqlNode node) {
    Slot slot = context.slot(node);
    int type =
        node instanceof SqlLiteral literal && literal.getTypeName() != SqlTypeName.CHAR
            ? Types.numeric(literal)
            : Types.UNKNOWN;
    return new Expr(
        new SlotNode(slot),
        new Label.Constant(java.util.Set.of(new Label.SlotUse(slot, false)), false),
        type);
  }

  /** A number behind a minus: one constant, as in PostgreSQL's grammar. */
  Expr negative(PgOperation.Prefix negated, SqlLiteral number) {
    Slot slot = context.slot(negated);
    return new Expr(
        new SlotNode(slot),
        new Label.Constant(java.util.Set.of(new Label.SlotUse(slot, false)), false),
        Types.numeric(number));
  }

  private Expr cast(PgExpr.Cast cast, Scope scope) {
    Expr operand = expression(cast.operand, scope);
    int modifier = -1;
    if (cast.operand instanceof SqlIdentifier name && !name.isStar()) {
      VisibleColumn column = columns.find(name, scope);
      modifier = column == null ? -1 : column.typeModifier();
    }
    return casts.cast(cast, operand, modifier);
  }

  private Expr row(PgExpr.Row row, Scope scope) {
    List<SqlNode> items = new ArrayList<>();
    for (Expr item : list(row.items, scope)) {
      requirePublic(
          item.label(), row, Violation.PROTECTED_WHOLE_ROW, "a row would hold protected values");
      items.add(item.node());
    }
    return new Expr(
        new PgExpr.Row(row.explicit, items, row.getParserPosition()),
        Label.PUBLIC,
        Types.NOT_INFERRED);
  }

  /** A list of expressions, in which {@code r.*} stands for the columns of r. */
  List<Expr> list(List<SqlNode> items, Scope scope) {
    List<Expr> exprs = new ArrayList<>();
    for (SqlNode item : items) {
      RangeVariable variable =
          item instanceof SqlIdentifier name ? columns.ofStar(name, scope) : null;
      if (variable == null) {
        exprs.add(expression(item, scope));
      } else {
        variable.columns().forEach(column -> exprs.add(columns.use(column, item)));
      }
    }
    return exprs;
  }

  private Expr array(PgExpr.Array array, Scope scope) {
    List<SqlNode> items = new ArrayList<>();
    MergedLabel elements = merging();
    int type = Types.UNKNOWN;
    for (SqlNode item : array.items) {
      Expr element = expression(item, scope);
      items.add(element.node());
      elements.add(element.label(), array);
      boolean both = type != Types.UNKNOWN && element.type() != Types.UNKNOWN;
      type = both ? context.types().common(type, element.type()) : common(type, element.type());
    }
    if (type == Types.UNKNOWN && !items.isEmpty()) {
      type = Types.TEXT; // what the server takes literals for that nothing tells the type of
    }
    Label merged = elements.label();
    Label label =
        switch (merged) {
          case Label.Identity identity when !identity.array() -> identity.asArray();
          case Label.Constant constant when !constant.array() ->
              new Label.Constant(constant.uses(), true);
          case Label.Companion companion ->
              context.derived(
                  Violation.PROTECTED_DERIVED, "an array would hold part of a value", array);
          case Label.Document document ->
              context.derived(Violation.PROTECTED_DERIVED, "an array of documents", array);
          case Label.Withheld withheld ->
              context.derived(Violation.PROTECTED_DERIVED, "an array of withheld values", array);
          case Label.Identity identity ->
              context.derived(
                  Violation.PROTECTED_DERIVED, "an array of arrays of protected values", array);
          default -> {
            context.usePublicly(merged, array);
            yield merged instanceof Label.Constant ? Label.PUBLIC : merged;
          }
        };
    int arrayType = type > 0 && type != Types.UNKNOWN ? context.types().array(type) : type;
    return new Expr(new PgExpr.Array(items, array.getParserPosition()), label, arrayType);
  }

  private Expr arrayQuery(PgExpr.ArrayQuery query, Scope scope) {
    Queries.Result result = queries.orderedSubquery(query.query, scope);
    VisibleColumn output = single(result, query);
    Label label =
        switch (output.label()) {
          case Label.Identity identity when !identity.array() -> identity.asArray();
          case Label.Constant constant -> {
            context.usePublicly(constant, query);
            yield Label.PUBLIC;
          }
          default ->
              requirePublic(
                  output.label(), query, Violation.PROTECTED_DERIVED, "an array of derived values");
        };
    return new Expr(
        new PgExpr.ArrayQuery(result.node(), query.getParserPosition()),
        label,
        output.type() > 0 ? context.types().array(output.type()) : Types.NOT_INFERRED);
  }

  private Expr scalar(PgExpr.Subquery query, Scope scope) {
    Queries.Result result = queries.orderedSubquery(query.query, scope);
    VisibleColumn output = single(result, query);
    return new Expr(
        new PgExpr.Subquery(result.node(), query.getParserPosition()),
        output.label().anywhere(),
        output.type());
  }

  private static VisibleColumn single(Queries.Result result, SqlNode at) {
    if (result.outputs().size() != 1) {
      throw new FlowException(Violation.SYNTAX_ERROR, "subquery must return only one column", at);
    }
    return result.outputs().get(0);
  }

  private Expr cases(PgExpr.Case cases, Scope scope) {
    Expr operand = cases.operand == null ? null : expression(cases.operand, scope);
    List<SqlNode> whens = new ArrayList<>();
    MergedLabel merged = merging();
    int type = Types.UNKNOWN;
    for (SqlNode node : cases.whens) {
      PgExpr.When when = (PgExpr.When) node;
      SqlNode condition;
      if (operand == null) {
        condition = condition(when.condition, scope, false).node();
      } else {
        Expr value = expression(when.condition, scope);
        operations.refuseUserOperator(OperatorName.of("="), operand, value, when.condition);
        new Comparisons(context).equality(operand, value, when.condition, false);
        condition = value.node();
      }
      Expr result = expression(when.result, scope);
      merged.add(result.label(), when.result);
      type = common(type, result.type());
      whens.add(new PgExpr.When(condition, result.node(), when.getParserPosition()));
    }
    SqlNode otherwise = null;
    if (cases.otherwise != null) {
      Expr result = expression(cases.otherwise, scope);
      merged.add(result.label(), cases.otherwise);
      type = common(type, result.type());
      otherwise = result.node();
    }
    context.block().mayFail |= type == Types.NOT_INFERRED; // a value may be cast to another's type
    return new Expr(
        new PgExpr.Case(
            operand == null ? null : operand.node(), whens, otherwise, cases.getParserPosition()),
        merged.label(),
        type);
  }

  static int common(int left, int right) {
    return left == Types.UNKNOWN ? right : right == Types.UNKNOWN || left == right ? left : -1;
  }

  /** The merge of many, to begin with none. */
  MergedLabel merging() {
    return new MergedLabel(context.budget(), this::merge);
  }

  /** The one merge, refusing what it cannot allow. */
  Label merge(Label left, Label right, SqlNode at) {
    if (left instanceof Label.Constant a && right instanceof Label.Constant b) {
      context.budget().keep(a.uses().size() + b.uses().size());
    }
    Label merged = Label.merge(left, right);
    if (merged instanceof Label.Mixed && !context.isTrusted()) {
      AgeBands.refuse(left, Violation.PROTECTED_MIXED, at);
      AgeBands.refuse(right, Violation.PROTECTED_MIXED, at);
      throw new FlowException(
          Violation.PROTECTED_MIXED, "a protected value is mixed with another one", at);
    }
    if (merged instanceof Label.Public) {
      context.usePublicly(left, at);
      context.usePublicly(right, at);
    }
    return merged;
  }

  FlowException unsupported(SqlNode node) {
    return new FlowException(
        Violation.UNSUPPORTED_CONSTRUCT,
        "this construct is not supported here: " + node.getClass().getSimpleName(),
        node);
  }
}
