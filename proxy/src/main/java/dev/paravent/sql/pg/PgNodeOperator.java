package dev.paravent.sql.pg;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The operator of one node. It belongs to that node alone, so that {@code createCall}, which
 * Calcite's shuttles use to copy, keeps the attributes that are not operands.
 */
final class PgNodeOperator extends SqlOperator {
  private final PgNode node;

  PgNodeOperator(PgNode node) {
    super(node.getClass().getSimpleName(), SqlKind.OTHER, 0, 0, null, null, null);
    this.node = node;
  }

  @Override
  public SqlSyntax getSyntax() {
    return SqlSyntax.SPECIAL;
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return node.withOperands(java.util.Arrays.asList(operands));
  }
}
