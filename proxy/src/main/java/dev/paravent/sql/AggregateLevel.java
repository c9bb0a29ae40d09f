package dev.paravent.sql;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Which query an aggregate belongs to: PostgreSQL docs 4.2.7, the nearest one whose columns its
 * arguments name, and its sort keys and FILTER (parse_agg.c, check_agg_arguments). One that belongs
 * to a query around does not make its own block a single row.
 */
final class AggregateLevel extends SqlBasicVisitor<@Nullable Void> {
  private final Scope scope;
  private boolean own;
  private boolean any;

  private AggregateLevel(Scope scope) {
    this.scope = scope;
  }

  /** Whether an aggregate of these printed parts surely belongs to the query of this scope. */
  static boolean isOwn(
      Scope scope,
      List<SqlNode> arguments,
      List<SqlNode> orderBy,
      List<SqlNode> withinGroup,
      @Nullable SqlNode filter) {
    AggregateLevel level = new AggregateLevel(scope);
    arguments.forEach(argument -> argument.accept(level));
    orderBy.forEach(key -> key.accept(level));
    withinGroup.forEach(key -> key.accept(level));
    if (filter != null) {
      filter.accept(level);
    }
    return level.own || !level.any;
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    if (name.names.size() <= 2) {
      String alias = name.names.get(0);
      boolean here =
          scope.variables().stream().anyMatch(variable -> variable.alias().equals(alias));
      own |= here;
      any = true;
    }
    return null;
  }
}
