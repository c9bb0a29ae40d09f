package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgEquality;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Sort, grouping and DISTINCT ON keys, which may be positions or names of outputs. */
final class Keys {
  private final Expressions expressions;
  private final Scope scope;
  private final Selects.OutputList outputs;
  private final Budget budget;

  Keys(Expressions expressions, Scope scope, Selects.OutputList outputs, Budget budget) {
    this.budget = budget;
    this.expressions = expressions;
    this.scope = scope;
    this.outputs = outputs;
  }

  /** The output that a key means; 0 if it is an expression. */
  private int position(SqlNode key, boolean columnsFirst) {
    int ordinal = RowOrder.ordinal(key);
    if (ordinal != 0) {
      if (ordinal < 1 || ordinal > outputs.columns.size()) {
        throw new FlowException(Violation.INVALID_STATEMENT, "position is not in select list", key);
      }
      return ordinal;
    }
    if (!(key instanceof SqlIdentifier name) || name.names.size() != 1) {
      return 0;
    }
    String wanted = name.names.get(0);
    if (columnsFirst && Scope.only(scope.columns(), wanted, budget) != null) {
      return 0;
    }
    int found = 0;
    budget.step(outputs.columns.size());
    for (int i = 0; i < outputs.columns.size(); i++) {
      if (outputs.columns.get(i).name().equals(wanted)) {
        if (found != 0
            && !PgEquality.equal(
                outputs.columns.get(i).reference(),
                outputs.columns.get(found - 1).reference(),
                budget)) {
          throw new FlowException(Violation.AMBIGUOUS_NAME, "sort or group key is ambiguous", key);
        }
        found = found == 0 ? i + 1 : found;
      }
    }
    return found;
  }

  /**
   * Whether a key is {@code random()}, whose values would tell who knows its state in which order
   * the rows came to be sorted.
   */
  private static boolean isRandom(SqlNode key) {
    if (!(key instanceof PgCall.Function call) || !call.arguments.isEmpty() || call.over != null) {
      return false;
    }
    List<String> names = call.name.names;
    return names.equals(List.of("random")) || names.equals(List.of("pg_catalog", "random"));
  }

  private SqlNode positionNode(int position) {
    return SqlLiteral.createExactNumeric(Integer.toString(position), SqlParserPos.ZERO);
  }

  /**
   * @param hidesOrder whether the order in which the rows are found could tell protected values
   * @param drops whether nothing but the order of the rows depends on the keys
   */
  List<SqlNode> sorting(List<SqlNode> keys, boolean hidesOrder, boolean drops) {
    List<SqlNode> sorted = new ArrayList<>();
    for (SqlNode node : keys) {
      PgQuery.Sort sort = (PgQuery.Sort) node;
      expressions.calls().windows().refuseUsing(sort);
      int position = position(sort.key, false);
      if (drops && isDropped(sort.key, position)) {
        continue;
      }
      SqlNode key;
      if (position > 0) {
        VisibleColumn output = outputs.columns.get(position - 1);
        expressions.calls().windows().orderLabel(output.label(), sort.key);
        key = positionNode(position);
      } else if (hidesOrder && isRandom(sort.key)) {
        key = RowOrder.strongRandom();
      } else {
        Expr expr = expressions.expression(sort.key, scope);
        expressions.calls().windows().orderLabel(expr.label(), sort.key);
        key = asOutput(qualified(expr.node(), sort.key));
      }
      sorted.add(
          new PgQuery.Sort(key, sort.direction, sort.using, sort.nulls, sort.getParserPosition()));
    }
    return sorted;
  }

  /** Whether policy leaves a key out: a protected column as it is, which nothing is computed of. */
  private boolean isDropped(SqlNode key, int position) {
    VisibleColumn column =
        position > 0
            ? outputs.columns.get(position - 1)
            : key instanceof SqlIdentifier name ? expressions.columns().find(name, scope) : null;
    return column != null && expressions.calls().windows().drops(column.label(), key);
  }

  List<SqlNode> grouping(List<SqlNode> keys, FlowContext context) {
    return grouping(keys, new Determined(context, stored(keys)));
  }

  private List<SqlNode> grouping(List<SqlNode> keys, Determined determined) {
    List<SqlNode> grouped = new ArrayList<>();
    for (SqlNode key : keys) {
      grouped.add(groupingKey(key, determined));
    }
    return grouped;
  }

  /** The columns among the keys that are in every group. */
  private List<VisibleColumn> stored(List<SqlNode> keys) {
    List<VisibleColumn> stored = new ArrayList<>();
    for (SqlNode key : keys) {
      if (key instanceof PgExpr.GroupingSet) {
        return List.of();
      }
      int position = key instanceof PgExpr.Row ? 0 : position(key, true);
      if (position > 0) {
        stored.add(outputs.columns.get(position - 1));
      } else if (key instanceof SqlIdentifier name && !name.isStar()) {
        VisibleColumn column = expressions.columns().find(name, scope);
        if (column != null) {
          stored.add(column);
        }
      }
    }
    return stored;
  }

  private SqlNode groupingKey(SqlNode key, Determined determined) {
    if (key instanceof PgExpr.GroupingSet set) {
      return new PgExpr.GroupingSet(
          set.kind, grouping(set.items, determined), set.getParserPosition());
    }
    if (key instanceof PgExpr.Row row && !row.explicit) {
      return new PgExpr.GroupingSet(
          PgExpr.GroupingKind.LIST, grouping(row.items, determined), row.getParserPosition());
    }
    int position = position(key, true);
    if (position > 0) {
      expressions.calls().windows().shownKey(outputs.columns.get(position - 1), key, determined);
      return positionNode(position);
    }
    return qualified(expressions.calls().windows().shownKey(key, scope, determined).node(), key);
  }

  /**
   * A bare name is a whole row here, but the server would first look for an output of that name.
   */
  private SqlNode qualified(SqlNode printed, SqlNode key) {
    if (printed instanceof SqlIdentifier name && name.names.size() == 1) {
      throw expressions.unsupported(key);
    }
    return printed;
  }

  /** The position of the output that a key repeats: what is printed may name outputs only. */
  private SqlNode asOutput(SqlNode key) {
    for (int i = 0; i < outputs.columns.size(); i++) {
      if (PgEquality.equal(key, outputs.columns.get(i).reference(), budget)) {
        return positionNode(i + 1);
      }
    }
    return key;
  }

  List<SqlNode> distinctOn(List<SqlNode> keys) {
    List<SqlNode> distinct = new ArrayList<>();
    for (SqlNode key : keys) {
      int position = position(key, false);
      if (position > 0) {
        Label label = outputs.columns.get(position - 1).label();
        expressions.calls().windows().groupLabel(label, key);
        distinct.add(positionNode(position));
      } else {
        distinct.add(qualified(expressions.calls().windows().groupingKey(key, scope).node(), key));
      }
    }
    return distinct;
  }
}
