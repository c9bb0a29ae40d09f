package dev.paravent.sql.pg;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tree as the SQL that PostgreSQL is to run (G1). It alone decides parentheses and
 * quoting: every name is quoted, every operation inside another is parenthesised, every keyword is
 * its own, there are no comments and no escapes. PostgreSQL reads the text back as the same tree
 * when {@code standard_conforming_strings} is on, which is pinned.
 *
 * <p>A tree that has no such text (an {@link PgUtility.Unsupported} statement, an empty name, an
 * operator that would open a comment) is a bug of who made it: {@link IllegalStateException}.
 *
 * <p>One printer serves one text. Confined to its thread.
 */
public final class PgPrinter {
  /** Told where each constant stands in the text. */
  @FunctionalInterface
  public interface ConstantObserver {
    /**
     * A constant was printed.
     *
     * @param constant a {@link SqlLiteral}, {@link SqlDynamicParam} or {@link PgExpr.BitString}
     * @param start where its text begins
     * @param end where its text ends, exclusive
     */
    void printed(SqlNode constant, int start, int end);

    /** A row of VALUES was printed. */
    default void printedRow(PgExpr.Row row, int start, int end) {}
  }

  private final StringBuilder text = new StringBuilder(256);
  private final @Nullable ConstantObserver observer;
  private final Budget budget;

  public PgPrinter() {
    this.observer = null;
    this.budget = Budget.untimed(AnalysisLimits.DEFAULTS);
  }

  /** A printer that charges the budget for each node and for the length of the text. */
  public PgPrinter(ConstantObserver observer, Budget budget) {
    this.observer = observer;
    this.budget = budget;
  }

  /** The text of a statement, or of an expression alone. */
  public static String print(SqlNode node) {
    return new PgPrinter().append(node).text();
  }

  /** Prints a node after what is printed already. */
  public PgPrinter append(SqlNode node) {
    node(node);
    return this;
  }

  /** What is printed so far. */
  public String text() {
    return text.toString();
  }

  /** How many characters are printed so far: the position of what comes next. */
  public int length() {
    return text.length();
  }

  void sql(String fixed) {
    text.append(fixed);
  }

  /** A node as it is, without parentheses. */
  void node(SqlNode node) {
    budget.step(1);
    budget.printed(text.length());
    if (node instanceof PgNode composite) {
      composite(composite);
    } else {
      leaf(node);
    }
  }

  private void composite(PgNode node) {
    switch (node) {
      case PgQuery query -> PgPrinterQuery.print(query, this);
      case PgFrom from -> PgPrinterFrom.print(from, this);
      case PgOperation operation -> PgPrinterOperation.print(operation, this);
      case PgExpr.BitString bits -> {
        int start = text.length();
        bitString(bits);
        observe(bits, start);
      }
      case PgExpr expression -> PgPrinterExpression.print(expression, this);
      case PgCall call -> PgPrinterCall.print(call, this);
      case PgClause clause -> PgPrinterClause.print(clause, this);
      case PgDml dml -> PgPrinterDml.print(dml, this);
      case PgUtility utility -> PgPrinterUtility.print(utility, this);
    }
  }

  private void leaf(SqlNode leaf) {
    switch (leaf) {
      case SqlIdentifier column -> column(column);
      case SqlDataTypeSpec type -> PgPrinterType.print(PgTypeName.of(type), this);
      case SqlLiteral literal -> {
        int start = text.length();
        literal(literal);
        observe(literal, start);
      }
      case SqlDynamicParam parameter -> {
        int start = text.length();
        text.append('$').append(parameter.getIndex() + 1);
        observe(parameter, start);
      }
      default -> throw unprintable(leaf, "a leaf of PostgreSQL's tree");
    }
  }

  private void observe(SqlNode constant, int start) {
    if (observer != null) {
      observer.printed(constant, start, text.length());
    }
  }

  /** Says that a row of VALUES was printed from there on. */
  void endRow(PgExpr.Row row, int start) {
    if (observer != null) {
      observer.printedRow(row, start, text.length());
    }
  }

  /** A value where any expression may stand: a query gets its parentheses, nothing else does. */
  void expression(SqlNode node) {
    if (node instanceof PgQuery) {
      parenthesised(node);
    } else {
      node(node);
    }
  }

  /** A value inside an operation: PostgreSQL's c_expr. */
  void operand(SqlNode node) {
    if (node instanceof PgOperation || node instanceof PgQuery || isNegative(node)) {
      parenthesised(node);
    } else {
      node(node);
    }
  }

  void parenthesised(SqlNode node) {
    text.append('(');
    node(node);
    text.append(')');
  }

  void expressions(List<? extends SqlNode> nodes) {
    String separator = "";
    for (SqlNode node : nodes) {
      text.append(separator);
      expression(node);
      separator = ", ";
    }
  }

  void nodes(List<? extends SqlNode> nodes) {
    String separator = "";
    for (SqlNode node : nodes) {
      text.append(separator);
      node(node);
      separator = ", ";
    }
  }

  /** A clause, unless its list is empty. */
  void clause(String words, List<? extends SqlNode> nodes) {
    if (!nodes.isEmpty()) {
      text.append(words);
      expressions(nodes);
    }
  }

  /** A clause, unless it is absent. */
  void clause(String words, @Nullable SqlNode node) {
    if (node != null) {
      text.append(words);
      expression(node);
    }
  }

  void name(String name) {
    if (name.isEmpty()) {
      throw new IllegalStateException("name: empty (expected: at least one character)");
    }
    quoted(name, '"');
  }

  void names(List<String> names) {
    String separator = "";
    for (String name : names) {
      text.append(separator);
      name(name);
      separator = ", ";
    }
  }

  /** Names in parentheses, unless there are none. */
  void columnNames(List<String> names) {
    if (!names.isEmpty()) {
      text.append(" (");
      names(names);
      text.append(')');
    }
  }

  void qualified(List<String> names) {
    String separator = "";
    for (String name : names) {
      text.append(separator);
      name(name);
      separator = ".";
    }
  }

  /** The name of a relation, function, collation and the like. */
  void identifier(SqlIdentifier identifier) {
    qualified(identifier.names);
  }

  /** A column or a star, which Calcite marks by a last name that is empty. */
  private void column(SqlIdentifier column) {
    if (!column.isStar()) {
      qualified(column.names);
      return;
    }
    List<String> qualifier = column.names.subList(0, column.names.size() - 1);
    qualified(qualifier);
    text.append(qualifier.isEmpty() ? "*" : ".*");
  }

  void operator(OperatorName operator) {
    if (!isOperator(operator.symbol())) {
      throw new IllegalStateException(
          "operator symbol (expected: PostgreSQL's operator characters)");
    }
    if (operator.schema() == null) {
      text.append(operator.symbol());
    } else {
      text.append("OPERATOR(");
      name(operator.schema());
      text.append('.').append(operator.symbol()).append(')');
    }
  }

  private void literal(SqlLiteral literal) {
    if (literal instanceof PgLiteral ofClient) {
      ofClient.print(this);
      return;
    }
    switch (literal.getTypeName()) {
      case NULL -> text.append("NULL");
      case BOOLEAN -> text.append(literal.booleanValue() ? "TRUE" : "FALSE");
      case CHAR -> quoted(literal.getValueAs(String.class), '\'');
      case DECIMAL, BIGINT, INTEGER ->
          text.append(literal.getValueAs(BigDecimal.class).toPlainString());
      case DOUBLE -> approximate(literal.getValueAs(BigDecimal.class));
      default -> throw unprintable(literal, "a string, number, boolean or NULL");
    }
  }

  /** Keeps digits and scale: BigDecimal's own text drops the exponent of 1E-3. */
  private void approximate(BigDecimal value) {
    text.append(value.unscaledValue()).append('E').append(-value.scale());
  }

  void literal(PgTokens tokens, int token) {
    tokens.appendLiteral(token, text);
  }

  private void bitString(PgExpr.BitString bits) {
    text.append(bits.hexadecimal ? "X" : "B");
    quoted(bits.digits, '\'');
  }

  private void quoted(String content, char quote) {
    quote(content, quote, text);
  }

  static void quote(String content, char quote, StringBuilder text) {
    text.append(quote);
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == quote) {
        text.append(quote);
      } else if (c == 0 || (Character.isSurrogate(c) && !isInPair(content, i))) {
        // UTF-8 has no such character: the encoder would send another one.
        throw new IllegalStateException("character 0 or half a pair (expected: what UTF-8 holds)");
      }
      text.append(c);
    }
    text.append(quote);
  }

  private static boolean isInPair(String content, int i) {
    return Character.isHighSurrogate(content.charAt(i))
        ? i + 1 < content.length() && Character.isLowSurrogate(content.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(content.charAt(i - 1));
  }

  private static boolean isNegative(SqlNode node) {
    return node instanceof SqlLiteral literal
        && !(literal instanceof PgLiteral) // which has no sign
        && literal.getValue() instanceof BigDecimal number
        && number.signum() < 0;
  }

  private static boolean isOperator(String symbol) {
    for (int i = 0; i < symbol.length(); i++) {
      if ("+-*/<>=~!@#%^&|`?".indexOf(symbol.charAt(i)) < 0) {
        return false;
      }
    }
    return !symbol.isEmpty() && !symbol.contains("--") && !symbol.contains("/*");
  }

  static IllegalStateException unprintable(SqlNode node, String expected) {
    return new IllegalStateException(
        "cannot print " + node.getClass().getSimpleName() + " (expected: " + expected + ")");
  }
}
