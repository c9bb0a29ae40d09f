package dev.paravent.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogSnapshotTest {
  private static final PgType TEXT =
      new PgType(25, "pg_catalog", "text", 'b', 'S', true, 0, -1, 0, 1009, 0, false);
  private static final Column NIR =
      new Column("nir", 1, 25, -1, true, false, false, List.of(), true);

  @Test
  void findsWhatWasAdded() {
    Relation patient = table(100, "patient", NIR);
    Routine lower = routine(870, 25);
    Routine lowerRange = routine(3848, 3831);
    OperatorDefinition equals = new OperatorDefinition("pg_catalog", "=", 25, 25, 16, "internal");
    CastDefinition cast = new CastDefinition(1043, 25, 'i', true, false);
    CatalogSnapshot catalog =
        CatalogSnapshot.builder("shop", 180000)
            .schema("empty")
            .type(TEXT)
            .relation(patient)
            .routine(lower)
            .routine(lowerRange)
            .operator(equals)
            .cast(cast)
            .build();
    assertThat(catalog.database()).isEqualTo("shop");
    assertThat(catalog.serverVersion()).isEqualTo(180000);
    assertThat(catalog.relation("payment", "patient")).contains(patient);
    assertThat(catalog.relation(100)).contains(patient);
    assertThat(catalog.relations()).containsExactly(patient);
    assertThat(catalog.type("pg_catalog", "text")).contains(TEXT);
    assertThat(catalog.type(25)).contains(TEXT);
    assertThat(catalog.routines("pg_catalog", "lower")).containsExactly(lower, lowerRange);
    assertThat(catalog.operators("=")).containsExactly(equals);
    assertThat(catalog.cast(1043, 25)).contains(cast);
    assertThat(catalog.hasSchema("payment")).isTrue();
    assertThat(catalog.hasSchema("empty")).isTrue();
  }

  @Test
  void findsNothingElse() {
    CatalogSnapshot catalog =
        CatalogSnapshot.builder("shop", 180000).relation(table(100, "patient", NIR)).build();
    assertThat(catalog.relation("payment", "Patient")).isEmpty();
    assertThat(catalog.relation("public", "patient")).isEmpty();
    assertThat(catalog.relation(101)).isEmpty();
    assertThat(catalog.type(25)).isEmpty();
    assertThat(catalog.routines("pg_catalog", "lower")).isEmpty();
    assertThat(catalog.operators("=")).isEmpty();
    assertThat(catalog.cast(25, 1043)).isEmpty();
    assertThat(catalog.hasSchema("public")).isFalse();
  }

  @Test
  void keepsOidsAboveTheSignBitApart() {
    CatalogSnapshot catalog =
        CatalogSnapshot.builder("shop", 180000)
            .cast(new CastDefinition(1, -2, 'i', true, false))
            .cast(new CastDefinition(0, -2, 'e', false, false))
            .build();
    assertThat(catalog.cast(1, -2).orElseThrow().context()).isEqualTo('i');
    assertThat(catalog.cast(0, -2).orElseThrow().context()).isEqualTo('e');
  }

  @Test
  void tellsGenerationByContent() {
    CatalogSnapshot one =
        CatalogSnapshot.builder("shop", 180000).relation(table(100, "patient", NIR)).build();
    CatalogSnapshot same =
        CatalogSnapshot.builder("shop", 180000).relation(table(100, "patient", NIR)).build();
    CatalogSnapshot renamed =
        CatalogSnapshot.builder("shop", 180000).relation(table(100, "person", NIR)).build();
    assertThat(one.generation()).isEqualTo(same.generation());
    assertThat(one.generation()).isNotEqualTo(renamed.generation());
  }

  @Test
  void refusesTwoRelationsOfOneName() {
    CatalogSnapshot.Builder builder =
        CatalogSnapshot.builder("shop", 180000)
            .relation(table(100, "patient", NIR))
            .relation(table(101, "patient", NIR));
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsPasswordOutOfText() {
    assertThat(CatalogSource.of("db", 5432, "reader", "hush")).asString().doesNotContain("hush");
  }

  private static Relation table(int oid, String name, Column... columns) {
    return new Relation(
        oid,
        "payment",
        name,
        Relation.Kind.TABLE,
        List.of(columns),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Routine routine(int oid, int argument) {
    return new Routine(
        oid,
        "pg_catalog",
        "lower",
        'f',
        List.of(argument),
        false,
        0,
        25,
        false,
        false,
        List.of(),
        List.of(),
        "internal");
  }
}
