package dev.paravent.sql;

import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.ParsedStatement;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgSession;
import dev.paravent.sql.pg.PgTableUtility;
import dev.paravent.sql.pg.PgTokens;
import dev.paravent.sql.pg.PgUtility;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Reads a client's text into statements. Thread-safe. */
public final class StatementReader {
  private final PgParser parser;

  public StatementReader(PgParser parser) {
    this.parser = parser;
  }

  /**
   * The statements of a text, in order.
   *
   * @throws dev.paravent.sql.pg.PgSyntaxException if the text is not accepted
   */
  public List<Statement> read(String text) {
    return read(scan(text), Budget.untimed(AnalysisLimits.DEFAULTS));
  }

  /**
   * The tokens of a text.
   *
   * @throws dev.paravent.sql.pg.PgSyntaxException if the text is not accepted
   */
  public PgTokens scan(String text) {
    return parser.scan(text);
  }

  /** The trees of a text and where they stand in it. */
  public List<ParsedStatement> parse(String text) {
    return parser.parse(text);
  }

  /**
   * As {@link #read(String)}, from tokens.
   *
   * @throws dev.paravent.sql.pg.LimitException if the budget is not enough
   */
  public List<Statement> read(PgTokens tokens, Budget budget) {
    List<Statement> statements = new ArrayList<>(1);
    for (ParsedStatement parsed : parser.parse(tokens, budget)) {
      budget.keep(1);
      statements.add(statement(parsed));
    }
    return statements;
  }

  private static Statement statement(ParsedStatement parsed) {
    int parameters = parsed.parameterCount();
    return switch (parsed.tree()) {
      case PgQuery query -> new Statement.Data(Statement.DataKind.SELECT, query, parameters);
      case PgDml.Insert dml -> new Statement.Data(Statement.DataKind.INSERT, dml, parameters);
      case PgDml.Update dml -> new Statement.Data(Statement.DataKind.UPDATE, dml, parameters);
      case PgDml.Delete dml -> new Statement.Data(Statement.DataKind.DELETE, dml, parameters);
      case PgDml.Merge dml -> new Statement.Data(Statement.DataKind.MERGE, dml, parameters);
      case PgUtility utility -> utility(utility, parsed);
      default -> new Statement.Unsupported("this statement", parsed.start() + 1);
    };
  }

  private static Statement utility(PgUtility utility, ParsedStatement parsed) {
    return switch (utility) {
      case PgUtility.Transaction transaction ->
          new Statement.Transaction(
              switch (transaction.kind) {
                case BEGIN, START -> Statement.TransactionKind.BEGIN;
                case COMMIT -> Statement.TransactionKind.COMMIT;
                case ROLLBACK -> Statement.TransactionKind.ROLLBACK;
                case SAVEPOINT -> Statement.TransactionKind.SAVEPOINT;
                case RELEASE -> Statement.TransactionKind.RELEASE;
                case ROLLBACK_TO -> Statement.TransactionKind.ROLLBACK_TO;
              },
              transaction.savepoint,
              Boolean.TRUE.equals(transaction.chain),
              PgPrinter.print(utility));
      case PgUtility.SetTransaction set -> new Statement.TransactionMode(PgPrinter.print(set));
      case PgUtility.SetVariable set ->
          new Statement.Set(
              set.name,
              texts(set.values),
              set.scope == PgUtility.SetScope.LOCAL,
              PgPrinter.print(set));
      case PgUtility.Reset reset -> new Statement.Reset(reset.name, PgPrinter.print(reset));
      case PgUtility.Show show -> new Statement.Show(show.name, PgPrinter.print(show));
      case PgUtility.Discard discard ->
          new Statement.Discard(
              discard.what == PgUtility.DiscardKind.ALL,
              discard.what == PgUtility.DiscardKind.TEMP,
              PgPrinter.print(discard));
      case PgSession session -> SessionReader.read(session, parsed);
      case PgTableUtility table -> SessionReader.read(table, parsed);
      case PgUtility.Definition definition ->
          new Statement.Unsupported(definition.statement, parsed.start() + 1);
      case PgUtility.Unsupported unsupported ->
          new Statement.Unsupported(unsupported.statement, parsed.start() + 1);
    };
  }

  private static List<String> texts(List<SqlNode> values) {
    List<String> texts = new ArrayList<>();
    for (SqlNode value : values) {
      texts.add(value instanceof SqlLiteral literal ? text(literal) : "?");
    }
    return texts;
  }

  private static String text(SqlLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.CHAR) {
      return String.valueOf(literal.getValueAs(String.class));
    }
    BigDecimal number =
        literal.getTypeName() == SqlTypeName.BOOLEAN ? null : literal.bigDecimalValue();
    return number == null ? String.valueOf(literal.getValue()) : number.toPlainString();
  }
}
