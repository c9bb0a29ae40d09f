package dev.paravent.policies;

import dev.paravent.policies.AssertionGrant.Attribute;
import dev.paravent.policies.AssertionGrant.AttributeType;
import dev.paravent.policies.AssertionGrant.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code assertions} of an AccessPolicy. */
final class AssertionGrantReader {
  static final List<String> KEYS = List.of("use", "subject", "attributes");
  static final List<String> ATTRIBUTE_KEYS = List.of("claim", "type");
  static final Vocabulary<Use> USES =
      Vocabulary.of(Use.values(), use -> use.name().toLowerCase(Locale.ROOT));
  static final Vocabulary<AttributeType> TYPES =
      Vocabulary.of(AttributeType.values(), type -> type.name().toLowerCase(Locale.ROOT));
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final ProblemCollector problems;
  private final YamlValue values;

  AssertionGrantReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
  }

  Optional<AssertionGrant> read(Node node, String key) {
    Optional<YamlFields> fields = YamlFields.closed(node, key, KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<Use> use =
        fields.get().required("use").flatMap(value -> values.word(value, "use", USES));
    String subject =
        fields.get().read("subject", values::text).orElse(AssertionGrant.DEFAULT_SUBJECT);
    Map<String, Attribute> attributes =
        fields.get().read("attributes", this::attributes).orElse(Map.of());
    return use.map(said -> new AssertionGrant(said, subject, attributes));
  }

  private Optional<Map<String, Attribute>> attributes(Node node, String key) {
    return YamlFields.open(node, key, problems)
        .map(
            fields -> {
              Map<String, Attribute> attributes = new HashMap<>();
              for (YamlFields.Field field : fields.all()) {
                if (!NAME.matcher(field.key()).matches()) {
                  problems.error(
                      field.at(),
                      "attributes: '"
                          + field.key()
                          + "' is not a name (expected: lower-case letters, digits and _)");
                }
                attribute(field.value(), field.key())
                    .ifPresent(attribute -> attributes.put(field.key(), attribute));
              }
              return attributes;
            });
  }

  private Optional<Attribute> attribute(Node node, String name) {
    return YamlFields.closed(node, name, ATTRIBUTE_KEYS, problems)
        .map(
            fields ->
                new Attribute(
                    fields.read("claim", values::text).orElse(name),
                    fields
                        .read("type", (type, key) -> values.word(type, key, TYPES))
                        .orElse(AttributeType.TEXT)));
  }
}
