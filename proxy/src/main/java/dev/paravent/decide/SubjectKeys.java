package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.policies.Classification;
import dev.paravent.policies.ObjectName;
import dev.paravent.policies.Subject;
import java.util.Optional;

/** Which column of a relation says what person a row is about. Thread-safe. */
final class SubjectKeys {
  private final Classification classification;
  private final Catalog catalog;

  SubjectKeys(Classification classification, Catalog catalog) {
    this.classification = classification;
    this.catalog = catalog;
  }

  /** The column's name; empty if there is none in the row itself. */
  String name(Relation relation) {
    return name(relation, 0);
  }

  private String name(Relation relation, int depth) {
    Subject subject =
        classification.subjects().get(new ObjectName(relation.schema(), relation.name()));
    if (subject != null) {
      return subject.via() ? "" : subject.column();
    }
    for (int parent : relation.parents()) {
      Optional<Relation> above = catalog.relation(parent);
      if (above.isPresent() && depth < Protection.MAX_DEPTH) {
        String column = name(above.get(), depth + 1);
        if (!column.isEmpty()) {
          return column;
        }
      }
    }
    return "";
  }

  /** The column; empty if there is none in the row itself. */
  Optional<Column> of(int relationOid) {
    return catalog.relation(relationOid).flatMap(relation -> relation.column(name(relation)));
  }
}
