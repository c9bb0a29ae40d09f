package dev.paravent.attest;

import java.util.List;

/**
 * What became of one attack on one column in one protocol. Immutable; holds no value.
 *
 * @param found what gave canaries away, or the error
 * @param steps the messages as printed, with guesses left open
 */
record Outcome(
    AttackTemplate template,
    Target target,
    Protocol protocol,
    Result result,
    List<String> found,
    List<String> steps) {
  Outcome {
    found = List.copyOf(found);
    steps = List.copyOf(steps);
  }

  /** How an attack may end. */
  enum Result {
    /** The proxy said no, or ended the session. */
    REFUSED,
    /** It was answered, and nothing was in it. */
    HARMLESS,
    /** A canary came, or a right guess could be told from a wrong one. */
    LEAKED,
    /** The server said no for a reason of its own, or nothing came in time: it proves nothing. */
    FAILED
  }
}
