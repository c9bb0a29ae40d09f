package dev.paravent.sql.pg;

/**
 * A text that is not accepted, with PostgreSQL's sentence and SQLSTATE. The message quotes
 * keywords, identifiers and punctuation but never a literal (G5). Immutable.
 */
public final class PgSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the text is not accepted. */
  public enum Kind {
    /** PostgreSQL would not accept it either. */
    SYNTAX,
    /** PostgreSQL may accept it; this parser does not know the construct yet. */
    UNSUPPORTED,
    /** The text is larger or deeper than {@link ParserLimits} allow. */
    LIMIT
  }

  private final Kind kind;
  private final String sqlState;
  private final int position;

  private PgSyntaxException(Kind kind, String sqlState, String message, int position) {
    // a refusal is an ordinary outcome: no stack trace
    super(message, null, false, false);
    this.kind = kind;
    this.sqlState = sqlState;
    this.position = position;
  }

  static PgSyntaxException syntax(String message, String text, int offset) {
    return syntax("42601", message, text, offset);
  }

  static PgSyntaxException syntax(String sqlState, String message, String text, int offset) {
    return new PgSyntaxException(Kind.SYNTAX, sqlState, message, position(text, offset));
  }

  static PgSyntaxException unsupported(String construct, String text, int offset) {
    return new PgSyntaxException(
        Kind.UNSUPPORTED, "0A000", construct + " is not supported yet", position(text, offset));
  }

  /** A refusal for size (54000). */
  static PgSyntaxException tooLarge(String message) {
    return new PgSyntaxException(Kind.LIMIT, "54000", message, 0);
  }

  /** A refusal for nesting (54001). */
  static PgSyntaxException tooDeep() {
    return new PgSyntaxException(Kind.LIMIT, "54001", "statement is nested too deeply", 0);
  }

  private static int position(String text, int offset) {
    return text.codePointCount(0, Math.min(offset, text.length())) + 1;
  }

  public Kind kind() {
    return kind;
  }

  public String sqlState() {
    return sqlState;
  }

  /** Where in the text, in characters from 1 as in ErrorResponse; 0 if nowhere in particular. */
  public int position() {
    return position;
  }
}
