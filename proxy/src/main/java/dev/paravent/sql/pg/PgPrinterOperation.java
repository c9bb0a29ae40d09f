package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** Prints operators and predicates for {@link PgPrinter}. */
final class PgPrinterOperation {
  private PgPrinterOperation() {}

  static void print(PgOperation operation, PgPrinter out) {
    switch (operation) {
      case PgOperation.Binary binary -> {
        left(binary.left, out);
        out.operator(binary.operator);
        out.sql(" ");
        out.operand(binary.right);
      }
      case PgOperation.Prefix prefix -> {
        out.operator(prefix.operator);
        out.sql(" ");
        out.operand(prefix.operand);
      }
      case PgOperation.And and -> chain(" AND ", and.operands, and, out);
      case PgOperation.Or or -> chain(" OR ", or.operands, or, out);
      case PgOperation.Not not -> {
        out.sql("NOT ");
        out.operand(not.operand);
      }
      case PgOperation.Quantified quantified -> quantified(quantified, out);
      case PgOperation.In in -> in(in, out);
      case PgOperation.InQuery in -> {
        left(in.left, out);
        out.sql(in.negated ? "NOT IN " : "IN ");
        out.parenthesised(in.query);
      }
      case PgOperation.Between between -> between(between, out);
      case PgOperation.Like like -> like(like, out);
      case PgOperation.Is is -> is(is, out);
      case PgOperation.IsDistinct distinct -> {
        left(distinct.left, out);
        out.sql(distinct.negated ? "IS NOT DISTINCT FROM " : "IS DISTINCT FROM ");
        out.operand(distinct.right);
      }
      case PgOperation.Overlaps overlaps -> {
        left(overlaps.left, out);
        out.sql("OVERLAPS ");
        out.operand(overlaps.right);
      }
      case PgOperation.Collate collate -> {
        left(collate.operand, out);
        out.sql("COLLATE ");
        out.identifier(collate.collation);
      }
      case PgOperation.AtTimeZone at -> {
        left(at.operand, out);
        if (at.zone == null) {
          out.sql("AT LOCAL");
        } else {
          out.sql("AT TIME ZONE ");
          out.operand(at.zone);
        }
      }
    }
  }

  private static void left(SqlNode left, PgPrinter out) {
    out.operand(left);
    out.sql(" ");
  }

  private static void chain(String word, List<SqlNode> operands, PgOperation chain, PgPrinter out) {
    if (operands.size() < 2) {
      throw PgPrinter.unprintable(chain, "two operands or more");
    }
    String separator = "";
    for (SqlNode operand : operands) {
      out.sql(separator);
      out.operand(operand);
      separator = word;
    }
  }

  private static void quantified(PgOperation.Quantified quantified, PgPrinter out) {
    if (quantified.right instanceof PgExpr.Subquery) {
      // ANY ((SELECT ..)) is ANY over the rows of the query, not over an array that it returns.
      throw PgPrinter.unprintable(quantified, "an array or a query, not a scalar sub-query");
    }
    left(quantified.left, out);
    out.operator(quantified.operator);
    out.sql(
        switch (quantified.quantifier) {
          case ANY -> " ANY ";
          case ALL -> " ALL ";
        });
    out.parenthesised(quantified.right);
  }

  private static void in(PgOperation.In in, PgPrinter out) {
    if (in.values.isEmpty()) {
      throw PgPrinter.unprintable(in, "at least one value");
    }
    if (in.values.size() == 1 && in.values.getFirst() instanceof PgExpr.Subquery) {
      // IN ((SELECT ..)) is IN over the rows of the query.
      throw PgPrinter.unprintable(in, "InQuery for a single sub-query");
    }
    left(in.left, out);
    out.sql(in.negated ? "NOT IN (" : "IN (");
    out.expressions(in.values);
    out.sql(")");
  }

  private static void between(PgOperation.Between between, PgPrinter out) {
    left(between.value, out);
    out.sql(between.negated ? "NOT BETWEEN " : "BETWEEN ");
    out.sql(between.symmetric ? "SYMMETRIC " : "");
    out.operand(between.low);
    out.sql(" AND ");
    out.operand(between.high);
  }

  private static void like(PgOperation.Like like, PgPrinter out) {
    left(like.value, out);
    out.sql(like.negated ? "NOT " : "");
    out.sql(
        switch (like.kind) {
          case LIKE -> "LIKE ";
          case ILIKE -> "ILIKE ";
          case SIMILAR -> "SIMILAR TO ";
        });
    out.operand(like.pattern);
    if (like.escape != null) {
      out.sql(" ESCAPE ");
      out.operand(like.escape);
    }
  }

  private static void is(PgOperation.Is is, PgPrinter out) {
    left(is.operand, out);
    out.sql(is.negated ? "IS NOT " : "IS ");
    out.sql(
        switch (is.test) {
          case NULL -> "NULL";
          case TRUE -> "TRUE";
          case FALSE -> "FALSE";
          case UNKNOWN -> "UNKNOWN";
          case DOCUMENT -> "DOCUMENT";
          case NORMALIZED -> "NORMALIZED";
          case NFC_NORMALIZED -> "NFC NORMALIZED";
          case NFD_NORMALIZED -> "NFD NORMALIZED";
          case NFKC_NORMALIZED -> "NFKC NORMALIZED";
          case NFKD_NORMALIZED -> "NFKD NORMALIZED";
          case JSON -> "JSON";
          case JSON_VALUE -> "JSON VALUE";
          case JSON_ARRAY -> "JSON ARRAY";
          case JSON_OBJECT -> "JSON OBJECT";
          case JSON_SCALAR -> "JSON SCALAR";
          case JSON_UNIQUE -> "JSON WITH UNIQUE KEYS";
          case JSON_VALUE_UNIQUE -> "JSON VALUE WITH UNIQUE KEYS";
          case JSON_ARRAY_UNIQUE -> "JSON ARRAY WITH UNIQUE KEYS";
          case JSON_OBJECT_UNIQUE -> "JSON OBJECT WITH UNIQUE KEYS";
          case JSON_SCALAR_UNIQUE -> "JSON SCALAR WITH UNIQUE KEYS";
        });
  }
}
