package dev.paravent.sql;

import org.apache.calcite.sql.SqlNode;

/**
 * An analysed expression.
 *
 * @param node the expression as it will be printed
 * @param label what it is made of
 * @param type base type OID; {@link Types#UNKNOWN} for an untyped constant, {@link
 *     Types#NOT_INFERRED} where the analysis does not know
 */
record Expr(SqlNode node, Label label, int type) {
  @Override
  public String toString() {
    return "Expr[" + label.getClass().getSimpleName() + "]";
  }
}
