package dev.paravent.sql;

import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The place of a boolean that says whether a slot holds a token in this execution. */
public final class TokenFlagNode extends SqlDynamicParam {
  private final Slot slot;

  TokenFlagNode(Slot slot) {
    super(slot.number(), SqlParserPos.ZERO);
    this.slot = slot;
  }

  public Slot slot() {
    return slot;
  }

  @Override
  public String toString() {
    return "TokenFlagNode";
  }
}
