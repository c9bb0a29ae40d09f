package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.PgExpr;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Which columns of base relations the conjuncts of a block fix. */
final class Pins {
  private final FlowContext context;
  private final Expressions expressions;

  Pins(FlowContext context, Expressions expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** Notes that a conjunct sets a column of a base relation equal to something. */
  void note(SqlNode column, SqlNode other, @Nullable Expr value, Scope scope) {
    BaseColumn found = baseColumn(column, scope);
    if (found == null || value == null) {
      return;
    }
    BaseColumn beside = baseColumn(other, scope);
    if (beside != null) {
      context.filteredRelations().noteEqual(found.variable.id(), found.number, value);
      context
          .block()
          .equated
          .add(new FlowContext.Equated(found.variable.id(), found.number, beside.variable.id()));
    } else if (isConstant(value)) {
      Slot slot =
          value.label() instanceof Label.Constant constant && constant.uses().size() == 1
              ? constant.uses().iterator().next().slot()
              : null;
      context.pin(
          new Analysis.Pin(
              context.block().id, found.variable.id(), found.relation.oid(), found.number, slot));
      context.filteredRelations().noteEqual(found.variable.id(), found.number, value);
    }
  }

  private record BaseColumn(RangeVariable variable, Relation relation, int number) {}

  private @Nullable BaseColumn baseColumn(SqlNode node, Scope scope) {
    VisibleColumn found =
        node instanceof SqlIdentifier name && !name.isStar()
            ? expressions.columns().find(name, scope)
            : null;
    for (RangeVariable variable : scope.variables()) {
      context.budget().step(variable.columns().size());
      int number = found == null ? 0 : variable.columnNumber(found);
      Relation relation = variable.relation();
      if (number != 0 && relation != null) {
        return new BaseColumn(variable, relation, number);
      }
    }
    return null;
  }

  private static boolean isConstant(Expr value) {
    return value.label() instanceof Label.Constant && value.node() instanceof SlotNode
        || value.label() instanceof Label.Constant
            && value.node() instanceof PgExpr.Cast cast
            && cast.operand instanceof SlotNode;
  }
}
