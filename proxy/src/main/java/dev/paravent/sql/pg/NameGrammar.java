package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Names, and which key words may be one. Confined to one parse. */
final class NameGrammar {
  private final TokenCursor cursor;

  NameGrammar(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Whether a ColId is here: a name of a column, table or alias. */
  boolean isColumnId() {
    return isColumnId(0);
  }

  boolean isColumnId(int ahead) {
    return switch (cursor.kind(ahead)) {
      case QUOTED_IDENT -> true;
      case IDENT -> {
        PgKeyword keyword = cursor.keyword(ahead);
        yield keyword == null
            || (keyword.category() == PgKeyword.Category.UNRESERVED && !isFormatJson(ahead))
            || keyword.category() == PgKeyword.Category.COLUMN_NAME;
      }
      default -> false;
    };
  }

  /** parser.c: FORMAT before JSON is another token, FORMAT_LA, and no name. */
  private boolean isFormatJson(int ahead) {
    return cursor.word(ahead).equals("format") && cursor.word(ahead + 1).equals("json");
  }

  /** Whether a type_function_name is here. */
  boolean isTypeOrFunctionName() {
    return switch (cursor.kind()) {
      case QUOTED_IDENT -> true;
      case IDENT -> {
        PgKeyword keyword = cursor.keyword();
        yield keyword == null
            || (keyword.category() == PgKeyword.Category.UNRESERVED && !isFormatJson(0))
            || keyword.category() == PgKeyword.Category.TYPE_OR_FUNCTION;
      }
      default -> false;
    };
  }

  boolean isLabel() {
    return cursor.is(TokenKind.IDENT) || cursor.is(TokenKind.QUOTED_IDENT);
  }

  /** Whether a name of an output column may stand here without AS. */
  boolean isBareLabel() {
    if (cursor.is(TokenKind.QUOTED_IDENT)) {
      return true;
    }
    PgKeyword keyword = cursor.keyword();
    boolean bare =
        keyword == null
            || (keyword.bareLabel() && !cursor.version().isBefore(14) && !isFormatJson(0));
    return cursor.is(TokenKind.IDENT) && bare;
  }

  /** ColId. */
  String columnId() {
    if (!isColumnId()) {
      throw cursor.unexpected();
    }
    return take();
  }

  /** ColLabel: any word. */
  String label() {
    if (!isLabel()) {
      throw cursor.unexpected();
    }
    return take();
  }

  /** The value of this token, which is passed. */
  String take() {
    String value = cursor.value();
    cursor.advance();
    return value;
  }

  /** NonReservedWord: any word but the reserved ones. */
  String nonReservedWord() {
    PgKeyword keyword = cursor.keyword();
    boolean reserved = keyword != null && keyword.category() == PgKeyword.Category.RESERVED;
    if (!isLabel() || reserved) {
      throw cursor.unexpected();
    }
    return take();
  }

  /** ColId and the names after its dots: a relation, operator class or collation. */
  SqlIdentifier qualified() {
    int first = cursor.at();
    if (!isColumnId()) {
      throw cursor.unexpected();
    }
    return qualifiedFrom(first);
  }

  /** As {@link #qualified()}, at most three names. */
  SqlIdentifier relation() {
    SqlIdentifier name = qualified();
    if (name.names.size() > 3) {
      throw cursor.error("improper qualified name (too many dotted names)");
    }
    return name;
  }

  private SqlIdentifier qualifiedFrom(int first) {
    String name = take();
    if (!cursor.is(TokenKind.DOT)) {
      return new SqlIdentifier(name, cursor.posFrom(first));
    }
    List<String> names = new ArrayList<>(3);
    names.add(name);
    while (cursor.accept(TokenKind.DOT)) {
      names.add(label());
    }
    return new SqlIdentifier(names, cursor.posFrom(first));
  }

  /** ( name, .. ) with the left parenthesis still to come. */
  List<String> inParentheses() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<String> names = list();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return names;
  }

  /** name, .. */
  List<String> list() {
    List<String> names = new ArrayList<>();
    do {
      names.add(columnId());
    } while (cursor.accept(TokenKind.COMMA));
    return names;
  }
}
