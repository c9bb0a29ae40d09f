package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgLiteral;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * An analysed statement as it is printed for the server: protected constants are parameters.
 * Immutable.
 *
 * @param text the text
 * @param literals where the client's own literals stand in it as constants, in order
 * @param parameters where the server's parameters stand in it, in order
 * @param rowEnds of an INSERT of VALUES, where each row ends in it, exclusive
 */
public record ServerText(
    String text, List<Literal> literals, List<Parameter> parameters, List<Integer> rowEnds) {
  public ServerText {
    literals = List.copyOf(literals);
    parameters = List.copyOf(parameters);
    rowEnds = List.copyOf(rowEnds);
  }

  /** The text holds values (G5). */
  @Override
  public String toString() {
    return "ServerText";
  }

  /**
   * A literal of the client in the text.
   *
   * @param start where it begins
   * @param end where it ends, exclusive
   * @param token which of the client's tokens it is
   */
  public record Literal(int start, int end, int token) {}

  /**
   * A parameter of the server in the text.
   *
   * @param start where it begins
   * @param end where it ends, exclusive
   * @param number from 0
   */
  public record Parameter(int start, int end, int number) {}

  /** Numbers the server's parameters, from 0, in the order in which they are asked for. */
  public interface Numbering {
    /** The client's parameter where it meets nothing protected. */
    int client(int index);

    /** A constant that meets a protected column. */
    int constant(Slot slot);

    /** Whether that constant is a token. */
    int tokenFlag(Slot slot);

    /** An attribute of the end user. */
    int endUser(EndUserValue value);
  }

  /**
   * Prints a statement; every parameter in it is numbered.
   *
   * @param tokens what the statement was read from
   * @throws dev.paravent.sql.pg.LimitException if the budget is not enough
   */
  public static ServerText print(
      Analysis analysis, Numbering numbering, PgTokens tokens, Budget budget) {
    Numberer numberer = new Numberer(numbering, tokens, budget);
    SqlNode numbered = analysis.tree().accept(numberer);
    if (numbered == null) {
      throw new IllegalStateException("a statement without a tree");
    }
    Places places = new Places(numbered, numberer, tokens);
    String text = new PgPrinter(places, budget).append(numbered).text();
    return new ServerText(text, places.literals, places.parameters, places.rowEnds);
  }

  /** Notes where what differs between statements of one shape is printed. */
  private static final class Places implements PgPrinter.ConstantObserver {
    private final List<Literal> literals = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Integer> rowEnds = new ArrayList<>();
    private final Numberer numberer;
    private final PgTokens tokens;
    private final List<SqlNode> rows;

    Places(SqlNode statement, Numberer numberer, PgTokens tokens) {
      this.numberer = numberer;
      this.tokens = tokens;
      this.rows =
          statement instanceof PgDml.Insert insert && insert.source instanceof PgQuery.Values values
              ? values.rows
              : List.of();
    }

    @Override
    public void printed(SqlNode constant, int start, int end) {
      if (constant instanceof SqlDynamicParam parameter) {
        parameters.add(new Parameter(start, end, parameter.getIndex()));
      }
      int token = constant instanceof PgLiteral literal ? literal.token(tokens) : -1;
      if (token >= 0 && numberer.constants.get(token)) {
        literals.add(new Literal(start, end, token));
      } else if (token >= 0) {
        // part of the grammar where it stands, such as the length of a type
        tokens.tie(token);
      }
    }

    @Override
    public void printedRow(PgExpr.Row row, int start, int end) {
      if (rowEnds.size() < rows.size() && rows.get(rowEnds.size()) == row) {
        rowEnds.add(end);
      }
    }
  }

  private static final class Numberer extends SqlShuttle {
    private final Numbering numbering;
    private final PgTokens tokens;
    private final Budget budget;
    private final BitSet constants = new BitSet();

    Numberer(Numbering numbering, PgTokens tokens, Budget budget) {
      this.numbering = numbering;
      this.tokens = tokens;
      this.budget = budget;
    }

    /** A node that stands at several places is copied for each. */
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      budget.keep(1);
      return super.visit(call);
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier name) {
      budget.step(1);
      return name;
    }

    @Override
    public @Nullable SqlNode visit(SqlDynamicParam param) {
      budget.keep(1);
      return switch (param) {
        case TokenFlagNode flag -> parameter(numbering.tokenFlag(flag.slot()));
        case EndUserNode user -> parameter(numbering.endUser(user.value()));
        case SlotNode node -> slot(node.slot());
        default -> throw new IllegalStateException("a parameter that was not analysed");
      };
    }

    private SqlNode slot(Slot slot) {
      if (slot.protection() != null) {
        return parameter(numbering.constant(slot));
      }
      if (slot.parameter() >= 0) {
        return parameter(numbering.client(slot.parameter()));
      }
      if (slot.token(tokens) >= 0) { // also behind a minus, where it is printed alike
        constants.set(slot.token(tokens));
      }
      return slot.node();
    }

    private static SqlNode parameter(int number) {
      return new SqlDynamicParam(number, SqlParserPos.ZERO);
    }
  }
}
