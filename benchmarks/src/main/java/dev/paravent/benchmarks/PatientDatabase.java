package dev.paravent.benchmarks;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogSnapshot;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.Index;
import dev.paravent.catalog.OperatorDefinition;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Principal;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a planner sees of a database with one table of patients, without the database. */
final class PatientDatabase {
  private static final int BOOL = 16;
  private static final int INT8 = 20;
  private static final int INT4 = 23;
  private static final int TEXT = 25;
  private static final int DATE = 1082;

  private static final String POLICY =
      """
      apiVersion: paravent.dev/v1
      kind: Classification
      metadata: {name: planner-benchmark, owner: dpo@example.org}
      spec:
        columns:
          payment.patient.nir: fr.nir
          payment.patient.birth_date: birth-date
        public:
          - payment.patient.id
          - payment.patient.last_name
          - payment.claim
          - payment.insurer
          - payment.claim_line
          - payment.reading
        subject: {payment.patient: id}
        registry: {fr.nir: payment.patient.nir}
      ---
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: portal}
      spec:
        scope: role
        key: master
        classes:
          fr.nir: {face: "9"}
          birth-date: {face: past}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: portal, owner: dpo@example.org, expires: 2099-01-01}
      spec:
        principals: {users: [portal_app]}
        domain: portal
        searchPath: [payment]
        classes:
          fr.nir:
            {read: token, lookup: [token, clear], compare: [constant], write: [token, clear]}
          birth-date: {read: token, lookup: [token], compare: [constant], acceptDictionary: a benchmark}
      """;

  private PatientDatabase() {}

  static CatalogSnapshot catalog() {
    CatalogSnapshot.Builder builder = CatalogSnapshot.builder("payment", 180_000);
    builder.schema("pg_catalog").schema("payment");
    builder.type(type(BOOL, "bool", 'B'));
    builder.type(type(INT8, "int8", 'N'));
    builder.type(type(INT4, "int4", 'N'));
    builder.type(type(TEXT, "text", 'S'));
    builder.type(type(DATE, "date", 'D'));
    for (int type : List.of(BOOL, INT8, INT4, TEXT, DATE)) {
      builder.operator(new OperatorDefinition("pg_catalog", "=", type, type, BOOL, "internal"));
    }
    builder.relation(
        new Relation(
            16_384,
            "payment",
            "patient",
            Relation.Kind.TABLE,
            List.of(
                column("id", 1, INT8),
                column("nir", 2, TEXT),
                column("birth_date", 3, DATE),
                column("last_name", 4, TEXT)),
            List.of(
                new Index("patient_pkey", List.of(1), List.of(), List.of(), true, false),
                new Index("patient_nir_key", List.of(2), List.of(), List.of(), true, false)),
            List.of(),
            List.of(),
            List.of(),
            null));
    return builder.build();
  }

  private static PgType type(int oid, String name, char category) {
    return new PgType(oid, "pg_catalog", name, 'b', category, false, 0, -1, 0, 0, 0, false);
  }

  private static Column column(String name, int number, int type) {
    return new Column(name, number, type, -1, true, false, false, List.of(), true);
  }

  static Policy policy() throws IOException {
    Path bundle = Files.createTempDirectory("planner-benchmark");
    Path file = Files.writeString(bundle.resolve("policy.yaml"), POLICY);
    PolicyResult result = PolicyReader.read(bundle);
    Files.delete(file);
    Files.delete(bundle);
    return switch (result) {
      case PolicyResult.Loaded loaded -> loaded.policy();
      case PolicyResult.Rejected rejected ->
          throw new IllegalStateException(rejected.errors().toString());
    };
  }

  /** Decides for the portal. */
  static Planner planner(Policy policy, Catalog catalog, PlanCache cache) {
    return new Planner(
        new Principal("portal_app", "payment", policy.forUser("portal_app").orElseThrow()),
        policy.classification(),
        catalog,
        () -> Optional.of(catalog),
        FunctionInventory.load(),
        SystemRelations.load(),
        cache);
  }
}
