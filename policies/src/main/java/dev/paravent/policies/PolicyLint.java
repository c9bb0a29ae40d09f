package dev.paravent.policies;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.Write;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at a whole bundle: policies beside each other, domains and classification. */
final class PolicyLint {
  private final Map<String, Located<TokenDomain>> domains;
  private final List<AccessPolicyDraft> policies;
  private final ClassificationDraft classification;
  private final ProblemCollector problems;

  PolicyLint(
      Map<String, Located<TokenDomain>> domains,
      List<AccessPolicyDraft> policies,
      ClassificationDraft classification,
      ProblemCollector problems) {
    this.domains = domains;
    this.policies = policies;
    this.classification = classification;
    this.problems = problems;
  }

  void run() {
    policies.forEach(this::grants);
    policies.forEach(this::rows);
    for (int later = 1; later < policies.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        overlap(policies.get(earlier), policies.get(later));
      }
    }
    unusedDomains();
  }

  private void grants(AccessPolicyDraft policy) {
    policy
        .domain()
        .map(name -> domains.get(name.value()))
        .ifPresent(domain -> grants(policy, domain.value()));
  }

  private void grants(AccessPolicyDraft policy, TokenDomain domain) {
    policy
        .classes()
        .forEach(
            (protectedClass, grant) -> {
              DictionaryRule.check(domain, protectedClass, grant, problems);
              FaceRule.check(domain, protectedClass, grant, problems);
            });
    confirm(policy);
    registry(policy);
    unboundDates(policy, domain);
  }

  private void rows(AccessPolicyDraft policy) {
    policy
        .rows()
        .forEach(
            (relation, filter) -> {
              if (!classification.names(relation)) {
                problems.warning(
                    filter.at(),
                    "rows: " + relation + " is named by no Classification: it will be refused");
              }
            });
  }

  private void confirm(AccessPolicyDraft policy) {
    Located<ClassGrant> date = policy.classes().get(ProtectedClass.BIRTH_DATE);
    Located<ClassGrant> nir = policy.classes().get(ProtectedClass.FR_NIR);
    if (date == null || !date.value().lookup().contains(Lookup.CONFIRM)) {
      return;
    }
    if (nir == null || !nir.value().lookup().contains(Lookup.CLEAR)) {
      problems.warning(
          date.at(), "lookup: confirm needs a clear fr.nir beside it, which this policy refuses");
    }
  }

  /** A date token is never inserted, so only a NIR needs the place where it must exist. */
  private void registry(AccessPolicyDraft policy) {
    Located<ClassGrant> nir = policy.classes().get(ProtectedClass.FR_NIR);
    if (nir != null
        && nir.value().write().contains(Write.TOKEN)
        && !classification.registry.containsKey(ProtectedClass.FR_NIR)) {
      problems.warning(
          nir.at(),
          "write: token inserts nothing without a registry of fr.nir in a Classification");
    }
  }

  /** A bound token needs the row's subject, also where the output does not show it. */
  private void unboundDates(AccessPolicyDraft policy, TokenDomain domain) {
    classification.columns.forEach(
        (name, rule) -> {
          boolean bound =
              ClassificationDraft.heldClasses(rule.value()).stream()
                  .anyMatch(held -> showsTokens(policy, held) && isBound(domain, held));
          if (bound && !classification.subjects.containsKey(name.relation())) {
            problems.warning(
                rule.at(),
                name
                    + " has bound tokens in domain '"
                    + domain.name()
                    + "' but "
                    + name.relation()
                    + " has no subject: every use will be refused");
          }
        });
  }

  private static boolean showsTokens(AccessPolicyDraft policy, ProtectedClass held) {
    Located<ClassGrant> grant = policy.classes().get(held);
    return grant != null && !ShownReader.replaces(grant.value().read());
  }

  private static boolean isBound(TokenDomain domain, ProtectedClass protectedClass) {
    return !domain.face(protectedClass).isDeterministic();
  }

  private void overlap(AccessPolicyDraft first, AccessPolicyDraft second) {
    Set<String> users = sharedLiterals(first, second);
    boolean literal = !users.isEmpty();
    if (!literal && !globsOverlap(first, second)) {
      return;
    }
    String who =
        literal
            ? "user "
                + users.stream().map(user -> "'" + user + "'").collect(Collectors.joining(", "))
            : "a user";
    String both = who + " may match both '" + first.name() + "' and '" + second.name() + "': ";
    if (first.access() != second.access()) {
      problems.warning(second.at(), both + "governed wins over clear");
    } else if (first.access() == Access.CLEAR) {
      problems.warning(second.at(), both + "both are clear");
    } else if (!takeTheSame(first, second)) {
      problems.warning(
          second.at(), both + "different claims of their assertions, so that user is refused");
    } else if (domainName(first).equals(domainName(second))) {
      problems.warning(second.at(), both + "the most protective combination applies");
    } else if (literal) {
      problems.error(second.at(), both + "they name different token domains");
    } else {
      problems.warning(second.at(), both + "different token domains, so that user is refused");
    }
  }

  private static boolean takeTheSame(AccessPolicyDraft first, AccessPolicyDraft second) {
    return first.assertions().isEmpty()
        || second.assertions().isEmpty()
        || first.assertions().get().value().takesTheSameAs(second.assertions().get().value());
  }

  private static String domainName(AccessPolicyDraft policy) {
    return policy.domain().map(Located::value).orElse("");
  }

  private static Set<String> sharedLiterals(AccessPolicyDraft first, AccessPolicyDraft second) {
    Set<String> users = new TreeSet<>();
    collectLiterals(first.users(), second.users(), users);
    collectLiterals(second.users(), first.users(), users);
    return users;
  }

  private static void collectLiterals(
      List<Located<String>> literals, List<Located<String>> patterns, Collection<String> shared) {
    for (Located<String> user : literals) {
      if (UserPattern.isLiteral(user.value())
          && patterns.stream().anyMatch(p -> UserPattern.matches(p.value(), user.value()))) {
        shared.add(user.value());
      }
    }
  }

  private static boolean globsOverlap(AccessPolicyDraft first, AccessPolicyDraft second) {
    return first.users().stream()
        .anyMatch(
            left ->
                second.users().stream()
                    .anyMatch(right -> UserPattern.overlap(left.value(), right.value())));
  }

  private void unusedDomains() {
    Set<String> used =
        policies.stream()
            .flatMap(policy -> policy.domain().stream())
            .map(Located::value)
            .collect(Collectors.toSet());
    domains.forEach(
        (name, domain) -> {
          if (!used.contains(name)) {
            problems.warning(domain.at(), "TokenDomain '" + name + "' is used by no policy");
          }
        });
  }
}
