package dev.paravent.session;

import dev.paravent.cli.StartedProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A register with values of every class and type, and the product as it is before it. */
@NullMarked
abstract class TokenFixture {
  /** How pgjdbc talks: the simple protocol, the extended one in text, and in binary. */
  static final List<String> MODES =
      List.of("&preferQueryMode=simple", "&prepareThreshold=0", "&prepareThreshold=-1");

  private static final List<String> USERS =
      List.of("nine", "seven", "swap", "refusing", "escaping", "escape_bound");

  static EmbeddedPostgres postgres;
  static StartedProxy proxy;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.toFile())
            .setDataDirectory(directory.resolve("data"))
            .start();
    for (String user : USERS) {
      onServer("create role " + user + " login");
    }
    onServer("create role catalog_reader login");
    onServer(resource("schema.sql"));
    proxy = start(directory.resolve("policy"), UnaryOperator.identity());
  }

  /** Another proxy before the same database, whose policy differs. */
  static StartedProxy start(Path policies, UnaryOperator<String> change) throws Exception {
    Files.createDirectories(policies);
    Files.writeString(
        policies.resolve("policy.yaml"), change.apply(resource("policy/policy.yaml")));
    return StartedProxy.start(
        postgres.getPort(), "catalog_reader", "", policies, UnaryOperator.identity());
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    postgres.close();
  }

  static String resource(String name) {
    try (InputStream content =
        TokenFixture.class.getResourceAsStream("/dev/paravent/tokens/" + name)) {
      return new String(
          Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void onServer(String sql) throws SQLException {
    try (Connection connection = direct();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A value of the database as it is stored. */
  static @Nullable String stored(String expression, int id) throws SQLException {
    try (Connection connection = direct();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select (" + expression + ")::text from reg.person where id = " + id)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection direct() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres");
  }

  static Connection connect(String user, String mode) throws SQLException {
    return connect(proxy, user, mode);
  }

  static Connection connect(StartedProxy to, String user, String mode) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&sslmode=disable%s"
            .formatted(to.address().getPort(), user, mode));
  }

  /** The first column of a query, as text. */
  static List<@Nullable String> list(Connection connection, String sql, Object... values)
      throws SQLException {
    List<@Nullable String> list = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String value = rows.getString(1);
          boolean isArray = value != null && value.startsWith("{");
          list.add(isArray ? value.replace("\"", "") : value); // pgjdbc quotes binary elements
        }
      }
    }
    return list;
  }

  static @Nullable String one(Connection connection, String sql, Object... values)
      throws SQLException {
    List<@Nullable String> list = list(connection, sql, values);
    if (list.size() != 1) {
      throw new AssertionError("rows: " + list.size());
    }
    return list.getFirst();
  }

  static String token(Connection connection, String column, int id) throws SQLException {
    return Objects.requireNonNull(
        one(connection, "select " + column + " from reg.person where id = " + id));
  }

  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
