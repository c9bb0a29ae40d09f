package dev.paravent.sql.pg;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Structural equality of trees. Calcite's own compares function names by their last part without
 * case, so it is not used.
 */
public final class PgEquality {
  private PgEquality() {}

  /** Whether two trees are the same but for positions. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return equal(left, right, null);
  }

  /** As {@link #equal(Object, Object)}; charges the budget for each node that is compared. */
  public static boolean equal(
      @Nullable Object left, @Nullable Object right, @Nullable Budget budget) {
    if (budget != null) {
      budget.step(1);
    }
    if (left == right) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof PgNode a && right instanceof PgNode b) {
      return a.getClass() == b.getClass() && equalLists(a.parts(), b.parts(), budget);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return equalLists(a, b, budget);
    }
    if (left instanceof SqlNode || right instanceof SqlNode) {
      return left instanceof SqlNode a && right instanceof SqlNode b && equalLeaves(a, b);
    }
    return left.equals(right);
  }

  private static boolean equalLists(List<?> left, List<?> right, @Nullable Budget budget) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i), budget)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalLeaves(SqlNode left, SqlNode right) {
    if (left instanceof SqlIdentifier a && right instanceof SqlIdentifier b) {
      return a.names.equals(b.names);
    }
    if (left instanceof SqlDynamicParam a && right instanceof SqlDynamicParam b) {
      return a.getIndex() == b.getIndex();
    }
    if (left instanceof SqlDataTypeSpec a && right instanceof SqlDataTypeSpec b) {
      return Objects.equals(a.getTypeNameSpec(), b.getTypeNameSpec());
    }
    if (left instanceof SqlLiteral a && right instanceof SqlLiteral b) {
      return a.getTypeName() == b.getTypeName() && Objects.equals(a.getValue(), b.getValue());
    }
    return false;
  }
}
