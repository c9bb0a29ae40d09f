package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A composite of PostgreSQL's SQL in Calcite's tree. Every child is among the operands, so
 * Calcite's visitors see all of it, and a shuttle's copy keeps what is not an operand. Immutable.
 *
 * <p>{@code toString} shows the shape only: a tree holds clear values (G5).
 */
public abstract sealed class PgNode extends SqlCall
    permits PgQuery, PgFrom, PgOperation, PgExpr, PgCall, PgDml, PgUtility {
  private final PgNodeOperator operator;

  PgNode(SqlParserPos pos) {
    super(pos);
    this.operator = new PgNodeOperator(this);
  }

  /** The fields in constructor order: nodes, lists of nodes or names, attributes, nulls. */
  public abstract List<@Nullable Object> parts();

  /** The same node with other parts, taken in the order of {@link #parts()}. */
  abstract PgNode rebuild(Parts parts);

  @Override
  public final SqlOperator getOperator() {
    return operator;
  }

  @Override
  @SuppressWarnings("MixedMutabilityReturnType")
  public final List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>();
    for (Object part : parts()) {
      if (part instanceof SqlNode node) {
        operands.add(node);
      } else if (part instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof SqlNode node) {
            operands.add(node);
          }
        }
      }
    }
    return Collections.unmodifiableList(operands);
  }

  /** The same node with other children, given in the order of {@link #getOperandList()}. */
  final PgNode withOperands(List<? extends @Nullable SqlNode> operands) {
    List<@Nullable Object> replaced = new ArrayList<>();
    int next = 0;
    for (Object part : parts()) {
      if (part instanceof SqlNode) {
        replaced.add(operands.get(next++));
      } else if (part instanceof List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
          copy.add(element instanceof SqlNode ? operands.get(next++) : element);
        }
        replaced.add(copy);
      } else {
        replaced.add(part);
      }
    }
    if (next != operands.size()) {
      throw new IllegalStateException("operands: " + operands.size() + " (expected: " + next + ")");
    }
    return rebuild(new Parts(replaced));
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return this;
  }

  /** Structural equality: same classes, attributes and children; positions do not count. */
  @Override
  public final boolean equalsDeep(@Nullable SqlNode other, Litmus litmus) {
    return PgEquality.equal(this, other) ? litmus.succeed() : litmus.fail("{} != {}", this, other);
  }

  /** The shape of the tree, without names or values. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "/" + getOperandList().size();
  }

  @Override
  public final void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.print(toString());
  }

  @Override
  public final void validate(SqlValidator validator, SqlValidatorScope scope) {
    throw new IllegalStateException("PostgreSQL trees are not validated by Calcite");
  }

  @Override
  public final SqlMonotonicity getMonotonicity(@Nullable SqlValidatorScope scope) {
    return SqlMonotonicity.NOT_MONOTONIC;
  }

  @SuppressWarnings("NullAway") // Arrays.asList accepts nulls
  static List<@Nullable Object> partList(@Nullable Object... parts) {
    return Collections.unmodifiableList(Arrays.asList(parts));
  }

  static List<@Nullable SqlNode> nullableCopy(List<@Nullable SqlNode> nodes) {
    return Collections.unmodifiableList(new ArrayList<>(nodes));
  }

  /** Hands out the parts of a node one by one, checked. */
  static final class Parts {
    private final List<@Nullable Object> parts;
    private int next;

    Parts(List<@Nullable Object> parts) {
      this.parts = parts;
    }

    boolean flag() {
      return required(Boolean.class);
    }

    <T> T required(Class<T> type) {
      return Objects.requireNonNull(optional(type));
    }

    <T> @Nullable T optional(Class<T> type) {
      Object part = parts.get(next++);
      return part == null ? null : type.cast(part);
    }

    List<SqlNode> nodes() {
      List<SqlNode> nodes = new ArrayList<>();
      for (Object element : required(List.class)) {
        nodes.add((SqlNode) element);
      }
      return nodes;
    }

    List<@Nullable SqlNode> nullableNodes() {
      List<@Nullable SqlNode> nodes = new ArrayList<>();
      for (Object element : required(List.class)) {
        nodes.add((SqlNode) element);
      }
      return nodes;
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      for (Object element : required(List.class)) {
        names.add((String) element);
      }
      return names;
    }
  }
}
