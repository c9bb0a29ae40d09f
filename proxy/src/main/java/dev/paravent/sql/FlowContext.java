package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.ServerVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one analysis share: names given, constants seen, facts found. Confined to it.
 */
final class FlowContext {
  private final Catalog catalog;
  private final Surroundings surroundings;
  private final List<String> searchPath;
  private final Types types;
  private final boolean trusted;
  private final Budget budget;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Fact.Order> dropped = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<Analysis.Pin> pins = new ArrayList<>();
  private final Map<Pinned, Set<Integer>> pinned = new HashMap<>();
  private final Aliases aliases;
  private final RelationNames names = new RelationNames(this);
  private final FilteredRelations filteredRelations = new FilteredRelations(this);
  private final Map<SqlNode, Substitute> substitutes = new IdentityHashMap<>();
  private @Nullable SqlNode generalised;
  private boolean writes;
  private boolean excludedReserved;
  private boolean tainted;
  private final Clocks clocks = new Clocks();
  private int variables;
  private int blocks;
  private Block block = new Block(0, null);

  /**
   * One query block while it is analysed.
   *
   * <p>{@code touches}: it names a protected column. {@code indexed}: range variables whose
   * relation has an index on a protected column, so that the server may return its order. {@code
   * sorts}: it compares or groups protected values, for which the server may sort them without any
   * index. {@code holders}: range variables with a protected column, named or not.
   */
  static final class Block {
    final int id;
    final @Nullable Block outer;
    boolean touches;
    boolean sorts;
    boolean aggregates;
    @Nullable SqlNode orderShowingWindow;

    /** Something whose result shows the order of its input, which nothing can hide. */
    @Nullable SqlNode orderShowing;

    /** A call in the select list whose result tells when its row was produced. */
    @Nullable SqlNode clockInList;

    /** Such a call anywhere else. */
    @Nullable SqlNode clockElsewhere;

    /** A common table with one, or that writes, which the first row computes that asks for it. */
    @Nullable SqlNode late;

    /** Whether something in it may fail for one row and not for another. */
    boolean mayFail;

    /** Whether its rows, before they are mixed, may come in the order of protected values. */
    boolean comesInOrder;

    /** Companions that conjuncts compare with constants. */
    final List<ComparedCompanion> companions = new ArrayList<>();

    /** Conjuncts that set a column of a range variable equal to a column of another one. */
    final List<Equated> equated = new ArrayList<>();

    final Set<Integer> indexed = new HashSet<>();
    final Set<Integer> holders = new HashSet<>();

    Block(int id, @Nullable Block outer) {
      this.id = id;
      this.outer = outer;
    }

    /** Columns that conditions test: only an index on one of them is read for the conditions. */
    final Set<Origin> tested = new HashSet<>();

    /** Indexed range variables whose indexes order rows whatever is tested. */
    final Set<Integer> alwaysOrdered = new HashSet<>();

    /** Indexed range variables whose indexes may be read in place of their rows. */
    final Set<Integer> covered = new HashSet<>();

    void test(Label label) {
      Origin source = label.source();
      if (source != null) {
        tested.add(source);
      } else if (label.isProtected()) {
        sorts = true;
      }
    }

    /**
     * Whether an aggregate in it may be over rows with a protected column: it may be one of a block
     * around, whose columns alone it names (PostgreSQL docs 4.2.7).
     */
    boolean hasHolders() {
      return !holders.isEmpty() || outer != null && outer.hasHolders();
    }

    /** An aggregate shows the order of its input: of this block, or maybe of one around. */
    void showOrder(SqlNode aggregate, boolean own) {
      orderShowing = aggregate;
      if (outer != null && !own) {
        outer.showOrder(aggregate, false);
      }
    }

    /** Whether row order could tell the order of protected values. */
    boolean couldTellOrder() {
      return touches && (sorts || !indexed.isEmpty());
    }

    /** The rows of another block are read here, in whatever order they come. */
    void read(Block other) {
      touches |= other.touches;
      sorts |= other.sorts;
      indexed.addAll(other.indexed);
      tested.addAll(other.tested);
      alwaysOrdered.addAll(other.alwaysOrdered);
      covered.addAll(other.covered);
      holders.addAll(other.holders);
      late = late == null ? other.late : late;
      mayFail |= other.mayFail;
      comesInOrder |= other.comesInOrder;
    }

    /**
     * What decides whether the order of its rows could tell something. It grows with what is read.
     */
    List<Boolean> tells() {
      boolean reads = !indexed.isEmpty();
      return List.of(
          touches, sorts, reads, !holders.isEmpty(), late != null, mayFail, comesInOrder);
    }

    /** What was noted so far does not stand in the select list. */
    void settleClock() {
      clockElsewhere = clockInList == null ? clockElsewhere : clockInList;
      clockInList = null;
    }
  }

  /** A conjunct {@code companion = constant}. */
  record ComparedCompanion(Label.Companion companion, Slot slot, int type, SqlNode at) {}

  /** A conjunct {@code variable.column = column of other}. */
  record Equated(int variable, int column, int other) {}

  FlowContext(
      Catalog catalog,
      Surroundings surroundings,
      List<String> searchPath,
      boolean trusted,
      Budget budget) {
    this.catalog = catalog;
    this.surroundings = surroundings;
    this.searchPath = searchPath;
    this.types = new Types(catalog, searchPath, surroundings.protectsNothing());
    this.trusted = trusted;
    this.budget = budget;
    this.aliases = new Aliases(budget);
  }

  /** What the analysis may still do: charged by every loop over what a statement can multiply. */
  Budget budget() {
    return budget;
  }

  Catalog catalog() {
    return catalog;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  List<String> searchPath() {
    return searchPath;
  }

  Types types() {
    return types;
  }

  /** The release whose SQL is meant. */
  ServerVersion version() {
    return ServerVersion.of(catalog.serverVersion());
  }

  /** Whether the text is the database owner's (a view): nothing is refused, only labelled. */
  boolean isTrusted() {
    return trusted;
  }

  Block block() {
    return block;
  }

  Block openBlock() {
    block = new Block(++blocks, block);
    return block;
  }

  /** Ends a block; what it reads counts for the block around it, whose order it may decide. */
  void closeBlock(Block opened) {
    Block outer = opened.outer;
    if (outer == null) {
      throw new IllegalStateException("block without an outer one");
    }
    opened.settleClock();
    outer.read(opened);
    outer.clockElsewhere =
        opened.clockElsewhere == null ? outer.clockElsewhere : opened.clockElsewhere;
    block = outer;
  }

  int nextVariable() {
    return ++variables;
  }

  /**
   * A name for the printed text that no other range variable of the statement has. It stays so
   * short that the server, which cuts names at 63 bytes, does not make two of them equal.
   */
  String uniqueAlias(String wanted) {
    return aliases.unique(wanted);
  }

  /**
   * Keeps the name by which ON CONFLICT sees the row that was to be inserted; false if something
   * else has it already.
   */
  boolean reserveExcluded() {
    excludedReserved = excludedReserved || aliases.take("excluded");
    return excludedReserved;
  }

  Slot slot(SqlNode node) {
    budget.keep(1);
    Slot slot =
        switch (node) {
          case SqlDynamicParam parameter -> new Slot(slots.size(), node, parameter.getIndex());
          case SqlLiteral literal -> new Slot(slots.size(), node, -1);
          default -> throw new IllegalStateException("not a constant");
        };
    slots.add(slot);
    return slot;
  }

  /** A number behind a minus. */
  Slot slot(PgOperation.Prefix negated) {
    Slot slot = new Slot(slots.size(), negated);
    slots.add(slot);
    return slot;
  }

  List<Fact> facts() {
    return facts;
  }

  void note(Fact fact) {
    budget.keep(1);
    facts.add(fact);
  }

  /** Notes a sort key that is left out. */
  void drop(Fact.Order key) {
    budget.keep(1);
    dropped.add(key);
  }

  List<Fact.Order> dropped() {
    return dropped;
  }

  /** Forgets what was noted since there were as many facts. */
  void forgetFacts(int since) {
    facts.subList(since, facts.size()).clear();
  }

  List<Slot> slots() {
    return slots;
  }

  List<Analysis.Pin> pins() {
    return pins;
  }

  void pin(Analysis.Pin pin) {
    budget.keep(1);
    pins.add(pin);
    pinned
        .computeIfAbsent(new Pinned(pin.block(), pin.variable()), key -> new HashSet<>())
        .add(pin.column());
  }

  /** The columns of a range variable that conjuncts of the block fix. */
  Set<Integer> pinned(Block of, RangeVariable variable) {
    return pinned.getOrDefault(new Pinned(of.id, variable.id()), Set.of());
  }

  private record Pinned(int block, int variable) {}

  static int position(SqlNode node) {
    return node.getParserPosition().getColumnNum();
  }

  /**
   * Whether trusted text did something with protected values that its labels may not show. Whoever
   * asks decides what becomes derived by it.
   */
  boolean isTainted() {
    return tainted;
  }

  void taint(boolean to) {
    tainted = to;
  }

  /** The label of something derived: refused at once, or only noted in trusted text. */
  Label derived(Violation violation, String why, SqlNode at) {
    if (trusted) {
      tainted = true;
      return new Label.Derived(why);
    }
    throw new FlowException(violation, why, at);
  }

  /** Every constant of a public value is printed as the client wrote it. */
  void usePublicly(Label label, SqlNode at) {
    if (label instanceof Label.Constant constant) {
      budget.step(constant.uses().size());
      for (Label.SlotUse use : constant.uses()) {
        use.slot().usePublicly(at);
      }
    }
  }

  /** Notes that a printed value stands for a column. */
  void noteSubstitute(SqlNode printed, Substitute substitute) {
    substitutes.put(printed, substitute);
  }

  /** The column that a printed value stands for; null if it is none. */
  @Nullable Substitute substitute(SqlNode printed) {
    return substitutes.get(printed);
  }

  Clocks clocks() {
    return clocks;
  }

  /** Notes that the statement writes. */
  void write() {
    writes = true;
  }

  /** Notes a date made coarser that may decide what the rest of the statement does. */
  void useGeneralised(SqlNode at) {
    generalised = at;
  }

  /** The last such date, null if there is none. */
  @Nullable SqlNode generalised() {
    return generalised;
  }

  /** Forgets what only leaves. */
  void restoreGeneralised(@Nullable SqlNode before) {
    generalised = before;
  }

  /**
   * Refuses dates made coarser in a statement that writes: what is computed of them is public, so
   * it could be stored where others read it.
   */
  void refuseWrittenGeneralised(boolean stored) {
    if (generalised != null && (writes || stored)) {
      throw new FlowException(
          Violation.PROTECTED_INTO_PUBLIC,
          "a statement that writes may return a generalised date or age, not use it",
          generalised);
    }
  }

  /** The relation that a name means; null if it is none. */
  @Nullable Relation relation(SqlIdentifier name) {
    return names.relation(name);
  }

  /** The relation that a name means, if policy lets it be named and shows all of its rows. */
  Relation visibleRelation(SqlIdentifier name) {
    return names.visible(name);
  }

  /** What relations are called, and which the statement has named. */
  RelationNames names() {
    return names;
  }

  FilteredRelations filteredRelations() {
    return filteredRelations;
  }

  /** The label of a stored column, with its origin. */
  Label columnLabel(Relation relation, Column column, int variable) {
    Label label = surroundings.label(relation, column);
    Origin source = source(relation, column, variable, label.source());
    return switch (label) {
      case Label.Identity identity when source != null ->
          new Label.Identity(identity.valueClass(), identity.array(), false, source);
      case Label.Document document when source != null ->
          new Label.Document(document.map(), false, source);
      case Label.Companion companion ->
          new Label.Companion(
              companion.valueClass(),
              companion.part(),
              new Origin(variable, 0, relation.oid(), column.number()),
              companion.partnerColumn());
      default -> label;
    };
  }

  /** Columns of a view are of one row only if one range variable inside it has both. */
  private static @Nullable Origin source(
      Relation relation, Column column, int variable, @Nullable Origin inner) {
    if (relation.viewDefinition() == null) {
      return new Origin(variable, 0, relation.oid(), column.number());
    }
    return inner == null
        ? null
        : new Origin(variable, inner.variable(), relation.oid(), column.number(), inner.member());
  }

  static String quoted(SqlIdentifier name) {
    return String.join(".", name.names);
  }
}
