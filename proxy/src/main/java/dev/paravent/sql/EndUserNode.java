package dev.paravent.sql;

import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The place of an attribute of the end user, who is known when the statement runs. */
public final class EndUserNode extends SqlDynamicParam {
  private final EndUserValue value;

  EndUserNode(EndUserValue value) {
    super(0, SqlParserPos.ZERO);
    this.value = value;
  }

  public EndUserValue value() {
    return value;
  }

  @Override
  public String toString() {
    return "EndUserNode";
  }
}
