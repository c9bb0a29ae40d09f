package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Type names in all of SQL's and PostgreSQL's spellings. Confined to one parse. */
final class TypeGrammar {
  private static final String CATALOG = "pg_catalog";

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A name with modifiers and fields, before its array bounds. */
  private record Simple(List<String> names, List<SqlNode> modifiers, @Nullable String fields) {
    static Simple builtIn(String name) {
      return new Simple(List.of(CATALOG, name), List.of(), null);
    }

    static Simple builtIn(String name, List<SqlNode> modifiers) {
      return new Simple(List.of(CATALOG, name), modifiers, null);
    }
  }

  /** Typename. */
  SqlDataTypeSpec type() {
    int first = cursor.at();
    boolean setOf = cursor.accept("setof");
    Simple simple = simple(false);
    return spec(simple, bounds(), setOf, first);
  }

  /** SimpleTypename: no SETOF, no array. */
  SqlDataTypeSpec simpleType() {
    int first = cursor.at();
    return spec(simple(false), List.of(), false, first);
  }

  private SqlDataTypeSpec spec(Simple simple, List<Integer> bounds, boolean setOf, int first) {
    return new PgTypeName(
            simple.names, simple.modifiers, bounds, simple.fields, setOf, cursor.posFrom(first))
        .toSpec();
  }

  private List<Integer> bounds() {
    List<Integer> bounds = List.of();
    if (cursor.accept("array")) {
      if (!cursor.accept(TokenKind.LEFT_BRACKET)) {
        return List.of(-1);
      }
      bounds = List.of(grammar.literals.integer());
      cursor.expect(TokenKind.RIGHT_BRACKET);
      return bounds;
    }
    while (cursor.accept(TokenKind.LEFT_BRACKET)) {
      if (bounds.isEmpty()) {
        bounds = new ArrayList<>(2);
      }
      bounds.add(cursor.is(TokenKind.INTEGER) ? grammar.literals.integer() : -1);
      cursor.expect(TokenKind.RIGHT_BRACKET);
    }
    return bounds;
  }

  /** Whether a type of SQL's own spelling and a string begin here, such as DATE-like TIME '..'. */
  boolean isTypedLiteral() {
    TokenKind next = cursor.kind(1);
    String second = cursor.word(1);
    return switch (cursor.word()) {
      case "int", "integer", "smallint", "bigint", "real", "boolean", "json" ->
          next == TokenKind.STRING;
      case "float", "decimal", "dec", "numeric", "interval" ->
          next == TokenKind.STRING || next == TokenKind.LEFT_PAREN;
      case "timestamp", "time" ->
          next == TokenKind.STRING
              || next == TokenKind.LEFT_PAREN
              || ((second.equals("with") || second.equals("without"))
                  && cursor.word(2).equals("time"));
      case "bit", "char", "character", "nchar", "varchar" ->
          next == TokenKind.STRING || next == TokenKind.LEFT_PAREN || second.equals("varying");
      case "national" -> second.equals("char") || second.equals("character");
      case "double" -> second.equals("precision");
      default -> false;
    };
  }

  /** A type of SQL's own spelling and a string. */
  SqlNode typedLiteral() {
    int first = cursor.at();
    Simple simple = simple(true);
    SqlLiteral literal = grammar.literals.string();
    if (simple.names.get(1).equals("interval") && simple.modifiers.isEmpty()) {
      simple = intervalFields();
    }
    SqlDataTypeSpec type = spec(simple, List.of(), false, first);
    return new PgExpr.Cast(PgExpr.CastForm.TYPED_LITERAL, literal, type, cursor.posFrom(first));
  }

  /** A string after a type name that was read already. */
  SqlNode typedLiteral(SqlIdentifier name, List<SqlNode> modifiers, int first) {
    Simple simple = new Simple(name.names, modifiers, null);
    SqlDataTypeSpec type = spec(simple, List.of(), false, first);
    SqlLiteral literal = grammar.literals.string();
    return new PgExpr.Cast(PgExpr.CastForm.TYPED_LITERAL, literal, type, cursor.posFrom(first));
  }

  /** SimpleTypename; as the type of a literal, CHAR and BIT are not of length 1. */
  private Simple simple(boolean literal) {
    String word = cursor.word();
    switch (word) {
      case "int", "integer" -> {
        return builtIn("int4");
      }
      case "smallint" -> {
        return builtIn("int2");
      }
      case "bigint" -> {
        return builtIn("int8");
      }
      case "real" -> {
        return builtIn("float4");
      }
      case "boolean" -> {
        return builtIn("bool");
      }
      case "json" -> {
        return builtIn("json");
      }
      case "float" -> {
        cursor.advance();
        return floating();
      }
      case "decimal", "dec", "numeric" -> {
        cursor.advance();
        return Simple.builtIn("numeric", modifiers());
      }
      case "bit" -> {
        cursor.advance();
        return bit(literal);
      }
      case "character", "char", "nchar", "varchar", "national" -> {
        return character(literal);
      }
      case "timestamp", "time" -> {
        return dateTime();
      }
      case "interval" -> {
        cursor.advance();
        return interval(literal);
      }
      case "double" -> {
        if (cursor.accept("double", "precision")) {
          return Simple.builtIn("float8");
        }
        return generic();
      }
      default -> {
        return generic();
      }
    }
  }

  private Simple builtIn(String name) {
    cursor.advance();
    return Simple.builtIn(name);
  }

  private Simple generic() {
    if (!grammar.names.isTypeOrFunctionName()) {
      throw cursor.unexpected();
    }
    List<String> names = new ArrayList<>(2);
    names.add(grammar.names.take());
    while (cursor.accept(TokenKind.DOT)) {
      names.add(grammar.names.label());
    }
    if (names.size() > 3) {
      throw cursor.error("improper type name (too many dotted names)");
    }
    return new Simple(names, modifiers(), null);
  }

  private List<SqlNode> modifiers() {
    if (!cursor.accept(TokenKind.LEFT_PAREN)) {
      return List.of();
    }
    List<SqlNode> modifiers = grammar.expressions.list();
    cursor.expect(TokenKind.RIGHT_PAREN);
    for (SqlNode modifier : modifiers) {
      refuseComplexModifier(modifier);
    }
    return modifiers;
  }

  /** PostgreSQL: type modifiers must be simple constants or identifiers; -1 is a prefix here. */
  void refuseComplexModifier(SqlNode modifier) {
    boolean negative =
        modifier instanceof PgOperation.Prefix prefix && prefix.operand instanceof SqlLiteral;
    boolean simple =
        modifier instanceof SqlLiteral
            || (modifier instanceof SqlIdentifier name && name.names.size() == 1);
    if (!negative && !simple) {
      throw cursor.error("type modifiers must be simple constants or identifiers");
    }
  }

  private List<SqlNode> length() {
    if (!cursor.accept(TokenKind.LEFT_PAREN)) {
      return List.of();
    }
    SqlNode length = grammar.literals.integerLiteral();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return List.of(length);
  }

  private Simple floating() {
    if (!cursor.is(TokenKind.LEFT_PAREN)) {
      return Simple.builtIn("float8");
    }
    int token = cursor.at();
    cursor.advance();
    int precision = grammar.literals.integer();
    cursor.expect(TokenKind.RIGHT_PAREN);
    if (precision < 1 || precision > 53) {
      throw cursor.error("22023", "precision for type float must be from 1 to 53", token);
    }
    return Simple.builtIn(precision <= 24 ? "float4" : "float8");
  }

  private List<SqlNode> one() {
    return List.of(SqlLiteral.createExactNumeric("1", cursor.pos()));
  }

  private Simple bit(boolean literal) {
    boolean varying = cursor.accept("varying");
    List<SqlNode> modifiers = modifiers();
    if (varying) {
      return Simple.builtIn("varbit", modifiers);
    }
    return Simple.builtIn("bit", modifiers.isEmpty() && !literal ? one() : modifiers);
  }

  private Simple character(boolean literal) {
    boolean varying = cursor.is("varchar");
    if (cursor.accept("national") && !cursor.is("char") && !cursor.is("character")) {
      throw cursor.unexpected();
    }
    cursor.advance();
    varying |= !varying && cursor.accept("varying");
    List<SqlNode> length = length();
    if (varying) {
      return Simple.builtIn("varchar", length);
    }
    return Simple.builtIn("bpchar", length.isEmpty() && !literal ? one() : length);
  }

  private Simple dateTime() {
    boolean time = cursor.is("time");
    cursor.advance();
    List<SqlNode> precision = length();
    boolean zone = false;
    if ((cursor.is("with") || cursor.is("without")) && cursor.word(1).equals("time")) {
      zone = cursor.is("with");
      cursor.advance();
      cursor.advance();
      cursor.expect("zone");
    }
    String name = time ? (zone ? "timetz" : "time") : (zone ? "timestamptz" : "timestamp");
    return Simple.builtIn(name, precision);
  }

  private Simple interval(boolean literal) {
    List<SqlNode> precision = length();
    if (!precision.isEmpty() || literal) {
      return Simple.builtIn("interval", precision);
    }
    return intervalFields();
  }

  /** opt_interval: YEAR, DAY TO SECOND(3) and the like, or nothing. */
  private Simple intervalFields() {
    String from = cursor.word();
    switch (from) {
      case "year", "month", "day", "hour", "minute" -> cursor.advance();
      case "second" -> {
        cursor.advance();
        return new Simple(List.of(CATALOG, "interval"), length(), "SECOND");
      }
      default -> {
        return Simple.builtIn("interval");
      }
    }
    if (!cursor.is("to")) {
      return new Simple(List.of(CATALOG, "interval"), List.of(), upper(from));
    }
    cursor.advance();
    String to = cursor.word();
    boolean ordered =
        switch (from) {
          case "year" -> to.equals("month");
          case "day" -> to.equals("hour") || to.equals("minute") || to.equals("second");
          case "hour" -> to.equals("minute") || to.equals("second");
          case "minute" -> to.equals("second");
          default -> false;
        };
    if (!ordered) {
      throw cursor.unexpected();
    }
    cursor.advance();
    List<SqlNode> precision = to.equals("second") ? length() : List.of();
    return new Simple(List.of(CATALOG, "interval"), precision, upper(from) + " TO " + upper(to));
  }

  private static String upper(String word) {
    return word.toUpperCase(java.util.Locale.ROOT);
  }
}
