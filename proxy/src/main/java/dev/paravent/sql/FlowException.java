package dev.paravent.sql;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement breaks a rule. The message names objects, never values. */
public final class FlowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Violation violation;
  private final int position;

  FlowException(Violation violation, String sentence, @Nullable SqlNode at) {
    super(sentence, null, false, false);
    this.violation = violation;
    this.position = at == null ? 0 : at.getParserPosition().getColumnNum();
  }

  public Violation violation() {
    return violation;
  }

  /** 1-based character in the text, 0 if unknown. */
  public int position() {
    return position;
  }

  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
