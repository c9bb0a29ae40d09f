package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.JsonRule;
import dev.paravent.sql.DocumentMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a policy says of documents, as the analysis has it and as rows are treated. */
final class DocumentMaps {
  private DocumentMaps() {}

  /**
   * For the analysis; members of a class that is not granted, or shown otherwise, leave like those
   * that nobody names.
   */
  static DocumentMap map(JsonRule rule, AccessPolicy access) {
    return switch (rule) {
      case JsonRule.Open open -> new DocumentMap.Open();
      case JsonRule.Classified classified -> {
        ClassGrant grant = access.classes().get(classified.protectedClass());
        boolean shown = grant != null && grant.read().isToken();
        yield new DocumentMap.Value(classified.protectedClass().label(), shown);
      }
      case JsonRule.Container container -> {
        Map<String, DocumentMap> members = new HashMap<>();
        container.members().forEach((key, member) -> members.put(key, map(member, access)));
        JsonRule elements = container.elements();
        yield new DocumentMap.Container(members, elements == null ? null : map(elements, access));
      }
    };
  }

  /** For documents that are written: with every classified member. */
  static JsonRule written(DocumentMap map) {
    return rule(map, true).orElseThrow();
  }

  /** For documents that leave: with the members that are shown. */
  static JsonRule shown(DocumentMap map) {
    return rule(map, false).orElseGet(() -> new JsonRule.Container(Map.of(), null));
  }

  private static Optional<JsonRule> rule(DocumentMap map, boolean hidden) {
    return switch (map) {
      case DocumentMap.Open open -> Optional.of(new JsonRule.Open());
      case DocumentMap.Value value ->
          hidden || value.shown()
              ? Optional.of(new JsonRule.Classified(Protection.classOf(value.valueClass())))
              : Optional.empty();
      case DocumentMap.Container container -> {
        Map<String, JsonRule> members = new HashMap<>();
        container
            .members()
            .forEach(
                (key, member) -> rule(member, hidden).ifPresent(below -> members.put(key, below)));
        DocumentMap elements = container.elements();
        yield Optional.of(
            new JsonRule.Container(
                members, elements == null ? null : rule(elements, hidden).orElse(null)));
      }
    };
  }
}
