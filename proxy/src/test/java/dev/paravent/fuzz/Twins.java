package dev.paravent.fuzz;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Principal;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One server with two databases that differ only in protected values. Thread-safe. */
final class Twins implements AutoCloseable {
  static final String TRUTH = "truth";
  static final String DECOY = "decoy";
  private static final int OPEN_ROWS = 12;
  private static final String OPEN_READER = "open_reader";

  private final EmbeddedPostgres postgres;
  private final Decoy decoy = new Decoy();
  private final Policy policy;
  private final Catalog catalog;

  Twins() throws IOException, SQLException, URISyntaxException {
    postgres =
        EmbeddedPostgres.builder()
            // statistics of protected values would make the two plans differ
            .setServerConfig("autovacuum", "off")
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .start();
    execute("postgres", "CREATE ROLE " + OPEN_READER + " LOGIN");
    execute("postgres", "CREATE DATABASE empty");
    execute("empty", resource("schema.sql"));
    // copies of one database, so that they share their object identifiers
    for (String name : List.of(TRUTH, DECOY)) {
      execute("postgres", "CREATE DATABASE " + name + " TEMPLATE empty");
      execute(
          name,
          persons(name.equals(TRUTH) ? decoy.truth() : decoy.other())
              + openPart()
              + resource("population.sql"));
    }
    URL folder = Objects.requireNonNull(Twins.class.getResource("policy"));
    policy =
        switch (PolicyReader.read(Path.of(folder.toURI()))) {
          case PolicyResult.Loaded loaded -> loaded.policy();
          case PolicyResult.Rejected rejected ->
              throw new IllegalStateException(rejected.errors().toString());
        };
    catalog =
        new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
            .load(TRUTH);
  }

  private static String persons(List<Decoy.Person> persons) {
    StringBuilder sql =
        new StringBuilder("CREATE TEMP TABLE person (n int, nir text, nir_key text, born date);\n");
    for (int i = 0; i < persons.size(); i++) {
      Decoy.Person person = persons.get(i);
      sql.append(
          "INSERT INTO person VALUES (%d, '%s', '%s', '%s');\n"
              .formatted(i + 1, person.nir(), person.key(), person.born()));
    }
    return sql.toString();
  }

  /** True values in public relations of both databases: what meets them and must not shows. */
  private String openPart() {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < OPEN_ROWS; i++) {
      Decoy.Person person = decoy.truth().get(2 * i);
      sql.append(
          "INSERT INTO payment.calendar VALUES (%d, '%s', 'jour %d');\n"
              .formatted(i + 1, person.born(), i % 4));
      sql.append(
          "INSERT INTO payment.book VALUES (%d, '%s');\n"
              .formatted(i + 1, i % 2 == 0 ? person.nir() : person.nir() + person.key()));
    }
    return sql.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Twins.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Statements of sqlsmith over the tables of both, one half over those without protected columns.
   */
  List<String> sqlsmith(long count, long seed)
      throws IOException, InterruptedException, SQLException {
    execute(
        TRUTH,
        "DROP OWNED BY " + OPEN_READER + "; GRANT USAGE ON SCHEMA payment TO " + OPEN_READER);
    for (Source open : Tables.FUZZED.open()) {
      execute(TRUTH, "GRANT SELECT ON payment.%s TO %s".formatted(open.alias(), OPEN_READER));
    }
    List<String> statements = new ArrayList<>();
    for (String user : List.of(OPEN_READER, "postgres")) {
      statements.addAll(
          Sqlsmith.statements(postgres.getPort(), user, TRUTH, (count + 1) / 2, seed));
    }
    return statements;
  }

  Decoy decoy() {
    return decoy;
  }

  int port() {
    return postgres.getPort();
  }

  /** Lets a user read and write all of both databases. */
  void addClient(String user) throws SQLException {
    execute("postgres", "CREATE ROLE " + user + " LOGIN");
    for (String name : List.of(TRUTH, DECOY)) {
      execute(
          name,
          "GRANT USAGE ON SCHEMA payment TO %1$s; GRANT ALL ON ALL TABLES IN SCHEMA payment TO %1$s"
              .formatted(user));
    }
  }

  /**
   * Sets how the server reads, in sessions that begin from now on.
   *
   * @param settings parted by semicolons
   */
  void plan(String settings) throws SQLException {
    for (String name : List.of(TRUTH, DECOY)) {
      execute("postgres", "ALTER DATABASE " + name + " RESET ALL");
      for (String setting : settings.split("; ")) {
        execute("postgres", "ALTER DATABASE " + name + " SET " + setting);
      }
    }
  }

  Twin truth() throws SQLException {
    return new Twin(postgres.getPort(), TRUTH, false);
  }

  Twin decoyTwin() throws SQLException {
    return new Twin(postgres.getPort(), DECOY, true);
  }

  Planner planner(String user) {
    return new Planner(
        new Principal(user, TRUTH, policy.forUser(user).orElseThrow()),
        policy.classification(),
        catalog,
        () -> Optional.of(catalog),
        FunctionInventory.load(),
        SystemRelations.load(),
        PlanCache.NONE);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
