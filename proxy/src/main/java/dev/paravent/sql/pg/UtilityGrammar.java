package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Transactions, and the names of statements that are only read to be refused. Confined to one
 * parse.
 */
final class UtilityGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;
  private final NameGrammar names;

  UtilityGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.names = grammar.names;
  }

  /** A statement of transaction control, or null if none is here. */
  @Nullable SqlNode transaction() {
    int first = cursor.at();
    switch (cursor.word()) {
      case "begin" -> {
        cursor.advance();
        workOrTransaction();
        return transaction(PgUtility.TransactionKind.BEGIN, modes(), null, null, first);
      }
      case "start" -> {
        cursor.advance();
        cursor.expect("transaction");
        return transaction(PgUtility.TransactionKind.START, modes(), null, null, first);
      }
      case "commit", "end" -> {
        return isPrepared("commit") ? null : commit(first);
      }
      case "rollback", "abort" -> {
        return isPrepared("rollback") ? null : rollback(first);
      }
      case "savepoint" -> {
        cursor.advance();
        String name = names.columnId();
        return transaction(PgUtility.TransactionKind.SAVEPOINT, List.of(), name, null, first);
      }
      case "release" -> {
        cursor.advance();
        String name = savepoint();
        return transaction(PgUtility.TransactionKind.RELEASE, List.of(), name, null, first);
      }
      default -> {
        return null;
      }
    }
  }

  private SqlNode transaction(
      PgUtility.TransactionKind kind,
      List<String> modes,
      @Nullable String savepoint,
      @Nullable Boolean chain,
      int first) {
    return new PgUtility.Transaction(kind, modes, savepoint, chain, cursor.posFrom(first));
  }

  /** COMMIT PREPARED or ROLLBACK PREPARED. */
  private boolean isPrepared(String word) {
    return cursor.is(word) && cursor.word(1).equals("prepared");
  }

  private SqlNode commit(int first) {
    cursor.advance();
    workOrTransaction();
    return transaction(PgUtility.TransactionKind.COMMIT, List.of(), null, chain(), first);
  }

  private SqlNode rollback(int first) {
    boolean rollback = cursor.is("rollback");
    cursor.advance();
    workOrTransaction();
    if (rollback && cursor.accept("to")) {
      String name = savepoint();
      return transaction(PgUtility.TransactionKind.ROLLBACK_TO, List.of(), name, null, first);
    }
    return transaction(PgUtility.TransactionKind.ROLLBACK, List.of(), null, chain(), first);
  }

  /** [SAVEPOINT] name, where the name may be that word too. */
  private String savepoint() {
    boolean word = cursor.is("savepoint") && names.isColumnId(1);
    if (word) {
      cursor.advance();
    }
    return names.columnId();
  }

  private void workOrTransaction() {
    if (!cursor.accept("work")) {
      cursor.accept("transaction");
    }
  }

  private @Nullable Boolean chain() {
    if (!cursor.accept("and")) {
      return null;
    }
    boolean no = cursor.accept("no");
    cursor.expect("chain");
    return !no;
  }

  /** transaction_mode_list_or_empty in canonical words. */
  List<String> modes() {
    List<String> modes = new ArrayList<>(2);
    while (true) {
      boolean comma = !modes.isEmpty() && cursor.accept(TokenKind.COMMA);
      String mode = mode();
      if (mode == null) {
        if (comma) {
          throw cursor.unexpected();
        }
        return modes;
      }
      modes.add(mode);
    }
  }

  private @Nullable String mode() {
    if (cursor.accept("isolation")) {
      cursor.expect("level");
      return "ISOLATION LEVEL " + isolationLevel();
    }
    if (cursor.accept("read", "only")) {
      return "READ ONLY";
    }
    if (cursor.accept("read", "write")) {
      return "READ WRITE";
    }
    if (cursor.accept("deferrable")) {
      return "DEFERRABLE";
    }
    return cursor.accept("not", "deferrable") ? "NOT DEFERRABLE" : null;
  }

  private String isolationLevel() {
    if (cursor.accept("read", "uncommitted")) {
      return "READ UNCOMMITTED";
    }
    if (cursor.accept("read", "committed")) {
      return "READ COMMITTED";
    }
    if (cursor.accept("repeatable")) {
      cursor.expect("read");
      return "REPEATABLE READ";
    }
    cursor.expect("serializable");
    return "SERIALIZABLE";
  }

  /** Any other statement that PostgreSQL has: it is read, and never forwarded. */
  SqlNode other() {
    return grammar.definitions.statement(name());
  }

  /** What a refusal calls the statement here, of which nothing is passed. */
  private String name() {
    int first = cursor.at();
    String word = cursor.word();
    switch (word) {
      case "alter", "create", "drop" -> {
        cursor.advance();
        String object = object();
        cursor.reset(first);
        return upper(word) + (object.isEmpty() ? "" : " " + object);
      }
      case "analyse" -> {
        return "ANALYZE";
      }
      case "reassign" -> {
        return "REASSIGN OWNED";
      }
      case "security" -> {
        return "SECURITY LABEL";
      }
      case "import" -> {
        return "IMPORT FOREIGN SCHEMA";
      }
      case "refresh" -> {
        return "REFRESH MATERIALIZED VIEW";
      }
      case "set" -> {
        return "SET TRANSACTION SNAPSHOT";
      }
      case "analyze",
          "call",
          "checkpoint",
          "cluster",
          "comment",
          "do",
          "explain",
          "grant",
          "load",
          "reindex",
          "revoke",
          "vacuum" -> {
        return upper(word);
      }
      default -> throw cursor.unexpected();
    }
  }

  /** The kind of object after CREATE, ALTER or DROP, without adjectives. */
  private String object() {
    while (true) {
      switch (cursor.word()) {
        case "or", "replace", "temporary", "temp", "local", "global", "unlogged" ->
            cursor.advance();
        case "unique", "recursive", "constraint", "trusted", "procedural", "default" ->
            cursor.advance();
        default -> {
          return objectName();
        }
      }
    }
  }

  private String objectName() {
    String word = cursor.word();
    return switch (word) {
      case "" -> "";
      case "materialized" -> "MATERIALIZED VIEW";
      case "foreign" -> cursor.word(1).equals("table") ? "FOREIGN TABLE" : "FOREIGN DATA WRAPPER";
      case "event" -> "EVENT TRIGGER";
      case "access" -> "ACCESS METHOD";
      case "text" -> "TEXT SEARCH";
      default -> upper(word);
    };
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
