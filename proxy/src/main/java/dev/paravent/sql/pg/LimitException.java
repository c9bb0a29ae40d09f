package dev.paravent.sql.pg;

/** An analysis would take more than its {@link Budget}. Immutable. */
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which limit was met. */
  public enum Limit {
    STEPS("the statement takes too many steps to analyse"),
    ITEMS("the statement takes too much memory to analyse"),
    TIME("the statement takes too long to analyse");

    private final String sentence;

    Limit(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Limit limit;

  LimitException(Limit limit) {
    // a refusal is an ordinary outcome: no stack trace
    super(limit.sentence, null, false, false);
    this.limit = limit;
  }

  public Limit limit() {
    return limit;
  }

  /** What was too much, in one sentence. */
  public String sentence() {
    return limit.sentence;
  }
}
