package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.PgEquality;
import dev.paravent.sql.pg.PgExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What may enter a column (FLOW-RULES, "Writing"): nothing public a protected one, nothing
 * protected a public one.
 */
final class WriteFlow {
  private final FlowContext context;
  private final Relation relation;
  private final Fact.WriteTarget target;
  private final @Nullable RangeVariable updated;
  private final WriteGuard guard;
  private final @Nullable FilteredWrites filtered;

  /**
   * Constants written in this row, by column number: a companion takes its value from its partner.
   */
  private final Map<Integer, Set<Slot>> row = new HashMap<>();

  /**
   * Writes into a relation.
   *
   * @param updated the rows that are written over, null for new ones
   * @param filtered what else is required where not all of its rows are visible; null where they
   *     are
   */
  WriteFlow(
      FlowContext context,
      Relation relation,
      Fact.WriteTarget target,
      @Nullable RangeVariable updated,
      @Nullable FilteredWrites filtered) {
    this.filtered = filtered;
    this.context = context;
    this.relation = relation;
    this.target = target;
    this.updated = updated;
    this.guard = new WriteGuard(context);
  }

  void nextRow() {
    row.clear();
  }

  Column column(String name, SqlNode at) {
    return written(
        relation
            .column(name)
            .orElseThrow(
                () ->
                    new FlowException(
                        Violation.UNKNOWN_COLUMN, "column " + name + " does not exist", at)),
        at);
  }

  /** A column that is written, by its name or without it. */
  Column written(Column column, SqlNode at) {
    boolean there = target != Fact.WriteTarget.INSERT;
    FilteredWrites.refuseReferences(context, relation, column, there, at);
    return column;
  }

  /** Requires that a column may get any value in a row that is there. */
  void requireFree(Column column, SqlNode at) {
    if (filtered != null) {
      filtered.requireFree(column, at);
    }
  }

  /** The value of a column of a row that is there, as it is printed. */
  SqlNode update(Column column, Expr value, SqlNode current, SqlNode at) {
    SqlNode printed = write(column, value, current, true, at);
    return filtered == null ? printed : filtered.set(column, printed, at);
  }

  /**
   * The value as it is printed.
   *
   * @param current the row's own value in an UPDATE, null otherwise
   * @param direct whether the value stands in the statement itself, where a guard can be put around
   *     it
   */
  SqlNode write(Column column, Expr value, @Nullable SqlNode current, boolean direct, SqlNode at) {
    if (value.type() != Types.UNKNOWN) {
      new Casts(context).refuseConverted(context.types().base(column.typeOid()), at);
    }
    Label label = context.surroundings().label(relation, column);
    refuseShownOtherwise(label, column, at);
    return switch (label) {
      case Label.Public p -> referring(intoPublic(value, column, at), column, current, direct, at);
      case Label.Constant c -> intoPublic(value, column, at);
      case Label.Identity identity -> intoProtected(identity, column, value, current, direct, at);
      case Label.Companion companion -> intoCompanion(companion, column, value, current, at);
      case Label.Document document -> intoDocument(document, column, value, current, direct, at);
      case Label.Withheld withheld ->
          throw new FlowException(
              Violation.UNCLASSIFIED_COLUMN,
              "column " + column.name() + " is named by no policy",
              at);
      case Label.Band b -> throw notWritable(column, at);
      case Label.Derived d -> throw notWritable(column, at);
      case Label.Mixed m -> throw notWritable(column, at);
    };
  }

  /**
   * What a row shows in place of a value comes back when a mapper writes the row, and nothing tells
   * it from a new value.
   */
  private void refuseShownOtherwise(Label label, Column column, SqlNode at) {
    String valueClass =
        switch (label) {
          case Label.Identity identity -> identity.valueClass();
          case Label.Companion companion -> companion.valueClass();
          default -> null;
        };
    boolean shown = valueClass == null || context.surroundings().shown(valueClass).isToken();
    if (!shown && target != Fact.WriteTarget.INSERT) {
      throw new FlowException(
          Violation.WRITE_NOT_ALLOWED,
          "column " + column.name() + " shows something else, which would overwrite its value",
          at);
    }
  }

  private static FlowException notWritable(Column column, SqlNode at) {
    return new FlowException(
        Violation.WRITE_NOT_ALLOWED, "column " + column.name() + " cannot be written", at);
  }

  private SqlNode referring(
      SqlNode printed, Column column, @Nullable SqlNode current, boolean direct, SqlNode at) {
    return FilteredWrites.referring(context, relation, column, printed, current, direct, at);
  }

  private SqlNode intoPublic(Expr value, Column column, SqlNode at) {
    if (value.label().isProtected()) {
      throw new FlowException(
          Violation.PROTECTED_INTO_PUBLIC,
          "a protected value would enter the public column " + column.name(),
          at);
    }
    context.usePublicly(value.label(), at);
    return value.node();
  }

  private SqlNode intoDocument(
      Label.Document document,
      Column column,
      Expr value,
      @Nullable SqlNode current,
      boolean direct,
      SqlNode at) {
    return switch (value.label()) {
      case Label.Constant constant when constant.isNull() -> value.node();
      case Label.Constant constant ->
          constantDocument(document.map(), column, value, constant, current, direct, at);
      case Label.Document own when current != null && PgEquality.equal(value.node(), current) ->
          value.node();
      case Label.Document source when source.map().equals(document.map()) && !source.fresh() -> {
        for (String valueClass : source.map().valueClasses()) {
          context.note(new Fact.Copy(valueClass, FlowContext.position(at)));
        }
        yield value.node();
      }
      default ->
          throw new FlowException(
              Violation.PUBLIC_INTO_PROTECTED,
              "only a constant may enter column "
                  + column.name()
                  + ", a document with protected members",
              at);
    };
  }

  private SqlNode constantDocument(
      DocumentMap map,
      Column column,
      Expr value,
      Label.Constant constant,
      @Nullable SqlNode current,
      boolean direct,
      SqlNode at) {
    int type = context.types().base(column.typeOid());
    boolean overwrites = current != null || target == Fact.WriteTarget.UPDATE;
    for (Label.SlotUse use : constant.uses()) {
      if (constant.array() || use.element()) {
        throw new FlowException(
            Violation.INVALID_STATEMENT, "an array is written into " + column.name(), at);
      }
      use.slot()
          .protect(
              new Slot.Protection(
                  "", false, type, null, null, null, new Slot.Document(map, overwrites)),
              at);
    }
    Slot single = constant.uses().size() == 1 ? constant.uses().iterator().next().slot() : null;
    SqlNode printed =
        single != null && direct ? guard.guardedDocument(value.node(), single, map, type) : null;
    for (String valueClass : map.valueClasses()) {
      boolean guarded = printed != null && guard.canGuard(valueClass, map);
      for (Label.SlotUse use : constant.uses()) {
        context.note(
            new Fact.Write(
                use.slot(),
                valueClass,
                guarded ? target : Fact.WriteTarget.UNGUARDED,
                null,
                context.block().id,
                true,
                FlowContext.position(at)));
      }
    }
    return printed == null ? value.node() : printed;
  }

  private SqlNode intoProtected(
      Label.Identity identity,
      Column column,
      Expr value,
      @Nullable SqlNode current,
      boolean direct,
      SqlNode at) {
    return switch (value.label()) {
      case Label.Constant constant when constant.isNull() -> value.node();
      case Label.Constant constant ->
          constant(identity, column, value, constant, current, direct, at);
      case Label.Identity own when current != null && PgEquality.equal(value.node(), current) ->
          value.node();
      case Label.Identity source
          when source.valueClass().equals(identity.valueClass())
              && source.array() == identity.array()
              && !source.fresh() -> {
        context.note(new Fact.Copy(identity.valueClass(), FlowContext.position(at)));
        yield value.node();
      }
      case Label.Public p ->
          throw new FlowException(
              Violation.PUBLIC_INTO_PROTECTED,
              "a computed value would enter the protected column " + column.name(),
              at);
      default ->
          throw new FlowException(
              Violation.PROTECTED_MIXED,
              "this value may not enter the protected column " + column.name(),
              at);
    };
  }

  private SqlNode constant(
      Label.Identity identity,
      Column column,
      Expr value,
      Label.Constant constant,
      @Nullable SqlNode current,
      boolean direct,
      SqlNode at) {
    Label.Constant elements = identity.array() ? constant.elements() : constant;
    if (!identity.array() && constant.array()) {
      throw new FlowException(
          Violation.INVALID_STATEMENT, "an array is written into " + column.name(), at);
    }
    int base = context.types().base(column.typeOid());
    int type = identity.array() ? context.types().element(base) : base;
    Comparisons comparisons = new Comparisons(context);
    for (Label.SlotUse use : elements.uses()) {
      comparisons.protect(use, identity.valueClass(), type, at);
    }
    Slot single = elements.uses().size() == 1 ? elements.uses().iterator().next().slot() : null;
    boolean simple =
        value.node() instanceof SlotNode
            || value.node() instanceof PgExpr.Cast cast && cast.operand instanceof SlotNode;
    boolean guarded =
        direct
            && simple
            && single != null
            && !identity.array()
            && guard.canGuard(identity.valueClass(), current);
    for (Label.SlotUse use : elements.uses()) {
      context.note(
          new Fact.Write(
              use.slot(),
              identity.valueClass(),
              guarded ? target : Fact.WriteTarget.UNGUARDED,
              replaced(column),
              context.block().id,
              false,
              FlowContext.position(at)));
    }
    if (single != null && simple && direct) {
      row.put(column.number(), Set.of(single));
    } else if (direct && isExcluded(value, column)) {
      row.put(column.number(), slots(elements));
    }
    return guarded && single != null
        ? guard.guarded(value.node(), single, identity.valueClass(), base, current)
        : value.node();
  }

  private @Nullable Origin replaced(Column column) {
    VisibleColumn visible = updated == null ? null : updated.column(column.number());
    return visible != null && visible.label() instanceof Label.Identity identity
        ? identity.origin()
        : null;
  }

  private SqlNode intoCompanion(
      Label.Companion companion, Column column, Expr value, @Nullable SqlNode current, SqlNode at) {
    if (current != null && PgEquality.equal(value.node(), current)) {
      return value.node();
    }
    if (value.label() instanceof Label.Constant constant) {
      if (constant.isNull()) {
        return value.node();
      }
      Set<Slot> partners = row.getOrDefault(companion.partnerColumn(), Set.of());
      if (isExcluded(value, column) && follow(constant, partners)) {
        return value.node();
      }
      Slot partner = partners.size() == 1 ? partners.iterator().next() : null;
      if (constant.uses().size() == 1 && !constant.array() && partner != null) {
        Slot slot = constant.uses().iterator().next().slot();
        slot.protect(
            new Slot.Protection(
                companion.valueClass(),
                false,
                context.types().base(column.typeOid()),
                null,
                partner,
                companion.part()),
            at);
        return value.node();
      }
    }
    throw new FlowException(
        Violation.WRITE_NOT_ALLOWED,
        "column "
            + column.name()
            + " follows another column: write a constant into both in one row",
        at);
  }

  /** Whether a value is the column's own one in the row that could not be inserted. */
  private static boolean isExcluded(Expr value, Column column) {
    return value.node() instanceof SqlIdentifier name
        && name.names.equals(List.of("excluded", column.name()));
  }

  private static Set<Slot> slots(Label.Constant constant) {
    Set<Slot> slots = new HashSet<>();
    constant.uses().forEach(use -> slots.add(use.slot()));
    return slots;
  }

  /** Whether each constant was written as the companion of one of the partners. */
  private static boolean follow(Label.Constant constant, Set<Slot> partners) {
    Set<Slot> followed = new HashSet<>();
    for (Slot slot : slots(constant)) {
      Slot.Protection protection = slot.protection();
      Slot partner = protection == null ? null : protection.companionOf();
      if (partner != null) {
        followed.add(partner);
      }
    }
    return followed.equals(partners) && constant.uses().size() == partners.size();
  }

  /** Whether the column must be written after its partner. */
  boolean isCompanion(Column column) {
    return context.surroundings().label(relation, column) instanceof Label.Companion;
  }
}
