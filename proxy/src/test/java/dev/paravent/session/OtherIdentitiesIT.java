package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Identities beside NIR and birth date, through the proxy. */
@NullMarked
class OtherIdentitiesIT extends TokenFixture {
  private static final Map<String, String> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("ssn", "[A-J]\\d\\d-\\d\\d-\\d{4}");
    SHAPES.put("niss", "\\d\\d\\.([1357]3|[13579][4-9])\\.\\d\\d-\\d{3}\\.\\d\\d|.*");
    SHAPES.put("dni", "[IO][A-Z]{2}\\d{5}[A-Z] ?");
    SHAPES.put("iban", "(GB\\d\\d[A-Z]{4}\\d{14}|FR\\d{12}[A-Z0-9]{11}\\d\\d)");
    SHAPES.put("card", "[01789]\\d{3} ?\\d{4} ?\\d{4} ?\\d{4}");
    SHAPES.put("code", "\\d{10}");
    SHAPES.put("secret", "pvt1\\.[A-Za-z0-9_-]+");
  }

  @Test
  void showsTokensAndLooksUpByThem() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("nine", mode)) {
        for (Map.Entry<String, String> shape : SHAPES.entrySet()) {
          for (int id = 1; id < 3; id++) {
            String column = shape.getKey();
            String token = show(connection, column, id);
            assertThat(token)
                .as(column + mode)
                .matches(shape.getValue())
                .isNotEqualTo(identity(column, id));
            assertThat(
                    one(connection, "select id from reg.identity where " + column + " = ?", token))
                .isEqualTo(Integer.toString(id));
            assertThat(
                    one(
                        connection,
                        "select id from reg.identity where "
                            + column
                            + " = any(array['"
                            + token
                            + "'])"))
                .isEqualTo(Integer.toString(id));
          }
          assertThat(
                  one(connection, "select " + shape.getKey() + " from reg.identity where id = 3"))
              .as("malformed, or the empty text")
              .satisfiesAnyOf(
                  shown -> assertThat(shown).isNull(),
                  shown -> assertThat(shown).startsWith("pvt1."));
        }
      }
    }
  }

  private static String show(Connection connection, String column, int id) throws SQLException {
    return Objects.requireNonNull(
        one(connection, "select " + column + " from reg.identity where id = " + id));
  }

  private static String identity(String column, int id) throws SQLException {
    try (Connection connection =
            java.sql.DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        var rows =
            connection
                .createStatement()
                .executeQuery("select " + column + " from reg.identity where id = " + id)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void classesOfFewValuesAreComparedWithConstantsAlone() throws SQLException {
    try (Connection connection = connect("nine", "")) {
      assertThat(list(connection, "select ssn from reg.identity where id < 3 group by ssn"))
          .hasSize(2);
      assertThat(
              one(
                  connection,
                  "select count(*) from reg.identity a join reg.identity b on a.iban = b.iban"))
          .isEqualTo("3");
      for (String column : List.of("code", "secret")) {
        assertThatThrownBy(
                () ->
                    list(connection, "select " + column + " from reg.identity group by " + column))
            .as(column)
            .hasMessageContaining("[PROTECTED_GROUP]");
        assertThatThrownBy(
                () ->
                    list(
                        connection,
                        "select a.id from reg.identity a join reg.identity b using ("
                            + column
                            + ")"))
            .as(column)
            .hasMessageContaining("[PROTECTED_COMPARE]");
      }
    }
  }

  /** Where a token is not told from a value, a clear value is taken for a token. */
  @Test
  void clearValuesOfUnrecognisableFacesFindNobody() throws SQLException {
    try (Connection connection = connect("nine", "")) {
      for (String column : List.of("iban", "code")) {
        assertThat(
                list(
                    connection,
                    "select id from reg.identity where " + column + " = ?",
                    identity(column, 1)))
            .isEmpty();
      }
      assertThat(one(connection, "select id from reg.identity where ssn = '219-09-9999'"))
          .isEqualTo("1");
      assertThatThrownBy(
              () -> list(connection, "select id from reg.identity where dni = '12345678Z'"))
          .hasMessageContaining("[CLEAR_LOOKUP_NOT_ALLOWED]");
    }
  }

  @Test
  void writesOfTokensAreGuarded() throws SQLException {
    try (Connection connection = connect("nine", "")) {
      String token = show(connection, "ssn", 1);
      assertThat(update(connection, "update reg.identity set ssn = ? where id = 1", token)).isOne();
      assertThat(identity("ssn", 1)).isEqualTo("219-09-9999");
      assertThatThrownBy(
              () -> update(connection, "update reg.identity set ssn = 'B00-00-0001' where id = 1"))
          .hasMessageContaining("[TOKEN_UNKNOWN]");
      assertThatThrownBy(
              () -> update(connection, "update reg.identity set iban = ? where id = 1", token))
          .hasMessageContaining("[WRITE_NOT_ALLOWED]");
    }
  }

  @Test
  void withoutFf1TheTokensAreOthers() throws SQLException {
    try (Connection swap = connect("swap", "");
        Connection nine = connect("nine", "")) {
      String token = show(swap, "ssn", 1);
      assertThat(token).matches("[A-J]\\d\\d-\\d\\d-\\d{4}").isNotEqualTo(show(nine, "ssn", 1));
      assertThat(one(swap, "select id from reg.identity where ssn = ?", token)).isEqualTo("1");
    }
  }
}
