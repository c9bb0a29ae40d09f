package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources whose columns an expression may name: its own block's, and those around it.
 * Immutable.
 */
record Scope(List<Source> sources, @Nullable Scope outer) {
  static final Scope NONE = new Scope(List.of(), null);

  Scope {
    sources = List.copyOf(sources);
  }

  /** References to columns of the kind; those of the blocks around only if there are none. */
  List<String> columns(Kind kind, boolean around) {
    List<String> names = new ArrayList<>();
    for (Source source : sources) {
      for (Source.Column column : source.columns()) {
        if (column.kind() == kind) {
          names.add(source.alias() + "." + column.name());
        }
      }
    }
    if (outer != null && (around || names.isEmpty())) {
      names.addAll(outer.columns(kind, around));
    }
    return names;
  }
}
