package dev.paravent.sql;

import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Labels subscripts, slices and fields. */
final class Indirections {
  private final FlowContext context;
  private final Expressions expressions;

  Indirections(FlowContext context, Expressions expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Expr read(PgExpr.Indirection node, Scope scope) {
    RangeVariable row = wholeRow(node.base, scope);
    if (row != null && node.steps.get(0) instanceof PgExpr.Field field) {
      SqlIdentifier name = new SqlIdentifier(List.of(field.name), node.base.getParserPosition());
      VisibleColumn column = row.only(field.name, context.budget());
      if (column == null) {
        throw new FlowException(
            Violation.UNKNOWN_COLUMN, "column " + field.name + " does not exist", name);
      }
      Expr base = expressions.columns().use(column, name);
      return node.steps.size() == 1
          ? base
          : steps(node, base, node.steps.subList(1, node.steps.size()), scope);
    }
    return steps(node, expressions.expression(node.base, scope), node.steps, scope);
  }

  /** The columns of {@code (value).*}: one for each field of the value's type. */
  List<VisibleColumn> fields(PgExpr.Indirection node, Scope scope) {
    List<SqlNode> before = node.steps.subList(0, node.steps.size() - 1);
    Expr value =
        before.isEmpty()
            ? expressions.expression(node.base, scope)
            : read(new PgExpr.Indirection(node.base, before, node.getParserPosition()), scope);
    open(value.label(), node);
    List<VisibleColumn> fields = new ArrayList<>();
    for (Types.Attribute attribute : attributes(node, before, value)) {
      SqlNode field = new PgExpr.Field(attribute.name(), node.getParserPosition());
      SqlNode printed =
          new PgExpr.Indirection(value.node(), List.of(field), node.getParserPosition());
      fields.add(new VisibleColumn(attribute.name(), printed, Label.PUBLIC, attribute.type(), -1));
    }
    if (fields.isEmpty()) {
      throw expressions.unsupported(node);
    }
    return fields;
  }

  private List<Types.Attribute> attributes(
      PgExpr.Indirection node, List<SqlNode> before, Expr value) {
    List<Types.Attribute> ofType = context.types().attributes(value.type());
    if (!ofType.isEmpty() || !before.isEmpty() || !(node.base instanceof PgCall.Function call)) {
      return ofType;
    }
    List<Routine> candidates = expressions.calls().find(call.name).candidates();
    List<Types.Attribute> outputs = new ArrayList<>();
    if (candidates.size() == 1 && candidates.get(0).outputNames().size() > 1) {
      Routine routine = candidates.get(0);
      for (int i = 0; i < routine.outputNames().size(); i++) {
        int type = context.types().base(routine.outputTypes().get(i));
        outputs.add(new Types.Attribute(routine.outputNames().get(i), type));
      }
    }
    return outputs;
  }

  /** The range variable that a base means as a whole row; null if it is a column. */
  @org.jspecify.annotations.Nullable
  RangeVariable wholeRow(SqlNode base, Scope scope) {
    if (!(base instanceof SqlIdentifier name) || name.names.size() > 2) {
      return null;
    }
    if (name.names.size() == 1) {
      return scope.column(name.names.get(0)) != null
          ? null
          : scope.variable(null, name.names.get(0));
    }
    return scope.variable(null, name.names.get(0)) != null
        ? null
        : scope.variable(name.names.get(0), name.names.get(1));
  }

  private Expr steps(PgExpr.Indirection node, Expr base, List<SqlNode> steps, Scope scope) {
    if (base.label() instanceof Label.Document) {
      return document(node, base, steps, scope);
    }
    Label label = base.label();
    int type = base.type();
    List<SqlNode> printed = new ArrayList<>();
    for (SqlNode step : steps) {
      switch (step) {
        case PgExpr.Subscript subscript -> {
          printed.add(
              new PgExpr.Subscript(index(subscript.index, scope), subscript.getParserPosition()));
          label = element(label, node);
          type = type > 0 ? context.types().element(type) : type;
        }
        case PgExpr.Slice slice -> {
          SqlNode low = slice.low == null ? null : index(slice.low, scope);
          SqlNode high = slice.high == null ? null : index(slice.high, scope);
          printed.add(new PgExpr.Slice(low, high, slice.getParserPosition()));
          if (label instanceof Label.Identity identity && identity.array()) {
            label = identity.withoutOrigin();
          } else {
            label = open(label, node);
          }
        }
        case PgExpr.Field field -> {
          printed.add(field);
          label = open(label, node);
          type = fieldType(type, field.name);
        }
        default -> throw expressions.unsupported(step);
      }
    }
    return new Expr(
        new PgExpr.Indirection(base.node(), printed, node.getParserPosition()), label, type);
  }

  private Expr document(PgExpr.Indirection node, Expr base, List<SqlNode> steps, Scope scope) {
    List<Expr> subscripts = new ArrayList<>();
    for (SqlNode step : steps) {
      if (!(step instanceof PgExpr.Subscript subscript)) {
        return new Expr(node, open(base.label(), node), Types.NOT_INFERRED);
      }
      subscripts.add(expressions.expression(subscript.index, scope));
    }
    return expressions.operations().walks().subscripts(base, subscripts, node);
  }

  private int fieldType(int composite, String name) {
    return context.types().attributes(composite).stream()
        .filter(attribute -> attribute.name().equals(name))
        .mapToInt(Types.Attribute::type)
        .findFirst()
        .orElse(Types.NOT_INFERRED);
  }

  private SqlNode index(SqlNode node, Scope scope) {
    return expressions
        .publicExpression(node, scope, Violation.PROTECTED_DERIVED, "a subscript")
        .node();
  }

  private Label element(Label label, SqlNode at) {
    return switch (label) {
      case Label.Identity identity when identity.array() -> identity.element().withoutOrigin();
      default -> open(label, at);
    };
  }

  private Label open(Label label, SqlNode at) {
    return expressions.requirePublic(
        label, at, Violation.PROTECTED_DERIVED, "a part of a protected value");
  }
}
