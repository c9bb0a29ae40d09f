package dev.paravent.sql;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is and does. Immutable.
 *
 * @param tree the statement as it will be printed; occurrences of constants are {@link SlotNode}s
 * @param outputs the fields of its result, in order
 * @param facts what it does with protected values
 * @param slots every constant, in order of occurrence
 * @param pins columns of base relations that conjuncts set equal to constants
 * @param hiddenOutputs how many of the last outputs were added for the proxy
 * @param touchesProtected whether it names a relation's protected column anywhere
 * @param tellsOrder whether the server may come to rows in the order of protected values, so that
 *     the row which fails first tells it
 * @param dropped the client's sort keys that are left out
 */
public record Analysis(
    SqlNode tree,
    List<OutputColumn> outputs,
    List<Fact> facts,
    List<Slot> slots,
    List<Pin> pins,
    int hiddenOutputs,
    boolean touchesProtected,
    boolean tellsOrder,
    List<Fact.Order> dropped) {
  public Analysis {
    outputs = List.copyOf(outputs);
    facts = List.copyOf(facts);
    slots = List.copyOf(slots);
    pins = List.copyOf(pins);
    dropped = List.copyOf(dropped);
  }

  /** An analysis of a statement of which every sort key is kept. */
  public Analysis(
      SqlNode tree,
      List<OutputColumn> outputs,
      List<Fact> facts,
      List<Slot> slots,
      List<Pin> pins,
      int hiddenOutputs,
      boolean touchesProtected,
      boolean tellsOrder) {
    this(tree, outputs, facts, slots, pins, hiddenOutputs, touchesProtected, tellsOrder, List.of());
  }

  /**
   * A field of the result.
   *
   * @param subjectOutput the output with its subject key, or -1
   * @param substitute the protected column that it stands for, null if it is not known for one
   */
  public record OutputColumn(
      String name, Label label, int type, int subjectOutput, @Nullable Substitute substitute) {}

  /**
   * A conjunct {@code column = constant} of a query block; the slot is null for a computed
   * constant.
   */
  public record Pin(int block, int variable, int relation, int column, @Nullable Slot slot) {}
}
