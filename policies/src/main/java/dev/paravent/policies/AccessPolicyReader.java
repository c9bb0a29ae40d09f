package dev.paravent.policies;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.AccessPolicy.OnRefusal;
import dev.paravent.policies.DocumentReader.Document;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the {@code spec} of an AccessPolicy document. */
final class AccessPolicyReader {
  static final List<String> KEYS =
      List.of(
          "principals",
          "access",
          "domain",
          "classes",
          "onRefusal",
          "mode",
          "searchPath",
          "assertions",
          "rows");
  static final List<String> PRINCIPAL_KEYS = List.of("users");
  static final List<String> GOVERNED_KEYS =
      List.of("domain", "classes", "onRefusal", "searchPath", "assertions", "rows");
  static final Vocabulary<Access> ACCESSES =
      Vocabulary.of(Access.values(), access -> access.name().toLowerCase(Locale.ROOT));
  static final Vocabulary<OnRefusal> ON_REFUSALS =
      Vocabulary.of(OnRefusal.values(), choice -> choice.name().toLowerCase(Locale.ROOT));
  private static final Vocabulary<Boolean> MODES = new Vocabulary<>(Map.of("enforce", true));

  private final ProblemCollector problems;
  private final YamlValue values;
  private final NameReader names;
  private final ClassGrantReader grants;
  private final AssertionGrantReader assertions;
  private final RowFilterReader rows;

  AccessPolicyReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
    this.names = new NameReader(problems);
    this.grants = new ClassGrantReader(problems);
    this.assertions = new AssertionGrantReader(problems);
    this.rows = new RowFilterReader(problems);
  }

  Optional<AccessPolicyDraft> read(Document document) {
    Optional<YamlFields> spec = YamlFields.closed(document.spec(), "AccessPolicy", KEYS, problems);
    if (spec.isEmpty()) {
      return Optional.empty();
    }
    YamlFields fields = spec.get();
    Access access =
        fields
            .read("access", (node, key) -> values.word(node, key, ACCESSES))
            .orElse(Access.GOVERNED);
    fields.field("mode").ifPresent(this::checkMode);
    switch (access) {
      case GOVERNED -> fields.required("domain");
      case CLEAR -> refuseGovernedKeys(fields);
    }
    Optional<Located<AssertionGrant>> taken = fields.read("assertions", this::assertions);
    return Optional.of(
        new AccessPolicyDraft(
            document.name().at(),
            document.name().value(),
            document.owner(),
            users(fields, access),
            access,
            fields.read("domain", this::located),
            classes(fields),
            fields
                .read("onRefusal", (node, key) -> values.word(node, key, ON_REFUSALS))
                .orElse(OnRefusal.ERROR),
            fields.read("searchPath", this::searchPath),
            taken,
            fields
                .read("rows", (node, key) -> rows.read(node, key, taken.map(Located::value)))
                .orElse(Map.of())));
  }

  private Optional<Located<String>> located(Node node, String key) {
    return values.text(node, key).map(text -> new Located<>(text, Position.of(node)));
  }

  private Optional<Located<AssertionGrant>> assertions(Node node, String key) {
    return assertions.read(node, key).map(grant -> new Located<>(grant, Position.of(node)));
  }

  private void checkMode(YamlFields.Field mode) {
    if (mode.value() instanceof ScalarNode scalar && scalar.getValue().equals("shadow")) {
      problems.error(
          Position.of(mode.value()),
          "mode: shadow is not supported by this version (expected: enforce)");
    } else {
      values.word(mode.value(), "mode", MODES);
    }
  }

  private void refuseGovernedKeys(YamlFields fields) {
    for (String key : GOVERNED_KEYS) {
      fields
          .field(key)
          .ifPresent(
              field ->
                  problems.error(
                      field.at(),
                      "access: clear relays every byte, so '" + key + "' has no effect"));
    }
  }

  private List<Located<String>> users(YamlFields fields, Access access) {
    Optional<YamlFields> principals =
        fields
            .required("principals")
            .flatMap(node -> YamlFields.closed(node, "principals", PRINCIPAL_KEYS, problems));
    Optional<Node> list = principals.flatMap(present -> present.required("users"));
    Optional<List<Located<String>>> read = list.flatMap(node -> values.texts(node, "users"));
    List<Located<String>> users = read.orElse(List.of());
    if (list.isPresent() && read.isPresent() && users.isEmpty()) {
      problems.error(Position.of(list.get()), "users: expected at least one name");
    }
    for (Located<String> user : users) {
      if (access == Access.CLEAR && UserPattern.matchesEveryone(user.value())) {
        problems.error(
            user.at(), "users: '" + user.value() + "' gives clear access to whoever logs in");
      }
    }
    return users;
  }

  private Map<ProtectedClass, Located<ClassGrant>> classes(YamlFields fields) {
    Map<ProtectedClass, Located<ClassGrant>> classes = new EnumMap<>(ProtectedClass.class);
    ClassEntries.of(fields, problems)
        .forEach(
            (protectedClass, node) ->
                grants
                    .read(protectedClass, node)
                    .ifPresent(
                        grant ->
                            classes.put(protectedClass, new Located<>(grant, Position.of(node)))));
    return classes;
  }

  private Optional<List<String>> searchPath(Node node, String key) {
    return values
        .texts(node, key)
        .map(
            texts -> {
              List<String> schemas = new ArrayList<>();
              for (Located<String> text : texts) {
                names.schema(text.value(), text.at()).ifPresent(schemas::add);
              }
              if (schemas.stream().anyMatch(schema -> schema.startsWith("pg_"))) {
                problems.error(
                    Position.of(node),
                    "searchPath: pg_catalog is always first and pg_temp always last; name "
                        + "ordinary schemas only");
              }
              return schemas;
            });
  }
}
