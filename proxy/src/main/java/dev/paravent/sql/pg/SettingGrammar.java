package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** SET, RESET, SHOW and DISCARD. Confined to one parse. */
final class SettingGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  SettingGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A statement about settings, or null if none is here. */
  @Nullable SqlNode statement() {
    int first = cursor.at();
    switch (cursor.word()) {
      case "set" -> {
        cursor.advance();
        return set(first);
      }
      case "reset" -> {
        cursor.advance();
        return new PgUtility.Reset(named(), cursor.posFrom(first));
      }
      case "show" -> {
        cursor.advance();
        return new PgUtility.Show(named(), cursor.posFrom(first));
      }
      case "discard" -> {
        cursor.advance();
        PgUtility.DiscardKind what =
            switch (cursor.word()) {
              case "all" -> PgUtility.DiscardKind.ALL;
              case "plans" -> PgUtility.DiscardKind.PLANS;
              case "sequences" -> PgUtility.DiscardKind.SEQUENCES;
              case "temp", "temporary" -> PgUtility.DiscardKind.TEMP;
              default -> throw cursor.unexpected();
            };
        cursor.advance();
        return new PgUtility.Discard(what, cursor.posFrom(first));
      }
      default -> {
        return null;
      }
    }
  }

  private SqlNode set(int first) {
    if (cursor.is("constraints")) {
      return constraints(first);
    }
    PgUtility.SetScope scope = PgUtility.SetScope.DEFAULT;
    if (cursor.is("local") && isSettingAfterScope()) {
      cursor.advance();
      scope = PgUtility.SetScope.LOCAL;
    } else if (cursor.is("session") && isSettingAfterScope()) {
      boolean special =
          cursor.word(1).equals("authorization") || cursor.word(1).equals("characteristics");
      if (!special) {
        cursor.advance();
        scope = PgUtility.SetScope.SESSION;
      }
    }
    if (cursor.accept("transaction")) {
      if (cursor.is("snapshot")) {
        cursor.reset(first);
        return grammar.utilities.other();
      }
      return new PgUtility.SetTransaction(false, modes(), cursor.posFrom(first));
    }
    if (cursor.accept("session", "characteristics")) {
      cursor.expect("as");
      cursor.expect("transaction");
      return new PgUtility.SetTransaction(true, modes(), cursor.posFrom(first));
    }
    if (cursor.accept("xml", "option")) {
      return xmlOption(scope, first);
    }
    return variable(scope, first);
  }

  /** SET local = 1 sets a variable of that name. */
  private boolean isSettingAfterScope() {
    return switch (cursor.kind(1)) {
      case IDENT -> !cursor.word(1).equals("to");
      case QUOTED_IDENT -> true;
      default -> false;
    };
  }

  private List<String> modes() {
    List<String> modes = grammar.utilities.modes();
    if (modes.isEmpty()) {
      throw cursor.unexpected();
    }
    return modes;
  }

  private SqlNode variable(PgUtility.SetScope scope, int first) {
    boolean special = cursor.kind(1) != TokenKind.EQUAL && cursor.kind(1) != TokenKind.DOT;
    if (special && !cursor.word(1).equals("to")) {
      String name =
          switch (cursor.word()) {
            case "time" -> "timezone";
            case "schema" -> "search_path";
            case "names" -> "client_encoding";
            case "role" -> "role";
            case "session" -> "session_authorization";
            case "catalog" ->
                throw cursor.error("0A000", "current database cannot be changed", cursor.at());
            default -> "";
          };
      if (!name.isEmpty()) {
        List<SqlNode> values = specialValues();
        return new PgUtility.SetVariable(scope, name, values, cursor.posFrom(first));
      }
    }
    String name = variableName();
    if (cursor.accept("from", "current")) {
      return new PgSession.SetFromCurrent(scope, name, cursor.posFrom(first));
    }
    if (!cursor.accept("to")) {
      cursor.expect(TokenKind.EQUAL);
    }
    List<SqlNode> values = new ArrayList<>(1);
    if (!cursor.accept("default")) {
      do {
        values.add(value());
      } while (cursor.accept(TokenKind.COMMA));
    }
    return new PgUtility.SetVariable(scope, name, values, cursor.posFrom(first));
  }

  private List<SqlNode> specialValues() {
    String word = cursor.word();
    cursor.advance();
    switch (word) {
      case "time" -> {
        cursor.expect("zone");
        if (cursor.accept("default") || cursor.accept("local")) {
          return List.of();
        }
        if (cursor.is("interval")) {
          return List.of(zoneInterval());
        }
        if (cursor.keyword() != null) {
          throw cursor.unexpected();
        }
        return List.of(isSignedNumber() ? grammar.literals.signedNumber() : wordOrString());
      }
      case "schema" -> {
        return List.of(grammar.literals.string());
      }
      case "names" -> {
        if (cursor.accept("default") || !cursor.is(TokenKind.STRING)) {
          return List.of();
        }
        return List.of(grammar.literals.string());
      }
      case "role" -> {
        return List.of(wordOrString());
      }
      default -> {
        cursor.expect("authorization");
        return cursor.accept("default") ? List.of() : List.of(wordOrString());
      }
    }
  }

  /**
   * INTERVAL '+01:00' HOUR TO MINUTE as the string that the variable accepts for it
   * (check_timezone).
   */
  private SqlNode zoneInterval() {
    int first = cursor.at();
    cursor.advance();
    if (!cursor.is(TokenKind.STRING)) {
      throw cursor.unsupported("SET TIME ZONE INTERVAL with a precision");
    }
    String interval = cursor.value();
    cursor.advance();
    boolean known = interval.indexOf('\'') < 0;
    if (cursor.accept("hour")) {
      if (cursor.accept("to")) {
        cursor.expect("minute");
        known = isHoursAndMinutes(interval);
      } else if (isHours(interval)) {
        interval += " hours";
      } else {
        // the server cuts the minutes off
        known = isHoursAndMinutes(interval) && interval.endsWith("00");
      }
    } else {
      switch (cursor.word()) {
        case "year", "month", "day", "minute", "second" ->
            throw cursor.error("time zone interval must be HOUR or HOUR TO MINUTE");
        default -> {}
      }
    }
    if (!known) {
      throw cursor.unsupported("SET TIME ZONE INTERVAL other than hours and minutes");
    }
    return SqlLiteral.createCharString("INTERVAL '" + interval + "'", cursor.posFrom(first));
  }

  /** [+-]h. */
  private static boolean isHours(String interval) {
    int sign = interval.startsWith("+") || interval.startsWith("-") ? 1 : 0;
    return interval.length() > sign
        && interval.chars().skip(sign).allMatch(c -> PgLexer.isDigit((char) c));
  }

  /** [+-]hh:mm. */
  private static boolean isHoursAndMinutes(String offset) {
    int sign = offset.startsWith("+") || offset.startsWith("-") ? 1 : 0;
    if (offset.length() != sign + 5) {
      return false;
    }
    for (int i = sign; i < offset.length(); i++) {
      boolean expected =
          i == sign + 2 ? offset.charAt(i) == ':' : PgLexer.isDigit(offset.charAt(i));
      if (!expected) {
        return false;
      }
    }
    return true;
  }

  private SqlNode constraints(int first) {
    cursor.advance();
    List<SqlNode> names = new ArrayList<>();
    if (!cursor.accept("all")) {
      do {
        names.add(grammar.names.relation());
      } while (cursor.accept(TokenKind.COMMA));
    }
    boolean deferred = cursor.accept("deferred");
    if (!deferred) {
      cursor.expect("immediate");
    }
    return new PgSession.SetConstraints(names, deferred, cursor.posFrom(first));
  }

  /** gram.y: SET XML OPTION sets the variable xmloption. */
  private SqlNode xmlOption(PgUtility.SetScope scope, int first) {
    boolean document = cursor.accept("document");
    if (!document) {
      cursor.expect("content");
    }
    SqlNode value =
        SqlLiteral.createCharString(document ? "DOCUMENT" : "CONTENT", cursor.posFrom(first));
    return new PgUtility.SetVariable(scope, "xmloption", List.of(value), cursor.posFrom(first));
  }

  private boolean isSignedNumber() {
    return grammar.literals.isNumber() || cursor.is(TokenKind.MINUS) || cursor.is(TokenKind.PLUS);
  }

  /** var_value: a number, a string, or a word that stands for a string. */
  SqlNode value() {
    return isSignedNumber() ? grammar.literals.signedNumber() : word();
  }

  /** opt_boolean_or_string: words stand for strings. */
  SqlNode word() {
    return switch (cursor.word()) {
      case "true", "false", "on" -> {
        SqlLiteral literal = SqlLiteral.createCharString(cursor.word(), cursor.pos());
        cursor.advance();
        yield literal;
      }
      default -> wordOrString();
    };
  }

  private SqlNode wordOrString() {
    if (cursor.is(TokenKind.STRING)) {
      return grammar.literals.string();
    }
    int first = cursor.at();
    String word = grammar.names.nonReservedWord();
    return SqlLiteral.createCharString(word, cursor.posFrom(first));
  }

  /** A name for SHOW or RESET; null is ALL. */
  private @Nullable String named() {
    if (cursor.accept("all")) {
      return null;
    }
    if (cursor.accept("time", "zone")) {
      return "timezone";
    }
    if (cursor.accept("transaction", "isolation")) {
      cursor.expect("level");
      return "transaction_isolation";
    }
    if (cursor.accept("session", "authorization")) {
      return "session_authorization";
    }
    return variableName();
  }

  /** var_name; the server compares names without ASCII case, quoted or not. */
  private String variableName() {
    StringBuilder name = new StringBuilder();
    do {
      if (!name.isEmpty()) {
        name.append('.');
      }
      String part = grammar.names.columnId();
      for (int i = 0; i < part.length(); i++) {
        name.append(PgKeyword.fold(part.charAt(i)));
      }
    } while (cursor.accept(TokenKind.DOT));
    return name.toString();
  }
}
