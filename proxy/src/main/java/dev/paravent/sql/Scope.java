package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at one place: the range variables and columns of one FROM, then those of the
 * queries around it. Confined to one analysis.
 */
final class Scope {
  /** The columns of a common table expression, how it is printed, what its rows come from. */
  record CommonTable(
      String alias, List<VisibleColumn> columns, FlowContext.Block block, boolean isReadable) {
    CommonTable(String alias, List<VisibleColumn> columns, FlowContext.Block block) {
      this(alias, columns, block, true);
    }

    /** A table in the part of its own query where it cannot be read. */
    static CommonTable notYet(String alias, FlowContext.Block block) {
      return new CommonTable(alias, List.of(), block, false);
    }
  }

  private final @Nullable Scope outer;
  private final Budget budget;
  private boolean beside;
  private final List<RangeVariable> variables = new ArrayList<>();
  private final List<VisibleColumn> columns = new ArrayList<>();

  /** Those whose columns are meant only by names with theirs in front. */
  private final Set<Integer> qualified = new HashSet<>();

  /** The columns as they are looked for; null after they have changed. */
  private @Nullable NamedColumns named;

  private final Map<String, CommonTable> commonTables = new HashMap<>();

  /** A place inside another one. */
  Scope(Scope outer) {
    this(outer, outer.budget);
  }

  /** A place with nothing around it; what is looked for and added here is charged. */
  Scope(Budget budget) {
    this(null, budget);
  }

  private Scope(@Nullable Scope outer, Budget budget) {
    this.outer = outer;
    this.budget = budget;
  }

  /** The same place without its own range variables: what a sub-query that is not LATERAL sees. */
  Scope withoutVariables() {
    Scope level = this;
    while (level.beside && level.outer != null) {
      level = level.outer;
    }
    Scope copy = new Scope(level.outer, budget);
    copy.addCommonTables(level);
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
    budget.keep(newVariables.size() + newColumns.size());
    named = null;
    variables.addAll(newVariables);
    columns.addAll(newColumns);
  }

  /** Adds range variables whose columns are meant only by names with theirs in front. */
  void addQualified(List<RangeVariable> newVariables) {
    add(newVariables, List.of());
    newVariables.forEach(variable -> qualified.add(variable.id()));
  }

  /** Replaces the columns of a range variable. */
  void replace(RangeVariable variable, List<VisibleColumn> newColumns) {
    budget.keep(newColumns.size());
    named = null;
    Map<SqlNode, VisibleColumn> byReference = new IdentityHashMap<>();
    newColumns.forEach(column -> byReference.put(column.reference(), column));
    columns.replaceAll(column -> byReference.getOrDefault(column.reference(), column));
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
    budget.keep(table.columns().size());
    commonTables.put(name, table);
  }

  /** The common tables of another place itself, not of those around it. */
  void addCommonTables(Scope other) {
    budget.step(other.commonTables.size());
    commonTables.putAll(other.commonTables);
  }

  @Nullable CommonTable commonTable(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      budget.step(1);
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
      budget.step(1 + scope.variables.size());
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

  private NamedColumns named() {
    NamedColumns known = named;
    if (known == null) {
      known = new NamedColumns(columns);
      named = known;
    }
    return known;
  }

  /** The column of that name, innermost first; null if there is none. */
  @Nullable VisibleColumn column(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      VisibleColumn found = scope.named().only(name, budget);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The relation whose system column a bare name means: the only relation of the innermost place
   * that has range variables; null if there is none or more than one.
   */
  @Nullable RangeVariable onlyRelation() {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      budget.step(1 + scope.variables.size());
      List<RangeVariable> found = new ArrayList<>(scope.variables);
      while (scope.beside && scope.outer != null) {
        scope = scope.outer;
        budget.step(1 + scope.variables.size());
        found.addAll(scope.variables);
      }
      if (!found.isEmpty()) {
        Set<Integer> notBare = scope.qualified;
        found.removeIf(variable -> variable.relation() == null || notBare.contains(variable.id()));
        return found.size() == 1 ? found.get(0) : null;
      }
    }
    return null;
  }

  /** Whether a column of any place in sight has that name. */
  boolean hasColumn(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      budget.step(1 + scope.columns.size());
      if (scope.columns.stream()
          .anyMatch(column -> column.name().equals(name) || column.printedName().equals(name))) {
        return true;
      }
    }
    return false;
  }

  static FlowException ambiguous() {
    return new FlowException(Violation.AMBIGUOUS_NAME, "column reference is ambiguous", null);
  }

  /** The column of that name; null if there is none. */
  static @Nullable VisibleColumn only(List<VisibleColumn> columns, String name, Budget budget) {
    budget.step(1 + columns.size());
    VisibleColumn found = null;
    for (VisibleColumn column : columns) {
      if (column.name().equals(name)) {
        if (found != null) {
          throw ambiguous();
        }
        found = column;
      }
    }
    return found;
  }
}
