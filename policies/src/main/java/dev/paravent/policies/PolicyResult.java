package dev.paravent.policies;

import java.util.List;

/** What reading a bundle gives: a policy, or the reasons why there is none. Immutable. */
public sealed interface PolicyResult {
  /** The bundle holds; the warnings deserve a look. */
  record Loaded(Policy policy, List<PolicyProblem> warnings) implements PolicyResult {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /** The bundle does not hold and nothing of it may be used. At least one error. */
  record Rejected(List<PolicyProblem> errors) implements PolicyResult {
    public Rejected {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("errors: none (expected: at least one)");
      }
    }
  }
}
