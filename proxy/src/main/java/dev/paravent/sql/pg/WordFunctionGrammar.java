package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** func_expr_common_subexpr: functions that are key words. Confined to one parse. */
final class WordFunctionGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  WordFunctionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Whether {@link #call} applies here. */
  boolean isHere() {
    boolean parenthesis = cursor.kind(1) == TokenKind.LEFT_PAREN;
    return switch (cursor.word()) {
      case "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_user",
          "session_user",
          "system_user",
          "user",
          "current_role",
          "current_catalog",
          "cast" ->
          true;
      case "current_schema" -> !parenthesis;
      case "collation" -> cursor.word(1).equals("for");
      case "coalesce",
          "greatest",
          "least",
          "nullif",
          "grouping",
          "extract",
          "overlay",
          "position",
          "substring",
          "trim",
          "normalize",
          "treat",
          "merge_action" ->
          parenthesis;
      default ->
          parenthesis && (JsonGrammar.isName(cursor.word()) || XmlGrammar.isName(cursor.word()));
    };
  }

  /** The call here; {@code windowless} where FILTER and OVER cannot follow an aggregate. */
  SqlNode call(boolean windowless) {
    int first = cursor.at();
    String word = cursor.word();
    if (JsonGrammar.isName(word)) {
      return grammar.json.call(windowless);
    }
    if (XmlGrammar.isName(word)) {
      return grammar.xml.call();
    }
    cursor.advance();
    return switch (word) {
      case "current_date" -> keyword(PgCall.KeywordKind.CURRENT_DATE, List.of(), first);
      case "current_time" -> keyword(PgCall.KeywordKind.CURRENT_TIME, precision(), first);
      case "current_timestamp" -> keyword(PgCall.KeywordKind.CURRENT_TIMESTAMP, precision(), first);
      case "localtime" -> keyword(PgCall.KeywordKind.LOCALTIME, precision(), first);
      case "localtimestamp" -> keyword(PgCall.KeywordKind.LOCALTIMESTAMP, precision(), first);
      case "current_user" -> keyword(PgCall.KeywordKind.CURRENT_USER, List.of(), first);
      case "session_user" -> keyword(PgCall.KeywordKind.SESSION_USER, List.of(), first);
      case "system_user" -> keyword(PgCall.KeywordKind.SYSTEM_USER, List.of(), first);
      case "user" -> keyword(PgCall.KeywordKind.USER, List.of(), first);
      case "current_role" -> keyword(PgCall.KeywordKind.CURRENT_ROLE, List.of(), first);
      case "current_catalog" -> keyword(PgCall.KeywordKind.CURRENT_CATALOG, List.of(), first);
      case "current_schema" -> keyword(PgCall.KeywordKind.CURRENT_SCHEMA, List.of(), first);
      case "coalesce" -> keyword(PgCall.KeywordKind.COALESCE, list(), first);
      case "greatest" -> keyword(PgCall.KeywordKind.GREATEST, list(), first);
      case "least" -> keyword(PgCall.KeywordKind.LEAST, list(), first);
      case "grouping" -> keyword(PgCall.KeywordKind.GROUPING, list(), first);
      case "nullif" -> nullIf(first);
      case "cast" -> cast(first);
      case "extract" -> extract(first);
      case "overlay" -> overlay(first);
      case "position" -> position(first);
      case "substring" -> substring(first);
      case "trim" -> trim(first);
      case "normalize" -> normalize(first);
      case "collation" -> collationFor(first);
      case "treat" -> treat(first);
      default -> {
        cursor.expect(TokenKind.LEFT_PAREN);
        cursor.expect(TokenKind.RIGHT_PAREN);
        yield keyword(PgCall.KeywordKind.MERGE_ACTION, List.of(), first);
      }
    };
  }

  private SqlNode keyword(PgCall.KeywordKind kind, List<SqlNode> arguments, int first) {
    return new PgCall.Keyword(kind, arguments, cursor.posFrom(first));
  }

  private SqlNode special(PgCall.SpecialKind kind, int first, @Nullable SqlNode... arguments) {
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgCall.Special(kind, Arrays.asList(arguments), cursor.posFrom(first));
  }

  /** A function of pg_catalog that SQL writes with words of its own. */
  private SqlNode catalogFunction(String name, List<SqlNode> arguments, int first) {
    return ordinary(List.of("pg_catalog", name), arguments, first);
  }

  SqlNode ordinary(String name, List<SqlNode> arguments, int first) {
    return ordinary(List.of(name), arguments, first);
  }

  private SqlNode ordinary(List<String> name, List<SqlNode> arguments, int first) {
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgCall.Function(
        new SqlIdentifier(name, cursor.posFrom(first)),
        false,
        false,
        false,
        arguments,
        List.of(),
        List.of(),
        null,
        null,
        null,
        cursor.posFrom(first));
  }

  /** The rest of a list of arguments of which the first is given. */
  private List<SqlNode> arguments(SqlNode first) {
    List<SqlNode> arguments = new ArrayList<>();
    arguments.add(first);
    while (cursor.accept(TokenKind.COMMA)) {
      arguments.add(grammar.functions.argument());
    }
    return arguments;
  }

  private List<SqlNode> precision() {
    if (!cursor.accept(TokenKind.LEFT_PAREN)) {
      return List.of();
    }
    SqlNode precision = grammar.literals.integerLiteral();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return List.of(precision);
  }

  private List<SqlNode> list() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> list = grammar.expressions.list();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return list;
  }

  private SqlNode nullIf(int first) {
    int parenthesis = cursor.at();
    List<SqlNode> arguments = list();
    if (arguments.size() != 2) {
      throw cursor.unexpected(parenthesis);
    }
    return keyword(PgCall.KeywordKind.NULLIF, arguments, first);
  }

  private SqlNode cast(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlNode operand = grammar.expressions.expression();
    cursor.expect("as");
    var type = grammar.types.type();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgExpr.Cast(PgExpr.CastForm.CAST, operand, type, cursor.posFrom(first));
  }

  private SqlNode extract(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlLiteral field;
    if (cursor.is(TokenKind.STRING)) {
      field = grammar.literals.string();
    } else {
      boolean known =
          switch (cursor.word()) {
            case "", "year", "month", "day", "hour", "minute", "second" -> true;
            default -> false;
          };
      if (!known || !grammar.names.isLabel()) {
        throw cursor.unexpected();
      }
      field = SqlLiteral.createCharString(cursor.value(), cursor.pos());
      cursor.advance();
    }
    cursor.expect("from");
    SqlNode source = grammar.expressions.expression();
    return special(PgCall.SpecialKind.EXTRACT, first, field, source);
  }

  private SqlNode overlay(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    if (cursor.is(TokenKind.RIGHT_PAREN)) {
      return ordinary("overlay", List.of(), first);
    }
    SqlNode source = grammar.functions.argument();
    if (!cursor.accept("placing")) {
      return ordinary("overlay", arguments(source), first);
    }
    SqlNode replacement = grammar.expressions.expression();
    cursor.expect("from");
    SqlNode from = grammar.expressions.expression();
    SqlNode length = cursor.accept("for") ? grammar.expressions.expression() : null;
    return special(PgCall.SpecialKind.OVERLAY, first, source, replacement, from, length);
  }

  private SqlNode position(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlNode part = grammar.expressions.restricted();
    cursor.expect("in");
    SqlNode whole = grammar.expressions.restricted();
    return special(PgCall.SpecialKind.POSITION, first, part, whole);
  }

  private SqlNode substring(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    if (cursor.is(TokenKind.RIGHT_PAREN)) {
      return ordinary("substring", List.of(), first);
    }
    SqlNode source = grammar.functions.argument();
    if (cursor.accept("similar")) {
      SqlNode pattern = grammar.expressions.expression();
      cursor.expect("escape");
      SqlNode escape = grammar.expressions.expression();
      return special(PgCall.SpecialKind.SUBSTRING_SIMILAR, first, source, pattern, escape);
    }
    SqlNode from = null;
    SqlNode length = null;
    if (cursor.accept("from")) {
      from = grammar.expressions.expression();
      length = cursor.accept("for") ? grammar.expressions.expression() : null;
    } else if (cursor.accept("for")) {
      length = grammar.expressions.expression();
      from = cursor.accept("from") ? grammar.expressions.expression() : null;
    } else {
      return ordinary("substring", arguments(source), first);
    }
    return special(PgCall.SpecialKind.SUBSTRING, first, source, from, length);
  }

  private SqlNode trim(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    PgCall.SpecialKind kind = PgCall.SpecialKind.TRIM_BOTH;
    if (cursor.accept("leading")) {
      kind = PgCall.SpecialKind.TRIM_LEADING;
    } else if (cursor.accept("trailing")) {
      kind = PgCall.SpecialKind.TRIM_TRAILING;
    } else {
      cursor.accept("both");
    }
    // gram.y, trim_list: what precedes FROM comes last among the arguments of btrim
    List<SqlNode> arguments = new ArrayList<>(2);
    if (cursor.accept("from")) {
      arguments.addAll(grammar.expressions.list());
    } else {
      SqlNode before = grammar.expressions.expression();
      if (cursor.accept("from")) {
        arguments.addAll(grammar.expressions.list());
        arguments.add(before);
      } else {
        arguments.add(before);
        while (cursor.accept(TokenKind.COMMA)) {
          arguments.add(grammar.expressions.expression());
        }
      }
    }
    if (arguments.size() > 2) {
      String name =
          switch (kind) {
            case TRIM_LEADING -> "ltrim";
            case TRIM_TRAILING -> "rtrim";
            default -> "btrim";
          };
      return catalogFunction(name, arguments, first);
    }
    SqlNode characters = arguments.size() == 2 ? arguments.get(1) : null;
    return special(kind, first, characters, arguments.get(0));
  }

  private SqlNode normalize(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlNode string = grammar.expressions.expression();
    SqlNode form = null;
    if (cursor.accept(TokenKind.COMMA)) {
      switch (cursor.word()) {
        case "nfc", "nfd", "nfkc", "nfkd" ->
            form = SqlLiteral.createCharString(cursor.word(), cursor.pos());
        default -> throw cursor.unexpected();
      }
      cursor.advance();
    }
    return special(PgCall.SpecialKind.NORMALIZE, first, string, form);
  }

  private SqlNode collationFor(int first) {
    cursor.expect("for");
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlNode operand = grammar.expressions.expression();
    return special(PgCall.SpecialKind.COLLATION_FOR, first, operand);
  }

  /** gram.y: TREAT (a AS t) is the function pg_catalog.t(a). */
  private SqlNode treat(int first) {
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlNode operand = grammar.expressions.expression();
    cursor.expect("as");
    PgTypeName type = PgTypeName.of(grammar.types.type());
    return catalogFunction(type.names().getLast(), List.of(operand), first);
  }
}
