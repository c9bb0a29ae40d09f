package dev.paravent.sql;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Which query an aggregate belongs to: PostgreSQL docs 4.2.7, the nearest one whose columns its
 * arguments name. One that belongs to a query around does not make its own block a single row.
 */
final class AggregateLevel extends SqlBasicVisitor<@Nullable Void> {
  private final Scope scope;
  private boolean own;
  private boolean any;

  private AggregateLevel(Scope scope) {
    this.scope = scope;
  }

  /**
   * Whether an aggregate with these printed arguments surely belongs to the query of this scope.
   */
  static boolean isOwn(List<SqlNode> arguments, Scope scope) {
    AggregateLevel level = new AggregateLevel(scope);
    arguments.forEach(argument -> argument.accept(level));
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
