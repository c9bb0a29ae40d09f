package dev.paravent.policies;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** The {@code classes} of a document: a mapping whose keys are protected classes. */
final class ClassEntries {
  private ClassEntries() {}

  static Map<ProtectedClass, Node> of(YamlFields fields, ProblemCollector problems) {
    Map<String, ProtectedClass> labels = ColumnRuleReader.CLASSES.meanings();
    Map<ProtectedClass, Node> entries = new EnumMap<>(ProtectedClass.class);
    Optional<YamlFields> classes =
        fields
            .field("classes")
            .flatMap(
                field -> YamlFields.closed(field.value(), "classes", labels.keySet(), problems));
    if (classes.isPresent()) {
      for (YamlFields.Field field : classes.get().all()) {
        ProtectedClass.ofLabel(field.key()).ifPresent(held -> entries.put(held, field.value()));
      }
    }
    return entries;
  }
}
