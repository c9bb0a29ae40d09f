package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** COPY in its three syntaxes. Confined to one parse. */
final class CopyGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  CopyGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** COPY, or null if it is not here. */
  @Nullable SqlNode statement() {
    int first = cursor.at();
    if (!cursor.accept("copy")) {
      return null;
    }
    List<SqlNode> options = new ArrayList<>();
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      SqlNode query = grammar.sessions.data();
      cursor.expect(TokenKind.RIGHT_PAREN);
      cursor.expect("to");
      return rest(null, List.of(), query, false, options, first);
    }
    // COPY BINARY t is of PostgreSQL 7.2; BINARY alone may be the table
    if (cursor.is("binary") && grammar.names.isColumnId(1)) {
      options.add(option("format", "binary"));
      cursor.advance();
    }
    SqlIdentifier table = grammar.names.relation();
    List<String> columns =
        cursor.is(TokenKind.LEFT_PAREN) ? grammar.names.inParentheses() : List.of();
    boolean from = cursor.accept("from");
    if (!from) {
      cursor.expect("to");
    }
    return rest(table, columns, null, from, options, first);
  }

  private SqlNode rest(
      @Nullable SqlIdentifier table,
      List<String> columns,
      @Nullable SqlNode query,
      boolean from,
      List<SqlNode> options,
      int first) {
    boolean program = cursor.accept("program");
    SqlNode file = null;
    if (cursor.is(TokenKind.STRING)) {
      file = grammar.literals.string();
    } else if (program) {
      throw cursor.error("STDIN/STDOUT not allowed with PROGRAM");
    } else if (!cursor.accept("stdin")) {
      cursor.expect("stdout");
    }
    if (query == null) {
      oldDelimiters(options);
    }
    cursor.accept("with");
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      do {
        options.add(option());
      } while (cursor.accept(TokenKind.COMMA));
      cursor.expect(TokenKind.RIGHT_PAREN);
    } else {
      oldOptions(options);
    }
    SqlNode where = null;
    if (query == null && cursor.is("where")) {
      if (!from) {
        throw cursor.error("WHERE clause not allowed with COPY TO");
      }
      cursor.advance();
      where = grammar.expressions.expression();
    }
    return new PgTableUtility.Copy(
        table, columns, query, from, program, file, options, where, cursor.posFrom(first));
  }

  /** [USING] DELIMITERS '..'. */
  private void oldDelimiters(List<SqlNode> options) {
    boolean using = cursor.accept("using");
    if (using || cursor.is("delimiters")) {
      int first = cursor.at();
      cursor.expect("delimiters");
      options.add(option("delimiter", grammar.literals.string(), first));
    }
  }

  /** copy_opt_list: the syntax before PostgreSQL 9.0, as the options that it stands for. */
  private void oldOptions(List<SqlNode> options) {
    while (true) {
      int first = cursor.at();
      String word = cursor.word();
      switch (word) {
        case "binary", "csv" -> {
          options.add(option("format", word));
          cursor.advance();
        }
        case "freeze", "header" -> {
          cursor.advance();
          options.add(new PgClause.Option(word, null, List.of(), cursor.posFrom(first)));
        }
        case "delimiter", "null", "quote", "escape" -> {
          cursor.advance();
          cursor.accept("as");
          options.add(option(word, grammar.literals.string(), first));
        }
        case "encoding" -> {
          cursor.advance();
          options.add(option(word, grammar.literals.string(), first));
        }
        case "force" -> {
          cursor.advance();
          options.add(force(first));
        }
        default -> {
          return;
        }
      }
    }
  }

  private SqlNode force(int first) {
    String name = "force_quote";
    if (cursor.accept("not", "null")) {
      name = "force_not_null";
    } else if (cursor.accept("null")) {
      name = "force_null";
    } else {
      cursor.expect("quote");
    }
    if (cursor.is(TokenKind.STAR)) {
      return option(name, star(), first);
    }
    List<SqlNode> columns = new ArrayList<>();
    do {
      int column = cursor.at();
      String word = grammar.names.columnId();
      columns.add(SqlLiteral.createCharString(word, cursor.posFrom(column)));
    } while (cursor.accept(TokenKind.COMMA));
    return new PgClause.Option(name, null, columns, cursor.posFrom(first));
  }

  private SqlNode star() {
    SqlNode star = new SqlIdentifier("", cursor.pos());
    cursor.advance();
    return star;
  }

  private SqlNode option(String name, String word) {
    SqlNode value = SqlLiteral.createCharString(word, cursor.pos());
    return new PgClause.Option(name, value, List.of(), cursor.pos());
  }

  private SqlNode option(String name, SqlNode value, int first) {
    return new PgClause.Option(name, value, List.of(), cursor.posFrom(first));
  }

  /** copy_generic_opt_elem. */
  private SqlNode option() {
    int first = cursor.at();
    String name = grammar.names.label();
    if (cursor.is(TokenKind.STAR)) {
      return option(name, star(), first);
    }
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      List<SqlNode> values = new ArrayList<>();
      do {
        values.add(grammar.settings.word());
      } while (cursor.accept(TokenKind.COMMA));
      cursor.expect(TokenKind.RIGHT_PAREN);
      return new PgClause.Option(name, null, values, cursor.posFrom(first));
    }
    if (cursor.is("default")) {
      SqlNode word = SqlLiteral.createCharString("default", cursor.pos());
      cursor.advance();
      return option(name, word, first);
    }
    SqlNode value = grammar.sessions.isOptionValue() ? grammar.sessions.optionValue() : null;
    return new PgClause.Option(name, value, List.of(), cursor.posFrom(first));
  }
}
