package dev.paravent.policies;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.AccessPolicy.OnRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An access policy as its document says it: the domain is a name, defaults are open. Immutable. */
record AccessPolicyDraft(
    Position at,
    String name,
    Optional<String> owner,
    List<Located<String>> users,
    Access access,
    Optional<Located<String>> domain,
    Map<ProtectedClass, Located<ClassGrant>> classes,
    OnRefusal onRefusal,
    Optional<List<String>> searchPath,
    Optional<Located<AssertionGrant>> assertions,
    Map<ObjectName, Located<RowFilter>> rows) {
  AccessPolicyDraft {
    users = List.copyOf(users);
    classes = Map.copyOf(classes);
    rows = Map.copyOf(rows);
  }
}
