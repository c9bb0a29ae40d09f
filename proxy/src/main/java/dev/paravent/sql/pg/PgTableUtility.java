package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement about whole relations: COPY, LOCK, temporary tables. Immutable. */
public abstract sealed class PgTableUtility extends PgUtility {
  PgTableUtility(SqlParserPos pos) {
    super(pos);
  }

  /** The modes of LOCK TABLE. */
  public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE
  }

  /** What COMMIT does to a temporary table; NONE if nothing is said. */
  public enum OnCommit {
    NONE,
    PRESERVE_ROWS,
    DELETE_ROWS,
    DROP
  }

  /** The constraints of a column that need no expression. */
  public enum ColumnConstraint {
    NOT_NULL,
    NULL,
    UNIQUE,
    PRIMARY_KEY
  }

  /**
   * COPY: either a table with perhaps columns, or a query. No file is STDIN or STDOUT; the options
   * are {@link PgClause.Option}s, whatever their syntax was.
   */
  public static final class Copy extends PgTableUtility {
    public final @Nullable SqlIdentifier table;
    public final List<String> columns;
    public final @Nullable SqlNode query;
    public final boolean from;
    public final boolean program;
    public final @Nullable SqlNode file;
    public final List<SqlNode> options;
    public final @Nullable SqlNode where;

    public Copy(
        @Nullable SqlIdentifier table,
        List<String> columns,
        @Nullable SqlNode query,
        boolean from,
        boolean program,
        @Nullable SqlNode file,
        List<SqlNode> options,
        @Nullable SqlNode where,
        SqlParserPos pos) {
      super(pos);
      this.table = table;
      this.columns = List.copyOf(columns);
      this.query = query;
      this.from = from;
      this.program = program;
      this.file = file;
      this.options = List.copyOf(options);
      this.where = where;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(table, columns, query, from, program, file, options, where);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Copy(
          parts.optional(SqlIdentifier.class),
          parts.names(),
          parts.optional(SqlNode.class),
          parts.flag(),
          parts.flag(),
          parts.optional(SqlNode.class),
          parts.nodes(),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** LOCK TABLE; the tables are {@link PgFrom.Table}s. */
  public static final class Lock extends PgTableUtility {
    public final List<SqlNode> tables;
    public final LockMode mode;
    public final boolean nowait;

    public Lock(List<SqlNode> tables, LockMode mode, boolean nowait, SqlParserPos pos) {
      super(pos);
      this.tables = List.copyOf(tables);
      this.mode = mode;
      this.nowait = nowait;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(tables, mode, nowait);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Lock(parts.nodes(), parts.required(LockMode.class), parts.flag(), pos);
    }
  }

  /** CREATE TEMPORARY TABLE name (columns); the columns are {@link TemporaryColumn}s. */
  public static final class CreateTemporary extends PgTableUtility {
    public final SqlIdentifier name;
    public final boolean ifNotExists;
    public final List<SqlNode> columns;
    public final OnCommit onCommit;

    public CreateTemporary(
        SqlIdentifier name,
        boolean ifNotExists,
        List<SqlNode> columns,
        OnCommit onCommit,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.ifNotExists = ifNotExists;
      this.columns = List.copyOf(columns);
      this.onCommit = onCommit;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, ifNotExists, columns, onCommit);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new CreateTemporary(
          parts.required(SqlIdentifier.class),
          parts.flag(),
          parts.nodes(),
          parts.required(OnCommit.class),
          pos);
    }
  }

  /** A column of {@link CreateTemporary}. */
  public static final class TemporaryColumn extends PgTableUtility {
    public final PgFrom.ColumnDef column;
    public final List<ColumnConstraint> constraints;

    public TemporaryColumn(
        PgFrom.ColumnDef column, List<ColumnConstraint> constraints, SqlParserPos pos) {
      super(pos);
      this.column = column;
      this.constraints = List.copyOf(constraints);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(column, constraints);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new TemporaryColumn(
          parts.required(PgFrom.ColumnDef.class), parts.values(ColumnConstraint.class), pos);
    }
  }

  /** CREATE TEMPORARY TABLE name [(columns)] AS query. */
  public static final class CreateTemporaryAs extends PgTableUtility {
    public final SqlIdentifier name;
    public final boolean ifNotExists;
    public final List<String> columns;
    public final OnCommit onCommit;
    public final SqlNode query;
    public final boolean withData;

    public CreateTemporaryAs(
        SqlIdentifier name,
        boolean ifNotExists,
        List<String> columns,
        OnCommit onCommit,
        SqlNode query,
        boolean withData,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.ifNotExists = ifNotExists;
      this.columns = List.copyOf(columns);
      this.onCommit = onCommit;
      this.query = query;
      this.withData = withData;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, ifNotExists, columns, onCommit, query, withData);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new CreateTemporaryAs(
          parts.required(SqlIdentifier.class),
          parts.flag(),
          parts.names(),
          parts.required(OnCommit.class),
          parts.required(SqlNode.class),
          parts.flag(),
          pos);
    }
  }

  /** DROP TABLE names. */
  public static final class DropTable extends PgTableUtility {
    public final List<SqlNode> names;
    public final boolean ifExists;
    public final boolean cascade;

    public DropTable(List<SqlNode> names, boolean ifExists, boolean cascade, SqlParserPos pos) {
      super(pos);
      this.names = List.copyOf(names);
      this.ifExists = ifExists;
      this.cascade = cascade;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(names, ifExists, cascade);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new DropTable(parts.nodes(), parts.flag(), parts.flag(), pos);
    }
  }

  /** TRUNCATE; the tables are {@link PgFrom.Table}s. */
  public static final class Truncate extends PgTableUtility {
    public final List<SqlNode> tables;
    public final boolean restartIdentity;
    public final boolean cascade;

    public Truncate(
        List<SqlNode> tables, boolean restartIdentity, boolean cascade, SqlParserPos pos) {
      super(pos);
      this.tables = List.copyOf(tables);
      this.restartIdentity = restartIdentity;
      this.cascade = cascade;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(tables, restartIdentity, cascade);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Truncate(parts.nodes(), parts.flag(), parts.flag(), pos);
    }
  }
}
