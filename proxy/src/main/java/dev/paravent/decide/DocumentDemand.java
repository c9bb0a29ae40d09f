package dev.paravent.decide;

import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import java.util.Map;

/**
 * What a JSON document must be before it enters a column with classified members. Applied at every
 * execution. Immutable.
 *
 * @param rule of the whole document, with every classified member
 * @param members what the values of each class must be
 * @param overwrites whether it may take the place of another document: a null of a member that no
 *     policy names could be one that was shown in place of a value
 */
public record DocumentDemand(
    JsonRule rule, Map<ProtectedClass, Demand> members, boolean overwrites) {
  public DocumentDemand {
    members = Map.copyOf(members);
  }
}
