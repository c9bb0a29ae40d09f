package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** JSON_TABLE and XMLTABLE in FROM. Confined to one parse. */
final class TableFunctionGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;
  private final JsonClauseGrammar clauses;

  TableFunctionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = grammar.jsonClauses;
  }

  boolean isHere() {
    return cursor.kind(1) == TokenKind.LEFT_PAREN
        && (cursor.is("json_table") || cursor.is("xmltable"));
  }

  /** One of the two, with its alias; LATERAL was read already. */
  SqlNode table(boolean lateral, int first) {
    boolean json = cursor.is("json_table");
    cursor.advance();
    cursor.expect(TokenKind.LEFT_PAREN);
    return json ? jsonTable(lateral, first) : xmlTable(lateral, first);
  }

  private SqlNode jsonTable(boolean lateral, int first) {
    SqlNode input = clauses.input();
    cursor.expect(TokenKind.COMMA);
    int pathFirst = cursor.at();
    SqlNode path = grammar.expressions.expression();
    if (!(path instanceof SqlLiteral literal) || !isString(literal)) {
      throw cursor.error(
          "0A000",
          "only string constants are supported in JSON_TABLE path specification",
          pathFirst);
    }
    String pathName = cursor.accept("as") ? grammar.names.columnId() : null;
    List<SqlNode> passing = clauses.passing();
    List<SqlNode> columns = jsonColumns();
    SqlNode onError = clauses.tableBehavior();
    cursor.expect(TokenKind.RIGHT_PAREN);
    PgFrom.Alias alias = grammar.froms.alias();
    return new PgFrom.JsonTable(
        lateral, input, path, pathName, passing, columns, onError, alias, cursor.posFrom(first));
  }

  private static boolean isString(SqlLiteral literal) {
    return literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.CHAR;
  }

  private List<SqlNode> jsonColumns() {
    cursor.expect("columns");
    cursor.enter();
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> columns = new ArrayList<>();
    do {
      columns.add(jsonColumn());
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    cursor.leave();
    return columns;
  }

  private SqlNode jsonColumn() {
    int first = cursor.at();
    // NESTED is a key word before PATH or a string, otherwise a name
    if (cursor.is("nested")
        && (cursor.kind(1) == TokenKind.STRING || cursor.word(1).equals("path"))) {
      return nested(first);
    }
    String name = grammar.names.columnId();
    if (cursor.accept("for")) {
      cursor.expect("ordinality");
      return jsonColumn(name, null, false, false, null, null, first);
    }
    SqlDataTypeSpec type = grammar.types.type();
    boolean formatted = clauses.isFormat();
    String encoding = clauses.format();
    boolean exists = !formatted && cursor.accept("exists");
    SqlNode path = cursor.accept("path") ? grammar.literals.string() : null;
    return jsonColumn(name, type, exists, formatted, encoding, path, first);
  }

  private SqlNode jsonColumn(
      String name,
      @Nullable SqlDataTypeSpec type,
      boolean exists,
      boolean formatted,
      @Nullable String encoding,
      @Nullable SqlNode path,
      int first) {
    PgClause.JsonWrapper wrapper = PgClause.JsonWrapper.NONE;
    PgClause.JsonQuotes quotes = PgClause.JsonQuotes.NONE;
    JsonClauseGrammar.Behaviors behaviors = new JsonClauseGrammar.Behaviors(null, null);
    if (exists) {
      behaviors = clauses.existsBehavior();
    } else if (type != null) {
      wrapper = clauses.wrapper();
      quotes = clauses.quotes();
      clauses.refuseQuotesInWrapper(wrapper, quotes);
      behaviors = clauses.behaviors(JsonKind.QUERY);
    }
    return new PgClause.JsonColumn(
        name,
        type,
        exists,
        formatted,
        encoding,
        path,
        wrapper,
        quotes,
        behaviors.onEmpty(),
        behaviors.onError(),
        cursor.posFrom(first));
  }

  private SqlNode nested(int first) {
    cursor.advance();
    cursor.accept("path");
    SqlNode path = grammar.literals.string();
    String name = cursor.accept("as") ? grammar.names.columnId() : null;
    return new PgClause.JsonNested(path, name, jsonColumns(), cursor.posFrom(first));
  }

  private SqlNode xmlTable(boolean lateral, int first) {
    List<SqlNode> namespaces = List.of();
    if (cursor.is("xmlnamespaces") && cursor.kind(1) == TokenKind.LEFT_PAREN) {
      namespaces = namespaces();
      cursor.expect(TokenKind.COMMA);
    }
    SqlNode row = grammar.primaries.primary();
    SqlNode document = grammar.xml.passed();
    cursor.expect("columns");
    List<SqlNode> columns = new ArrayList<>();
    do {
      columns.add(xmlColumn());
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    PgFrom.Alias alias = grammar.froms.alias();
    return new PgFrom.XmlTable(
        lateral, namespaces, row, document, columns, alias, cursor.posFrom(first));
  }

  private List<SqlNode> namespaces() {
    cursor.advance();
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> namespaces = new ArrayList<>();
    do {
      int first = cursor.at();
      boolean unnamed = cursor.accept("default");
      SqlNode uri = grammar.expressions.restricted();
      String name = null;
      if (!unnamed) {
        cursor.expect("as");
        name = grammar.names.label();
      }
      namespaces.add(new PgClause.Labelled(uri, name, cursor.posFrom(first)));
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return namespaces;
  }

  private SqlNode xmlColumn() {
    int first = cursor.at();
    String name = grammar.names.columnId();
    if (cursor.accept("for")) {
      cursor.expect("ordinality");
      return new PgClause.XmlColumn(name, null, null, null, false, cursor.posFrom(first));
    }
    SqlDataTypeSpec type = grammar.types.type();
    SqlNode path = null;
    SqlNode missing = null;
    Boolean notNull = null;
    while (true) {
      if (path == null && cursor.accept("path")) {
        path = grammar.expressions.restricted();
      } else if (missing == null && cursor.accept("default")) {
        missing = grammar.expressions.restricted();
      } else if (notNull == null && cursor.accept("not", "null")) {
        notNull = true;
      } else if (notNull == null && cursor.accept("null")) {
        notNull = false;
      } else {
        break;
      }
    }
    return new PgClause.XmlColumn(
        name, type, path, missing, Boolean.TRUE.equals(notNull), cursor.posFrom(first));
  }
}
