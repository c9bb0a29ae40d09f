package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The label of a value that is one of many: that of merging one after the other, but constants are
 * gathered in one set instead of a new one each time. Confined to one analysis.
 */
final class MergedLabel {
  /** The merge of two labels; may refuse. */
  interface Merge {
    Label of(Label left, Label right, SqlNode at);
  }

  private final Budget budget;
  private final Merge merge;
  private Label merged = Label.Constant.NULL;

  /** The constants so far, where there is nothing but constants. */
  private @Nullable Set<Label.SlotUse> uses;

  private boolean arrays;

  MergedLabel(Budget budget, Merge merge) {
    this.budget = budget;
    this.merge = merge;
  }

  void add(Label label, SqlNode at) {
    if (uses != null && label instanceof Label.Constant constant && isAlike(constant)) {
      budget.keep(constant.uses().size());
      uses.addAll(constant.uses());
      return;
    }
    merged = merge.of(label(), label, at);
    if (merged instanceof Label.Constant constant && !constant.isNull()) {
      uses = new HashSet<>(constant.uses());
      arrays = constant.array();
    } else {
      uses = null;
    }
  }

  private boolean isAlike(Label.Constant constant) {
    return constant.isNull() || constant.array() == arrays;
  }

  Label label() {
    return uses == null ? merged : new Label.Constant(uses, arrays);
  }
}
