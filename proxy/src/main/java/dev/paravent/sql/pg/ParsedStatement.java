package dev.paravent.sql.pg;

import org.apache.calcite.sql.SqlNode;

/**
 * One statement of a text. Immutable.
 *
 * @param start offset of its first token
 * @param end offset after its last token; the semicolon is not part of it
 * @param parameterCount the highest {@code $n} in it
 */
public record ParsedStatement(SqlNode tree, int start, int end, int parameterCount) {
  /** The shape only: a tree holds clear values (G5). */
  @Override
  public String toString() {
    return "ParsedStatement[" + tree.getClass().getSimpleName() + ", " + start + ".." + end + "]";
  }
}
