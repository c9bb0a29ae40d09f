package dev.paravent.sql.pg;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Short ways to build trees by hand. */
final class Trees {
  static final SqlParserPos POS = SqlParserPos.ZERO;

  private Trees() {}

  static SqlIdentifier id(String... names) {
    return new SqlIdentifier(List.of(names), POS);
  }

  static SqlLiteral text(String value) {
    return SqlLiteral.createCharString(value, POS);
  }

  static SqlLiteral number(String digits) {
    return SqlLiteral.createExactNumeric(digits, POS);
  }

  static SqlLiteral approximate(String digits) {
    return SqlLiteral.createApproxNumeric(digits, POS);
  }

  static SqlDynamicParam parameter(int number) {
    return new SqlDynamicParam(number - 1, POS);
  }

  static SqlNode binary(SqlNode left, String symbol, SqlNode right) {
    return new PgOperation.Binary(OperatorName.of(symbol), left, right, POS);
  }

  static SqlNode prefix(String symbol, SqlNode operand) {
    return new PgOperation.Prefix(OperatorName.of(symbol), operand, POS);
  }

  static SqlNode and(SqlNode... operands) {
    return new PgOperation.And(List.of(operands), POS);
  }

  static SqlDataTypeSpec type(String name, SqlNode... modifiers) {
    return new PgTypeName(
            List.of("pg_catalog", name), List.of(modifiers), List.of(), null, false, POS)
        .toSpec();
  }

  static SqlDataTypeSpec interval(String fields, SqlNode... modifiers) {
    return new PgTypeName(
            List.of("pg_catalog", "interval"), List.of(modifiers), List.of(), fields, false, POS)
        .toSpec();
  }

  static SqlDataTypeSpec array(String name, Integer... dimensions) {
    return new PgTypeName(
            List.of("pg_catalog", name), List.of(), List.of(dimensions), null, false, POS)
        .toSpec();
  }

  static SqlNode cast(SqlNode operand, SqlDataTypeSpec type) {
    return new PgExpr.Cast(PgExpr.CastForm.CAST, operand, type, POS);
  }

  static SqlNode typed(SqlDataTypeSpec type, String value) {
    return new PgExpr.Cast(PgExpr.CastForm.TYPED_LITERAL, text(value), type, POS);
  }

  static SqlNode steps(SqlNode base, SqlNode... steps) {
    return new PgExpr.Indirection(base, List.of(steps), POS);
  }

  static SqlNode at(int index) {
    return new PgExpr.Subscript(number(Integer.toString(index)), POS);
  }

  static SqlNode field(String name) {
    return new PgExpr.Field(name, POS);
  }

  static SqlNode row(SqlNode... items) {
    return new PgExpr.Row(false, List.of(items), POS);
  }

  static SqlNode call(SqlIdentifier name, SqlNode... arguments) {
    return new PgCall.Function(
        name, false, false, false, List.of(arguments), List.of(), List.of(), null, null, null, POS);
  }

  static SqlNode special(PgCall.SpecialKind kind, @Nullable SqlNode... arguments) {
    return new PgCall.Special(kind, Arrays.asList(arguments), POS);
  }

  static SqlNode select(SqlNode... expressions) {
    return selectFrom(List.of(), null, List.of(), expressions);
  }

  static SqlNode selectFrom(
      List<SqlNode> from, @Nullable SqlNode where, List<SqlNode> groupBy, SqlNode... expressions) {
    List<SqlNode> items =
        Arrays.stream(expressions)
            .map(expression -> (SqlNode) new PgQuery.Item(expression, null, POS))
            .toList();
    return new PgQuery.Select(
        false, List.of(), items, from, where, false, groupBy, null, List.of(), POS);
  }

  static SqlNode table(String... names) {
    return new PgFrom.Table(id(names), false, null, null, POS);
  }

  static PgFrom.Alias alias(String name, String... columns) {
    return new PgFrom.Alias(name, List.of(columns), List.of(), POS);
  }

  static SqlNode union(SqlNode left, SqlNode right) {
    return new PgQuery.SetOp(PgQuery.SetKind.UNION, false, left, right, POS);
  }

  static SqlNode limited(SqlNode body, int count) {
    SqlNode limit =
        new PgQuery.Limit(number(BigDecimal.valueOf(count).toString()), null, false, POS);
    return new PgQuery.Query(null, body, List.of(), limit, List.of(), POS);
  }

  static SqlNode subquery(SqlNode query) {
    return new PgExpr.Subquery(query, POS);
  }
}
