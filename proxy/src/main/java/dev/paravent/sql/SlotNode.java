package dev.paravent.sql;

import org.apache.calcite.sql.SqlDynamicParam;

/** The place of a constant in an analysed tree, until it is known what is printed there. */
public final class SlotNode extends SqlDynamicParam {
  private final Slot slot;

  SlotNode(Slot slot) {
    super(slot.number(), slot.node().getParserPosition());
    this.slot = slot;
  }

  public Slot slot() {
    return slot;
  }

  @Override
  public String toString() {
    return "SlotNode";
  }
}
