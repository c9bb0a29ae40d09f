package dev.paravent.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at one place: the range variables and columns of one FROM, then those of the
 * queries around it. Confined to one analysis.
 */
final class Scope {
  /** The columns of a common table expression, how it is printed, what its rows come from. */
  record CommonTable(String alias, List<VisibleColumn> columns, FlowContext.Block block) {}

  private final @Nullable Scope outer;
  private boolean beside;
  private final List<RangeVariable> variables = new ArrayList<>();
  private final List<VisibleColumn> columns = new ArrayList<>();
  private final Map<String, CommonTable> commonTables = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /** The same place without its own range variables: what a sub-query that is not LATERAL sees. */
  Scope withoutVariables() {
    Scope level = this;
    while (level.beside && level.outer != null) {
      level = level.outer;
    }
    Scope copy = new Scope(level.outer);
    copy.commonTables.putAll(level.commonTables);
    return copy;
  }

  /** The same level with more entries to the left, for the right side of a join. */
  static Scope beside(Scope scope) {
    Scope copy = new Scope(scope);
    copy.beside = true;
    return copy;
  }

  List<RangeVariable> variables() {
    return variables;
  }

  /** Every column in the order of a star. */
  List<VisibleColumn> columns() {
    return columns;
  }

  void add(List<RangeVariable> newVariables, List<VisibleColumn> newColumns) {
    variables.addAll(newVariables);
    columns.addAll(newColumns);
  }

  /** Replaces the columns of a range variable. */
  void replace(RangeVariable variable, List<VisibleColumn> newColumns) {
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < newColumns.size(); j++) {
        if (columns.get(i).reference() == newColumns.get(j).reference()) {
          columns.set(i, newColumns.get(j));
        }
      }
    }
    variables.replaceAll(
        each ->
            each == variable
                ? new RangeVariable(
                    variable.id(),
                    variable.name(),
                    variable.schema(),
                    variable.alias(),
                    newColumns,
                    variable.relation())
                : each);
  }

  void addCommonTable(String name, CommonTable table) {
    commonTables.put(name, table);
  }

  @Nullable CommonTable commonTable(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      CommonTable table = scope.commonTables.get(name);
      if (table != null) {
        return table;
      }
    }
    return null;
  }

  /** The range variable of that name, innermost first; null if there is none. */
  @Nullable RangeVariable variable(@Nullable String schema, String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      RangeVariable found = null;
      for (RangeVariable variable : scope.variables) {
        if (name.equals(variable.name()) && (schema == null || schema.equals(variable.schema()))) {
          if (found != null) {
            throw new FlowException(Violation.AMBIGUOUS_NAME, "table reference is ambiguous", null);
          }
          found = variable;
        }
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The column of that name, innermost first; null if there is none. */
  @Nullable VisibleColumn column(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      VisibleColumn found = only(scope.columns, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The relation whose system column a bare name means: the only range variable of the innermost
   * place that has any; null if there is none or more than one.
   */
  @Nullable RangeVariable onlyRelation() {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      List<RangeVariable> found = new ArrayList<>(scope.variables);
      while (scope.beside && scope.outer != null) {
        scope = scope.outer;
        found.addAll(scope.variables);
      }
      if (!found.isEmpty()) {
        return found.size() == 1 ? found.get(0) : null;
      }
    }
    return null;
  }

  /** Whether a column of any place in sight has that name. */
  boolean hasColumn(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.columns.stream()
          .anyMatch(column -> column.name().equals(name) || column.printedName().equals(name))) {
        return true;
      }
    }
    return false;
  }

  static @Nullable VisibleColumn only(List<VisibleColumn> columns, String name) {
    VisibleColumn found = null;
    for (VisibleColumn column : columns) {
      if (column.name().equals(name)) {
        if (found != null) {
          throw new FlowException(Violation.AMBIGUOUS_NAME, "column reference is ambiguous", null);
        }
        found = column;
      }
    }
    return found;
  }
}
