package dev.paravent.sql;

import dev.paravent.sql.pg.PgExpr;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What may be compared for equality (FLOW-RULES, "Comparing"): constants with a column, columns of
 * one class with each other, anything with null. The boolean that results is public.
 */
final class Comparisons {
  private final FlowContext context;

  Comparisons(FlowContext context) {
    this.context = context;
  }

  /**
   * Notes an equality test, or refuses it.
   *
   * @param conjunct whether the test is a plain {@code =} that every row of its block passes
   */
  void equality(Expr left, Expr right, SqlNode at, boolean conjunct) {
    noteCasts(left, right);
    if (!left.label().isProtected() && !right.label().isProtected()) {
      context.usePublicly(left.label(), at);
      context.usePublicly(right.label(), at);
      return;
    }
    context.block().touches = true;
    context.block().sorts |= !isDirect(left) && !isDirect(right);
    context.block().test(left.label());
    context.block().test(right.label());
    if (context.isTrusted()) {
      if (!sameColumns(left.label(), right.label())) {
        context.taint(true);
      }
      return;
    }
    if (left.label() instanceof Label.Identity column) {
      with(column, left.type(), right, at, conjunct);
    } else if (right.label() instanceof Label.Identity column) {
      with(column, right.type(), left, at, conjunct);
    } else {
      companion(left, right, at, conjunct);
    }
  }

  /** Notes where the server may have to cast one side to compare it, which may fail. */
  void noteCasts(Expr left, Expr right) {
    // a literal is cast before the first row, for all of them or none
    int type = left.node() instanceof SqlLiteral ? Types.UNKNOWN : left.type();
    int other = right.node() instanceof SqlLiteral ? Types.UNKNOWN : right.type();
    context.block().mayFail |= !Failing.areComparable(context.types(), type, other);
  }

  /**
   * A companion may be compared beside its partner only: what is sent follows the partner's value.
   */
  private void companion(Expr left, Expr right, SqlNode at, boolean conjunct) {
    Expr column = left.label() instanceof Label.Companion ? left : right;
    Label other = column == left ? right.label() : left.label();
    if (conjunct
        && column.label() instanceof Label.Companion companion
        && other instanceof Label.Constant constant
        && constant.uses().size() == 1
        && !constant.array()) {
      Label.SlotUse use = constant.uses().iterator().next();
      if (!use.element()) {
        context
            .block()
            .companions
            .add(new FlowContext.ComparedCompanion(companion, use.slot(), column.type(), at));
        return;
      }
    }
    AgeBands.refuse(left.label(), Violation.PROTECTED_PREDICATE, at);
    AgeBands.refuse(right.label(), Violation.PROTECTED_PREDICATE, at);
    if (left.label() instanceof Label.Withheld || right.label() instanceof Label.Withheld) {
      throw new FlowException(
          Violation.UNCLASSIFIED_COLUMN, "a member of a document that no policy names", at);
    }
    throw predicate(at, "this value can only be shown");
  }

  /** Settles the companions that a block's conjuncts compare, once all of them are known. */
  static void settleCompanions(FlowContext context, FlowContext.Block block) {
    for (FlowContext.ComparedCompanion compared : block.companions) {
      Slot partner = null;
      context.budget().step(context.facts().size());
      for (Fact fact : context.facts()) {
        if (fact instanceof Fact.LookUp lookUp
            && lookUp.conjunct()
            && lookUp.block() == block.id
            && isPartner(lookUp.origin(), compared.companion())) {
          partner = lookUp.slot();
        }
      }
      if (partner == null || compared.type() <= 0) {
        throw predicate(compared.at(), "this column can only be compared beside its partner");
      }
      compared
          .slot()
          .protect(
              new Slot.Protection(
                  compared.companion().valueClass(),
                  false,
                  compared.type(),
                  null,
                  partner,
                  compared.companion().part()),
              compared.at());
    }
    block.companions.clear();
  }

  private static boolean isPartner(@Nullable Origin partner, Label.Companion companion) {
    Origin own = companion.origin();
    return partner != null
        && own != null
        && !partner.member()
        && partner.variable() == own.variable()
        && partner.inner() == own.inner()
        && partner.relation() == own.relation()
        && partner.column() == companion.partnerColumn();
  }

  /** Whether a value stands in the comparison itself, so that the server does not sort for it. */
  private static boolean isDirect(Expr side) {
    return switch (side.node()) {
      case SlotNode slot -> true;
      case SqlLiteral literal -> true;
      case PgExpr.Cast cast -> cast.operand instanceof SlotNode;
      case PgExpr.Array array -> true;
      default -> false;
    };
  }

  /** Whether an owner's comparison tells no more than that two columns agree. */
  private static boolean sameColumns(Label left, Label right) {
    if (left instanceof Label.Constant constant && constant.isNull()
        || right instanceof Label.Constant other && other.isNull()) {
      return true;
    }
    return left instanceof Label.Identity a
        && right instanceof Label.Identity b
        && a.valueClass().equals(b.valueClass());
  }

  private void with(Label.Identity column, int type, Expr other, SqlNode at, boolean conjunct) {
    if (column.fresh()) {
      throw new FlowException(
          Violation.PROTECTED_COMPARE,
          "a value that this statement writes cannot be compared by it",
          at);
    }
    switch (other.label()) {
      case Label.Constant constant -> lookUp(column, type, constant, at, conjunct);
      case Label.Identity second -> {
        if (!second.valueClass().equals(column.valueClass())
            || column.array()
            || second.array()
            || second.fresh()) {
          throw new FlowException(
              Violation.PROTECTED_COMPARE, "these values cannot be compared with each other", at);
        }
        context.note(new Fact.CompareColumns(column.valueClass(), FlowContext.position(at)));
      }
      case Label.Public p ->
          throw predicate(
              at, "a " + column.valueClass() + " column is compared with a computed value");
      default -> throw predicate(at, "these values cannot be compared");
    }
  }

  private void lookUp(
      Label.Identity column, int type, Label.Constant constant, SqlNode at, boolean conjunct) {
    if (column.array() || constant.array()) {
      throw predicate(at, "arrays of " + column.valueClass() + " cannot be compared as a whole");
    }
    for (Label.SlotUse use : constant.uses()) {
      protect(use, column.valueClass(), type, at);
      context.note(
          new Fact.LookUp(
              use.slot(),
              column.valueClass(),
              column.origin(),
              context.block().id,
              conjunct && !use.element() && constant.uses().size() == 1,
              FlowContext.position(at)));
    }
  }

  /** Declares that an occurrence is a value of the class, sent as a parameter of that type. */
  void protect(Label.SlotUse use, String valueClass, int type, SqlNode at) {
    int slotType = use.element() ? context.types().array(type) : type;
    if (slotType <= 0) {
      throw predicate(at, "the type of this value is not known");
    }
    Slot.Family family = Casts.family(type);
    use.slot()
        .protect(new Slot.Protection(valueClass, use.element(), slotType, family, null, null), at);
  }

  /** Compares position by position where both sides are rows. */
  void rows(SqlNode at, List<Expr> left, List<Expr> right, boolean conjunct) {
    if (left.size() != right.size()) {
      throw new FlowException(Violation.SYNTAX_ERROR, "rows of different lengths are compared", at);
    }
    for (int i = 0; i < left.size(); i++) {
      equality(left.get(i), right.get(i), at, conjunct);
    }
  }

  /** The element that {@code = ANY(..)} compares with. */
  Expr elementOf(Expr array, SqlNode at) {
    int type =
        array.type() > 0 && array.type() != Types.UNKNOWN
            ? context.types().element(array.type())
            : array.type();
    return switch (array.label()) {
      case Label.Constant constant -> new Expr(array.node(), constant.elements(), type);
      case Label.Identity identity -> {
        if (!identity.array()) {
          throw predicate(at, "this value is no array");
        }
        yield new Expr(array.node(), identity.element().withoutOrigin(), type);
      }
      case Label.Public p -> new Expr(array.node(), Label.PUBLIC, type);
      case Label.Companion c -> array;
      case Label.Band b -> array;
      case Label.Derived d -> array;
      case Label.Mixed m -> array;
      case Label.Document d -> array;
      case Label.Withheld w -> array;
    };
  }

  static FlowException predicate(SqlNode at, String why) {
    return new FlowException(Violation.PROTECTED_PREDICATE, why, at);
  }

  static @Nullable List<SqlNode> rowItems(SqlNode node) {
    return node instanceof PgExpr.Row row ? row.items : null;
  }
}
