package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgTypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Prints what names a filtered relation so that nothing of the client's is computed on a row that
 * is hidden (FLOW-RULES, "Substitution"). Confined to one analysis.
 */
final class FilteredRelations {
  private static final SqlParserPos ZERO = SqlParserPos.ZERO;
  private static final Set<Integer> NUMBERS = Set.of(21, Types.INT4, Types.INT8);

  /** text, varchar, uuid: their equality never fails (pg_proc.proleakproof). */
  private static final Set<Integer> OTHERS = Set.of(Types.TEXT, 1043, 2950);

  private final FlowContext context;

  /** What is printed for a use, until the conditions that may be added are known. */
  private final Map<SqlNode, Use> uses = new IdentityHashMap<>(1);

  private final Map<Integer, Relation> relations = new HashMap<>();
  private final Map<Integer, List<Equal>> equals = new HashMap<>();
  private final Map<Integer, String> referredAliases = new HashMap<>(1);

  /** A place where rows are filtered. */
  private record Use(int variable, String alias, Relation relation) {}

  /** A conjunct {@code column = constant} of the client's, or one with a column of another row. */
  private record Equal(int column, int type, SqlNode value, int valueType) {
    boolean isJoin() {
      return value instanceof SqlIdentifier;
    }
  }

  FilteredRelations(FlowContext context) {
    this.context = context;
  }

  /** The relation, if nothing is filtered or {@code may} be; refused otherwise. */
  static Relation required(Relation relation, FlowContext context, boolean may, SqlNode at) {
    switch (context.surroundings().visibleRows(relation)) {
      case VisibleRows.All all -> {}
      case VisibleRows.Where where -> {
        if (!may) {
          throw new FlowException(
              Violation.ROW_FILTERED, "a relation whose rows are filtered cannot be used here", at);
        }
      }
      case VisibleRows.Refused(String why) ->
          throw new FlowException(Violation.ROW_FILTERED, why, at);
    }
    return relation;
  }

  /** The conditions of a relation that its rows of that alias have to pass, at least one. */
  private List<SqlNode> conditions(
      VisibleRows.Where rows, Relation relation, String alias, SqlNode at) {
    List<SqlNode> conditions = new ArrayList<>();
    for (RowCondition condition : rows.conditions()) {
      try {
        conditions.add(condition.analysed(relation, alias, context).node());
      } catch (FlowException unusable) {
        // where it stands in the policy is nothing in the client's text
        throw new FlowException(
            Violation.ROW_FILTERED, "the row filter of this relation cannot be used here", at);
      }
    }
    return conditions;
  }

  /** The condition of the relation's filter for its rows of that alias; null if all are visible. */
  @Nullable SqlNode condition(Relation relation, String alias, SqlNode at) {
    return switch (context.surroundings().visibleRows(relation)) {
      case VisibleRows.All all -> null;
      case VisibleRows.Where where -> and(conditions(where, relation, alias, at));
      case VisibleRows.Refused(String why) ->
          throw new FlowException(Violation.ROW_FILTERED, why, at);
    };
  }

  /**
   * What a relation is called in sub-queries that ask for a row that is referred to: one name, for
   * none stands in another, and rows of one shape are printed alike.
   */
  String referredAlias(Relation referenced) {
    return referredAliases.computeIfAbsent(
        referenced.oid(), oid -> context.uniqueAlias(referenced.name()));
  }

  static SqlNode and(List<SqlNode> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new PgOperation.And(conditions, ZERO);
  }

  /**
   * The query that stands for a relation. OFFSET 0 keeps the server from computing anything around
   * it on rows that it does not give (PostgreSQL allpaths.c, subquery_is_pushdown_safe).
   */
  PgFrom.Derived read(
      PgFrom.Table table, Relation relation, VisibleRows.Where rows, RangeVariable variable) {
    SqlParserPos pos = table.getParserPosition();
    String inner = context.uniqueAlias(relation.name());
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < variable.columns().size(); i++) {
      items.add(
          new PgQuery.Item(
              VisibleColumn.reference(inner, relation.columns().get(i).name()),
              variable.columns().get(i).printedName(),
              pos));
    }
    SqlNode stored =
        new PgFrom.Table(
            new SqlIdentifier(List.of(relation.schema(), relation.name()), pos),
            table.only,
            new PgFrom.Alias(inner, List.of(), List.of(), ZERO),
            null,
            pos);
    SqlNode where = and(conditions(rows, relation, inner, table));
    PgFrom.Derived derived = derived(select(items, stored, where, pos), aliasOf(variable), pos);
    uses.put(derived, new Use(variable.id(), inner, relation));
    relations.put(variable.id(), relation);
    return derived;
  }

  private static PgFrom.Alias aliasOf(RangeVariable variable) {
    return new PgFrom.Alias(
        variable.alias(), FromItems.aliases(variable.columns(), true), List.of(), ZERO);
  }

  private static SqlNode select(
      List<SqlNode> items, SqlNode from, SqlNode where, SqlParserPos pos) {
    return new PgQuery.Select(
        false, List.of(), items, List.of(from), where, false, List.of(), null, List.of(), pos);
  }

  /** Whether the relation has a row of that alias that passes the condition. */
  static SqlNode exists(Relation relation, String alias, SqlNode condition) {
    SqlNode table =
        new PgFrom.Table(
            new SqlIdentifier(List.of(relation.schema(), relation.name()), ZERO),
            false,
            new PgFrom.Alias(alias, List.of(), List.of(), ZERO),
            null,
            ZERO);
    SqlNode one = new PgQuery.Item(SqlLiteral.createExactNumeric("1", ZERO), null, ZERO);
    return new PgExpr.Exists(select(List.of(one), table, condition, ZERO), ZERO);
  }

  private static PgFrom.Derived derived(SqlNode select, PgFrom.Alias alias, SqlParserPos pos) {
    SqlNode fence = new PgQuery.Limit(null, SqlLiteral.createExactNumeric("0", ZERO), false, ZERO);
    return new PgFrom.Derived(
        new PgQuery.Query(null, select, List.of(), fence, List.of(), pos), false, alias, pos);
  }

  /** Notes the target of a statement that writes. */
  void write(int variable, Relation relation) {
    relations.put(variable, relation);
  }

  /** Notes a condition of such a statement, a filter with the client's behind it. */
  void narrow(PgOperation.And where, int variable, String alias, Relation relation) {
    uses.put(where, new Use(variable, alias, relation));
  }

  /** Whether a range variable is a filtered relation. */
  boolean isFiltered(int variable) {
    return relations.containsKey(variable);
  }

  /** How many range variables are. */
  int count() {
    return relations.size();
  }

  /**
   * Notes that a conjunct sets a column of a range variable equal to a constant or to a column of
   * another one.
   */
  void noteEqual(int variable, int column, Expr value) {
    Relation relation = relations.get(variable);
    if (relation != null) {
      relation
          .column(column)
          .map(found -> context.types().base(found.typeOid()))
          .ifPresent(
              type ->
                  equals
                      .computeIfAbsent(variable, key -> new ArrayList<>())
                      .add(new Equal(column, type, value.node(), value.type())));
    }
  }

  /**
   * The tree with those of the client's conditions beside the filters that cannot fail, whatever
   * the row, so that an index serves them. They stand where the client has them, too.
   */
  SqlNode finish(SqlNode tree, List<Integer> declaredTypes) {
    if (equals.isEmpty()) {
      return tree;
    }
    SqlNode finished =
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                context.budget().keep(1);
                Use use = uses.get(call);
                return switch (call) {
                  case PgFrom.Derived derived when use != null ->
                      narrowed(derived, use, declaredTypes);
                  case PgOperation.And where when use != null -> {
                    List<SqlNode> all = new ArrayList<>(added(use, declaredTypes, true));
                    where.operands.forEach(part -> all.add(part.accept(this)));
                    yield new PgOperation.And(all, ZERO);
                  }
                  default -> super.visit(call);
                };
              }
            });
    if (finished == null) {
      throw new IllegalStateException("a statement without a tree");
    }
    return finished;
  }

  private SqlNode narrowed(PgFrom.Derived derived, Use use, List<Integer> declaredTypes) {
    List<SqlNode> added = added(use, declaredTypes, false);
    PgQuery.Query query = (PgQuery.Query) derived.query;
    PgQuery.Select select = (PgQuery.Select) query.body;
    SqlParserPos pos = derived.getParserPosition();
    if (added.isEmpty() || select.where == null || derived.alias == null) {
      return derived;
    }
    List<SqlNode> all = new ArrayList<>(List.of(select.where));
    all.addAll(added);
    return derived(
        select(select.items, select.from.get(0), new PgOperation.And(all, ZERO), pos),
        derived.alias,
        pos);
  }

  /** The conditions to add; {@code joins} where columns of other range variables can be named. */
  private List<SqlNode> added(Use use, List<Integer> declaredTypes, boolean joins) {
    List<SqlNode> added = new ArrayList<>();
    for (Equal equal : equals.getOrDefault(use.variable(), List.of())) {
      context.budget().step(1 + context.slots().size());
      String column = use.relation().column(equal.column()).map(found -> found.name()).orElse(null);
      boolean named = joins || !equal.isJoin();
      if (column != null && named && neverFails(equal, declaredTypes)) {
        added.add(
            new PgOperation.Binary(
                OperatorName.of("="),
                VisibleColumn.reference(use.alias(), column),
                equal.value(),
                ZERO));
      }
    }
    return added;
  }

  /**
   * Whether comparing any value of the column with the constant succeeds, and says nothing else.
   */
  private boolean neverFails(Equal equal, List<Integer> declaredTypes) {
    boolean number = NUMBERS.contains(equal.type());
    if (!number && !OTHERS.contains(equal.type())) {
      return false;
    }
    if (equal.isJoin()) {
      return isComparable(number, equal.valueType()) || equal.valueType() == equal.type();
    }
    Slot slot = slot(equal);
    if (slot == null || slot.protection() != null || slot.isNegative()) {
      return false;
    }
    if (slot.parameter() < 0) {
      boolean text = slot.node() instanceof SqlLiteral literal && isText(literal);
      return text || number && slot.isInteger();
    }
    int declared =
        slot.parameter() < declaredTypes.size() ? declaredTypes.get(slot.parameter()) : 0;
    if (declared == 0) {
      // the first occurrence says what it is: there must be no other
      return context.slots().stream().filter(other -> other.parameter() == slot.parameter()).count()
          == 1;
    }
    return declared == equal.type()
        || !(equal.value() instanceof PgExpr.Cast) && isComparable(number, declared);
  }

  private static boolean isComparable(boolean number, int declared) {
    return number ? NUMBERS.contains(declared) : OTHERS.contains(declared) && declared != 2950;
  }

  private static boolean isText(SqlLiteral literal) {
    return literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.CHAR;
  }

  /** The constant's occurrence, as it is or cast to the column's own type. */
  private @Nullable Slot slot(Equal equal) {
    if (equal.value() instanceof SlotNode node) {
      return node.slot();
    }
    boolean own =
        equal.value() instanceof PgExpr.Cast cast
            && cast.operand instanceof SlotNode
            && PgTypeName.of(cast.type).dimensions().isEmpty()
            && context.types().resolve(cast.type).oid() == equal.type();
    return own && ((PgExpr.Cast) equal.value()).operand instanceof SlotNode node
        ? node.slot()
        : null;
  }
}
