package dev.paravent.policies;

/** How tokens of a class look. */
public enum TokenFace {
  /** NIR: first digit 9, which no assignment rule uses. */
  NIR_NINE("9", true),
  /** Birth date: a fixed permutation onto 1753-01-01..1888-12-31. */
  DATE_PAST("past", true),
  /** Birth date: bound to the row's subject, 2200-01-01 and later. */
  DATE_BOUND("bound", false),
  /** Birth date: bound to the row's subject, 1753-01-01..1888-12-31. */
  DATE_BOUND_PAST("bound-past", false);

  private final String label;
  private final boolean deterministic;

  TokenFace(String label, boolean deterministic) {
    this.label = label;
    this.deterministic = deterministic;
  }

  /** The name in policy files. */
  public String label() {
    return label;
  }

  /** Whether equal clear values have equal tokens within a domain. */
  public boolean isDeterministic() {
    return deterministic;
  }
}
