package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.catalog.Relation;
import dev.paravent.decide.EndUser;
import dev.paravent.decide.TemporaryTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The life of temporary tables. */
@NullMarked
class TemporaryTablesTest {
  private Optional<EndUser> user = Optional.empty();
  private final TemporaryTables tables = new TemporaryTables(() -> user);
  private final FakePlanner planner = new FakePlanner();

  private static TemporaryTable table(String name, boolean dropsOnCommit) {
    Relation relation =
        new Relation(
            0,
            "pg_temp",
            "server_" + name,
            Relation.Kind.TABLE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return new TemporaryTable(name, relation, dropsOnCommit);
  }

  private void create(String name, boolean dropsOnCommit) {
    tables.planned(List.of(planned(table(name, dropsOnCommit))));
    tables.create(table(name, dropsOnCommit));
  }

  private static dev.paravent.decide.Verdict planned(TemporaryTable table) {
    return new dev.paravent.decide.Verdict.Forward(
        new dev.paravent.decide.StatementPlan(
            dev.paravent.decide.StatementKind.TEMPORARY,
            "CREATE",
            0,
            List.of(),
            List.of(),
            0,
            java.util.Set.of(),
            new dev.paravent.decide.SessionEffect.CreateTable(table),
            false));
  }

  private List<String> names() {
    return tables.current().tables().stream().map(TemporaryTable::name).toList();
  }

  @Test
  void keepsWhatIsCommittedAndForgetsWhatIsNot() {
    create("a", false);
    create("b", true);
    assertThat(tables.isUnsettled()).isTrue();
    tables.transactionEnded(true);
    assertThat(names()).containsExactly("a");
    assertThat(tables.isUnsettled()).isFalse();
    create("c", false);
    tables.drop(List.of("a"));
    assertThat(names()).containsExactly("c");
    tables.transactionEnded(false);
    assertThat(names()).containsExactly("a");
    assertThat(tables.current().next()).as("no name is used twice").isEqualTo(3);
  }

  @Test
  void returnsToSavepoints() {
    create("a", false);
    tables.savepoint("s");
    create("b", false);
    tables.savepoint("t");
    tables.dropAll();
    tables.rollbackTo("t");
    assertThat(names()).containsExactly("a", "b");
    tables.rollbackTo("s");
    assertThat(names()).containsExactly("a");
    create("c", false);
    tables.release("s");
    tables.rollbackTo("s");
    assertThat(names()).containsExactly("a", "c");
  }

  @Test
  void knowsItsOwnNumbersAsLongAsTheTableIsThere() {
    planner.protect(17, 1);
    create("a", false);
    assertThat(tables.beside(planner).isProtected(17, 1)).isTrue();
    tables.numbered(table("a", false), 17);
    assertThat(tables.beside(planner).isProtected(17, 1)).isFalse();
    tables.transactionEnded(false);
    assertThat(tables.beside(planner).isProtected(17, 1)).isTrue();
  }
}
