package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogSnapshot;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Index;
import dev.paravent.catalog.OperatorDefinition;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A catalog with patients, claims and a wide table, and a policy for it, without a database. */
@NullMarked
final class PatientCatalog {
  static final int WIDTH = 1_600;

  private static final String POLICY =
      """
      apiVersion: paravent.dev/v1
      kind: Classification
      metadata: {name: patients, owner: dpo@example.org}
      spec:
        columns:
          payment.patient.nir: fr.nir
          payment.patient.birth_date: birth-date
          payment.patient.payload: {json: {"$.nir": fr.nir, "$.a.b.c": birth-date}, public: ["$.d"]}
        public: [payment.patient.id, payment.patient.last_name, payment.claim, payment.wide]
        subject: {payment.patient: id}
        registry: {fr.nir: payment.patient.nir}
      ---
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: portal}
      spec:
        scope: role
        key: master
        classes: {fr.nir: {face: "9"}, birth-date: {face: past}}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: portal, owner: dpo@example.org, expires: 2099-01-01}
      spec:
        principals: {users: [portal_app]}
        domain: portal
        searchPath: [payment]
        classes:
          fr.nir: {read: token, lookup: [token, clear], write: [token, clear]}
          birth-date:
            {read: token, lookup: [token, confirm], write: [clear], acceptDictionary: a test}
      """;

  private PatientCatalog() {}

  static Policy policy() {
    return switch (PolicyReader.read(Map.of("policy.yaml", POLICY))) {
      case PolicyResult.Loaded loaded -> loaded.policy();
      case PolicyResult.Rejected rejected ->
          throw new IllegalStateException(rejected.errors().toString());
    };
  }

  static Catalog catalog() {
    return catalog(List.of());
  }

  /** The catalog with views of that many columns each, named v0 and so on. */
  static Catalog catalog(List<View> views) {
    CatalogSnapshot.Builder builder =
        CatalogSnapshot.builder("payment", 180_000).schema("pg_catalog").schema("payment");
    type(builder, 16, "bool", 'B');
    type(builder, 20, "int8", 'N');
    type(builder, 23, "int4", 'N');
    type(builder, 25, "text", 'S');
    type(builder, 1043, "varchar", 'S');
    type(builder, 1082, "date", 'D');
    type(builder, 1700, "numeric", 'N');
    type(builder, 3802, "jsonb", 'U');
    builder.relation(
        relation(
            16_384,
            "patient",
            List.of(
                column("id", 1, 20),
                column("nir", 2, 25),
                column("birth_date", 3, 1082),
                column("last_name", 4, 25),
                column("payload", 5, 3802)),
            List.of(
                new Index("patient_pkey", List.of(1), List.of(), List.of(), true, false),
                new Index("patient_nir", List.of(2), List.of(), List.of(), true, false)),
            null));
    builder.relation(
        relation(
            16_385,
            "claim",
            List.of(column("id", 1, 20), column("patient_id", 2, 20), column("note", 3, 25)),
            List.of(new Index("claim_pkey", List.of(1), List.of(), List.of(), true, false)),
            null));
    List<Column> wide = new ArrayList<>();
    for (int i = 1; i <= WIDTH; i++) {
      wide.add(column("w" + i, i, 25));
    }
    builder.relation(relation(16_386, "wide", wide, List.of(), null));
    for (View view : views) {
      List<Column> columns = new ArrayList<>();
      for (String name : view.columns()) {
        columns.add(column(name, columns.size() + 1, 25));
      }
      builder.relation(
          relation(20_000 + views.indexOf(view), view.name(), columns, List.of(), view.text()));
    }
    return builder.build();
  }

  /** A view of text columns. */
  record View(String name, List<String> columns, String text) {}

  private static void type(CatalogSnapshot.Builder builder, int oid, String name, char category) {
    builder.type(new PgType(oid, "pg_catalog", name, 'b', category, false, 0, -1, 0, 0, 0, false));
    for (String symbol : List.of("=", "<", "+", "||")) {
      builder.operator(new OperatorDefinition("pg_catalog", symbol, oid, oid, 16, "internal"));
    }
  }

  private static Relation relation(
      int oid, String name, List<Column> columns, List<Index> indexes, @Nullable String view) {
    return new Relation(
        oid,
        "payment",
        name,
        view == null ? Relation.Kind.TABLE : Relation.Kind.VIEW,
        columns,
        indexes,
        List.of(),
        List.of(),
        List.of(),
        view);
  }

  private static Column column(String name, int number, int type) {
    return new Column(name, number, type, -1, false, false, false, List.of(), true);
  }
}
