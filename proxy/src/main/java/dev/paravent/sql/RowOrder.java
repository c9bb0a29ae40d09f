package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Index;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Hides row order (FLOW-RULES, "Order of rows"). The server may return rows in the order of an
 * index; a block that names a protected column of a relation with an index on one gets a random
 * last sort key, or is scanned in heap order.
 */
final class RowOrder {
  private final FlowContext context;

  RowOrder(FlowContext context) {
    this.context = context;
  }

  /** Notes what a range variable could tell by the order of its rows. */
  void note(Relation relation, int variable, FlowContext.Block block) {
    context.budget().step(relation.columns().size() + relation.indexes().size());
    boolean holds = relation.columns().stream().anyMatch(column -> isProtected(relation, column));
    if (holds) {
      block.holders.add(variable);
    }
    if (hasTellingIndex(relation)) {
      block.indexed.add(variable);
    }
    // A server that is far away reads what indexes it likes.
    boolean far = holds && relation.kind() == Relation.Kind.FOREIGN_TABLE;
    boolean always =
        far
            || context.surroundings().tellsOrder(relation)
            || isOrderedBy(relation, RowOrder::ordersOthers);
    boolean covered = isOrderedBy(relation, RowOrder::coversOthers);
    if (always || covered) {
      block.holders.add(variable);
      block.indexed.add(variable);
      block.touches = true;
    }
    if (always) {
      block.alwaysOrdered.add(variable);
    }
    if (covered) {
      block.covered.add(variable);
    }
    // Which column divides a tree of tables is not known: it may be a protected one.
    if (holds && !relation.children().isEmpty()) {
      block.indexed.add(variable);
    }
    if (relation.kind() == Relation.Kind.VIEW) {
      block.alwaysOrdered.add(variable);
    }
    // what a foreign server computes of a row is not known here
    block.mayFail |=
        switch (relation.kind()) {
          case VIEW -> context.surroundings().mayFail(relation);
          case FOREIGN_TABLE -> true;
          case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW, SEQUENCE, COMPOSITE_TYPE -> false;
        };
  }

  private boolean isProtected(Relation relation, Column column) {
    Label label = context.surroundings().label(relation, column);
    return label.isProtected() && !(label instanceof Label.Withheld);
  }

  /**
   * Whether such an index with a protected column in its key puts rows in its order for a statement
   * that names other columns only.
   */
  private boolean isOrderedBy(Relation relation, Predicate<Index> orders) {
    for (Index index : relation.indexes()) {
      boolean protects =
          hasProtected(relation, index.keyColumns())
              || hasProtected(relation, index.expressionColumns());
      if (protects && orders.test(index)) {
        return true;
      }
    }
    return relation.children().stream()
        .anyMatch(
            child ->
                context
                    .catalog()
                    .relation(child)
                    .filter(below -> isOrderedBy(below, orders))
                    .isPresent());
  }

  /**
   * Whether conditions, sort keys or joins on other columns may lead to the index: on another
   * column of the key, or as far as they imply its predicate.
   */
  private static boolean ordersOthers(Index index) {
    return index.keyColumns().size() > 1 || index.partial();
  }

  /** Whether the index may be read in place of the rows, as it holds other columns too. */
  private static boolean coversOthers(Index index) {
    return !index.includedColumns().isEmpty();
  }

  private boolean hasProtected(Relation relation, List<Integer> numbers) {
    return numbers.stream()
        .anyMatch(
            number ->
                relation
                    .column(number)
                    .filter(column -> isProtected(relation, column))
                    .isPresent());
  }

  /**
   * Whether a statement that writes could come to its rows in the order of protected values: it
   * would return, number or rewrite them in that order, and a later scan would show it. It reads an
   * index on a protected column only to find values of it; those of one constant are all equal. The
   * rows of its target it reads themselves, never an index that covers them.
   */
  boolean writesInOrder(
      FlowContext.Block block, RangeVariable target, List<RangeVariable> variables) {
    if (!block.couldTellOrder()) {
      return false;
    }
    Set<Integer> open = new HashSet<>(block.indexed);
    for (RangeVariable variable : variables) {
      boolean covered = variable != target && block.covered.contains(variable.id());
      if (!block.alwaysOrdered.contains(variable.id()) && !covered && !searches(block, variable)) {
        open.remove(variable.id());
      }
    }
    return block.sorts || !open.isEmpty();
  }

  /**
   * Refuses conditions of a join that may fail for one row where the server could come to the rows
   * of one side in the order of protected values, as far as it reads an index to find or to sort
   * them. A join may stop reading when it has found a row: an outer one that asks for rows without
   * a match, one by a unique key, a merge of sorted rows.
   */
  void refuseFailingJoin(FlowContext.Block block, List<RangeVariable> variables, SqlNode at) {
    block.comesInOrder |= block.couldTellOrder() && (block.sorts || reads(block, variables));
    if (block.comesInOrder && block.mayFail && variables.size() > 1 && !context.isTrusted()) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "a condition that may fail for one row would tell the order of protected values",
          at);
    }
  }

  private boolean reads(FlowContext.Block block, List<RangeVariable> variables) {
    return variables.stream()
        .anyMatch(
            variable ->
                block.indexed.contains(variable.id())
                    && (block.alwaysOrdered.contains(variable.id())
                        || block.covered.contains(variable.id())
                        || searches(block, variable)));
  }

  private boolean searches(FlowContext.Block block, RangeVariable variable) {
    Relation relation = variable.relation();
    if (relation == null) {
      return true;
    }
    Set<Integer> pinned = context.pinned(block, variable);
    Set<String> searched = new HashSet<>();
    context.budget().step(block.tested.size());
    for (Origin tested : block.tested) {
      if (tested.variable() == variable.id() && !pinned.contains(tested.column())) {
        relation.column(tested.column()).ifPresent(column -> searched.add(column.name()));
      }
    }
    return isIndexed(relation, searched);
  }

  private boolean isIndexed(Relation relation, Set<String> names) {
    for (Index index : relation.indexes()) {
      for (Column column : relation.columns()) {
        boolean read =
            index.keyColumns().contains(column.number())
                || index.expressionColumns().contains(column.number());
        if (read && names.contains(column.name())) {
          return true;
        }
      }
    }
    return relation.children().stream()
        .anyMatch(
            child ->
                context
                    .catalog()
                    .relation(child)
                    .filter(below -> isIndexed(below, names))
                    .isPresent());
  }

  /** Whether the relation, or one below it, has an index that orders by a protected column. */
  private boolean hasTellingIndex(Relation relation) {
    if (relation.kind() == Relation.Kind.VIEW) {
      return relation.columns().stream()
          .anyMatch(column -> context.surroundings().label(relation, column).isProtected());
    }
    Catalog catalog = context.catalog();
    for (Index index : relation.indexes()) {
      if (hasProtected(relation, index.keyColumns())
          || hasProtected(relation, index.expressionColumns())) {
        return true;
      }
    }
    for (int child : relation.children()) {
      if (catalog.relation(child).filter(this::hasTellingIndex).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Refuses a call that would tell in which order rows were produced, before they are mixed. */
  void refuseClock(FlowContext.Block block, @Nullable SqlNode other) {
    if (block.late != null) {
      context.clocks().noteLate(block.late);
    }
    SqlNode clock = block.clockElsewhere == null ? other : block.clockElsewhere;
    if (clock != null) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "this function would tell the order of protected values",
          clock);
    }
  }

  /**
   * Requires that what is locked of filtered relations is one row: the server locks every row that
   * the query in place of the relation gives, before the conditions around it.
   */
  void requireSingleRows(FlowContext.Block block, List<SqlNode> locks, Scope scope) {
    for (SqlNode node : locks) {
      List<String> named = ((PgQuery.Lock) node).tables;
      for (RangeVariable variable : scope.variables()) {
        Relation relation = variable.relation();
        boolean locked =
            named.isEmpty() || variable.name() != null && named.contains(variable.name());
        boolean stored =
            relation != null
                && context.surroundings().visibleRows(relation) instanceof VisibleRows.All;
        if (locked && !stored && !(relation != null && isOne(block, variable, relation))) {
          throw new FlowException(
              Violation.ROW_FILTERED,
              "rows of a filtered relation are locked one at a time, by a unique key",
              node);
        }
      }
    }
  }

  private boolean isOne(FlowContext.Block block, RangeVariable variable, Relation relation) {
    Set<Integer> pinned = context.pinned(block, variable);
    return relation.indexes().stream()
        .anyMatch(index -> index.unique() && pinned.containsAll(index.keyColumns()));
  }

  /** Forgets the range variables of which the block's conjuncts allow one row at most. */
  void forgetSingleRows(FlowContext.Block block, List<RangeVariable> variables) {
    for (RangeVariable variable : variables) {
      Relation relation = variable.relation();
      if (relation == null || !block.indexed.contains(variable.id())) {
        continue;
      }
      Set<Integer> pinned = context.pinned(block, variable);
      for (Index index : relation.indexes()) {
        if (index.unique()
            && relation.children().isEmpty()
            && pinned.containsAll(index.keyColumns())) {
          block.indexed.remove(variable.id());
        }
      }
    }
  }

  /**
   * Whether the conjuncts of an UPDATE let one row at most of the other variables match a row of
   * its target: each has a unique key that is set equal to constants or to columns of known rows.
   */
  boolean matchesOne(FlowContext.Block block, RangeVariable target, List<RangeVariable> variables) {
    return areFixed(block, Set.of(target.id()), variables);
  }

  /** Whether one row at most of each variable matches one row of each of those that are known. */
  private boolean areFixed(
      FlowContext.Block block, Set<Integer> begin, List<RangeVariable> variables) {
    Set<Integer> known = new HashSet<>(begin);
    boolean more = true;
    while (more) {
      more = false;
      context.budget().step(variables.size());
      for (RangeVariable variable : variables) {
        if (!known.contains(variable.id()) && isFixed(block, variable, known)) {
          known.add(variable.id());
          more = true;
        }
      }
    }
    return variables.stream().allMatch(variable -> known.contains(variable.id()));
  }

  private boolean isFixed(FlowContext.Block block, RangeVariable variable, Set<Integer> known) {
    Relation relation = variable.relation();
    if (relation == null || !relation.children().isEmpty()) {
      return false;
    }
    context.budget().step(block.equated.size());
    Set<Integer> fixed = new HashSet<>(context.pinned(block, variable));
    for (FlowContext.Equated equated : block.equated) {
      if (equated.variable() == variable.id() && known.contains(equated.other())) {
        fixed.add(equated.column());
      }
    }
    return relation.indexes().stream()
        .anyMatch(index -> index.unique() && fixed.containsAll(index.keyColumns()));
  }

  /**
   * Whether no two rows are equal by the keys: a unique public key of each range variable is among
   * them, or follows from those. Of equal rows the server's sort makes an order that depends on the
   * one in which they came, be it that they were sorted already.
   */
  boolean isTotal(
      List<SqlNode> keys,
      List<VisibleColumn> outputs,
      List<RangeVariable> variables,
      FlowContext.Block block) {
    if (block.sorts) {
      return false;
    }
    Set<String> columns = new HashSet<>();
    for (SqlNode node : keys) {
      SqlNode key = ((PgQuery.Sort) node).key;
      int ordinal = ordinal(key);
      if (ordinal >= 1 && ordinal <= outputs.size()) {
        key = outputs.get(ordinal - 1).reference();
      }
      if (key instanceof SqlIdentifier name && name.names.size() == 2) {
        columns.add(name.names.get(0) + "\0" + name.names.get(1));
      }
    }
    Set<Integer> known = new HashSet<>();
    for (RangeVariable variable : variables) {
      Relation relation = variable.relation();
      boolean unique =
          relation != null
              && (relation.children().isEmpty()
                  || relation.kind() == Relation.Kind.PARTITIONED_TABLE)
              && relation.indexes().stream()
                  .anyMatch(
                      index ->
                          index.unique()
                              && index.keyColumns().stream()
                                  .allMatch(
                                      number -> isSorted(variable, relation, number, columns)));
      if (unique) {
        known.add(variable.id());
      }
    }
    Set<Integer> here = new HashSet<>();
    variables.forEach(variable -> here.add(variable.id()));
    return here.containsAll(block.indexed) && areFixed(block, known, variables);
  }

  private static boolean isSorted(
      RangeVariable variable, Relation relation, int number, Set<String> columns) {
    VisibleColumn visible = variable.column(number);
    return visible != null
        && relation.column(number).filter(Column::notNull).isPresent()
        && columns.contains(variable.alias() + "\0" + visible.name());
  }

  /** An ORDER BY or GROUP BY position; 0 if the node is none. */
  static int ordinal(SqlNode node) {
    if (node instanceof SqlLiteral literal
        && literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.DECIMAL) {
      BigDecimal value = literal.bigDecimalValue();
      return value != null && value.scale() <= 0 && value.precision() <= 6 ? value.intValue() : 0;
    }
    return 0;
  }

  /**
   * The keys and a last one that nobody can foresee: random() would tell its state to whoever may
   * call it, gen_random_uuid() draws from the server's strong source.
   */
  static List<SqlNode> withRandomKey(List<SqlNode> keys) {
    List<SqlNode> all = new ArrayList<>(keys);
    all.add(
        new PgQuery.Sort(
            strongRandom(),
            PgQuery.Direction.DEFAULT,
            null,
            PgQuery.Nulls.DEFAULT,
            SqlParserPos.ZERO));
    return all;
  }

  /** Keys to sort by, as they are. */
  static List<SqlNode> sorts(List<SqlNode> keys) {
    List<SqlNode> sorts = new ArrayList<>();
    for (SqlNode key : keys) {
      sorts.add(
          new PgQuery.Sort(
              key, PgQuery.Direction.DEFAULT, null, PgQuery.Nulls.DEFAULT, SqlParserPos.ZERO));
    }
    return sorts;
  }

  static SqlNode strongRandom() {
    return function("gen_random_uuid", List.of());
  }

  static SqlNode random() {
    return function("random", List.of());
  }

  static SqlNode function(String name, List<SqlNode> arguments) {
    return new PgCall.Function(
        new SqlIdentifier(List.of("pg_catalog", name), SqlParserPos.ZERO),
        false,
        false,
        false,
        arguments,
        List.of(),
        List.of(),
        null,
        null,
        null,
        SqlParserPos.ZERO);
  }

  /** The select with its only table read in heap order; null if it is more than such a scan. */
  static PgQuery.@Nullable Select heapOrder(PgQuery.Select select, List<RangeVariable> variables) {
    boolean plain =
        select.from.size() == 1
            && select.where == null
            && !select.distinct
            && select.distinctOn.isEmpty()
            && select.groupBy.isEmpty()
            && select.having == null
            && select.windows.isEmpty()
            && variables.size() == 1;
    if (!plain
        || !(select.from.get(0) instanceof PgFrom.Table table)
        || table.sample != null
        || variables.get(0).relation() == null) {
      return null;
    }
    boolean stored =
        variables.get(0).relation().children().isEmpty()
            && switch (variables.get(0).relation().kind()) {
              case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW -> true;
              case VIEW, FOREIGN_TABLE, SEQUENCE, COMPOSITE_TYPE -> false;
            };
    if (!stored) {
      return null;
    }
    SqlNode sample =
        new PgFrom.Sample(
            new SqlIdentifier(List.of("pg_catalog", "system"), SqlParserPos.ZERO),
            List.of(SqlLiteral.createExactNumeric("100", SqlParserPos.ZERO)),
            null,
            SqlParserPos.ZERO);
    SqlNode scanned =
        new PgFrom.Table(table.name, table.only, table.alias, sample, table.getParserPosition());
    return new PgQuery.Select(
        false,
        List.of(),
        select.items,
        List.of(scanned),
        null,
        false,
        List.of(),
        null,
        List.of(),
        select.getParserPosition());
  }
}
