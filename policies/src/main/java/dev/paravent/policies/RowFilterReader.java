package dev.paravent.policies;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code rows} of an AccessPolicy. The conditions are SQL, which is read elsewhere. */
final class RowFilterReader {
  private final ProblemCollector problems;
  private final YamlValue values;
  private final NameReader names;

  RowFilterReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
    this.names = new NameReader(problems);
  }

  /** The filters, by relation; {@code assertions} has the attributes that they may name. */
  Optional<Map<ObjectName, Located<RowFilter>>> read(
      Node node, String key, Optional<AssertionGrant> assertions) {
    return YamlFields.open(node, key, problems)
        .map(
            fields -> {
              Set<String> attributes =
                  assertions.map(grant -> grant.attributes().keySet()).orElse(Set.of());
              Map<ObjectName, Located<RowFilter>> rows = new HashMap<>();
              for (YamlFields.Field field : fields.all()) {
                filter(field, attributes, rows);
              }
              return rows;
            });
  }

  private void filter(
      YamlFields.Field field, Set<String> attributes, Map<ObjectName, Located<RowFilter>> rows) {
    Optional<ObjectName> relation = names.relation(field.key(), field.at());
    Position at = Position.of(field.value());
    Optional<RowFilter> filter =
        values.text(field.value(), field.key()).map(text -> new RowFilter(text, at.toString()));
    if (relation.isEmpty() || filter.isEmpty()) {
      return;
    }
    for (String name : filter.get().attributes()) {
      if (!attributes.contains(name)) {
        problems.error(
            at,
            "rows: {principal."
                + name
                + "} is no attribute of the policy's assertions"
                + Suggestion.of(name, attributes));
      }
    }
    if (filter.get().hasParameters()) {
      problems.error(at, "rows: a condition has no parameters (expected: {principal.NAME})");
    }
    if (relation.get().schema().startsWith("pg_")
        || relation.get().schema().equals("information_schema")) {
      problems.error(field.at(), "rows: a relation of the system has no filter");
    }
    Located<RowFilter> earlier = rows.putIfAbsent(relation.get(), new Located<>(filter.get(), at));
    if (earlier != null) {
      problems.error(
          field.at(), "rows: " + relation.get() + " is already given at " + earlier.at());
    }
  }
}
