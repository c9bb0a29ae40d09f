package dev.paravent.decide;

import dev.paravent.sql.Analysis;
import dev.paravent.sql.ServerText;
import java.util.List;

/**
 * A verdict and where it holds values of the client's literals. Immutable.
 *
 * @param text the plan's text with the places of what differs between statements of one shape
 * @param literalTokens for each parameter of the plan the token that it takes its value from, or -1
 * @param subjectTokens for each parameter the token with the subject key of its demand, or -1
 * @param occurrences for each parameter the token that it was made for, where it is one
 *     occurrence's own; otherwise -1
 * @param fields the fields of the result as they were analysed, as many as the plan's outputs
 */
record Decision(
    Verdict verdict,
    ServerText text,
    List<Integer> literalTokens,
    List<Integer> subjectTokens,
    List<Integer> occurrences,
    List<Analysis.OutputColumn> fields) {
  private static final ServerText NO_TEXT = new ServerText("", List.of(), List.of(), List.of());

  Decision {
    literalTokens = List.copyOf(literalTokens);
    subjectTokens = List.copyOf(subjectTokens);
    occurrences = List.copyOf(occurrences);
    fields = List.copyOf(fields);
  }

  /** A verdict that holds no value of any literal. */
  static Decision of(Verdict verdict) {
    return new Decision(verdict, NO_TEXT, List.of(), List.of(), List.of(), List.of());
  }
}
