package dev.paravent.policies;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The fields of a YAML mapping, each key once and each in its place. */
final class YamlFields {
  private final Position at;
  private final String what;
  private final Map<String, Field> fields;
  private final ProblemCollector problems;

  /** A key, its place and its value. */
  record Field(String key, Position at, Node value) {}

  private YamlFields(
      Position at, String what, Map<String, Field> fields, ProblemCollector problems) {
    this.at = at;
    this.what = what;
    this.fields = fields;
    this.problems = problems;
  }

  /** A mapping that accepts any text as a key. Empty after an error. */
  static Optional<YamlFields> open(Node node, String what, ProblemCollector problems) {
    if (!(node instanceof MappingNode mapping)) {
      problems.error(Position.of(node), what + ": expected a mapping, got " + YamlValue.kind(node));
      return Optional.empty();
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Position at = Position.of(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || !key.getTag().equals(Tag.STR)) {
        problems.error(
            at, what + ": expected a text as key, got " + YamlValue.kind(tuple.getKeyNode()));
        continue;
      }
      Field field = new Field(key.getValue(), at, tuple.getValueNode());
      Field earlier = fields.putIfAbsent(field.key(), field);
      if (earlier != null) {
        problems.error(
            at, "duplicate key '" + field.key() + "' (first on line " + earlier.at().line() + ")");
      }
    }
    return Optional.of(new YamlFields(Position.of(node), what, fields, problems));
  }

  /** A mapping that accepts only the given keys. Empty after an error in its shape. */
  static Optional<YamlFields> closed(
      Node node, String what, Collection<String> keys, ProblemCollector problems) {
    Optional<YamlFields> fields = open(node, what, problems);
    fields.ifPresent(present -> present.refuseOthers(keys));
    return fields;
  }

  private void refuseOthers(Collection<String> keys) {
    for (Field field : Set.copyOf(fields.values())) {
      if (!keys.contains(field.key())) {
        problems.error(
            field.at(),
            what + ": unknown key '" + field.key() + "'" + Suggestion.of(field.key(), keys));
        fields.remove(field.key());
      }
    }
  }

  Position at() {
    return at;
  }

  Collection<Field> all() {
    return fields.values();
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  Optional<Field> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /** The value of a key; missing is an error. */
  Optional<Node> required(String key) {
    Field field = fields.get(key);
    if (field == null) {
      problems.error(at, what + ": missing key '" + key + "'");
      return Optional.empty();
    }
    return Optional.of(field.value());
  }

  /** The value of a key as {@code reader} sees it; empty when missing or wrong. */
  <T> Optional<T> read(String key, BiFunction<Node, String, Optional<T>> reader) {
    return field(key).flatMap(field -> reader.apply(field.value(), key));
  }
}
