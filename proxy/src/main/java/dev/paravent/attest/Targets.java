package dev.paravent.attest;

import dev.paravent.policies.Classification;
import dev.paravent.policies.ColumnName;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The columns to attack: those of a classification, and those the canaries name. */
final class Targets {
  private Targets() {}

  /** In the order of their names; of relations without rows for the canaries, none. */
  static List<Target> of(Classification classification, Canaries canaries) {
    TreeMap<ColumnName, ColumnRule> rules =
        new TreeMap<>(Comparator.comparing(ColumnName::toString));
    canaries
        .columns()
        .forEach((name, valueClass) -> rules.put(name, new ColumnRule.Identity(valueClass)));
    rules.putAll(classification.columns());
    List<Target> targets = new ArrayList<>();
    Set<ObjectName> relations = new HashSet<>();
    rules.forEach(
        (name, rule) -> {
          String rows = canaries.rows().get(name.relation());
          if (rows != null) {
            if (relations.add(name.relation())) {
              targets.add(Target.of(name, Target.Kind.ANY, rows));
            }
            add(targets, name, rule, rows);
          }
        });
    return targets;
  }

  private static void add(List<Target> targets, ColumnName name, ColumnRule rule, String rows) {
    switch (rule) {
      case ColumnRule.Identity identity ->
          targets.add(Target.of(name, Canaries.kind(identity.protectedClass()), rows));
      case ColumnRule.Companion companion -> {
        // a control key of two digits cannot be told from any other two digits
        if (companion.part() == ColumnRule.Part.YEAR) {
          targets.add(Target.of(name, Target.Kind.YEAR, rows));
        }
      }
      case ColumnRule.Json json -> {
        targets.add(Target.of(name, Target.Kind.JSON, rows));
        json.classified().keySet().stream()
            .sorted()
            .forEach(path -> targets.add(new Target(name, Target.Kind.MEMBER, rows, path)));
      }
    }
  }
}
