package dev.paravent.policies;

import java.util.List;
import java.util.Map;

/** What a classified column holds. */
public sealed interface ColumnRule {
  /** Values of one class; an array column holds them element by element. */
  record Identity(ProtectedClass protectedClass) implements ColumnRule {}

  /** A part of another column of the same row: the control key of a NIR, the year of a date. */
  record Companion(ProtectedClass protectedClass, Part part, ColumnName of) implements ColumnRule {}

  /** A JSON document with classified and public paths; other members leave as null. */
  record Json(Map<String, ProtectedClass> classified, List<String> publicPaths)
      implements ColumnRule {
    public Json {
      classified = Map.copyOf(classified);
      publicPaths = List.copyOf(publicPaths);
    }

    /** What the paths say of the whole document. */
    public JsonRule rule() {
      return JsonPath.tree(classified, publicPaths);
    }
  }

  /** The part that a companion column shows. */
  enum Part {
    KEY,
    YEAR
  }
}
