package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A query or one of its clauses. Immutable. */
public abstract sealed class PgQuery extends PgNode {
  PgQuery(SqlParserPos pos) {
    super(pos);
  }

  /** How two queries are combined. */
  public enum SetKind {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /** ASC, DESC or neither. */
  public enum Direction {
    DEFAULT,
    ASC,
    DESC
  }

  /** NULLS FIRST, NULLS LAST or neither. */
  public enum Nulls {
    DEFAULT,
    FIRST,
    LAST
  }

  /** FOR UPDATE and its weaker kinds. */
  public enum LockStrength {
    UPDATE,
    NO_KEY_UPDATE,
    SHARE,
    KEY_SHARE
  }

  /** What a locking clause does about rows that are locked. */
  public enum LockWait {
    BLOCK,
    NOWAIT,
    SKIP_LOCKED
  }

  /**
   * One SELECT block. Without DISTINCT: {@code distinct} is false; DISTINCT ON: {@code distinctOn}
   * is not empty. The items are {@link Item}s, the FROM entries {@link PgFrom}s joined by commas.
   */
  public static final class Select extends PgQuery {
    public final boolean distinct;
    public final List<SqlNode> distinctOn;
    public final List<SqlNode> items;
    public final List<SqlNode> from;
    public final @Nullable SqlNode where;
    public final boolean groupDistinct;
    public final List<SqlNode> groupBy;
    public final @Nullable SqlNode having;
    public final List<SqlNode> windows;

    public Select(
        boolean distinct,
        List<SqlNode> distinctOn,
        List<SqlNode> items,
        List<SqlNode> from,
        @Nullable SqlNode where,
        boolean groupDistinct,
        List<SqlNode> groupBy,
        @Nullable SqlNode having,
        List<SqlNode> windows,
        SqlParserPos pos) {
      super(pos);
      this.distinct = distinct;
      this.distinctOn = List.copyOf(distinctOn);
      this.items = List.copyOf(items);
      this.from = List.copyOf(from);
      this.where = where;
      this.groupDistinct = groupDistinct;
      this.groupBy = List.copyOf(groupBy);
      this.having = having;
      this.windows = List.copyOf(windows);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(
          distinct, distinctOn, items, from, where, groupDistinct, groupBy, having, windows);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Select(
          parts.flag(),
          parts.nodes(),
          parts.nodes(),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.flag(),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.nodes(),
          pos);
    }
  }

  /**
   * An output of SELECT or RETURNING: an expression or a star (an identifier or {@link
   * PgExpr.Indirection} that ends in a star), with an alias or none.
   */
  public static final class Item extends PgQuery {
    public final SqlNode expression;
    public final @Nullable String alias;

    public Item(SqlNode expression, @Nullable String alias, SqlParserPos pos) {
      super(pos);
      this.expression = expression;
      this.alias = alias;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(expression, alias);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Item(parts.required(SqlNode.class), parts.optional(String.class), pos);
    }
  }

  /** UNION, INTERSECT or EXCEPT of two queries. */
  public static final class SetOp extends PgQuery {
    public final SetKind kind;
    public final boolean all;
    public final SqlNode left;
    public final SqlNode right;

    public SetOp(SetKind kind, boolean all, SqlNode left, SqlNode right, SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.all = all;
      this.left = left;
      this.right = right;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, all, left, right);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new SetOp(
          parts.required(SetKind.class),
          parts.flag(),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          pos);
    }
  }

  /** VALUES; each row is an implicit {@link PgExpr.Row}. */
  public static final class Values extends PgQuery {
    public final List<SqlNode> rows;

    public Values(List<SqlNode> rows, SqlParserPos pos) {
      super(pos);
      this.rows = List.copyOf(rows);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(rows);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Values(parts.nodes(), pos);
    }
  }

  /**
   * A query with what stands around its body: WITH, ORDER BY, LIMIT, locking. A bare body is not
   * wrapped; a parenthesised query with such clauses is one of these inside another.
   */
  public static final class Query extends PgQuery {
    public final @Nullable SqlNode with;
    public final SqlNode body;
    public final List<SqlNode> orderBy;
    public final @Nullable SqlNode limit;
    public final List<SqlNode> locks;

    public Query(
        @Nullable SqlNode with,
        SqlNode body,
        List<SqlNode> orderBy,
        @Nullable SqlNode limit,
        List<SqlNode> locks,
        SqlParserPos pos) {
      super(pos);
      this.with = with;
      this.body = body;
      this.orderBy = List.copyOf(orderBy);
      this.limit = limit;
      this.locks = List.copyOf(locks);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(with, body, orderBy, limit, locks);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Query(
          parts.optional(SqlNode.class),
          parts.required(SqlNode.class),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.nodes(),
          pos);
    }
  }

  /** WITH [RECURSIVE] and its {@link Cte}s. */
  public static final class With extends PgQuery {
    public final boolean recursive;
    public final List<SqlNode> ctes;

    public With(boolean recursive, List<SqlNode> ctes, SqlParserPos pos) {
      super(pos);
      this.recursive = recursive;
      this.ctes = List.copyOf(ctes);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(recursive, ctes);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new With(parts.flag(), parts.nodes(), pos);
    }
  }

  /**
   * One common table expression; {@code materialized} is null where the text leaves the choice to
   * the server.
   */
  public static final class Cte extends PgQuery {
    public final String name;
    public final List<String> columns;
    public final @Nullable Boolean materialized;
    public final SqlNode statement;
    public final @Nullable SqlNode search;
    public final @Nullable SqlNode cycle;

    public Cte(
        String name,
        List<String> columns,
        @Nullable Boolean materialized,
        SqlNode statement,
        @Nullable SqlNode search,
        @Nullable SqlNode cycle,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.columns = List.copyOf(columns);
      this.materialized = materialized;
      this.statement = statement;
      this.search = search;
      this.cycle = cycle;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, columns, materialized, statement, search, cycle);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Cte(
          parts.required(String.class),
          parts.names(),
          parts.optional(Boolean.class),
          parts.required(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** SEARCH DEPTH | BREADTH FIRST BY columns SET name. */
  public static final class Search extends PgQuery {
    public final boolean breadthFirst;
    public final List<String> columns;
    public final String setColumn;

    public Search(boolean breadthFirst, List<String> columns, String setColumn, SqlParserPos pos) {
      super(pos);
      this.breadthFirst = breadthFirst;
      this.columns = List.copyOf(columns);
      this.setColumn = setColumn;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(breadthFirst, columns, setColumn);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Search(parts.flag(), parts.names(), parts.required(String.class), pos);
    }
  }

  /** CYCLE columns SET name [TO value DEFAULT value] USING name. */
  public static final class Cycle extends PgQuery {
    public final List<String> columns;
    public final String setColumn;
    public final @Nullable SqlNode toValue;
    public final @Nullable SqlNode defaultValue;
    public final String pathColumn;

    public Cycle(
        List<String> columns,
        String setColumn,
        @Nullable SqlNode toValue,
        @Nullable SqlNode defaultValue,
        String pathColumn,
        SqlParserPos pos) {
      super(pos);
      this.columns = List.copyOf(columns);
      this.setColumn = setColumn;
      this.toValue = toValue;
      this.defaultValue = defaultValue;
      this.pathColumn = pathColumn;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(columns, setColumn, toValue, defaultValue, pathColumn);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Cycle(
          parts.names(),
          parts.required(String.class),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.required(String.class),
          pos);
    }
  }

  /** One key of ORDER BY; {@code using} is the operator of ORDER BY .. USING. */
  public static final class Sort extends PgQuery {
    public final SqlNode key;
    public final Direction direction;
    public final @Nullable OperatorName using;
    public final Nulls nulls;

    public Sort(
        SqlNode key,
        Direction direction,
        @Nullable OperatorName using,
        Nulls nulls,
        SqlParserPos pos) {
      super(pos);
      this.key = key;
      this.direction = direction;
      this.using = using;
      this.nulls = nulls;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(key, direction, using, nulls);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Sort(
          parts.required(SqlNode.class),
          parts.required(Direction.class),
          parts.optional(OperatorName.class),
          parts.required(Nulls.class),
          pos);
    }
  }

  /** LIMIT or FETCH, and OFFSET. LIMIT ALL is a null count. */
  public static final class Limit extends PgQuery {
    public final @Nullable SqlNode count;
    public final @Nullable SqlNode offset;
    public final boolean withTies;

    public Limit(
        @Nullable SqlNode count, @Nullable SqlNode offset, boolean withTies, SqlParserPos pos) {
      super(pos);
      this.count = count;
      this.offset = offset;
      this.withTies = withTies;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(count, offset, withTies);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Limit(
          parts.optional(SqlNode.class), parts.optional(SqlNode.class), parts.flag(), pos);
    }
  }

  /** FOR UPDATE | NO KEY UPDATE | SHARE | KEY SHARE [OF names] [NOWAIT | SKIP LOCKED]. */
  public static final class Lock extends PgQuery {
    public final LockStrength strength;
    public final List<String> tables;
    public final LockWait wait;

    public Lock(LockStrength strength, List<String> tables, LockWait wait, SqlParserPos pos) {
      super(pos);
      this.strength = strength;
      this.tables = List.copyOf(tables);
      this.wait = wait;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(strength, tables, wait);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Lock(
          parts.required(LockStrength.class), parts.names(), parts.required(LockWait.class), pos);
    }
  }
}
