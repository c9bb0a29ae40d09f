package dev.paravent.sql.pg;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * A literal of a client's text. Whoever asks for its value, by whichever of Calcite's methods, is
 * noted: a plan may be shared by statements that differ only in literals that nobody asked for.
 * Only {@link PgPrinter} writes it without asking. Confined as its tokens are.
 *
 * <p>Calcite's own field holds a fixed value, so that nothing sees the real one by another way.
 */
public final class PgLiteral extends SqlLiteral {
  private static final NlsString NO_STRING = new NlsString("\uFFFE", null, null);
  private static final BigDecimal NO_NUMBER = new BigDecimal("-1E-777");

  private final PgTokens tokens;
  private final int token;
  private @Nullable SqlLiteral known;

  private PgLiteral(PgTokens tokens, int token, SqlTypeName type, SqlParserPos pos) {
    super(type == SqlTypeName.CHAR ? NO_STRING : NO_NUMBER, type, pos);
    this.tokens = tokens;
    this.token = token;
  }

  static PgLiteral string(PgTokens tokens, int token, SqlParserPos pos) {
    return new PgLiteral(tokens, token, SqlTypeName.CHAR, pos);
  }

  /** A number in plain decimal digits. */
  static PgLiteral number(PgTokens tokens, int token, SqlParserPos pos) {
    return new PgLiteral(tokens, token, SqlTypeName.DECIMAL, pos);
  }

  /** Its token among these; -1 if it is of another text. */
  public int token(PgTokens of) {
    return of == tokens ? token : -1;
  }

  public LiteralClass literalClass() {
    return tokens.literalClass(token);
  }

  /** Its value for someone who takes it from each statement anew; does not count as asking. */
  public String takenText() {
    return tokens.literalText(token);
  }

  void print(PgPrinter out) {
    out.literal(tokens, token);
  }

  /** The literal as Calcite has it. From now on its value counts. */
  private SqlLiteral value() {
    SqlLiteral literal = known;
    if (literal == null) {
      tokens.tie(token);
      String text = tokens.literalText(token);
      literal =
          getTypeName() == SqlTypeName.CHAR
              // without a charset: with one, Calcite refuses what it cannot encode
              ? SqlLiteral.createCharString(text, getParserPosition())
              : SqlLiteral.createExactNumeric(text, getParserPosition());
      known = literal;
    }
    return literal;
  }

  @Override
  public SqlLiteral clone(SqlParserPos pos) {
    return new PgLiteral(tokens, token, getTypeName(), pos);
  }

  @Override
  public @Nullable Object getValue() {
    return value().getValue();
  }

  @Override
  public <T> T getValueAs(Class<T> type) {
    return value().getValueAs(type);
  }

  @Override
  public boolean booleanValue() {
    return value().booleanValue();
  }

  @Override
  public @Nullable String toValue() {
    return value().toValue();
  }

  @Override
  public int intValue(boolean exact) {
    return value().intValue(exact);
  }

  @Override
  public long longValue(boolean exact) {
    return value().longValue(exact);
  }

  @Override
  public int signum() {
    return value().signum();
  }

  @Override
  public @Nullable BigDecimal bigDecimalValue() {
    return value().bigDecimalValue();
  }

  @Override
  @Deprecated // to override Calcite's
  public String getStringValue() {
    return value().getValueAs(String.class);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    value().unparse(writer, leftPrec, rightPrec);
  }

  @Override
  public RelDataType createSqlType(RelDataTypeFactory typeFactory) {
    return value().createSqlType(typeFactory);
  }

  @Override
  public SqlLiteral unescapeUnicode(char unicodeEscapeChar) {
    return value().unescapeUnicode(unicodeEscapeChar);
  }

  @Override
  public boolean equalsDeep(@Nullable SqlNode node, Litmus litmus) {
    return equals(node) ? litmus.succeed() : litmus.fail("{} != {}", this, node);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SqlLiteral literal
        && value().equals(literal instanceof PgLiteral mine ? mine.value() : literal);
  }

  @Override
  public int hashCode() {
    return value().hashCode();
  }

  /** The kind only: a literal may be a clear value (G5). */
  @Override
  public String toString() {
    return "PgLiteral/" + getTypeName();
  }
}
