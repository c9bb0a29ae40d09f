package dev.paravent.policies;

import dev.paravent.policies.PolicyProblem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Gathers problems while a bundle is read, so that one run shows them all. Not thread-safe. */
final class ProblemCollector {
  private static final int MAX_LENGTH = 500;

  private final List<PolicyProblem> problems = new ArrayList<>();

  void error(Position at, String message) {
    add(at, Severity.ERROR, message);
  }

  void warning(Position at, String message) {
    add(at, Severity.WARNING, message);
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** Problems of one severity in the order of the files. */
  List<PolicyProblem> of(Severity severity) {
    return problems.stream()
        .filter(problem -> problem.severity() == severity)
        .distinct()
        .sorted(PolicyProblem.BY_PLACE)
        .toList();
  }

  private void add(Position at, Severity severity, String message) {
    problems.add(new PolicyProblem(at.file(), at.line(), at.column(), severity, oneLine(message)));
  }

  /** Messages quote the file; what it holds must neither flood nor steer a terminal or a log. */
  private static String oneLine(String message) {
    String visible = message.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "?");
    return visible.length() <= MAX_LENGTH ? visible : visible.substring(0, MAX_LENGTH) + "...";
  }
}
