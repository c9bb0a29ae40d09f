package dev.paravent.mappers;

import dev.paravent.cli.StartedProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The tiers-payant database with a proxy for each bundle, and one with nothing classified. */
@NullMarked
final class MapperDatabase implements AutoCloseable {
  static final List<String> BUNDLES = List.of("tiers-payant", "tiers-payant-strict");
  static final String OPEN = "open";

  private final EmbeddedPostgres postgres;
  private final Map<String, StartedProxy> proxies = new LinkedHashMap<>();

  private MapperDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static MapperDatabase start(Path directory) throws Exception {
    Path data = directory.resolve("data");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.toFile())
            .setDataDirectory(data)
            .start();
    MapperDatabase database = new MapperDatabase(postgres);
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      statement.execute(resource("schema.sql"));
      Files.writeString(data.resolve("pg_hba.conf"), "host all all all trust\n");
      statement.execute("select pg_reload_conf()");
      statement.execute("analyze");
    }
    for (String bundle : BUNDLES) {
      database.serve(bundle, bundle(directory, bundle));
    }
    Path open = Files.createDirectory(directory.resolve(OPEN));
    Files.writeString(open.resolve("policy.yaml"), resource("open/policy.yaml"));
    database.serve(OPEN, open);
    return database;
  }

  /** The bundle as it is, and what the application has of its own. */
  private static Path bundle(Path directory, String name) throws IOException {
    Path copy = Files.createDirectory(directory.resolve(name));
    try (Stream<Path> files = Files.list(Path.of("..", "policies", name))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.writeString(copy.resolve("portal.yaml"), resource("portal.yaml"));
    return copy;
  }

  private void serve(String name, Path policies) throws Exception {
    proxies.put(
        name,
        StartedProxy.start(
            postgres.getPort(), "catalog_reader", "any", policies, UnaryOperator.identity()));
  }

  static String resource(String name) throws IOException {
    try (InputStream in = MapperDatabase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  InetSocketAddress direct() {
    return new InetSocketAddress("127.0.0.1", postgres.getPort());
  }

  InetSocketAddress proxy(String name) {
    StartedProxy proxy = proxies.get(name);
    if (proxy == null) {
      throw new IllegalArgumentException(name);
    }
    return proxy.address();
  }

  Connection owner() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  Connection application(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=portal_app&socketTimeout=30"
            .formatted(proxy(name).getPort()));
  }

  /** Every NIR and every birth date, as text. */
  List<String> clearValues() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = owner();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select nir::text, birth_date::text from payment.patient")) {
      while (rows.next()) {
        values.add(rows.getString(1));
        values.add(rows.getString(2));
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    proxies.values().forEach(StartedProxy::close);
    postgres.close();
  }
}
