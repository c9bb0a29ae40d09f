package dev.paravent.mustnotleak;

import dev.paravent.attest.Account;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** A real PostgreSQL with the care register, once with the canaries and once with decoys. */
@NullMarked
public final class LeakDatabase implements AutoCloseable {
  public static final String PASSWORD = "lantern";
  public static final String PLANTED = "care";
  static final String DECOY = "decoy";
  public static final String CATALOG_USER = "catalog_reader";

  /** Who logs in; those of the modes have the rights of desk_app. */
  private static final List<String> ROLES =
      List.of(
          "desk_app",
          "desk_owner",
          "steward",
          CATALOG_USER,
          "desk_veiled",
          "desk_blank",
          "desk_least",
          "desk_sorted",
          "desk_ward");

  private final EmbeddedPostgres postgres;

  private LeakDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static LeakDatabase start(Path directory) throws IOException, SQLException {
    Path data = directory.resolve("data");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.toFile())
            .setDataDirectory(data)
            .setServerConfig("max_connections", "60")
            .setServerConfig("max_prepared_transactions", "5")
            .start();
    LeakDatabase database = new LeakDatabase(postgres);
    try (Connection connection = database.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("set password_encryption = 'scram-sha-256'");
      for (String role : ROLES) {
        statement.execute("create role " + role + " login password '" + PASSWORD + "'");
      }
      statement.execute(
          "grant desk_app to desk_veiled, desk_blank, desk_least, desk_sorted, desk_ward");
      statement.execute("create role desk_admin login superuser password '" + PASSWORD + "'");
      statement.execute("create database " + PLANTED);
      statement.execute("create database " + DECOY);
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "host all postgres all trust\nlocal all all trust\nhost all all all scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
    }
    database.fill(PLANTED, Canary.PLANTED);
    database.fill(DECOY, Canary.DECOYS);
    return database;
  }

  private void fill(String name, List<Canary> canaries) throws SQLException, IOException {
    String values =
        canaries.stream()
            .map(
                canary ->
                    "(%d, '%s', '%s', date '%s')"
                        .formatted(canary.id(), canary.surname(), canary.nir(), canary.birthDate()))
            .collect(Collectors.joining(", "));
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute("grant create on database " + name + " to desk_owner");
      statement.execute(
          "create temp table canary as select * from (values "
              + values
              + ") v(id, surname, nir, birth_date)");
      statement.execute("grant select on canary to desk_owner");
      statement.execute(resource("schema.sql"));
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream stream = LeakDatabase.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource: none of the name " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The folder of the test's files. */
  public static Path folder(String name) {
    return Path.of("src/test/resources/dev/paravent/mustnotleak", name);
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?user=postgres");
  }

  public int port() {
    return postgres.getPort();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", postgres.getPort());
  }

  public static Account account(InetSocketAddress address, String user, String database) {
    return new Account(address, user, PASSWORD, database);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
