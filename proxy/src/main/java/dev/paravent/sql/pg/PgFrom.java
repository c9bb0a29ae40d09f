package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What can stand in FROM. Immutable. */
public abstract sealed class PgFrom extends PgNode {
  PgFrom(SqlParserPos pos) {
    super(pos);
  }

  /** The kind of a join; CROSS has neither ON nor USING. */
  public enum JoinKind {
    CROSS,
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  /** A relation or a common table expression by name. */
  public static final class Table extends PgFrom {
    public final SqlIdentifier name;
    public final boolean only;
    public final @Nullable Alias alias;
    public final @Nullable SqlNode sample;

    public Table(
        SqlIdentifier name,
        boolean only,
        @Nullable Alias alias,
        @Nullable SqlNode sample,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.only = only;
      this.alias = alias;
      this.sample = sample;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, only, alias, sample);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Table(
          parts.required(SqlIdentifier.class),
          parts.flag(),
          parts.optional(Alias.class),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** A parenthesised query in FROM. */
  public static final class Derived extends PgFrom {
    public final SqlNode query;
    public final boolean lateral;
    public final @Nullable Alias alias;

    public Derived(SqlNode query, boolean lateral, @Nullable Alias alias, SqlParserPos pos) {
      super(pos);
      this.query = query;
      this.lateral = lateral;
      this.alias = alias;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(query, lateral, alias);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Derived(
          parts.required(SqlNode.class), parts.flag(), parts.optional(Alias.class), pos);
    }
  }

  /** One function in FROM, or ROWS FROM (several). */
  public static final class FunctionTable extends PgFrom {
    public final boolean rowsFrom;
    public final List<SqlNode> functions;
    public final boolean lateral;
    public final boolean ordinality;
    public final @Nullable Alias alias;

    public FunctionTable(
        boolean rowsFrom,
        List<SqlNode> functions,
        boolean lateral,
        boolean ordinality,
        @Nullable Alias alias,
        SqlParserPos pos) {
      super(pos);
      this.rowsFrom = rowsFrom;
      this.functions = List.copyOf(functions);
      this.lateral = lateral;
      this.ordinality = ordinality;
      this.alias = alias;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(rowsFrom, functions, lateral, ordinality, alias);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new FunctionTable(
          parts.flag(),
          parts.nodes(),
          parts.flag(),
          parts.flag(),
          parts.optional(Alias.class),
          pos);
    }
  }

  /** A function of {@link FunctionTable} with its column definitions (those inside ROWS FROM). */
  public static final class FunctionItem extends PgFrom {
    public final SqlNode call;
    public final List<SqlNode> columns;

    public FunctionItem(SqlNode call, List<SqlNode> columns, SqlParserPos pos) {
      super(pos);
      this.call = call;
      this.columns = List.copyOf(columns);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(call, columns);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new FunctionItem(parts.required(SqlNode.class), parts.nodes(), pos);
    }
  }

  /**
   * A join. {@code natural} excludes ON and USING; an alias belongs to a parenthesised join, {@code
   * usingAlias} to USING (..) AS name.
   */
  public static final class Join extends PgFrom {
    public final JoinKind kind;
    public final boolean natural;
    public final SqlNode left;
    public final SqlNode right;
    public final @Nullable SqlNode on;
    public final List<String> using;
    public final @Nullable String usingAlias;
    public final @Nullable Alias alias;

    public Join(
        JoinKind kind,
        boolean natural,
        SqlNode left,
        SqlNode right,
        @Nullable SqlNode on,
        List<String> using,
        @Nullable String usingAlias,
        @Nullable Alias alias,
        SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.natural = natural;
      this.left = left;
      this.right = right;
      this.on = on;
      this.using = List.copyOf(using);
      this.usingAlias = usingAlias;
      this.alias = alias;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, natural, left, right, on, using, usingAlias, alias);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Join(
          parts.required(JoinKind.class),
          parts.flag(),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.names(),
          parts.optional(String.class),
          parts.optional(Alias.class),
          pos);
    }
  }

  /**
   * AS name (columns), or AS name (column definitions); a function may have definitions without a
   * name.
   */
  public static final class Alias extends PgFrom {
    public final @Nullable String name;
    public final List<String> columns;
    public final List<SqlNode> definitions;

    public Alias(
        @Nullable String name, List<String> columns, List<SqlNode> definitions, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.columns = List.copyOf(columns);
      this.definitions = List.copyOf(definitions);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, columns, definitions);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Alias(parts.optional(String.class), parts.names(), parts.nodes(), pos);
    }
  }

  /** A column definition of a function in FROM. */
  public static final class ColumnDef extends PgFrom {
    public final String name;
    public final SqlDataTypeSpec type;
    public final @Nullable SqlIdentifier collation;

    public ColumnDef(
        String name, SqlDataTypeSpec type, @Nullable SqlIdentifier collation, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.type = type;
      this.collation = collation;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, type, collation);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new ColumnDef(
          parts.required(String.class),
          parts.required(SqlDataTypeSpec.class),
          parts.optional(SqlIdentifier.class),
          pos);
    }
  }

  /** TABLESAMPLE method (arguments) [REPEATABLE (seed)]. */
  public static final class Sample extends PgFrom {
    public final SqlIdentifier method;
    public final List<SqlNode> arguments;
    public final @Nullable SqlNode repeatable;

    public Sample(
        SqlIdentifier method,
        List<SqlNode> arguments,
        @Nullable SqlNode repeatable,
        SqlParserPos pos) {
      super(pos);
      this.method = method;
      this.arguments = List.copyOf(arguments);
      this.repeatable = repeatable;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(method, arguments, repeatable);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Sample(
          parts.required(SqlIdentifier.class), parts.nodes(), parts.optional(SqlNode.class), pos);
    }
  }
}
