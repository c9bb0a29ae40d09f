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

  /** SET TRANSACTION or SET SESSION CHARACTERISTICS. */
  record TransactionMode(String text) implements Statement {}

  /** SET; no values are DEFAULT. */
  record Set(String name, List<String> values, boolean local, String text) implements Statement {
    public Set {
      values = List.copyOf(values);
    }
  }

  /** RESET; a null name is ALL. */
  record Reset(@Nullable String name, String text) implements Statement {}

  /** SHOW; a null name is ALL. */
  record Show(@Nullable String name, String text) implements Statement {}

  /** DISCARD. */
  record Discard(boolean all, String text) implements Statement {}

  /** A statement that this version does not forward. */
  record Unsupported(String name, int position) implements Statement {}
}
