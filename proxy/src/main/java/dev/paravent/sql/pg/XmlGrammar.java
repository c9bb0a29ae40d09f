package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The functions of SQL/XML. Confined to one parse. */
final class XmlGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  XmlGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Whether a function of SQL/XML has this name. */
  static boolean isName(String word) {
    return switch (word) {
      case "xmlconcat",
          "xmlelement",
          "xmlexists",
          "xmlforest",
          "xmlparse",
          "xmlpi",
          "xmlroot",
          "xmlserialize" ->
          true;
      default -> false;
    };
  }

  /** A call whose name is here. */
  SqlNode call() {
    int first = cursor.at();
    String word = cursor.word();
    cursor.advance();
    cursor.expect(TokenKind.LEFT_PAREN);
    return switch (word) {
      case "xmlconcat" -> values(XmlKind.CONCAT, grammar.expressions.list(), first);
      case "xmlelement" -> element(first);
      case "xmlforest" -> node(XmlKind.FOREST, null, labelled(), List.of(), List.of(), null, first);
      case "xmlparse" -> parse(first);
      case "xmlpi" -> instruction(first);
      case "xmlroot" -> root(first);
      case "xmlserialize" -> serialize(first);
      default -> {
        SqlNode path = grammar.primaries.primary();
        yield values(XmlKind.EXISTS, List.of(path, passed()), first);
      }
    };
  }

  private SqlNode values(XmlKind kind, List<SqlNode> values, int first) {
    return node(kind, null, List.of(), new ArrayList<>(values), List.of(), null, first);
  }

  private SqlNode node(
      XmlKind kind,
      @Nullable String name,
      List<SqlNode> attributes,
      List<@Nullable SqlNode> arguments,
      List<PgClause.XmlOption> options,
      @Nullable SqlDataTypeSpec type,
      int first) {
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgCall.Xml(kind, name, attributes, arguments, options, type, cursor.posFrom(first));
  }

  private SqlNode element(int first) {
    cursor.expect("name");
    String name = grammar.names.label();
    List<SqlNode> attributes = List.of();
    List<@Nullable SqlNode> content = List.of();
    if (cursor.accept(TokenKind.COMMA)) {
      boolean more = true;
      if (cursor.is("xmlattributes") && cursor.kind(1) == TokenKind.LEFT_PAREN) {
        cursor.advance();
        cursor.advance();
        attributes = labelled();
        cursor.expect(TokenKind.RIGHT_PAREN);
        more = cursor.accept(TokenKind.COMMA);
      }
      content = more ? new ArrayList<>(grammar.expressions.list()) : List.of();
    }
    return node(XmlKind.ELEMENT, name, attributes, content, List.of(), null, first);
  }

  /** labeled_expr_list: value [AS name], .. */
  private List<SqlNode> labelled() {
    List<SqlNode> list = new ArrayList<>();
    do {
      int first = cursor.at();
      SqlNode value = grammar.expressions.expression();
      String name = cursor.accept("as") ? grammar.names.label() : null;
      if (name == null && !(value instanceof SqlIdentifier)) {
        throw cursor.error("42601", "unnamed XML value must be a column reference", first);
      }
      list.add(new PgClause.Labelled(value, name, cursor.posFrom(first)));
    } while (cursor.accept(TokenKind.COMMA));
    return list;
  }

  private List<PgClause.XmlOption> documentOrContent() {
    List<PgClause.XmlOption> options = new ArrayList<>(2);
    boolean document = cursor.accept("document");
    if (!document) {
      cursor.expect("content");
    }
    options.add(document ? PgClause.XmlOption.DOCUMENT : PgClause.XmlOption.CONTENT);
    return options;
  }

  private SqlNode parse(int first) {
    List<PgClause.XmlOption> options = documentOrContent();
    SqlNode value = grammar.expressions.expression();
    if (cursor.accept("preserve")) {
      cursor.expect("whitespace");
      options.add(PgClause.XmlOption.PRESERVE_WHITESPACE);
    } else if (cursor.accept("strip")) {
      cursor.expect("whitespace");
    }
    return node(XmlKind.PARSE, null, List.of(), List.of(value), options, null, first);
  }

  private SqlNode instruction(int first) {
    cursor.expect("name");
    String name = grammar.names.label();
    List<@Nullable SqlNode> content =
        cursor.accept(TokenKind.COMMA) ? List.of(grammar.expressions.expression()) : List.of();
    return node(XmlKind.PI, name, List.of(), content, List.of(), null, first);
  }

  private SqlNode root(int first) {
    List<@Nullable SqlNode> arguments = new ArrayList<>(2);
    arguments.add(grammar.expressions.expression());
    cursor.expect(TokenKind.COMMA);
    cursor.expect("version");
    arguments.add(cursor.accept("no", "value") ? null : grammar.expressions.expression());
    List<PgClause.XmlOption> options = List.of();
    if (cursor.accept(TokenKind.COMMA)) {
      cursor.expect("standalone");
      options = List.of(standalone());
    }
    return node(XmlKind.ROOT, null, List.of(), arguments, options, null, first);
  }

  private PgClause.XmlOption standalone() {
    if (cursor.accept("yes")) {
      return PgClause.XmlOption.STANDALONE_YES;
    }
    cursor.expect("no");
    return cursor.accept("value")
        ? PgClause.XmlOption.STANDALONE_NO_VALUE
        : PgClause.XmlOption.STANDALONE_NO;
  }

  private SqlNode serialize(int first) {
    List<PgClause.XmlOption> options = documentOrContent();
    SqlNode value = grammar.expressions.expression();
    cursor.expect("as");
    SqlDataTypeSpec type = grammar.types.simpleType();
    if (cursor.accept("indent")) {
      options.add(PgClause.XmlOption.INDENT);
    } else {
      cursor.accept("no", "indent");
    }
    return node(XmlKind.SERIALIZE, null, List.of(), List.of(value), options, type, first);
  }

  /** xmlexists_argument: PASSING [BY REF] document [BY REF]; the mechanism means nothing. */
  SqlNode passed() {
    cursor.expect("passing");
    mechanism();
    SqlNode document = grammar.primaries.primary();
    mechanism();
    return document;
  }

  private void mechanism() {
    if (cursor.accept("by") && !cursor.accept("ref")) {
      cursor.expect("value");
    }
  }
}
