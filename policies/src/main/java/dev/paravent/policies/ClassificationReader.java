package dev.paravent.policies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Adds the {@code spec} of a Classification document to the draft of its bundle. */
final class ClassificationReader {
  static final List<String> KEYS = List.of("columns", "public", "subject", "registry");
  private static final String VIA = "via ";
  private static final String EVERYTHING = ".*";
  private static final String EVERY_SCHEMA = "*";

  private final ProblemCollector problems;
  private final ClassificationDraft draft;
  private final YamlValue values;
  private final NameReader names;
  private final ColumnRuleReader rules;

  ClassificationReader(ProblemCollector problems, ClassificationDraft draft) {
    this.problems = problems;
    this.draft = draft;
    this.values = new YamlValue(problems);
    this.names = new NameReader(problems);
    this.rules = new ColumnRuleReader(problems);
  }

  void read(Node spec) {
    Optional<YamlFields> fields = YamlFields.closed(spec, "Classification", KEYS, problems);
    if (fields.isEmpty()) {
      return;
    }
    entries(fields.get(), "columns").forEach(this::column);
    fields.get().read("public", values::texts).orElse(List.of()).forEach(this::publicName);
    entries(fields.get(), "subject").forEach(this::subject);
    entries(fields.get(), "registry").forEach(this::registry);
  }

  private List<YamlFields.Field> entries(YamlFields fields, String key) {
    return fields
        .field(key)
        .flatMap(field -> YamlFields.open(field.value(), key, problems))
        .map(entries -> List.copyOf(entries.all()))
        .orElse(List.of());
  }

  private void column(YamlFields.Field field) {
    Optional<ColumnName> name = names.qualifiedColumn(field.key(), field.at());
    Optional<ColumnRule> rule = rules.read(field.value(), field.key());
    if (name.isPresent() && rule.isPresent()) {
      Located<ColumnRule> located = new Located<>(rule.get(), field.at());
      Located<ColumnRule> earlier = draft.columns.putIfAbsent(name.get(), located);
      refuseSecond("column " + name.get(), field.at(), earlier == null ? null : earlier.at());
    }
  }

  private void publicName(Located<String> text) {
    if (text.value().equals(EVERY_SCHEMA)) {
      Position earlier = draft.publicSchemas.putIfAbsent(Classification.EVERY, text.at());
      refuseSecond("public name " + text.value(), text.at(), earlier);
      return;
    }
    if (text.value().endsWith(EVERYTHING)) {
      publicSchema(text);
      return;
    }
    Optional<List<String>> parts = names.objectOrColumn(text.value(), text.at());
    if (parts.isEmpty()) {
      return;
    }
    List<String> name = parts.get();
    ObjectName object = new ObjectName(name.get(0), name.get(1));
    Position earlier =
        name.size() == 2
            ? draft.publicObjects.putIfAbsent(object, text.at())
            : draft.publicColumns.putIfAbsent(new ColumnName(object, name.get(2)), text.at());
    refuseSecond("public name " + text.value(), text.at(), earlier);
  }

  private void publicSchema(Located<String> text) {
    String name = text.value().substring(0, text.value().length() - EVERYTHING.length());
    names
        .schema(name, text.at())
        .map(schema -> draft.publicSchemas.putIfAbsent(schema, text.at()))
        .ifPresent(earlier -> refuseSecond("public name " + text.value(), text.at(), earlier));
  }

  private void subject(YamlFields.Field field) {
    Optional<ObjectName> relation = names.relation(field.key(), field.at());
    Optional<String> text = values.text(field.value(), field.key());
    if (relation.isEmpty() || text.isEmpty()) {
      return;
    }
    boolean via = text.get().startsWith(VIA);
    String column = via ? text.get().substring(VIA.length()).strip() : text.get();
    Position at = Position.of(field.value());
    names
        .column(column, at)
        .map(name -> new Located<>(new Subject(name, via), at))
        .map(subject -> draft.subjects.putIfAbsent(relation.get(), subject))
        .ifPresent(
            earlier -> refuseSecond("subject of " + relation.get(), field.at(), earlier.at()));
  }

  private void registry(YamlFields.Field field) {
    Map<String, ProtectedClass> classes = ColumnRuleReader.CLASSES.meanings();
    ProtectedClass protectedClass = classes.get(field.key());
    if (protectedClass == null) {
      problems.error(
          field.at(),
          "registry: unknown class '"
              + field.key()
              + "'"
              + Suggestion.of(field.key(), classes.keySet()));
      return;
    }
    Position at = Position.of(field.value());
    values
        .text(field.value(), field.key())
        .flatMap(text -> names.qualifiedColumn(text, at))
        .map(column -> draft.registry.putIfAbsent(protectedClass, new Located<>(column, at)))
        .ifPresent(earlier -> refuseSecond("registry of " + field.key(), field.at(), earlier.at()));
  }

  private void refuseSecond(String what, Position at, @Nullable Position earlier) {
    if (earlier != null) {
      problems.error(at, what + " is already given at " + earlier);
    }
  }
}
