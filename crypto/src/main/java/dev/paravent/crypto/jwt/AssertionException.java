package dev.paravent.crypto.jwt;

/** An assertion that does not count; says why, and nothing of what stands in it. */
public final class AssertionException extends Exception {
  private static final long serialVersionUID = 1;

  private final AssertionProblem problem;

  /** No cause is kept: it may quote what was read. */
  public AssertionException(AssertionProblem problem) {
    super(problem.sentence());
    this.problem = problem;
  }

  public AssertionProblem problem() {
    return problem;
  }
}
