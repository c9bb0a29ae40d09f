package dev.paravent.policies;

import java.util.Map;
import java.util.Optional;

/** Checks what the parts of a classification say about each other. */
final class ClassificationCheck {
  private final ClassificationDraft draft;
  private final ProblemCollector problems;

  ClassificationCheck(ClassificationDraft draft, ProblemCollector problems) {
    this.draft = draft;
    this.problems = problems;
  }

  void run() {
    draft.columns.forEach(this::companion);
    draft.columns.forEach(this::publicRelation);
    draft.publicColumns.forEach(this::publicColumn);
    draft.publicSchemas.forEach(this::publicSchema);
    draft.subjects.forEach(this::subject);
    draft.registry.forEach(this::registry);
  }

  private void companion(ColumnName column, Located<ColumnRule> rule) {
    if (!(rule.value() instanceof ColumnRule.Companion companion)) {
      return;
    }
    ColumnName of = companion.of();
    Optional<ProtectedClass> whole = draft.identityClass(of);
    if (!of.relation().equals(column.relation())) {
      problems.error(rule.at(), column + ": its partner " + of + " is not of the same relation");
    } else if (whole.isEmpty() || whole.get() != companion.protectedClass()) {
      problems.error(
          rule.at(),
          column
              + ": its partner "
              + of
              + " is not classified "
              + companion.protectedClass().label());
    }
  }

  private void publicRelation(ColumnName column, Located<ColumnRule> rule) {
    if (draft.publicObjects.containsKey(column.relation())) {
      problems.warning(
          rule.at(),
          column
              + " stays protected although "
              + column.relation()
              + " is public; name the public columns instead");
    }
  }

  private void publicColumn(ColumnName column, Position at) {
    Located<ColumnRule> rule = draft.columns.get(column);
    if (rule != null) {
      problems.error(at, column + " is public here and classified at " + rule.at());
    } else if (draft.publicObjects.containsKey(column.relation())) {
      problems.warning(at, column + " is already public with " + column.relation());
    }
  }

  /**
   * A table that the owner makes from protected ones is public at once where its schema is, so a
   * schema is all public or none of it is.
   */
  private void publicSchema(String schema, Position at) {
    if (schema.equals(Classification.EVERY)) {
      everySchema(at);
      return;
    }
    draft.columns.keySet().stream()
        .filter(column -> column.relation().schema().equals(schema))
        .findFirst()
        .ifPresentOrElse(
            column ->
                problems.error(
                    at,
                    schema
                        + ".* is public here, and "
                        + column
                        + " is classified; name the public relations instead"),
            () ->
                problems.warning(
                    at,
                    schema
                        + ".*: a new table of this schema is readable before anybody has seen it"));
  }

  /** A bundle with "*" classifies nothing: the proxy only stands in between. */
  private void everySchema(Position at) {
    draft.columns.keySet().stream()
        .findFirst()
        .ifPresentOrElse(
            column ->
                problems.error(
                    at,
                    "* is public here, and "
                        + column
                        + " is classified; name the public schemas and relations instead"),
            () -> problems.warning(at, "*: every table is readable, nothing is protected"));
  }

  /** A subject goes to hidden outputs, quotas and evidence, where no protected value may be. */
  private void subject(ObjectName relation, Located<Subject> subject) {
    ColumnName column = new ColumnName(relation, subject.value().column());
    if (draft.columns.containsKey(column)) {
      problems.error(subject.at(), column + " is classified and cannot be a subject");
    }
  }

  private void registry(ProtectedClass protectedClass, Located<ColumnName> column) {
    Map<ColumnName, Located<ColumnRule>> columns = draft.columns;
    if (!draft.identityClass(column.value()).equals(Optional.of(protectedClass))) {
      String found = columns.containsKey(column.value()) ? "otherwise" : "not at all";
      problems.error(
          column.at(),
          "registry: "
              + column.value()
              + " is classified "
              + found
              + " (expected: "
              + protectedClass.label()
              + ")");
    }
  }
}
