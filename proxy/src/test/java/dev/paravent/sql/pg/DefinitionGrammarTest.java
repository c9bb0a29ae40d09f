package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server says about such statements is in DefinitionGrammarIT. */
class DefinitionGrammarTest {
  private static final int STATEMENTS = 6_000;

  private final PgParser parser = new PgParser();

  @Test
  void readsAgainWhatItPrints() {
    RandomDefinitions random = new RandomDefinitions(4);
    for (int i = 0; i < STATEMENTS; i++) {
      String text = random.statement();
      RoundTrip read = read(text);
      assertThat(read.equal()).as("%s%n%s", text, read.printed()).isTrue();
    }
    Set<Production> unwritten = new HashSet<>(RandomDefinitions.all());
    unwritten.removeAll(random.written());
    assertThat(unwritten).isEmpty();
  }

  @Test
  void knowsTheNameOfEachDefinition() {
    assertThat(definition("create or replace view v as select 1").statement)
        .isEqualTo("CREATE VIEW");
    assertThat(definition("alter materialized view m rename to n").statement)
        .isEqualTo("ALTER MATERIALIZED VIEW");
    assertThat(definition("drop owned by r").statement).isEqualTo("DROP OWNED");
    assertThat(definition("set transaction snapshot 'x'").statement)
        .isEqualTo("SET TRANSACTION SNAPSHOT");
  }

  @Test
  void endsABodyWithItsEnd() {
    List<ParsedStatement> statements =
        parser.parse(
            "create function f() returns int begin atomic select 1; return 2; end; select 3");
    assertThat(statements).hasSize(2);
    assertThat(statements.get(1).tree()).isInstanceOf(PgQuery.class);
  }

  @Test
  void readsSelectIntoAsCreateTableAs() {
    assertThat(PgPrinter.print(definition("select a into unlogged s.t from u union select 2")))
        .startsWith("CREATE UNLOGGED TABLE \"s\".\"t\" AS SELECT");
    assertThat(parser.parseStatement("select 1 into temp t"))
        .isInstanceOf(PgTableUtility.CreateTemporaryAs.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1 union select 2 into temp t",
        "select * from (select 1 into temp t) s",
        "(select 1 into temp t)",
        "prepare p as select 1 into temp t",
        "declare c cursor for select 1 into temp t",
        "explain select 1 into temp t",
        "with w as (select 1 into temp t) select 1",
      })
  void doesNotTakeIntoFromElsewhereForACreation(String text) {
    assertThat(parser.parseStatement(text)).isInstanceOf(PgUtility.Unsupported.class);
  }

  @Test
  void saysWhereTheFarthestRuleFailed() {
    assertThatThrownBy(() -> parser.parse("create table t (a int primary, b int)"))
        .isInstanceOf(PgSyntaxException.class)
        .hasMessage("syntax error at or near \",\"")
        .extracting("position")
        .isEqualTo(30);
    assertThatThrownBy(() -> parser.parse("create table t (a int default 1 +)"))
        .hasMessage("syntax error at or near \")\"");
    assertThatThrownBy(() -> parser.parse("alter table t add check (a > ) , drop b"))
        .hasMessage("syntax error at or near \")\"");
  }

  @Test
  void isBounded() {
    String columns = "a int, ".repeat(20_000);
    assertThatThrownBy(() -> parser.parse("create table t (" + columns + ")"))
        .isInstanceOf(PgSyntaxException.class);
    Budget budget = Budget.untimed(AnalysisLimits.DEFAULTS);
    PgTokens tokens = parser.scan("create table t (" + columns + "b int)");
    assertThat(parser.parse(tokens, budget)).hasSize(1);
    assertThat(budget.steps()).isLessThan(20L * tokens.size());
  }

  /** What fails late costs no more: each of a statement's pieces made long, with a wrong end. */
  @Test
  void isBoundedWhereItFails() {
    RandomDefinitions random = new RandomDefinitions(9);
    for (int i = 0; i < 1_500; i++) {
      String text = random.statement();
      String wrong =
          text.replaceFirst(" , ", " , a , ".repeat(40)).replaceFirst("\\( ", "( ".repeat(20))
              + " ) ]";
      Budget budget = Budget.untimed(AnalysisLimits.DEFAULTS);
      PgTokens tokens = parser.scan(wrong);
      assertThatThrownBy(() -> parser.parse(tokens, budget)).isInstanceOf(PgSyntaxException.class);
      assertThat(budget.steps()).as(wrong).isLessThan(20L * tokens.size());
    }
  }

  @Test
  void refusesRulesOutOfItsNotation() {
    assertThatThrownBy(() -> Productions.parse("a = [B\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a: no ]");
    assertThatThrownBy(() -> Productions.parse("a = b\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no rule b");
    assertThatThrownBy(() -> Productions.parse("a = B [b]\nb = {C a}\n"))
        .hasMessageContaining("contains itself");
    assertThatThrownBy(() -> Productions.parse("a = B\na = C\n")).hasMessageContaining("a twice");
    assertThatThrownBy(() -> Productions.parse("a = B ? C\n")).hasMessageContaining("? C");
  }

  private RoundTrip read(String text) {
    try {
      return RoundTrip.of(parser, text);
    } catch (PgSyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private PgUtility.Definition definition(String text) {
    return (PgUtility.Definition) parser.parseStatement(text);
  }
}
