package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rules of definitions.txt. No rule contains itself and each step back is charged to
 * the budget, so a text costs what the rules are long, times its length. Confined to one parse.
 */
final class DefinitionGrammar {
  private static final String START = "definition";

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final List<Object> pieces = new ArrayList<>();

  /** The failure that is farthest in the text: what PostgreSQL would complain about. */
  private int farthest;

  private @Nullable PgSyntaxException failure;

  DefinitionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /**
   * The statement that begins here.
   *
   * @param statement what a refusal calls it
   * @throws PgSyntaxException if none of the rules fits
   */
  SqlNode statement(String statement) {
    int first = cursor.at();
    farthest = first;
    if (fits(Productions.instance().rule(START)) && isEnd()) {
      return new PgUtility.Definition(statement, pieces, cursor.posFrom(first));
    }
    fails();
    throw failure != null ? failure : cursor.unexpected(farthest);
  }

  private boolean isEnd() {
    return cursor.is(TokenKind.END) || cursor.is(TokenKind.SEMICOLON);
  }

  /** Whether a production fits here; if so it is passed, otherwise what was passed is undefined. */
  private boolean fits(Production production) {
    return switch (production) {
      case Production.Word word -> take(cursor.is(word.word()), word.printed());
      case Production.Identifier identifier ->
          take(isPlain() && cursor.value().equals(identifier.value()), identifier.value());
      case Production.Punctuation punctuation ->
          take(
              !cursor.is(TokenKind.STRING) && cursor.source().equals(punctuation.text()),
              punctuation.text());
      case Production.Leaf leaf -> reads(leaf.leaf());
      case Production.Rule rule -> fits(Productions.instance().rule(rule.name()));
      case Production.Sequence sequence -> fitsAll(sequence.parts());
      case Production.Choice choice -> fitsOne(choice.alternatives());
      case Production.Optional optional -> {
        tries(optional.part());
        yield true;
      }
      case Production.Repeated repeated -> repeats(repeated);
      case Production.Listed listed -> lists(listed.part());
      case Production.Absent absent -> isAbsent(absent.part());
    };
  }

  private boolean take(boolean here, String piece) {
    if (!here) {
      return fails();
    }
    pieces.add(piece);
    cursor.advance();
    return true;
  }

  private boolean fails() {
    if (cursor.at() > farthest) {
      farthest = cursor.at();
      failure = null;
    }
    return false;
  }

  /** Passes a production, or nothing if it does not fit. */
  private boolean tries(Production production) {
    TokenCursor.Place place = cursor.place();
    int size = pieces.size();
    boolean fits = fits(production);
    if (!fits) {
      back(place, size);
    }
    return fits;
  }

  private void back(TokenCursor.Place place, int size) {
    cursor.reset(place);
    pieces.subList(size, pieces.size()).clear();
  }

  private boolean fitsAll(List<Production> parts) {
    for (Production part : parts) {
      if (!fits(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean fitsOne(List<Production> alternatives) {
    for (Production alternative : alternatives) {
      if (tries(alternative)) {
        return true;
      }
    }
    return false;
  }

  private boolean repeats(Production.Repeated repeated) {
    if (repeated.atLeastOnce() && !fits(repeated.part())) {
      return false;
    }
    int before;
    do {
      before = cursor.at();
    } while (tries(repeated.part()) && cursor.at() > before);
    return true;
  }

  private boolean lists(Production part) {
    do {
      if (!fits(part)) {
        return false;
      }
    } while (cursor.is(TokenKind.COMMA) && take(true, ","));
    return true;
  }

  private boolean isAbsent(Production part) {
    TokenCursor.Place place = cursor.place();
    int size = pieces.size();
    boolean fits = fits(part);
    back(place, size);
    return !fits;
  }

  private boolean reads(DefinitionLeaf leaf) {
    try {
      pieces.addAll(read(leaf));
      return true;
    } catch (PgSyntaxException e) {
      if (e.kind() != PgSyntaxException.Kind.SYNTAX) {
        throw e;
      }
      if (cursor.at() >= farthest) {
        farthest = cursor.at();
        failure = e;
      }
      return false;
    }
  }

  private List<Object> read(DefinitionLeaf leaf) {
    return switch (leaf) {
      case NAME -> word(grammar.names.isColumnId());
      case LABEL -> word(grammar.names.isLabel());
      case TYPENAME -> word(grammar.names.isTypeOrFunctionName());
      case PLAIN -> word(isPlain());
      case NONRESERVED -> {
        int first = cursor.at();
        yield List.of(new SqlIdentifier(grammar.names.nonReservedWord(), cursor.posFrom(first)));
      }
      case RESERVED -> reserved();
      case QUALIFIED -> List.of(grammar.names.qualified());
      case RELATION -> List.of(grammar.names.relation());
      case TABLE -> List.of(grammar.froms.relation(false));
      case FROM -> withCommas(grammar.froms.list());
      case FUNCTION -> function();
      case CALL -> call();
      case APPLICATION -> application();
      case OPERATOR -> operator();
      case TYPE -> List.of(grammar.types.type());
      case SIMPLE_TYPE -> List.of(grammar.types.simpleType());
      case EXPRESSION -> List.of(grammar.expressions.expression());
      case RESTRICTED -> List.of("(", grammar.expressions.restricted(), ")");
      case QUERY -> query();
      case DATA_STATEMENT -> List.of(grammar.sessions.data());
      case SESSION_STATEMENT -> session();
      case NOTIFY -> {
        require(cursor.is("notify"));
        yield session();
      }
      case STRING -> List.of(grammar.literals.string());
      case NUMBER -> List.of(grammar.literals.signedNumber());
      case UNSIGNED -> {
        require(grammar.literals.isNumber());
        yield List.of(grammar.literals.number());
      }
      case INTEGER -> List.of(grammar.literals.integerLiteral());
      case TRANSACTION_MODES -> {
        List<String> modes = grammar.utilities.modes();
        require(!modes.isEmpty());
        yield List.copyOf(modes);
      }
    };
  }

  private void require(boolean here) {
    if (!here) {
      throw cursor.unexpected();
    }
  }

  private boolean isPlain() {
    return cursor.is(TokenKind.QUOTED_IDENT)
        || (cursor.is(TokenKind.IDENT) && cursor.keyword() == null);
  }

  private List<Object> word(boolean here) {
    require(here);
    int first = cursor.at();
    return List.of(new SqlIdentifier(grammar.names.take(), cursor.posFrom(first)));
  }

  private List<Object> reserved() {
    PgKeyword keyword = cursor.keyword();
    require(keyword != null && keyword.category() == PgKeyword.Category.RESERVED);
    String word = Objects.requireNonNull(keyword).word();
    cursor.advance();
    return List.of(word.toUpperCase(Locale.ROOT));
  }

  private List<Object> function() {
    if (cursor.kind(1) == TokenKind.DOT || !grammar.names.isTypeOrFunctionName()) {
      return List.of(grammar.names.qualified());
    }
    return word(true);
  }

  private List<Object> call() {
    require(grammar.froms.isFunction());
    return List.of(grammar.froms.functionCall());
  }

  private List<Object> application() {
    int first = cursor.at();
    SqlIdentifier name = (SqlIdentifier) function().get(0);
    return List.of(grammar.functions.windowless(name, first));
  }

  private List<Object> operator() {
    String symbol =
        switch (cursor.kind()) {
          case OPERATOR, PLUS, MINUS, STAR, SLASH, PERCENT, CARET -> cursor.source();
          case LESS, GREATER, EQUAL, LESS_EQUAL, GREATER_EQUAL -> cursor.source();
          case NOT_EQUAL -> "<>";
          default -> throw cursor.unexpected();
        };
    cursor.advance();
    return List.of(symbol);
  }

  private List<Object> query() {
    int first = cursor.at();
    SqlNode query = grammar.sessions.data();
    if (!(query instanceof PgQuery)) {
      throw cursor.unexpected(first);
    }
    return List.of(query);
  }

  private List<Object> session() {
    SqlNode statement = grammar.sessions.statement();
    if (statement == null) {
      throw cursor.unexpected();
    }
    return List.of(statement);
  }

  private static List<Object> withCommas(List<SqlNode> nodes) {
    List<Object> pieces = new ArrayList<>();
    for (SqlNode node : nodes) {
      if (!pieces.isEmpty()) {
        pieces.add(",");
      }
      pieces.add(node);
    }
    return pieces;
  }
}
