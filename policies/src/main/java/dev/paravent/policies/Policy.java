package dev.paravent.policies;

import java.util.List;
import java.util.Optional;

/**
 * A loaded bundle. Immutable.
 *
 * @param classification what the database holds
 * @param access every access policy, in no particular order
 * @param fingerprint changes when any document of the bundle changes
 */
public record Policy(Classification classification, List<AccessPolicy> access, String fingerprint) {
  public Policy {
    access = List.copyOf(access);
  }

  /**
   * The policy of a database user: the most protective combination of all that match; empty when
   * none does (the user is refused at login).
   */
  public Optional<AccessPolicy> forUser(String user) {
    return PolicyMerge.forUser(access, user);
  }
}
