package dev.paravent.decide;

import dev.paravent.sql.Analysis;
import dev.paravent.sql.ServerText;
import java.util.List;

/**
 * A verdict and where it holds values of the client's literals. Immutable.
 *
 * @param literals where they stand in the plan's text
 * @param literalTokens for each parameter of the plan the token that it takes its value from, or -1
 * @param subjectTokens for each parameter the token with the subject key of its demand, or -1
 * @param fields the fields of the result as they were analysed, as many as the plan's outputs
 */
record Decision(
    Verdict verdict,
    List<ServerText.Literal> literals,
    List<Integer> literalTokens,
    List<Integer> subjectTokens,
    List<Analysis.OutputColumn> fields) {
  Decision {
    literals = List.copyOf(literals);
    literalTokens = List.copyOf(literalTokens);
    subjectTokens = List.copyOf(subjectTokens);
    fields = List.copyOf(fields);
  }

  /** A verdict that holds no value of any literal. */
  static Decision of(Verdict verdict) {
    return new Decision(verdict, List.of(), List.of(), List.of(), List.of());
  }
}
