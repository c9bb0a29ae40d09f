package dev.paravent.sql.pg;

import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints statements that touch no relation for {@link PgPrinter}. */
final class PgPrinterUtility {
  // PostgreSQL docs, SET TRANSACTION
  private static final Set<String> MODES =
      Set.of(
          "ISOLATION LEVEL SERIALIZABLE",
          "ISOLATION LEVEL REPEATABLE READ",
          "ISOLATION LEVEL READ COMMITTED",
          "ISOLATION LEVEL READ UNCOMMITTED",
          "READ WRITE",
          "READ ONLY",
          "DEFERRABLE",
          "NOT DEFERRABLE");

  private PgPrinterUtility() {}

  static void print(PgUtility utility, PgPrinter out) {
    switch (utility) {
      case PgUtility.Transaction transaction -> transaction(transaction, out);
      case PgUtility.SetTransaction set -> {
        out.sql(
            set.sessionCharacteristics
                ? "SET SESSION CHARACTERISTICS AS TRANSACTION "
                : "SET TRANSACTION ");
        modes(set.modes, out);
      }
      case PgUtility.SetVariable set -> setVariable(set, out);
      case PgUtility.Reset reset -> {
        out.sql("RESET ");
        variableOrAll(reset.name, out);
      }
      case PgUtility.Show show -> {
        out.sql("SHOW ");
        variableOrAll(show.name, out);
      }
      case PgUtility.Discard discard ->
          out.sql(
              switch (discard.what) {
                case ALL -> "DISCARD ALL";
                case PLANS -> "DISCARD PLANS";
                case SEQUENCES -> "DISCARD SEQUENCES";
                case TEMP -> "DISCARD TEMP";
              });
      case PgSession session -> PgPrinterSession.print(session, out);
      case PgTableUtility table -> PgPrinterTable.print(table, out);
      case PgUtility.Definition definition -> definition(definition, out);
      case PgUtility.Unsupported unsupported ->
          throw PgPrinter.unprintable(unsupported, "a statement that may be forwarded");
    }
  }

  private static void transaction(PgUtility.Transaction transaction, PgPrinter out) {
    out.sql(
        switch (transaction.kind) {
          case BEGIN -> "BEGIN";
          case START -> "START TRANSACTION";
          case COMMIT -> "COMMIT";
          case ROLLBACK -> "ROLLBACK";
          case SAVEPOINT -> "SAVEPOINT ";
          case RELEASE -> "RELEASE SAVEPOINT ";
          case ROLLBACK_TO -> "ROLLBACK TO SAVEPOINT ";
        });
    if (!transaction.modes.isEmpty()) {
      out.sql(" ");
      modes(transaction.modes, out);
    }
    if (transaction.savepoint != null) {
      out.name(transaction.savepoint);
    }
    if (transaction.chain != null) {
      out.sql(transaction.chain ? " AND CHAIN" : " AND NO CHAIN");
    }
  }

  private static void definition(PgUtility.Definition definition, PgPrinter out) {
    String separator = "";
    for (Object piece : definition.pieces) {
      out.sql(separator);
      if (piece instanceof SqlNode node) {
        out.node(node);
      } else {
        out.sql((String) piece);
      }
      separator = " ";
    }
  }

  private static void modes(List<String> modes, PgPrinter out) {
    if (!MODES.containsAll(modes)) {
      throw new IllegalStateException("transaction mode (expected: one of " + MODES + ")");
    }
    out.sql(String.join(", ", modes));
  }

  static String set(PgUtility.SetScope scope) {
    return switch (scope) {
      case DEFAULT -> "SET ";
      case LOCAL -> "SET LOCAL ";
      case SESSION -> "SET SESSION ";
    };
  }

  private static void setVariable(PgUtility.SetVariable set, PgPrinter out) {
    out.sql(set(set.scope));
    variable(set.name, out);
    out.sql(" TO ");
    if (set.values.isEmpty()) {
      out.sql("DEFAULT");
    }
    String separator = "";
    for (SqlNode value : set.values) {
      if (!(value instanceof SqlLiteral)) {
        throw PgPrinter.unprintable(value, "a literal in SET");
      }
      out.sql(separator);
      out.node(value);
      separator = ", ";
    }
  }

  private static void variableOrAll(@Nullable String name, PgPrinter out) {
    if (name == null) {
      out.sql("ALL");
    } else {
      variable(name, out);
    }
  }

  /** Settings of extensions have a dotted name, which is one name to PostgreSQL. */
  static void variable(String name, PgPrinter out) {
    out.qualified(List.of(name.split("\\.", -1)));
  }
}
