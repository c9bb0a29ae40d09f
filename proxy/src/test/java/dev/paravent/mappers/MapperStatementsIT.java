package dev.paravent.mappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What object-relational mappers send, captured from the real ones, comes out through the proxy as
 * at the server itself: the same SQLSTATE, columns and number of rows, under both bundles and with
 * nothing classified. What a bundle refuses is written beside the statement. With {@code
 * -Dparavent.mappers=FOLDER} the refusals of today are written there.
 */
@NullMarked
class MapperStatementsIT {
  private static MapperDatabase database;
  private static List<String> clearValues = List.of();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    database = MapperDatabase.start(directory);
    clearValues = database.clearValues();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hibernate",
        "django",
        "sqlalchemy",
        "activerecord",
        "node-mappers",
        "prisma",
        "mikro-orm",
        "spring",
        "doctrine"
      })
  void comesOutAsAtTheServer(String file) throws IOException {
    List<CapturedStatement> statements = CapturedStatement.read(file);
    assertThat(statements).hasSizeGreaterThan(60);
    List<String> names = new ArrayList<>(MapperDatabase.BUNDLES);
    names.add(MapperDatabase.OPEN);
    List<String> problems = new ArrayList<>();
    StringBuilder refusals = new StringBuilder();
    try (MapperSession direct = new MapperSession(database.direct())) {
      for (String name : names) {
        try (MapperSession governed = new MapperSession(database.proxy(name))) {
          for (CapturedStatement statement : statements) {
            MapperSession.Outcome expected = direct.run(statement);
            MapperSession.Outcome actual = governed.run(statement);
            String problem = compare(name, statement, expected, actual);
            if (!problem.isEmpty()) {
              problems.add(name + ": " + problem + "\n" + statement.sql());
              refusals.append(name).append('\t').append(actual.code()).append('\t');
              refusals.append(statement.sql().replace('\n', ' ')).append('\n');
            }
          }
        }
      }
    }
    String folder = System.getProperty("paravent.mappers");
    if (folder != null) {
      Files.writeString(Path.of(folder, file + ".refusals"), refusals);
    }
    assertThat(problems).isEmpty();
  }

  /** Mappers write whole rows back: tokens that they read come back into their own rows only. */
  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", "tiers-payant-strict"})
  void takesBackWholeRows(String bundle) throws SQLException {
    try (Connection connection = database.application(bundle)) {
      connection.setAutoCommit(false);
      Entity five = Entity.read(connection, 5);
      Entity six = Entity.read(connection, 6);
      assertThat(clearValues).doesNotContain(five.nir(), five.born());
      String before = stored(5);
      assertThat(five.write(connection, 5, "Brest")).isEqualTo(1);
      connection.commit();
      assertThat(stored(5)).isEqualTo(before);
      assertThat(Entity.read(connection, 5)).isEqualTo(five);
      Entity foreign = new Entity(five.nir(), five.nirKey(), six.born());
      assertThatThrownBy(() -> foreign.write(connection, 5, "Brest"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("TOKEN_UNKNOWN");
      connection.rollback();
      // of one's own row, but the statement does not say whose it is
      assertThatThrownBy(
              () -> {
                try (PreparedStatement update =
                    connection.prepareStatement(
                        "update payment.patient set birth_date = ?::date where id between 5 and 6")) {
                  update.setString(1, five.born());
                  update.executeUpdate();
                }
              })
          .isInstanceOf(SQLException.class);
      connection.rollback();
      assertThat(stored(5)).isEqualTo(before);
    }
  }

  private static String stored(long id) throws SQLException {
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select nir || nir_key || birth_date from payment.patient where id = " + id)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** What an entity holds of protected columns. */
  private record Entity(String nir, String nirKey, String born) {
    static Entity read(Connection connection, long id) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select nir, nir_key, birth_date from payment.patient where id = " + id)) {
        assertThat(row.next()).isTrue();
        return new Entity(row.getString(1), row.getString(2), row.getString(3));
      }
    }

    int write(Connection connection, long id, String city) throws SQLException {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update payment.patient set birth_date=?,city=?,nir=?,nir_key=? where id=?")) {
        update.setObject(1, LocalDate.parse(born));
        update.setString(2, city);
        update.setString(3, nir);
        update.setString(4, nirKey);
        update.setLong(5, id);
        return update.executeUpdate();
      }
    }
  }

  private static String compare(
      String bundle,
      CapturedStatement statement,
      MapperSession.Outcome expected,
      MapperSession.Outcome actual) {
    String refused = statement.refusals().get(bundle);
    if (refused != null) {
      return actual.code().equals(refused) ? "" : "expected " + refused + ", got " + actual.code();
    }
    if (!actual.state().equals(expected.state())) {
      return "%s %s instead of %s".formatted(actual.state(), actual.code(), expected.state());
    }
    if (!actual.names().equals(expected.names()) || actual.rows() != expected.rows()) {
      return "other columns or rows: %s %d instead of %s %d"
          .formatted(actual.names(), actual.rows(), expected.names(), expected.rows());
    }
    if (!bundle.equals(MapperDatabase.OPEN)) {
      for (String value : clearValues) {
        if (actual.text().contains(value)) {
          return "a clear value came back";
        }
      }
    }
    return "";
  }
}
