package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgParserTest {
  private final PgParser parser = new PgParser();

  @ParameterizedTest
  @CsvFileSource(resources = "expressions.txt", delimiterString = " ==> ", quoteCharacter = '`')
  void readsExpressions(String text, String expected) {
    assertThat(PgTreeDump.of(parser.parseExpression(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "statements.txt", delimiterString = " ==> ", quoteCharacter = '`')
  void readsStatements(String text, String expected) {
    assertThat(PgTreeDump.of(parser.parseStatement(text))).isEqualTo(expected);
  }

  @Test
  void splitsStatementsAndLeavesOutEmptyOnes() {
    assertThat(parser.parse("")).isEmpty();
    assertThat(parser.parse(" ; -- nothing\n;")).isEmpty();
    String text = "select $2; ;insert into t values ($1)";
    List<ParsedStatement> statements = parser.parse(text);
    assertThat(statements).hasSize(2);
    ParsedStatement first = statements.get(0);
    assertThat(text.substring(first.start(), first.end())).isEqualTo("select $2");
    assertThat(first.parameterCount()).isEqualTo(2);
    assertThat(statements.get(1).parameterCount()).isEqualTo(1);
    assertThat(statements.toString()).doesNotContain("$");
  }

  @Test
  void keepsPositionsOfNames() {
    PgQuery.Select select = (PgQuery.Select) parser.parseStatement("select a, bcd from t");
    SqlNode name = ((PgQuery.Item) select.items.get(1)).expression;
    assertThat(name.getParserPosition().getColumnNum()).isEqualTo(11);
    assertThat(name.getParserPosition().getEndColumnNum()).isEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a < b < c",
        "select a between 1 and 2 between 3 and 4",
        "select a like b like c",
        "select a is distinct from b is distinct from c",
        "select 'a' 'b'",
        "select f(x).y",
        "select array[1][1]",
        "select (1, 2).f1",
        "select distinct from t",
        "select 1 from (a)",
        "select 1 from ((a join b on true) x)",
        "(select 1 order by 1) order by 1",
        "(select 1 limit 1) limit 1",
        "with a as (select 1) (with b as (select 2) select 3)",
        "select 1 limit 1, 2",
        "select 1 fetch first row with ties",
        "select 1 for update of a.b",
        "select sum(x) over (rows unbounded following)",
        "select nullif(1)",
        "select * as x",
        "select a from t where",
        "select in from t",
        "select left from t",
        "insert into t (a) values (1) on conflict (a desc) do nothing",
        "update t set (a) = (1)",
        "select extract(select from x)",
        "frobnicate",
        "select 1 select 2",
        "select $1::",
        "set x",
        "set transaction",
        "select json_object('a' : 1, 'b')",
        "select json_object(1 + 1 value 2)",
        "select json_objectagg(a, b)",
        "select json_array(select 1 absent on null)",
        "select json_value(a, '$' returning text format json)",
        "select json_value(a, '$' empty array on error)",
        "select json_exists(a, '$' null on error)",
        "select json_query(a, '$' with wrapper omit quotes)",
        "select * from json_table(a, '$' columns ())",
        "select * from json_table(a, '$' columns (b int) null on error)",
        "select 1 format json",
        "select a < b collate, c",
        "select f(a => 1, 2)",
        "select f(a => 1, a => 2)",
        "with recursive a as (select 1) merge into t using s on b when matched then delete",
        "select xmlelement(a)",
        "select xmlelement(name a, 1, xmlattributes(1 as b))",
        "select xmlexists('a' || 'b' passing x)",
        "select * from xmltable('a' passing x columns b int null not null)",
        "update t set a = 1 returning with (old o) o.a",
        "prepare a as copy t to stdout",
        "declare c cursor for insert into t values (1)",
        "fetch 1.5 c",
        "fetch forward all",
        "close",
        "explain explain select 1",
        "copy t to stdout where a",
        "copy (select 1) from stdin",
        "copy t to program stdout",
        "notify a, b",
        "lock table t in mode",
        "set constraints deferred",
        "drop table",
        "create temp table t as insert into u values (1)",
        "merge into t using s on a when matched then delete when matched then do nothing",
      })
  void refusesWhatPostgresRefuses(String text) {
    PgSyntaxException refusal = refusal(text);
    assertThat(refusal.kind()).isEqualTo(PgSyntaxException.Kind.SYNTAX);
    assertThat(refusal.position()).isPositive();
  }

  @Test
  void namesWhatItDoesNotKnowYet() {
    PgSyntaxException refusal = refusal("set time zone interval '1:30' hour");
    assertThat(refusal.kind()).isEqualTo(PgSyntaxException.Kind.UNSUPPORTED);
    assertThat(refusal.sqlState()).isEqualTo("0A000");
    assertThat(refusal).hasMessageEndingWith("is not supported yet");
  }

  @Test
  void quotesNoLiteralInMessages() {
    assertThat(refusal("select 1 '1850275001001'")).hasMessage("syntax error at or near a string");
    assertThat(refusal("select a 1850275001001")).hasMessage("syntax error at or near a number");
    assertThat(refusal("select a b c")).hasMessage("syntax error at or near \"c\"");
    assertThat(refusal("select a b c").position()).isEqualTo(12);
    assertThat(refusal("select (1")).hasMessage("syntax error at end of input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "((select ", "- ", "not ", "case when ", "array[", "f(", "x in (", "a = "})
  void refusesDeepNesting(String piece) {
    assertThat(refusal("select " + piece.repeat(90_000 / piece.length())).kind())
        .isIn(PgSyntaxException.Kind.LIMIT, PgSyntaxException.Kind.SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1", "::int", " collate \"C\"", " at local", " is null", "||'x'", " = any(x)"})
  void countsLeftDeepChainsAsDepth(String piece) {
    assertThat(refusal("select 1" + piece.repeat(20_000)).kind())
        .isEqualTo(PgSyntaxException.Kind.LIMIT);
    parser.parseExpression("1" + piece.repeat(200));
  }

  @Test
  void countsSetOperationsAndJoinsAsDepth() {
    String unions = "select 1" + " union select 1".repeat(20_000);
    assertThat(refusal(unions).kind()).isEqualTo(PgSyntaxException.Kind.LIMIT);
    String joins = "select 1 from t" + " cross join t".repeat(20_000);
    assertThat(refusal(joins).kind()).isEqualTo(PgSyntaxException.Kind.LIMIT);
  }

  @Test
  void addsUpDepthAlongTheFirstOperand() {
    String chain = "+1".repeat(100);
    String nested = "((1" + chain + ")" + chain + ")" + chain;
    assertThat(refusal("select " + nested).kind()).isEqualTo(PgSyntaxException.Kind.LIMIT);
  }

  @Test
  void flattensLongConjunctions() {
    SqlNode tree = parser.parseExpression("a" + " and a".repeat(20_000));
    assertThat(((PgOperation.And) tree).operands).hasSize(20_001);
    tree = parser.parseExpression("(a or b) or c or (d or e)");
    assertThat(PgTreeDump.of(tree)).isEqualTo("Or([a b c Or([d e])])");
  }

  @Test
  void readsAMegabyteOfText() {
    String text = "select '" + "x".repeat(1_000_000) + "'";
    assertThat(parser.parse(text)).hasSize(1);
    String rows = "insert into t values (1)" + ", (1, 'abc')".repeat(15_000);
    assertThat(parser.parse(rows)).hasSize(1);
  }

  @Test
  void refusesEndlessNumbers() {
    PgSyntaxException refusal = refusal("select " + "9".repeat(1_000_000));
    assertThat(refusal.kind()).isEqualTo(PgSyntaxException.Kind.LIMIT);
    assertThat(refusal("select 1e999999999").sqlState()).isEqualTo("22003");
    assertThat(refusal("select 1e99999999999").sqlState()).isEqualTo("22003");
  }

  @Test
  void refusesOnSmallStacksInsteadOfOverflowing() throws InterruptedException {
    String text = "select " + "case when ".repeat(240) + "a";
    AtomicReference<PgSyntaxException> refusal = new AtomicReference<>();
    Thread thread = new Thread(null, () -> refusal.set(refusal(text)), "small", 128 << 10);
    thread.start();
    thread.join();
    assertThat(refusal.get()).isNotNull();
  }

  /** Each line of {@link ServerVersion}'s comment. */
  @ParameterizedTest
  @CsvFileSource(resources = "versions.txt", delimiter = '|', quoteCharacter = '`')
  void readsTheSqlOfEachRelease(int version, String text, String expected) {
    PgParser old = new PgParser(ParserLimits.DEFAULTS, new ServerVersion(version));
    String tree;
    try {
      tree = PgTreeDump.of(old.parseStatement(text.replace("<VT>", "\u000B")));
    } catch (PgSyntaxException e) {
      tree = e.sqlState();
    }
    assertThat(tree.replace("\u000B", "<VT>")).isEqualTo(expected);
  }

  @Test
  void knowsNoServerBefore13() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerVersion(12));
  }

  @Test
  void plugsIntoCalcite() throws Exception {
    SqlParser.Config config = SqlParser.config().withParserFactory(PgParserFactory.INSTANCE);
    SqlNode tree = SqlParser.create("select \"A\", B::text from t", config).parseQuery();
    assertThat(PgTreeDump.of(tree))
        .isEqualTo("Select([Item(A) Item(Cast(CAST, b, text))], [Table(t)])");
  }

  private PgSyntaxException refusal(String text) {
    return catchThrowableOfType(PgSyntaxException.class, () -> parser.parse(text));
  }
}
