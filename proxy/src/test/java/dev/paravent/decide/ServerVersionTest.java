package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogSnapshot;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text means to the planner what it means to the server that will run it. */
@NullMarked
class ServerVersionTest {
  private static final FunctionInventory functions = FunctionInventory.load();
  private static final SystemRelations systemRelations = SystemRelations.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // EXTRACT was date_part until 13, TRUE had the name of its type until 14
        "130014 | select extract(year from '2024-01-01'::date) | \"date_part\"",
        "140011 | select extract(year from '2024-01-01'::date) | \"extract\"",
        "140011 | select true                                  | \"bool\"",
        "150004 | select true                                  | \"?column?\"",
        // a number with a label, an error, a number
        "140011 | select 0x1F                                  | \"x1f\"",
        "150004 | select 0x1F                                  | SYNTAX_ERROR",
        "160001 | select 0x1F                                  | 31",
        "160001 | select 1_000                                 | 1000",
        // a column, a key word
        "150004 | select system_user                           | UNKNOWN_COLUMN",
        "160001 | select system_user                           | SYSTEM_USER",
        "180001 | select system_user                           | SYSTEM_USER",
        // a key word is no label without AS
        "130014 | select 1 value                               | SYNTAX_ERROR",
        "140011 | select 1 value                               | \"value\"",
      })
  void readsTheSqlOfTheServer(int version, String sql, String expected) throws URISyntaxException {
    assertThat(outcome(plan(version, sql, PlanCache.NONE))).contains(expected);
  }

  @Test
  void readsViewsAsTheServerPrintsThem() throws URISyntaxException {
    // On 15 the view gives a column of a table, on 16 the name of a role.
    assertThat(outcome(plan(150_004, "select owner from v", PlanCache.NONE)))
        .isEqualTo("UNCLASSIFIED_COLUMN");
    assertThat(outcome(plan(160_001, "select owner from v", PlanCache.NONE))).contains("\"owner\"");
  }

  @Test
  void takesNoPlanOfAnotherVersion() throws URISyntaxException {
    Map<PlanCache.Key, PlanVariants> kept = new HashMap<>();
    PlanCache shared =
        new PlanCache() {
          @Override
          public @Nullable List<Verdict> find(Wanted wanted) {
            PlanVariants variants = kept.get(wanted.key());
            return variants == null ? null : variants.verdicts(wanted);
          }

          @Override
          public void keep(Key key, PlanTemplate template) {
            kept.put(key, PlanVariants.of(template));
          }
        };
    assertThat(outcome(plan(140_011, "select true", shared))).contains("\"bool\"");
    assertThat(outcome(plan(180_001, "select true", shared))).contains("\"?column?\"");
    assertThat(outcome(plan(140_011, "select true", shared))).contains("\"bool\"");
    assertThat(kept).hasSize(2);
  }

  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Forward forward -> forward.plan().sql();
      case Verdict.Refuse refuse -> refuse.reason().code().name();
      case Verdict.Perform perform -> perform.toString();
    };
  }

  private static Verdict plan(int version, String sql, PlanCache cache) throws URISyntaxException {
    Policy policy =
        switch (PolicyReader.read(
            Path.of(
                Objects.requireNonNull(ServerVersionTest.class.getResource("flow-policy"))
                    .toURI()))) {
          case PolicyResult.Loaded loaded -> loaded.policy();
          case PolicyResult.Rejected rejected ->
              throw new IllegalStateException(rejected.errors().toString());
        };
    Catalog catalog = catalog(version);
    Planner planner =
        new Planner(
            new Principal("portal_app", "shop", policy.forUser("portal_app").orElseThrow()),
            policy.classification(),
            catalog,
            () -> Optional.of(catalog),
            functions,
            systemRelations,
            cache);
    return planner.plan(new PlanRequest(sql, List.of("payment"), List.of(), true)).get(0);
  }

  private static Catalog catalog(int version) {
    return CatalogSnapshot.builder("shop", version)
        .type(type(16, "bool", 'B'))
        .type(type(19, "name", 'S'))
        .type(type(25, "text", 'S'))
        .type(type(1082, "date", 'D'))
        .relation(relation(20_000, "secret", Relation.Kind.TABLE, "system_user", null))
        .relation(
            relation(
                20_001,
                "v",
                Relation.Kind.VIEW,
                "owner",
                " SELECT system_user AS owner FROM payment.secret;"))
        .build();
  }

  private static PgType type(int oid, String name, char category) {
    return new PgType(oid, "pg_catalog", name, 'b', category, false, 0, -1, 0, 0, 0, false);
  }

  private static Relation relation(
      int oid, String name, Relation.Kind kind, String column, @Nullable String definition) {
    return new Relation(
        oid,
        "payment",
        name,
        kind,
        List.of(
            new dev.paravent.catalog.Column(
                column, 1, 25, -1, false, false, false, List.of(), true)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        definition);
  }
}
