package dev.paravent.decide;

import dev.paravent.sql.Analysis;
import dev.paravent.sql.Fact;
import dev.paravent.sql.Origin;
import dev.paravent.sql.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an analysis by their constants and rows, so that none is looked for among all of
 * them: an INSERT of many rows has as many facts as constants. Made when first asked. Confined to
 * one decision.
 */
final class FactIndex {
  private final Analysis analysis;
  private @Nullable Map<Slot, List<Fact>> bySlot;
  private @Nullable Map<Row, List<Fact.LookUp>> byRow;
  private @Nullable Map<Integer, List<Slot>> byParameter;

  /** The row that a look-up is in: of one range variable in one query block. */
  private record Row(int block, int variable, int inner) {}

  FactIndex(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The look-ups by a constant and its writes, in order. */
  List<Fact> of(Slot slot) {
    Map<Slot, List<Fact>> index = bySlot;
    if (index == null) {
      index = new HashMap<>();
      for (Fact fact : analysis.facts()) {
        Slot constant =
            switch (fact) {
              case Fact.LookUp lookUp -> lookUp.slot();
              case Fact.Write write -> write.slot();
              case Fact.CompareColumns c -> null;
              case Fact.Group g -> null;
              case Fact.Order o -> null;
              case Fact.MinMax m -> null;
              case Fact.Copy c -> null;
              case Fact.Read r -> null;
            };
        if (constant != null) {
          index.computeIfAbsent(constant, key -> new ArrayList<>()).add(fact);
        }
      }
      bySlot = index;
    }
    return index.getOrDefault(slot, List.of());
  }

  /** The look-ups in the row of a column, in order. */
  List<Fact.LookUp> ofRow(int block, Origin column) {
    Map<Row, List<Fact.LookUp>> index = byRow;
    if (index == null) {
      index = new HashMap<>();
      for (Fact fact : analysis.facts()) {
        if (fact instanceof Fact.LookUp lookUp && lookUp.origin() != null) {
          Row row = new Row(lookUp.block(), lookUp.origin().variable(), lookUp.origin().inner());
          index.computeIfAbsent(row, key -> new ArrayList<>()).add(lookUp);
        }
      }
      byRow = index;
    }
    return index.getOrDefault(new Row(block, column.variable(), column.inner()), List.of());
  }

  /** The occurrences of a client's parameter that meet a protected column, in order. */
  List<Slot> protectedOccurrences(int parameter) {
    Map<Integer, List<Slot>> index = byParameter;
    if (index == null) {
      index = new HashMap<>();
      for (Slot slot : analysis.slots()) {
        if (slot.parameter() >= 0 && slot.protection() != null) {
          index.computeIfAbsent(slot.parameter(), key -> new ArrayList<>()).add(slot);
        }
      }
      byParameter = index;
    }
    return index.getOrDefault(parameter, List.of());
  }
}
