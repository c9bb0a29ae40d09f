package dev.paravent.policies;

import dev.paravent.policies.ColumnRule.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a classified column holds. */
final class ColumnRuleReader {
  static final Vocabulary<ProtectedClass> CLASSES =
      Vocabulary.of(ProtectedClass.values(), ProtectedClass::label);
  static final Vocabulary<Part> PARTS = Vocabulary.of("key", Part.KEY, "year", Part.YEAR);
  static final List<String> COMPANION_KEYS = List.of("class", "part", "of");
  static final List<String> JSON_KEYS = List.of("json", "public");
  private static final List<String> ALL_KEYS = List.of("class", "part", "of", "json", "public");

  private final ProblemCollector problems;
  private final YamlValue values;
  private final NameReader names;

  ColumnRuleReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
    this.names = new NameReader(problems);
  }

  Optional<ColumnRule> read(Node node, String column) {
    if (!(node instanceof MappingNode)) {
      return values.word(node, column, CLASSES).map(ColumnRule.Identity::new);
    }
    Optional<YamlFields> fields = YamlFields.closed(node, column, ALL_KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    boolean json = JSON_KEYS.stream().anyMatch(fields.get()::has);
    if (json && COMPANION_KEYS.stream().anyMatch(fields.get()::has)) {
      problems.error(
          fields.get().at(), column + ": expected either class, part, of or json, public");
      return Optional.empty();
    }
    return json ? json(fields.get(), column) : companion(fields.get());
  }

  private Optional<ColumnRule> companion(YamlFields fields) {
    Optional<ProtectedClass> protectedClass =
        fields.required("class").flatMap(node -> values.word(node, "class", CLASSES));
    Optional<Part> part = fields.required("part").flatMap(node -> values.word(node, "part", PARTS));
    Optional<ColumnName> of =
        fields
            .required("of")
            .flatMap(
                node ->
                    values
                        .text(node, "of")
                        .flatMap(text -> names.qualifiedColumn(text, Position.of(node))));
    if (protectedClass.isEmpty() || part.isEmpty() || of.isEmpty()) {
      return Optional.empty();
    }
    if (wholeOf(part.get()) != protectedClass.get()) {
      problems.error(
          fields.at(),
          "part "
              + word(part.get())
              + " is a part of "
              + wholeOf(part.get()).label()
              + ", not of "
              + protectedClass.get().label());
      return Optional.empty();
    }
    return Optional.of(new ColumnRule.Companion(protectedClass.get(), part.get(), of.get()));
  }

  static ProtectedClass wholeOf(Part part) {
    return switch (part) {
      case KEY -> ProtectedClass.FR_NIR;
      case YEAR -> ProtectedClass.BIRTH_DATE;
    };
  }

  private static String word(Part part) {
    return switch (part) {
      case KEY -> "key";
      case YEAR -> "year";
    };
  }

  private Optional<ColumnRule> json(YamlFields fields, String column) {
    List<Located<JsonPath>> seen = new ArrayList<>();
    Map<String, ProtectedClass> classified = new LinkedHashMap<>();
    fields
        .field("json")
        .flatMap(field -> YamlFields.open(field.value(), column + ": json", problems))
        .ifPresent(
            paths -> {
              for (YamlFields.Field path : paths.all()) {
                Optional<ProtectedClass> held = values.word(path.value(), path.key(), CLASSES);
                Optional<JsonPath> place = path(path.key(), path.at(), seen);
                if (held.isPresent() && place.isPresent()) {
                  classified.put(place.get().toString(), held.get());
                }
              }
            });
    List<String> publicPaths = new ArrayList<>();
    fields
        .read("public", (node, key) -> values.texts(node, column + ": " + key))
        .orElse(List.of())
        .forEach(
            text ->
                path(text.value(), text.at(), seen)
                    .ifPresent(path -> publicPaths.add(path.toString())));
    if (!fields.has("json")) {
      problems.error(fields.at(), column + ": missing key 'json'");
      return Optional.empty();
    }
    return Optional.of(new ColumnRule.Json(classified, publicPaths));
  }

  /** A path that neither contains another of the column nor lies in it. */
  private Optional<JsonPath> path(String text, Position at, List<Located<JsonPath>> seen) {
    Optional<JsonPath> path = JsonPath.of(text);
    if (path.isEmpty()) {
      problems.error(
          at, "'" + text + "' is not a JSON path (expected: $.member, $[\"member\"] or $.list[*])");
      return Optional.empty();
    }
    for (Located<JsonPath> other : seen) {
      if (other.value().overlaps(path.get())) {
        problems.error(
            at,
            "path "
                + path.get()
                + " overlaps "
                + other.value()
                + " (line "
                + other.at().line()
                + ")");
        return Optional.empty();
      }
    }
    seen.add(new Located<>(path.get(), at));
    return path;
  }
}
