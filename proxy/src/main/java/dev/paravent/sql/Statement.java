package dev.paravent.sql;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** One statement of a text, as far as its first words tell. Immutable. */
public sealed interface Statement {
  /** The highest {@code $n} in it. */
  default int parameters() {
    return 0;
  }

  /** What a statement on data does. */
  enum DataKind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE
  }

  /** Transaction control. */
  enum TransactionKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO
  }

  /** A query or a statement that writes. */
  record Data(DataKind kind, SqlNode tree, @Override int parameters) implements Statement {
    @Override
    public String toString() {
      return "Data[" + kind + "]";
    }
  }

  /** Transaction control; {@code text} is what the server runs. */
  record Transaction(TransactionKind kind, @Nullable String savepoint, boolean chain, String text)
      implements Statement {}

  /**
   * PREPARE TRANSACTION, which ends the session's transaction, or COMMIT or ROLLBACK PREPARED,
   * which end one that no session has.
   */
  record TwoPhase(boolean prepares, String text) implements Statement {}

  /** SET TRANSACTION or SET SESSION CHARACTERISTICS. */
  record TransactionMode(String text) implements Statement {}

  /** SET; no values are DEFAULT. */
  record Set(String name, List<String> values, boolean local, String text) implements Statement {
    public Set {
      values = List.copyOf(values);
    }

    /** A value may be an assertion, which is as good as a password while it lasts. */
    @Override
    public String toString() {
      return "Set[" + name + "]";
    }
  }

  /** RESET; a null name is ALL. */
  record Reset(@Nullable String name, String text) implements Statement {}

  /** SHOW; a null name is ALL. */
  record Show(@Nullable String name, String text) implements Statement {}

  /** DISCARD; {@code temporary} where temporary tables alone go. */
  record Discard(boolean all, boolean temporary, String text) implements Statement {}

  /** EXPLAIN of a statement on data. */
  record Explain(List<Option> options, Data statement) implements Statement {
    public Explain {
      options = List.copyOf(options);
    }

    @Override
    public int parameters() {
      return statement.parameters();
    }
  }

  /**
   * PREPARE; {@code text} is the statement alone, as the client means it, and {@code types} are
   * type names.
   */
  record Prepare(String name, List<SqlNode> types, Data statement, String text)
      implements Statement {
    public Prepare {
      types = List.copyOf(types);
    }

    @Override
    public String toString() {
      return "Prepare";
    }
  }

  /** EXECUTE. */
  record Execute(String name, List<Argument> arguments) implements Statement {
    public Execute {
      arguments = List.copyOf(arguments);
    }
  }

  /** A value of EXECUTE: the client's parameter, or -1 and a constant; null is NULL. */
  record Argument(int parameter, @Nullable String text) {
    @Override
    public String toString() {
      return "Argument";
    }
  }

  /** DEALLOCATE; a null name is ALL. */
  record Deallocate(@Nullable String name) implements Statement {}

  /** DECLARE; {@code options} stand before CURSOR, {@code text} is the query alone. */
  record Declare(String name, String options, boolean binary, boolean hold, Data query, String text)
      implements Statement {
    @Override
    public String toString() {
      return "Declare";
    }
  }

  /** FETCH or MOVE; {@code direction} is what stands before FROM. */
  record Fetch(boolean move, String direction, String cursor) implements Statement {}

  /** CLOSE; a null name is ALL. */
  record Close(@Nullable String cursor) implements Statement {}

  /** LISTEN, UNLISTEN or NOTIFY; {@code text} is what the server runs. */
  record Notify(String text) implements Statement {}

  /** LOCK TABLE. */
  record Lock(SqlNode tree) implements Statement {
    @Override
    public String toString() {
      return "Lock";
    }
  }

  /**
   * COPY TO STDOUT or FROM STDIN; a query, or a table that may have columns. {@code text} is the
   * statement as the client means it.
   */
  record Copy(SqlNode tree, boolean from, List<Option> options, boolean filtered, String text)
      implements Statement {
    public Copy {
      options = List.copyOf(options);
    }

    @Override
    public String toString() {
      return "Copy";
    }
  }

  /** CREATE TEMPORARY TABLE; {@code query} is what AS stands before, or null. */
  record CreateTemporary(SqlNode tree, @Nullable Data query) implements Statement {
    @Override
    public int parameters() {
      return query == null ? 0 : query.parameters();
    }

    @Override
    public String toString() {
      return "CreateTemporary";
    }
  }

  /** DROP TABLE. */
  record DropTables(SqlNode tree) implements Statement {
    @Override
    public String toString() {
      return "DropTables";
    }
  }

  /** TRUNCATE. */
  record Truncate(SqlNode tree) implements Statement {
    @Override
    public String toString() {
      return "Truncate";
    }
  }

  /**
   * An option of EXPLAIN or COPY.
   *
   * @param name in lower case
   * @param values as text; none where it has none
   * @param all whether its value is a star
   */
  record Option(String name, List<String> values, boolean all) {
    public Option {
      values = List.copyOf(values);
    }
  }

  /** A statement that this version does not forward. */
  record Unsupported(String name, int position) implements Statement {}
}
