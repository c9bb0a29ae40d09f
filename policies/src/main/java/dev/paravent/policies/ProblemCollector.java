package dev.paravent.policies;

import dev.paravent.policies.PolicyProblem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Gathers problems while a bundle is read, so that one run shows them all. Not thread-safe. */
final class ProblemCollector {
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
    problems.add(new PolicyProblem(at.file(), at.line(), at.column(), severity, message));
  }
}
