package dev.paravent.sql;

import dev.paravent.policies.Generalisation;
import dev.paravent.policies.Shown;
import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What is printed in place of a protected column that policy does not show (FLOW-RULES,
 * "Substitution"): the server computes it, so that conditions, groups and order see nothing else.
 */
final class Substitutes {
  /** The dates of the class; others are malformed and NULL. */
  private static final String FIRST = "1900-01-01";

  private static final String LAST = "2035-12-31";

  /** Ages from here on are one band: few people have them. */
  static final int OLDEST = 90;

  private static final SqlParserPos ZERO = SqlParserPos.ZERO;

  private final FlowContext context;

  Substitutes(FlowContext context) {
    this.context = context;
  }

  /**
   * The value of a column as it is used.
   *
   * @param label what the column holds, of a class that {@code shown} is not a token for
   */
  Expr of(Shown shown, VisibleColumn column, Label.Identity label, SqlNode at) {
    if (label.array()) {
      return nothing(column);
    }
    return switch (shown) {
      case Shown.Null none -> nothing(column);
      case Shown.Constant constant ->
          new Expr(constant(constant.text(), column, at), Label.PUBLIC, column.type());
      case Shown.Generalised coarse -> {
        context.useGeneralised(at);
        yield new Expr(
            generalised(coarse.generalisation(), column.reference()), Label.PUBLIC, column.type());
      }
      case Shown.Token token -> throw new IllegalStateException("a token is no substitute");
    };
  }

  private Expr nothing(VisibleColumn column) {
    return new Expr(new Columns(context).nullOf(column.type()), Label.Constant.NULL, column.type());
  }

  private SqlNode constant(String text, VisibleColumn column, SqlNode at) {
    boolean fits =
        switch (column.type()) {
          case Types.INT8 -> text.matches("-?[0-9]{1,18}");
          case Types.NUMERIC -> text.matches("-?[0-9]{1,100}");
          case Types.DATE -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
          default -> true;
        };
    if (!fits) {
      throw new FlowException(
          Violation.UNSUPPORTED_CONSTRUCT,
          "the policy's constant is no value of the type of column " + column.name(),
          at);
    }
    return cast(SqlLiteral.createCharString(text, ZERO), column.type());
  }

  /** The first day of what is shown; NULL for NULL, for infinity and for what is no birth date. */
  private SqlNode generalised(Generalisation generalisation, SqlNode date) {
    SqlNode year = year(date);
    SqlNode shown =
        switch (generalisation) {
          case YEAR -> year;
          case DECADE -> minus(year, remainder(year, 10));
          case AGE_BAND_5 -> ofBand(year, 5);
          case AGE_BAND_10 -> ofBand(year, 10);
        };
    return whereDate(date, RowOrder.function("make_date", List.of(shown, number(1), number(1))));
  }

  /**
   * The least age of the band of years that the age of a date is in, as a number of that type; NULL
   * for what is no birth date.
   */
  SqlNode band(SqlNode date, int years, int type) {
    return whereDate(date, cast(band(year(date), years), type));
  }

  /** A value where there is a date of the class; NULL elsewhere. */
  private SqlNode whereDate(SqlNode date, SqlNode value) {
    SqlNode isDate =
        new PgOperation.And(
            List.of(binary(">=", date, date(FIRST)), binary("<=", date, date(LAST))), ZERO);
    return new PgExpr.Case(null, List.of(new PgExpr.When(isDate, value, ZERO)), null, ZERO);
  }

  /** The year of birth that gives the least age of a band. */
  private SqlNode ofBand(SqlNode year, int width) {
    return minus(thisYear(), band(year, width));
  }

  /**
   * The least age of the band of somebody born in a year. Ages are those reached in this calendar
   * year: a band that changed on somebody's birthday would tell it.
   */
  private SqlNode band(SqlNode year, int width) {
    SqlNode age = minus(thisYear(), year);
    return new PgExpr.Case(
        null,
        List.of(
            new PgExpr.When(binary("<", age, number(0)), number(0), ZERO),
            new PgExpr.When(binary(">=", age, number(OLDEST)), number(OLDEST), ZERO)),
        minus(age, remainder(age, width)),
        ZERO);
  }

  /** The year that it is, whatever time zone the session says it is in. */
  private SqlNode thisYear() {
    return year(
        RowOrder.function(
            "timezone",
            List.of(
                SqlLiteral.createCharString("UTC", ZERO), RowOrder.function("now", List.of()))));
  }

  private SqlNode year(SqlNode when) {
    return cast(
        RowOrder.function("date_part", List.of(SqlLiteral.createCharString("year", ZERO), when)),
        Types.INT4);
  }

  private SqlNode date(String text) {
    return cast(SqlLiteral.createCharString(text, ZERO), Types.DATE);
  }

  private static SqlNode minus(SqlNode left, SqlNode right) {
    return binary("-", left, right);
  }

  private static SqlNode remainder(SqlNode left, int right) {
    return binary("%", left, number(right));
  }

  private static SqlNode binary(String operator, SqlNode left, SqlNode right) {
    return new PgOperation.Binary(new OperatorName("pg_catalog", operator), left, right, ZERO);
  }

  private static SqlNode number(int value) {
    return SqlLiteral.createExactNumeric(Integer.toString(value), ZERO);
  }

  private SqlNode cast(SqlNode node, int type) {
    SqlDataTypeSpec spec =
        context
            .types()
            .spec(type)
            .orElseThrow(() -> new FlowException(Violation.UNKNOWN_TYPE, "no such type", node));
    return new PgExpr.Cast(PgExpr.CastForm.CAST, node, spec, ZERO);
  }
}
