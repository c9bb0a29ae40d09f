package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.KeyConstraint;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What may be written into a filtered relation: rows that are visible stay so, new ones are, and
 * the keys of hidden rows cannot be tried. Confined to one analysis.
 */
final class FilteredWrites {
  private static final SqlParserPos ZERO = SqlParserPos.ZERO;
  private static final int VARCHAR = 1043;
  private static final int MOST_RELATIONS = 10_000;

  private final FlowContext context;
  private final Relation relation;
  private final VisibleRows.Where rows;
  private final int variable;
  private final String alias;
  private final SqlNode condition;

  /** The columns that decide which rows are visible, and what they are computed from. */
  private final Set<String> deciding = new HashSet<>();

  /** The columns that every visible row has the same value of; null if that is not all there is. */
  private final @Nullable Set<String> equated;

  private FilteredWrites(
      FlowContext context,
      Relation relation,
      VisibleRows.Where rows,
      RangeVariable variable,
      SqlNode at) {
    this.variable = variable.id();
    this.context = context;
    this.relation = relation;
    this.rows = rows;
    this.alias = variable.alias();
    this.condition =
        Objects.requireNonNull(context.filteredRelations().condition(relation, alias, at));
    this.deciding.addAll(columns(condition));
    this.equated = equated(condition);
    for (Column column : relation.columns()) {
      if (deciding.contains(column.name())) {
        column
            .generatedFrom()
            .forEach(
                number -> relation.column(number).ifPresent(from -> deciding.add(from.name())));
      }
    }
  }

  /**
   * The writes into the relation of a range variable; null if all of its rows are visible.
   *
   * @throws FlowException if it is no table, or refused
   */
  static @Nullable FilteredWrites of(FlowContext context, RangeVariable variable, SqlNode at) {
    Relation relation = Objects.requireNonNull(variable.relation());
    FilteredRelations.required(relation, context, true, at);
    if (!(context.surroundings().visibleRows(relation) instanceof VisibleRows.Where where)) {
      return null;
    }
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE -> {
        context.filteredRelations().write(variable.id(), relation);
        yield new FilteredWrites(context, relation, where, variable, at);
      }
      case VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE, SEQUENCE, COMPOSITE_TYPE ->
          throw refused("only tables are written where rows are filtered", at);
    };
  }

  static FlowException refused(String why, SqlNode at) {
    return new FlowException(Violation.ROW_FILTERED, why, at);
  }

  /**
   * What WHERE says: the filter, and the client's condition behind it. The server may test the
   * parts of a conjunction in any order, those of CASE it does not (PostgreSQL docs 4.2.14).
   */
  SqlNode where(@Nullable SqlNode client) {
    if (client == null) {
      return condition;
    }
    if (client instanceof PgExpr.CurrentOf) {
      throw refused("the row of a cursor is not written where rows are filtered", client);
    }
    SqlNode guarded =
        new PgExpr.Case(null, List.of(new PgExpr.When(condition, client, ZERO)), null, ZERO);
    PgOperation.And where = new PgOperation.And(List.of(condition, guarded), ZERO);
    context.filteredRelations().narrow(where, variable, alias, relation);
    return where;
  }

  /**
   * The value of a column in an UPDATE as it is printed. One that decides whether the row is
   * visible, or that a hidden row may have as its key, stays what it is.
   */
  SqlNode set(Column column, SqlNode value, SqlNode at) {
    if (!isFixed(column)) {
      return value;
    }
    if (context.surroundings().label(relation, column).isProtected()) {
      throw fixed(column, at);
    }
    SqlNode current = VisibleColumn.reference(alias, column.name());
    SqlNode same = new PgOperation.IsDistinct(true, value, current, ZERO);
    return new PgExpr.Case(
        null, List.of(new PgExpr.When(same, current, ZERO)), raise(column), ZERO);
  }

  /** Requires that a column may get any value. */
  void requireFree(Column column, SqlNode at) {
    if (isFixed(column)) {
      throw fixed(column, at);
    }
  }

  private static FlowException fixed(Column column, SqlNode at) {
    return refused(
        "column " + column.name() + " decides which rows are seen, or hidden rows may have its key",
        at);
  }

  private boolean isFixed(Column column) {
    return deciding.contains(column.name())
        || keys().stream().anyMatch(key -> key.columns.contains(column.name()) || key.computed);
  }

  /** A key of which hidden rows may have values. */
  private record HiddenKey(Set<String> columns, boolean computed) {}

  /** The keys that rows of other values of the filter have as well: by them one could ask. */
  private List<HiddenKey> keys() {
    List<HiddenKey> keys = new ArrayList<>();
    andBelow(context, relation).forEach(each -> addKeys(each, keys));
    return keys;
  }

  private void addKeys(Relation of, List<HiddenKey> keys) {
    for (KeyConstraint key : context.catalog().keys(of.oid())) {
      if (key.isForeign()) {
        continue;
      }
      Set<String> names = names(of, key.columns());
      boolean computed = key.computed() || names.size() < key.columns().size();
      boolean visible = equated != null && !computed && names.containsAll(equated);
      if (!visible) {
        keys.add(new HiddenKey(names, computed));
      }
    }
  }

  private static Set<String> names(Relation of, List<Integer> numbers) {
    Set<String> names = new HashSet<>();
    for (int number : numbers) {
      of.column(number).map(Column::name).ifPresent(names::add);
    }
    return names;
  }

  /**
   * A row of VALUES as it is printed: it fails if it would be hidden.
   *
   * @param columns that the items are for
   * @param items as printed; DEFAULT where the database gives the value
   */
  List<SqlNode> row(List<Column> columns, List<SqlNode> items, SqlNode at) {
    Map<String, SqlNode> values = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!(items.get(i) instanceof PgExpr.Default)) {
        values.put(columns.get(i).name(), items.get(i));
      }
    }
    for (HiddenKey key : keys()) {
      boolean given = key.computed || key.columns.stream().anyMatch(values::containsKey);
      boolean made =
          key.columns.stream()
              .allMatch(name -> relation.column(name).filter(Column::hasDefault).isPresent());
      if (given || !made) {
        throw refused("hidden rows may have the key of a new one unless the database makes it", at);
      }
    }
    SqlNode visible = visible(values, at);
    List<SqlNode> printed = new ArrayList<>(items);
    for (int i = 0; i < columns.size(); i++) {
      if (deciding.contains(columns.get(i).name())) {
        printed.set(
            i,
            new PgExpr.Case(
                null,
                List.of(new PgExpr.When(visible, items.get(i), ZERO)),
                raise(columns.get(i)),
                ZERO));
        return printed;
      }
    }
    throw refused("a new row has to name a column of the filter", at);
  }

  /** The filter's condition with the values of a row in place of its columns. */
  private SqlNode visible(Map<String, SqlNode> values, SqlNode at) {
    Map<String, SqlNode> constants = new HashMap<>();
    for (String name : deciding) {
      Column column = relation.column(name).orElseThrow();
      SqlNode value = values.get(name);
      boolean plain =
          isConstant(value) || value instanceof PgExpr.Cast cast && isConstant(cast.operand);
      boolean kept = column.typeModifier() < 0 || column.typeOid() == VARCHAR;
      boolean own = context.types().base(column.typeOid()) == column.typeOid();
      if (value == null || !plain || !kept || !own || column.generated()) {
        throw refused("a new row has to have a constant for column " + name, at);
      }
      constants.put(name, cast(value, column, context, at));
    }
    List<SqlNode> conditions = new ArrayList<>();
    for (RowCondition each : rows.conditions()) {
      conditions.add(each.analysed(relation, constants, context).node());
    }
    return FilteredRelations.and(conditions);
  }

  private static boolean isConstant(@Nullable SqlNode value) {
    return value instanceof SlotNode || value instanceof SqlLiteral;
  }

  private static SqlNode cast(SqlNode value, Column column, FlowContext context, SqlNode at) {
    return new PgExpr.Cast(
        PgExpr.CastForm.CAST,
        value,
        context
            .types()
            .spec(column.typeOid())
            .orElseThrow(() -> refused("the type of the column is not known", at)),
        ZERO);
  }

  private SqlNode raise(Column column) {
    return new WriteGuard(context).raise(WriteGuard.HIDDEN, context.types().base(column.typeOid()));
  }

  /** The columns of the relation that a condition names. */
  private Set<String> columns(SqlNode node) {
    Set<String> names = new HashSet<>();
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            if (name.names.size() == 2 && name.names.get(0).equals(alias)) {
              names.add(name.names.get(1));
            }
            return null;
          }
        });
    return names;
  }

  private @Nullable Set<String> equated(SqlNode node) {
    if (node instanceof PgOperation.And and) {
      Set<String> all = new HashSet<>();
      for (SqlNode operand : and.operands) {
        Set<String> part = equated(operand);
        if (part == null) {
          return null;
        }
        all.addAll(part);
      }
      return all;
    }
    if (!(node instanceof PgOperation.Binary equality) || !isEquals(equality)) {
      return null;
    }
    Set<String> left = columns(equality.left);
    Set<String> right = columns(equality.right);
    if (equality.left instanceof SqlIdentifier && right.isEmpty()) {
      return left;
    }
    return equality.right instanceof SqlIdentifier && left.isEmpty() ? right : null;
  }

  private static boolean isEquals(PgOperation.Binary binary) {
    return binary.operator.symbol().equals("=")
        && (binary.operator.schema() == null || "pg_catalog".equals(binary.operator.schema()));
  }

  /**
   * Refuses a value that refers to a filtered relation, or that rows of one may refer to: whether
   * it can be written would tell that they are there.
   *
   * @param there whether the row exists already, so that others may refer to it
   */
  static void refuseReferences(
      FlowContext context, Relation relation, Column column, boolean there, SqlNode at) {
    if (!context.surroundings().filtersRows()) {
      return;
    }
    for (Relation each : andBelow(context, relation)) {
      int number = each.column(column.name()).map(Column::number).orElse(0);
      boolean isPublic = context.surroundings().label(relation, column) instanceof Label.Public;
      for (KeyConstraint key : context.catalog().keys(each.oid())) {
        if (key.isForeign()
            && (key.columns().size() > 1 || !isPublic)
            && key.columns().contains(number)
            && isFiltered(context, key.references())) {
          throw refused("column " + column.name() + " refers to a relation with hidden rows", at);
        }
      }
      for (KeyConstraint key : context.catalog().references(each.oid())) {
        if (there && key.referenced().contains(number) && isFiltered(context, key.relation())) {
          throw refused("hidden rows may refer to column " + column.name(), at);
        }
      }
    }
  }

  /**
   * The value of a column that refers to filtered relations, as it is printed: what refers to a
   * hidden row fails as if there were none.
   *
   * @param current the row's own value in an UPDATE, which may stay; otherwise null
   * @param direct whether the value stands in the statement itself
   */
  static SqlNode referring(
      FlowContext context,
      Relation relation,
      Column column,
      SqlNode value,
      @Nullable SqlNode current,
      boolean direct,
      SqlNode at) {
    if (!context.surroundings().filtersRows()) {
      return value;
    }
    List<SqlNode> known = new ArrayList<>();
    for (Relation each : andBelow(context, relation)) {
      int number = each.column(column.name()).map(Column::number).orElse(0);
      for (KeyConstraint key : context.catalog().keys(each.oid())) {
        if (key.isForeign()
            && key.columns().equals(List.of(number))
            && isFiltered(context, key.references())) {
          boolean isPublic = context.surroundings().label(relation, column) instanceof Label.Public;
          boolean plain =
              isConstant(value) || value instanceof PgExpr.Cast cast && isConstant(cast.operand);
          if (!direct || !plain || !isPublic) {
            throw refused(
                "column "
                    + column.name()
                    + " refers to a relation with hidden rows: constants only",
                at);
          }
          known.add(isVisible(context, key, cast(value, column, context, at), at));
        }
      }
    }
    if (known.isEmpty()) {
      return value;
    }
    SqlNode typed = cast(value, column, context, at);
    List<SqlNode> allowed = new ArrayList<>();
    allowed.add(FilteredRelations.and(known));
    allowed.add(new PgOperation.Is(PgOperation.Test.NULL, false, typed, ZERO));
    if (current != null) {
      allowed.add(new PgOperation.IsDistinct(true, typed, current, ZERO));
    }
    return new PgExpr.Case(
        null,
        List.of(new PgExpr.When(new PgOperation.Or(allowed, ZERO), value, ZERO)),
        new WriteGuard(context).raise(WriteGuard.HIDDEN, context.types().base(column.typeOid())),
        ZERO);
  }

  /** Whether a visible row has the value that a foreign key refers to. */
  private static SqlNode isVisible(
      FlowContext context, KeyConstraint key, SqlNode value, SqlNode at) {
    Relation referenced =
        context
            .catalog()
            .relation(key.references())
            .orElseThrow(() -> refused("a relation that is referred to is not known", at));
    String alias = context.filteredRelations().referredAlias(referenced);
    Column column = referenced.column(key.referenced().get(0)).orElseThrow();
    SqlNode visible = context.filteredRelations().condition(referenced, alias, at);
    SqlNode same =
        new PgOperation.Binary(
            OperatorName.of("="), VisibleColumn.reference(alias, column.name()), value, ZERO);
    return FilteredRelations.exists(
        referenced,
        alias,
        visible == null ? same : new PgOperation.And(List.of(same, visible), ZERO));
  }

  /** Refuses to delete rows that rows of a filtered relation may refer to. */
  static void refuseReferred(FlowContext context, Relation relation, SqlNode at) {
    if (context.surroundings().filtersRows()
        && andBelow(context, relation).stream()
            .flatMap(each -> context.catalog().references(each.oid()).stream())
            .anyMatch(key -> isFiltered(context, key.relation()))) {
      throw refused("hidden rows may refer to rows that are deleted", at);
    }
  }

  /** The relation and what inherits from it: its rows may be theirs. */
  private static List<Relation> andBelow(FlowContext context, Relation relation) {
    List<Relation> all = new ArrayList<>(List.of(relation));
    for (int i = 0; i < all.size() && i < MOST_RELATIONS; i++) {
      all.get(i).children().forEach(child -> context.catalog().relation(child).ifPresent(all::add));
    }
    return all;
  }

  private static boolean isFiltered(FlowContext context, int oid) {
    return context
        .catalog()
        .relation(oid)
        .map(found -> !(context.surroundings().visibleRows(found) instanceof VisibleRows.All))
        .orElse(true);
  }
}
