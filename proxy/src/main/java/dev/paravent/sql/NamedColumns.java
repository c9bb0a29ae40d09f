package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns to be found by their names; many of them by an index. Confined to one analysis. */
final class NamedColumns {
  private static final int FEW = 16;

  private final List<VisibleColumn> columns;
  private @Nullable Map<String, VisibleColumn> index;
  private final Set<String> ambiguous = new HashSet<>();

  NamedColumns(List<VisibleColumn> columns) {
    this.columns = columns;
  }

  /** The column of that name; null if there is none. */
  @Nullable VisibleColumn only(String name, Budget budget) {
    if (columns.size() <= FEW) {
      return Scope.only(columns, name, budget);
    }
    Map<String, VisibleColumn> byName = index;
    if (byName == null) {
      budget.keep(columns.size());
      byName = new HashMap<>();
      for (VisibleColumn column : columns) {
        if (byName.put(column.name(), column) != null) {
          ambiguous.add(column.name());
        }
      }
      index = byName;
    }
    budget.step(1);
    if (ambiguous.contains(name)) {
      throw Scope.ambiguous();
    }
    return byName.get(name);
  }
}
