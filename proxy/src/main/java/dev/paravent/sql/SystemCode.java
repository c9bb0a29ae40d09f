package dev.paravent.sql;

import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgTypeName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What is printed in place of values of the system catalogs that hold code or settings (DESIGN
 * 3.5). Stateless.
 *
 * <p>Code is what pg_get_viewdef, pg_get_indexdef and their kin make of parsed statements: names,
 * key words, operators, constants. Names are shown by the catalogs anyway; what may be somebody's
 * number or birthday is a constant, be it a default, a bound, or part of a predicate. So the server
 * itself shows the text only if it is made of other tokens altogether.
 */
final class SystemCode {
  /**
   * PostgreSQL's regular expression for SQL, as the server prints it, without constants but
   * integers of at most three digits, empty strings, arrays and objects, and names of objects
   * (regclass and its kin). It covers a text from its beginning token by token: a single quote
   * begins only the tokens that are listed, so that nothing inside a string is ever taken for a
   * name. The server prints no comments and no dollar quotes.
   */
  static final String WITHOUT_CONSTANTS =
      "^(?:[[:space:]]+"
          + "|[A-Za-z_][A-Za-z0-9_]*"
          + "|\"[^\"]*\""
          + "|[[:<:]][0-9]{1,3}[[:>:]]"
          + "|[][(),.;:+*/<>=~!@#%^&|`?$-]"
          + "|''|'[{][}]'|'[[][]]'|'-[0-9]{1,3}'"
          + "|'[^']+'::reg[a-z]+"
          + ")*$";

  private static final SqlDataTypeSpec TEXT = type("text");
  private static final SqlDataTypeSpec OID = type("oid");
  private static final SqlDataTypeSpec REGCLASS = type("regclass");

  private SystemCode() {}

  /** The text where it holds no constants, NULL otherwise. */
  static SqlNode withoutConstants(SqlNode code) {
    return RowOrder.function("substring", List.of(code, text(WITHOUT_CONSTANTS)));
  }

  /**
   * NULL of the type that a call has. The call stands in an arm that is not taken: the server finds
   * its type, and those of the parameters in it, and drops it before anything is executed
   * (PostgreSQL docs 9.18.1, CASE with a constant condition).
   */
  static SqlNode neverRun(SqlNode call) {
    return when(SqlLiteral.createBoolean(false, SqlParserPos.ZERO), call);
  }

  /**
   * A parsed expression where it is not handed to pg_get_expr: {@code ()}, or NULL where there is
   * none. Tools ask by it whether an index has expressions.
   */
  static SqlNode isThere(SqlNode parsed) {
    SqlNode isThere = new PgOperation.Is(PgOperation.Test.NULL, true, parsed, SqlParserPos.ZERO);
    return when(isThere, text("()"));
  }

  /** The value of a setting that may be read, NULL for any other. */
  static SqlNode readable(SqlNode name, SqlNode value, List<String> readable) {
    List<SqlNode> names = new ArrayList<>();
    for (String each : readable) {
      names.add(text(each));
    }
    SqlNode isReadable =
        new PgOperation.Quantified(
            new OperatorName("pg_catalog", "="),
            RowOrder.function("lower", List.of(name)),
            PgOperation.Quantifier.ANY,
            new PgExpr.Array(names, SqlParserPos.ZERO),
            SqlParserPos.ZERO);
    return when(isReadable, value);
  }

  /** A call where what its name means is among the relations of these OIDs, NULL elsewhere. */
  static SqlNode listed(SqlNode name, List<Integer> oids, SqlNode call) {
    List<SqlNode> relations = new ArrayList<>();
    for (int oid : oids) {
      relations.add(
          cast(SqlLiteral.createCharString(Integer.toUnsignedString(oid), SqlParserPos.ZERO), OID));
    }
    SqlNode isListed =
        new PgOperation.Quantified(
            new OperatorName("pg_catalog", "="),
            cast(cast(name, REGCLASS), OID),
            PgOperation.Quantifier.ANY,
            new PgExpr.Array(relations, SqlParserPos.ZERO),
            SqlParserPos.ZERO);
    return when(isListed, call);
  }

  private static SqlNode when(SqlNode condition, SqlNode value) {
    return new PgExpr.Case(
        null,
        List.of(new PgExpr.When(condition, value, SqlParserPos.ZERO)),
        null,
        SqlParserPos.ZERO);
  }

  private static SqlNode text(String value) {
    return cast(SqlLiteral.createCharString(value, SqlParserPos.ZERO), TEXT);
  }

  private static SqlNode cast(SqlNode value, SqlDataTypeSpec type) {
    return new PgExpr.Cast(PgExpr.CastForm.CAST, value, type, SqlParserPos.ZERO);
  }

  private static SqlDataTypeSpec type(String name) {
    return new PgTypeName(
            List.of("pg_catalog", name), List.of(), List.of(), null, false, SqlParserPos.ZERO)
        .toSpec();
  }
}
