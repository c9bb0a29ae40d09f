package dev.paravent.sql;

import dev.paravent.sql.pg.LiteralClass;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgLiteral;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgTypeName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which expressions may fail for one row and not for another. Where the server stops reading as
 * soon as it has found a row, such a failure tells which row came first. Stateless.
 */
final class Failing {
  /** Functions of pg_catalog that take whatever their types allow; {@link TimeRange} of times. */
  private static final Set<String> TOTAL =
      Set.of(
          "age",
          "array_agg",
          "bool_and",
          "bool_or",
          "btrim",
          "cardinality",
          "char_length",
          "character_length",
          "concat",
          "count",
          "cume_dist",
          "dense_rank",
          "every",
          "first_value",
          "initcap",
          "lag",
          "last_value",
          "lead",
          "length",
          "lower",
          "ltrim",
          "max",
          "md5",
          "min",
          "now",
          "octet_length",
          "percent_rank",
          "rank",
          "reverse",
          "row_number",
          "rtrim",
          "starts_with",
          "string_agg",
          "unnest",
          "upper");

  /** Units that dates, timestamps and intervals have. */
  private static final Set<String> UNITS = Set.of("year", "quarter", "month", "day");

  /** record, record[]: rows of unlike fields are not comparable. */
  private static final Set<Integer> RECORDS = Set.of(2249, 2287);

  /**
   * Types of which each can be compared with each. A numeric that meets a float becomes one, which
   * has less room.
   */
  private static final List<Set<Integer>> FAMILIES =
      List.of(
          Set.of(Types.INT2, Types.INT4, Types.INT8, Types.NUMERIC),
          Set.of(Types.INT2, Types.INT4, Types.INT8, 700, 701),
          Set.of(Types.TEXT, Types.VARCHAR, Types.BPCHAR, 19),
          Set.of(Types.DATE, 1114, 1184));

  private Failing() {}

  /** Whether the expression itself may fail, apart from what it is made of. */
  static boolean mayFail(SqlNode node) {
    return switch (node) {
      case SqlIdentifier name -> false;
      case SqlLiteral literal -> false;
      case PgOperation operation -> mayFail(operation);
      case PgCall.Function call -> !isTotal(call);
      case PgCall.Keyword keyword ->
          keyword.kind == PgCall.KeywordKind.GREATEST || keyword.kind == PgCall.KeywordKind.LEAST;
      case PgCall.Special special ->
          switch (special.kind) {
            case POSITION, TRIM_BOTH, TRIM_LEADING, TRIM_TRAILING, COLLATION_FOR -> false;
            case EXTRACT -> special.arguments.get(0) == null || !isUnit(special.arguments.get(0));
            case OVERLAY, SUBSTRING, SUBSTRING_SIMILAR, NORMALIZE -> true;
          };
      case PgCall call -> true;
      case PgExpr.Cast cast -> !isConstant(cast.operand) && !isText(cast);
      case PgExpr.Array array -> !array.items.stream().allMatch(item -> item instanceof SqlLiteral);
      case PgExpr.Subquery query -> true; // more than one row
      default -> false;
    };
  }

  private static boolean mayFail(PgOperation node) {
    return switch (node) {
      case PgOperation.Binary binary ->
          !isComparison(binary.operator.symbol())
              && !(DocumentWalks.isWalk(binary.operator.symbol())
                  && binary.right instanceof SqlLiteral);
      case PgOperation.Prefix prefix -> !(prefix.operand instanceof SqlLiteral);
      case PgOperation.Quantified quantified -> !isComparison(quantified.operator.symbol());
      case PgOperation.Like like -> !isWholePattern(like);
      case PgOperation.Overlaps overlaps -> true;
      case PgOperation.AtTimeZone at -> true;
      case PgOperation.Is is -> is.test.name().startsWith("JSON"); // bytes are decoded first
      default -> false;
    };
  }

  static boolean isComparison(String symbol) {
    return switch (symbol) {
      case "=", "<>", "<", ">", "<=", ">=" -> true;
      default -> false;
    };
  }

  /** Of a pattern that ends with an escape only some texts come to the end. */
  private static boolean isWholePattern(PgOperation.Like like) {
    return like.kind != PgOperation.LikeKind.SIMILAR
        && like.escape == null
        && like.pattern instanceof PgLiteral literal
        && literal.literalClass() == LiteralClass.STRING;
  }

  private static boolean isTotal(PgCall.Function call) {
    List<String> names = call.name.names;
    String name = names.get(names.size() - 1);
    boolean builtIn = names.size() == 1 || names.size() == 2 && names.get(0).equals("pg_catalog");
    boolean total =
        switch (name) {
          case "date_part", "date_trunc" ->
              call.arguments.size() == 2 && isUnit(call.arguments.get(0));
          case "generate_series" -> call.arguments.stream().allMatch(Failing::isConstant);
          case "length" -> call.arguments.size() == 1; // the other decodes bytes
          case "lag" -> call.arguments.size() <= 2; // a default is cast to the value's type
          default -> TOTAL.contains(name);
        };
    // the value of a hypothetical row is cast to the type of the rows'
    return builtIn && total && call.withinGroup.isEmpty();
  }

  /**
   * Whether a call that takes all values of most types may fail for those of others: arrays of
   * unlike sizes make no array.
   *
   * @param arguments their types
   */
  static boolean mayFail(PgCall.Function call, Types types, List<Integer> arguments) {
    List<String> names = call.name.names;
    return names.get(names.size() - 1).equals("array_agg")
        && arguments.stream()
            .anyMatch(type -> type == Types.NOT_INFERRED || types.isArray(types.base(type)));
  }

  /** Whether a number of rows may be negative for one row of the query around, not for another. */
  static boolean mayBeNegative(SqlNode count) {
    return !(isConstant(count) || count instanceof PgExpr.Cast cast && isConstant(cast.operand));
  }

  /** Whether it is a unit that every date and timestamp has. */
  private static boolean isUnit(SqlNode node) {
    String unit =
        switch (node) {
          case SqlLiteral literal when literal.getTypeName() == SqlTypeName.CHAR ->
              String.valueOf(literal.getValueAs(String.class));
          case SqlIdentifier name when name.names.size() == 1 -> name.names.get(0);
          default -> "";
        };
    return UNITS.contains(unit.toLowerCase(Locale.ROOT));
  }

  /** One value for all rows, or one that is read before the first of them. */
  private static boolean isConstant(SqlNode node) {
    return node instanceof SqlLiteral || node instanceof SqlDynamicParam;
  }

  private static boolean isText(PgExpr.Cast cast) {
    PgTypeName type = PgTypeName.of(cast.type);
    List<String> names = type.names();
    boolean builtIn = names.size() == 1 || names.get(0).equals("pg_catalog");
    return builtIn && names.get(names.size() - 1).equals("text") && type.dimensions().isEmpty();
  }

  /** Whether values of these types are compared without a cast that may fail. */
  static boolean areComparable(Types types, int left, int right) {
    if (left == Types.UNKNOWN || right == Types.UNKNOWN) {
      return true;
    }
    int one = left > 0 ? types.base(left) : left;
    int other = right > 0 ? types.base(right) : right;
    return one > 0
        && !RECORDS.contains(one)
        && (one == other
            || FAMILIES.stream()
                .anyMatch(family -> family.contains(one) && family.contains(other)));
  }
}
