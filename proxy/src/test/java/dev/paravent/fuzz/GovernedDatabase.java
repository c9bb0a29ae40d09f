package dev.paravent.fuzz;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Principal;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A server with one database, and planners of policies over it. */
final class GovernedDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Catalog catalog;

  /** Runs the scripts: the schema, and what fills it. */
  GovernedDatabase(String... scripts) throws IOException, SQLException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .start();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : scripts) {
        statement.execute(sql);
      }
    }
    catalog =
        new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
            .load("postgres");
  }

  int port() {
    return postgres.getPort();
  }

  static String resource(String name) {
    try (InputStream stream = GovernedDatabase.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Path folder(String name) throws URISyntaxException {
    URL folder = Objects.requireNonNull(GovernedDatabase.class.getResource(name), name);
    return Path.of(folder.toURI());
  }

  static Policy policy(String folder) throws URISyntaxException {
    return switch (PolicyReader.read(folder(folder))) {
      case PolicyResult.Loaded loaded -> loaded.policy();
      case PolicyResult.Rejected rejected ->
          throw new IllegalStateException(rejected.errors().toString());
    };
  }

  Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  Catalog catalog() {
    return catalog;
  }

  Planner planner(Policy policy, String user) {
    return new Planner(
        new Principal(user, "postgres", policy.forUser(user).orElseThrow()),
        policy.classification(),
        catalog,
        () -> Optional.of(catalog),
        FunctionInventory.load(),
        SystemRelations.load(),
        PlanCache.NONE);
  }

  Verdict judge(Policy policy, String user, String sql) {
    return planner(policy, user)
        .plan(new PlanRequest(sql, List.of("payment", "public"), List.of(), false))
        .getLast();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
