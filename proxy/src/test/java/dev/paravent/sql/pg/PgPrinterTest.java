package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.POS;
import static dev.paravent.sql.pg.Trees.alias;
import static dev.paravent.sql.pg.Trees.and;
import static dev.paravent.sql.pg.Trees.approximate;
import static dev.paravent.sql.pg.Trees.array;
import static dev.paravent.sql.pg.Trees.at;
import static dev.paravent.sql.pg.Trees.binary;
import static dev.paravent.sql.pg.Trees.call;
import static dev.paravent.sql.pg.Trees.cast;
import static dev.paravent.sql.pg.Trees.field;
import static dev.paravent.sql.pg.Trees.id;
import static dev.paravent.sql.pg.Trees.interval;
import static dev.paravent.sql.pg.Trees.limited;
import static dev.paravent.sql.pg.Trees.number;
import static dev.paravent.sql.pg.Trees.parameter;
import static dev.paravent.sql.pg.Trees.prefix;
import static dev.paravent.sql.pg.Trees.row;
import static dev.paravent.sql.pg.Trees.select;
import static dev.paravent.sql.pg.Trees.selectFrom;
import static dev.paravent.sql.pg.Trees.special;
import static dev.paravent.sql.pg.Trees.steps;
import static dev.paravent.sql.pg.Trees.subquery;
import static dev.paravent.sql.pg.Trees.table;
import static dev.paravent.sql.pg.Trees.text;
import static dev.paravent.sql.pg.Trees.type;
import static dev.paravent.sql.pg.Trees.typed;
import static dev.paravent.sql.pg.Trees.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;

/** Trees built by hand and the text they print as. */
class PgPrinterTest {
  private static void prints(SqlNode tree, String sql) {
    assertThat(PgPrinter.print(tree)).isEqualTo(sql);
  }

  private static void refuses(SqlNode tree) {
    assertThatIllegalStateException().isThrownBy(() -> PgPrinter.print(tree));
  }

  @Test
  void quotesEveryName() {
    prints(id("public", "patient"), "\"public\".\"patient\"");
    prints(id("a\"b", "SELECT"), "\"a\"\"b\".\"SELECT\"");
    prints(id("p", ""), "\"p\".*");
    prints(id(""), "*");
  }

  @Test
  void quotesStringsWithoutEscapes() {
    prints(text("it's \\n"), "'it''s \\n'");
    prints(text(""), "''");
    prints(text("😀"), "'😀'");
    refuses(text("a\0b"));
    refuses(text("a\uD83D"));
    refuses(text("\uDE00a"));
    refuses(call(id("f", "")));
  }

  @Test
  void printsNumbersAsPostgresReadsThem() {
    prints(number("1.50"), "1.50");
    prints(number("0.00000001"), "0.00000001");
    prints(number("123456789012345678901234567890"), "123456789012345678901234567890");
    prints(approximate("1e3"), "1E3");
    prints(approximate("1e-3"), "1E-3");
    prints(approximate("1.5e10"), "15E9");
    prints(approximate("5e0"), "5E0");
  }

  @Test
  void printsOtherConstants() {
    prints(SqlLiteral.createBoolean(true, POS), "TRUE");
    prints(SqlLiteral.createBoolean(false, POS), "FALSE");
    prints(SqlLiteral.createNull(POS), "NULL");
    prints(new PgExpr.BitString(false, "101", POS), "B'101'");
    prints(new PgExpr.BitString(true, "1F", POS), "X'1F'");
    prints(parameter(1), "$1");
    prints(parameter(65535), "$65535");
  }

  @Test
  void parenthesisesOperationsInsideOperations() {
    prints(
        binary(binary(id("a"), "+", id("b")), "*", call(id("f"), binary(id("c"), "-", id("d")))),
        "(\"a\" + \"b\") * \"f\"(\"c\" - \"d\")");
    prints(
        and(binary(id("a"), "=", number("1")), new PgOperation.Not(id("b"), POS), id("c")),
        "(\"a\" = 1) AND (NOT \"b\") AND \"c\"");
  }

  @Test
  void neverOpensACommentWithSigns() {
    prints(prefix("-", prefix("-", number("1"))), "- (- 1)");
    prints(binary(number("1"), "-", number("-1")), "1 - (-1)");
    refuses(binary(id("a"), "--", id("b")));
    refuses(binary(id("a"), "/*", id("b")));
    refuses(binary(id("a"), "= 1 OR", id("b")));
  }

  @Test
  void qualifiesOnlyOperatorsThatTheTextQualified() {
    prints(
        new PgOperation.Binary(new OperatorName("pg_catalog", "="), id("a"), id("b"), POS),
        "\"a\" OPERATOR(\"pg_catalog\".=) \"b\"");
  }

  @Test
  void printsTypesByTheirQualifiedName() {
    prints(cast(id("a"), type("int4")), "CAST(\"a\" AS \"pg_catalog\".\"int4\")");
    prints(
        cast(id("a"), type("numeric", number("10"), number("2"))),
        "CAST(\"a\" AS \"pg_catalog\".\"numeric\"(10, 2))");
    prints(cast(id("a"), array("text", -1, 3)), "CAST(\"a\" AS \"pg_catalog\".\"text\"[][3])");
    prints(typed(type("date"), "2024-01-01"), "CAST('2024-01-01' AS \"pg_catalog\".\"date\")");
  }

  @Test
  void printsModifiedIntervalsByTheirKeyword() {
    prints(cast(id("a"), type("interval")), "CAST(\"a\" AS \"pg_catalog\".\"interval\")");
    prints(cast(id("a"), type("interval", number("3"))), "CAST(\"a\" AS INTERVAL(3))");
    prints(cast(id("a"), interval("YEAR TO MONTH")), "CAST(\"a\" AS INTERVAL YEAR TO MONTH)");
    prints(
        cast(id("a"), interval("DAY TO SECOND", number("3"))),
        "CAST(\"a\" AS INTERVAL DAY TO SECOND(3))");
    refuses(cast(id("a"), interval("YEAR) OR (TRUE")));
  }

  @Test
  void printsOneIndirectionWithItsBase() {
    prints(steps(id("a"), at(1), at(2)), "\"a\"[1][2]");
    prints(steps(id("p"), field("nir")), "(\"p\").\"nir\"");
    prints(steps(id("p"), new PgExpr.AllFields(POS)), "(\"p\").*");
    prints(steps(id("p", "a"), at(1), field("b")), "\"p\".\"a\"[1].\"b\"");
    prints(steps(call(id("f")), field("a")), "(\"f\"()).\"a\"");
    prints(steps(parameter(1), at(1)), "($1)[1]");
    prints(steps(steps(id("a"), at(1)), at(2)), "(\"a\"[1])[2]");
    prints(steps(subquery(select(id("a"))), at(1)), "(SELECT \"a\")[1]");
    prints(steps(id("a"), new PgExpr.Slice(number("1"), number("2"), POS)), "\"a\"[1 : 2]");
    prints(steps(id("a"), new PgExpr.Slice(null, number("2"), POS)), "\"a\"[: 2]");
    prints(steps(id("a"), new PgExpr.Slice(number("1"), null, POS)), "\"a\"[1 :]");
    prints(steps(id("a"), new PgExpr.Slice(null, null, POS)), "\"a\"[:]");
  }

  @Test
  void writesTargetsWithoutParentheses() {
    prints(new PgDml.Target("g", List.of(field("h"), at(2)), POS), "\"g\".\"h\"[2]");
  }

  @Test
  void tellsGroupingSetsFromRows() {
    SqlNode list = new PgExpr.GroupingSet(PgExpr.GroupingKind.LIST, List.of(id("a"), id("b")), POS);
    SqlNode empty = new PgExpr.GroupingSet(PgExpr.GroupingKind.EMPTY, List.of(), POS);
    SqlNode sets = new PgExpr.GroupingSet(PgExpr.GroupingKind.SETS, List.of(list, empty), POS);
    prints(
        selectFrom(List.of(table("t")), null, List.of(sets, number("1")), id("a")),
        "SELECT \"a\" FROM \"t\" GROUP BY GROUPING SETS ((\"a\", \"b\"), ()), 1");
    prints(
        select(row(number("1"), number("2")), new PgExpr.Row(true, List.of(number("1")), POS)),
        "SELECT (1, 2), ROW(1)");
    refuses(row(number("1")));
  }

  @Test
  void keepsTheNestingOfSetOperations() {
    SqlNode one = select(number("1"));
    SqlNode two = select(number("2"));
    prints(union(union(one, two), one), "(SELECT 1 UNION SELECT 2) UNION SELECT 1");
    prints(union(one, union(two, one)), "SELECT 1 UNION (SELECT 2 UNION SELECT 1)");
    prints(union(limited(one, 1), two), "(SELECT 1 LIMIT 1) UNION SELECT 2");
    prints(limited(sorted(one), 2), "(SELECT 1 ORDER BY 1 DESC) LIMIT 2");
    prints(select(subquery(union(one, two))), "SELECT (SELECT 1 UNION SELECT 2)");
  }

  private static SqlNode sorted(SqlNode body) {
    SqlNode key =
        new PgQuery.Sort(number("1"), PgQuery.Direction.DESC, null, PgQuery.Nulls.DEFAULT, POS);
    return new PgQuery.Query(null, body, List.of(key), null, List.of(), POS);
  }

  @Test
  void parenthesisesJoinsInsideJoinsAndUnderAnAlias() {
    SqlNode inner =
        new PgFrom.Join(
            PgFrom.JoinKind.LEFT,
            false,
            table("a"),
            table("b"),
            id("c"),
            List.of(),
            null,
            null,
            POS);
    SqlNode aliased =
        new PgFrom.Join(
            PgFrom.JoinKind.INNER,
            false,
            inner,
            table("d"),
            null,
            List.of("x", "y"),
            "u",
            alias("j", "k"),
            POS);
    prints(
        aliased,
        "((\"a\" LEFT JOIN \"b\" ON \"c\") JOIN \"d\" USING (\"x\", \"y\") AS \"u\")"
            + " AS \"j\" (\"k\")");
    prints(
        new PgFrom.Join(
            PgFrom.JoinKind.CROSS, false, aliased, table("e"), null, List.of(), null, null, POS),
        PgPrinter.print(aliased) + " CROSS JOIN \"e\"");
  }

  @Test
  void writesFunctionsThatHaveWordsWithTheirWords() {
    prints(
        special(PgCall.SpecialKind.EXTRACT, text("year"), id("d")), "EXTRACT('year' FROM \"d\")");
    prints(
        special(PgCall.SpecialKind.OVERLAY, id("a"), id("b"), number("1"), null),
        "OVERLAY(\"a\" PLACING \"b\" FROM 1)");
    prints(
        special(PgCall.SpecialKind.SUBSTRING, id("a"), null, number("2")),
        "SUBSTRING(\"a\" FOR 2)");
    prints(special(PgCall.SpecialKind.TRIM_BOTH, null, id("a")), "TRIM(BOTH FROM \"a\")");
    prints(
        special(PgCall.SpecialKind.TRIM_LEADING, text("x"), id("a")),
        "TRIM(LEADING 'x' FROM \"a\")");
    prints(
        special(PgCall.SpecialKind.POSITION, binary(id("a"), "||", id("b")), id("c")),
        "POSITION((\"a\" || \"b\") IN \"c\")");
    prints(special(PgCall.SpecialKind.NORMALIZE, id("a"), text("nfc")), "NORMALIZE(\"a\", NFC)");
    prints(special(PgCall.SpecialKind.COLLATION_FOR, id("a")), "COLLATION FOR (\"a\")");
  }

  @Test
  void refusesWhatWouldReadBackAsAnotherTree() {
    refuses(new PgOperation.In(false, id("a"), List.of(subquery(select(id("b")))), POS));
    refuses(
        new PgOperation.Quantified(
            OperatorName.of("="),
            id("a"),
            PgOperation.Quantifier.ANY,
            subquery(select(id("b"))),
            POS));
    refuses(new PgUtility.Unsupported("SELECT INTO", POS));
    refuses(new PgUtility.SetTransaction(false, List.of("READ ONLY; DROP TABLE t"), POS));
  }

  @Test
  void printsUtilities() {
    prints(
        new PgUtility.SetVariable(
            PgUtility.SetScope.LOCAL, "search_path", List.of(text("a"), text("B")), POS),
        "SET LOCAL \"search_path\" TO 'a', 'B'");
    prints(
        new PgUtility.SetVariable(PgUtility.SetScope.DEFAULT, "my.var", List.of(), POS),
        "SET \"my\".\"var\" TO DEFAULT");
    prints(new PgUtility.Show(null, POS), "SHOW ALL");
    prints(
        new PgUtility.Transaction(
            PgUtility.TransactionKind.START,
            List.of("ISOLATION LEVEL SERIALIZABLE", "READ ONLY"),
            null,
            null,
            POS),
        "START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY");
    prints(
        new PgUtility.Transaction(PgUtility.TransactionKind.ROLLBACK_TO, List.of(), "s", null, POS),
        "ROLLBACK TO SAVEPOINT \"s\"");
  }

  @Test
  void tellsWhereEachConstantStands() {
    SqlNode tree = select(text("it's"), binary(number("12"), "+", parameter(3)));
    List<String> seen = new ArrayList<>();
    StringBuilder positions = new StringBuilder();
    PgPrinter printer =
        new PgPrinter(
            (constant, start, end) -> positions.append(start).append('-').append(end).append(' '),
            Budget.untimed(AnalysisLimits.DEFAULTS));
    String sql = printer.append(tree).text();
    for (String span : positions.toString().split(" ")) {
      String[] ends = span.split("-");
      seen.add(sql.substring(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }
    assertThat(sql).isEqualTo("SELECT 'it''s', 12 + $3");
    assertThat(seen).containsExactly("'it''s'", "12", "$3");
  }
}
