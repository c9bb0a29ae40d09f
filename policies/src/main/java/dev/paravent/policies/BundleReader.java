package dev.paravent.policies;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.DocumentReader.Document;
import dev.paravent.policies.DocumentReader.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Documents to a policy: reads each, then joins what they say about each other. For one reading.
 */
final class BundleReader {
  private final ProblemCollector problems;
  private final DocumentReader documents;
  private final ClassificationDraft classification = new ClassificationDraft();
  private final ClassificationReader classifications;
  private final TokenDomainReader tokenDomains;
  private final AccessPolicyReader accessPolicies;
  private final Map<String, Located<TokenDomain>> domains = new LinkedHashMap<>();
  private final List<AccessPolicyDraft> policies = new ArrayList<>();
  private final Map<String, Position> names = new HashMap<>();

  BundleReader(ProblemCollector problems, InstantSource clock) {
    this.problems = problems;
    this.documents = new DocumentReader(problems, clock);
    this.classifications = new ClassificationReader(problems, classification);
    this.tokenDomains = new TokenDomainReader(problems);
    this.accessPolicies = new AccessPolicyReader(problems);
  }

  /** The policy of the documents; empty after an error. */
  Optional<Policy> read(List<Node> nodes, Position bundle) {
    Set<Kind> kinds = new LinkedHashSet<>();
    for (Node node : nodes) {
      documents
          .read(node)
          .ifPresent(
              document -> {
                kinds.add(document.kind());
                read(document);
              });
    }
    if (problems.hasErrors()) {
      return Optional.empty(); // what is missing or contradictory now may only be misspelt
    }
    requireKinds(kinds, bundle);
    new ClassificationCheck(classification, problems).run();
    policies.forEach(this::checkDomain);
    policies.sort(Comparator.comparing(AccessPolicyDraft::name));
    new PolicyLint(domains, policies, classification, problems).run();
    return problems.hasErrors()
        ? Optional.empty()
        : Optional.of(
            new Policy(
                classification.build(),
                policies.stream().map(this::policy).toList(),
                PolicyFingerprint.of(nodes)));
  }

  private void read(Document document) {
    Located<String> name = document.name();
    Position earlier = names.putIfAbsent(document.kind().word + " " + name.value(), name.at());
    if (earlier != null) {
      problems.error(
          name.at(),
          document.kind().word + " '" + name.value() + "' is already given at " + earlier);
      return;
    }
    switch (document.kind()) {
      case CLASSIFICATION -> classifications.read(document.spec());
      case TOKEN_DOMAIN ->
          tokenDomains
              .read(name.value(), document.spec())
              .ifPresent(domain -> domains.put(domain.name(), new Located<>(domain, name.at())));
      case ACCESS_POLICY -> accessPolicies.read(document).ifPresent(policies::add);
    }
  }

  private void requireKinds(Set<Kind> kinds, Position bundle) {
    if (!kinds.contains(Kind.ACCESS_POLICY)) {
      problems.error(bundle, "no AccessPolicy: nobody could log in");
    }
    boolean governed = policies.stream().anyMatch(policy -> policy.access() == Access.GOVERNED);
    if (governed && !kinds.contains(Kind.CLASSIFICATION)) {
      problems.error(bundle, "no Classification: governed users would be refused everything");
    }
  }

  private void checkDomain(AccessPolicyDraft policy) {
    policy
        .domain()
        .filter(domain -> !domains.containsKey(domain.value()))
        .ifPresent(
            domain ->
                problems.error(
                    domain.at(),
                    "domain: no TokenDomain '"
                        + domain.value()
                        + "'"
                        + Suggestion.of(domain.value(), domains.keySet())));
  }

  private AccessPolicy policy(AccessPolicyDraft draft) {
    Map<ProtectedClass, ClassGrant> classes = new HashMap<>();
    draft.classes().forEach((protectedClass, grant) -> classes.put(protectedClass, grant.value()));
    return new AccessPolicy(
        draft.name(),
        draft.owner(),
        draft.users().stream().map(Located::value).toList(),
        draft.access(),
        draft.domain().map(name -> domains.get(name.value())).map(Located::value),
        classes,
        draft.onRefusal(),
        searchPath(draft),
        draft.assertions().map(Located::value),
        rows(draft));
  }

  private static Map<ObjectName, List<RowFilter>> rows(AccessPolicyDraft draft) {
    Map<ObjectName, List<RowFilter>> rows = new HashMap<>();
    draft.rows().forEach((relation, filter) -> rows.put(relation, List.of(filter.value())));
    return rows;
  }

  private List<String> searchPath(AccessPolicyDraft draft) {
    return switch (draft.access()) {
      case CLEAR -> List.of();
      case GOVERNED -> draft.searchPath().orElseGet(this::defaultSearchPath);
    };
  }

  private List<String> defaultSearchPath() {
    Set<String> schemas = new LinkedHashSet<>(List.of("public"));
    schemas.addAll(classification.schemas());
    return List.copyOf(schemas);
  }
}
