package dev.paravent.policies;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.AccessPolicy.OnRefusal;
import dev.paravent.policies.ClassGrant.OnMalformed;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Combines the policies that match a user: the most protective rule wins. */
final class PolicyMerge {
  private PolicyMerge() {}

  /**
   * The one policy of a user; empty when none matches, and when governed ones disagree about the
   * token domain, or about what of an assertion is the end user: no choice between two is the more
   * protective one.
   */
  static Optional<AccessPolicy> forUser(List<AccessPolicy> policies, String user) {
    List<AccessPolicy> matching =
        policies.stream()
            .filter(policy -> policy.users().stream().anyMatch(p -> UserPattern.matches(p, user)))
            .sorted(Comparator.comparing(AccessPolicy::name))
            .toList();
    List<AccessPolicy> governed =
        matching.stream().filter(policy -> policy.access() == Access.GOVERNED).toList();
    List<AccessPolicy> strongest = governed.isEmpty() ? matching : governed;
    if (strongest.stream().map(AccessPolicy::domain).distinct().count() > 1
        || !takeTheSame(strongest)) {
      return Optional.empty();
    }
    return strongest.stream().reduce((left, right) -> both(left, right, user));
  }

  private static boolean takeTheSame(List<AccessPolicy> policies) {
    List<AssertionGrant> grants =
        policies.stream().flatMap(policy -> policy.assertions().stream()).toList();
    return grants.stream().allMatch(grant -> grant.takesTheSameAs(grants.get(0)));
  }

  private static AccessPolicy both(AccessPolicy left, AccessPolicy right, String user) {
    return new AccessPolicy(
        left.name() + "+" + right.name(),
        joined(left.owner(), right.owner(), ", "),
        List.of(user),
        left.access(),
        left.domain(),
        classes(left.classes(), right.classes()),
        left.onRefusal() == OnRefusal.ERROR ? OnRefusal.ERROR : right.onRefusal(),
        searchPath(left, right),
        AssertionGrant.stricter(left.assertions(), right.assertions()),
        rows(left.rows(), right.rows()));
  }

  /** A row has to pass every filter that any of the policies has for its relation. */
  private static Map<ObjectName, List<RowFilter>> rows(
      Map<ObjectName, List<RowFilter>> left, Map<ObjectName, List<RowFilter>> right) {
    Map<ObjectName, List<RowFilter>> both = new HashMap<>(left);
    right.forEach(
        (relation, filters) ->
            both.merge(
                relation,
                filters,
                (one, other) -> Stream.concat(one.stream(), other.stream()).distinct().toList()));
    return both;
  }

  private static List<String> searchPath(AccessPolicy left, AccessPolicy right) {
    return Stream.concat(left.searchPath().stream(), right.searchPath().stream())
        .distinct()
        .filter(schema -> left.allowsSchema(schema) && right.allowsSchema(schema))
        .toList();
  }

  private static Map<ProtectedClass, ClassGrant> classes(
      Map<ProtectedClass, ClassGrant> left, Map<ProtectedClass, ClassGrant> right) {
    Map<ProtectedClass, ClassGrant> both = new EnumMap<>(ProtectedClass.class);
    left.forEach(
        (protectedClass, grant) -> {
          ClassGrant other = right.get(protectedClass);
          if (other != null) {
            both.put(protectedClass, both(grant, other));
          }
        });
    return both;
  }

  private static ClassGrant both(ClassGrant left, ClassGrant right) {
    return new ClassGrant(
        Shown.both(left.read(), right.read()),
        shared(left.lookup(), right.lookup()),
        shared(left.write(), right.write()),
        shared(left.compare(), right.compare()),
        left.copy() && right.copy(),
        left.orderAllowed() && right.orderAllowed(),
        left.dropsOrder() && right.dropsOrder(),
        left.minMaxAllowed() && right.minMaxAllowed(),
        wider(left.ageBand(), right.ageBand()),
        stricter(left.onMalformed(), right.onMalformed()),
        joined(left.acceptDictionary(), right.acceptDictionary(), "; "));
  }

  /** Bands where both show them, as wide as the wider ones. */
  private static Optional<AgeBand> wider(Optional<AgeBand> left, Optional<AgeBand> right) {
    return left.flatMap(one -> right.map(other -> AgeBand.wider(one, other)));
  }

  private static OnMalformed stricter(OnMalformed left, OnMalformed right) {
    return switch (left) {
      case REFUSE -> left;
      case NULL -> right == OnMalformed.REFUSE ? right : left;
      case ESCAPE -> right;
    };
  }

  private static <E extends Enum<E>> Set<E> shared(Set<E> left, Set<E> right) {
    return left.stream().filter(right::contains).collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<String> joined(
      Optional<String> left, Optional<String> right, String separator) {
    Set<String> texts =
        Stream.of(left, right)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(separator, texts));
  }
}
