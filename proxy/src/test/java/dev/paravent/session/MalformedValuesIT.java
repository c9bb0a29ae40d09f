package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Stored values that are not of their class: null, refused or escaped, and never clear. */
@NullMarked
class MalformedValuesIT extends TokenFixture {
  /** Columns and rows with a malformed value that has an escape in the column. */
  private static final Map<String, List<Integer>> ESCAPED = new LinkedHashMap<>();

  static {
    ESCAPED.put("nir", List.of(11, 12, 13));
    ESCAPED.put("nir_13", List.of(11, 13));
    ESCAPED.put("nir_char", List.of(11, 13));
    ESCAPED.put("nir_big", List.of(11, 12));
    ESCAPED.put("nir_num", List.of(11, 12, 13));
    ESCAPED.put("nir_num15", List.of(11, 12, 13));
    ESCAPED.put("nir_any", List.of(11, 12));
    ESCAPED.put("birth_date", List.of(11, 12, 13));
  }

  /** Those that have none: no room, below zero, a fraction. */
  private static final Map<String, Integer> NOT_ESCAPED =
      Map.of("nir_13", 12, "nir_char", 12, "nir_big", 13, "nir_any", 13);

  @Test
  void nullShowsNothing() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("nine", mode)) {
        for (String column : ESCAPED.keySet()) {
          assertThat(
                  list(
                      connection,
                      "select " + column + " from reg.person where id > 10 and id < 20"))
              .as(column + mode)
              .hasSize(3)
              .containsOnlyNulls();
        }
        assertThat(list(connection, "select nir_list from reg.person where id = 11"))
            .containsExactly("{NULL," + token(connection, "nir_big", 1) + "}");
      }
    }
  }

  @Test
  void refuseEndsTheSession() throws SQLException {
    for (String mode : MODES) {
      for (Map.Entry<String, List<Integer>> column : ESCAPED.entrySet()) {
        try (Connection connection = connect("refusing", mode)) {
          assertThatThrownBy(() -> token(connection, column.getKey(), column.getValue().getFirst()))
              .as(column + mode)
              .isInstanceOf(SQLException.class)
              .hasMessageNotContaining("inconnu")
              .hasMessageNotContaining("9999999999999");
        }
      }
    }
  }

  @Test
  void escapesAreNeitherClearNorTokens() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("escaping", mode)) {
        for (Map.Entry<String, List<Integer>> column : ESCAPED.entrySet()) {
          for (int id : column.getValue()) {
            String shown = token(connection, column.getKey(), id);
            assertThat(shown)
                .as(column.getKey() + id + mode)
                .isNotEqualTo(stored(column.getKey(), id))
                .doesNotMatch("[1-9]\\d{12}(\\d\\d)?(\\.0+)? *")
                .doesNotMatch("\\d{4}-\\d\\d-\\d\\d");
          }
        }
        for (Map.Entry<String, Integer> none : NOT_ESCAPED.entrySet()) {
          assertThat(
                  one(
                      connection,
                      "select " + none.getKey() + " from reg.person where id = " + none.getValue()))
              .as(none.getKey())
              .isNull();
        }
        assertThat(token(connection, "nir", 12)).startsWith("pve1.");
        assertThat(token(connection, "nir_13", 11)).hasSize(13);
        assertThat(token(connection, "nir_char", 13)).hasSize(15);
        assertThat(token(connection, "nir_any", 12)).matches("-\\d{1,13}\\.0");
        assertThat(token(connection, "nir_num", 11))
            .isEqualTo(token(connection, "nir_big", 11))
            .isEqualTo(token(connection, "nir_any", 11));
      }
    }
  }

  @Test
  void looksUpAndWritesByEscapes() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("escaping", mode)) {
        for (Map.Entry<String, List<Integer>> column : ESCAPED.entrySet()) {
          for (int id : column.getValue()) {
            lookUpAndWrite(connection, column.getKey(), id);
          }
        }
      }
    }
  }

  private static void lookUpAndWrite(Connection connection, String column, int id)
      throws SQLException {
    String escape = token(connection, column, id);
    String before = stored(column, id);
    boolean isNumber = escape.startsWith("-");
    Object value = isNumber ? new BigDecimal(escape) : escape;
    String cast = column.equals("birth_date") ? "?::date" : "?";
    String by = "select id from reg.person where " + column + " = ";
    String literal = isNumber ? escape : "'" + escape + "'";
    assertThat(list(connection, by + literal)).as(column + id).contains(Integer.toString(id));
    assertThat(list(connection, by + cast, value)).contains(Integer.toString(id));
    assertThat(list(connection, by.replace(" = ", " in (") + literal + ")"))
        .contains(Integer.toString(id));
    if (column.equals("nir_big")) {
      assertThat(list(connection, by + "?", Long.valueOf(escape))).contains(Integer.toString(id));
    }
    if (!column.equals("birth_date")) {
      String set = "update reg.person set " + column + " = " + cast + " where id = ";
      assertThat(update(connection, set + id, value)).isOne();
      assertThat(stored(column, id)).isEqualTo(before);
    }
    assertThat(token(connection, column, id)).isEqualTo(escape);
  }

  @Test
  void anEscapeOfNobodyIsNotWritten() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("escaping", mode)) {
        assertThatThrownBy(
                () -> update(connection, "update reg.person set nir_big = -77 where id = 11"))
            .hasMessageContaining("[TOKEN_UNKNOWN]");
        assertThatThrownBy(
                () ->
                    update(
                        connection, "update reg.person set nir = ? where id = 11", "~aaaaaaaaaaaa"))
            .hasMessageContaining("[TOKEN_UNKNOWN]");
        assertThat(list(connection, "select id from reg.person where nir_big = -77")).isEmpty();
        assertThatThrownBy(
                () -> list(connection, "select id from reg.person where nir = 'inconnu'"))
            .as("a malformed constant is a clear one")
            .hasMessageContaining("[CLEAR_LOOKUP_NOT_ALLOWED]");
      }
    }
  }

  @Test
  void escapesOfTwoDomainsDiffer() throws SQLException {
    try (Connection one = connect("escaping", "");
        Connection other = connect("escape_bound", "")) {
      for (Map.Entry<String, List<Integer>> column : ESCAPED.entrySet()) {
        for (int id : column.getValue()) {
          String escape = token(one, column.getKey(), id);
          assertThat(token(other, column.getKey(), id)).isNotEqualTo(escape);
        }
      }
      String foreign = token(one, "nir_big", 11);
      assertThat(list(other, "select id from reg.person where nir_big = ?", Long.valueOf(foreign)))
          .isEmpty();
    }
  }

  /** Where tokens are bound to the subject, so are escapes. */
  @Test
  void boundEscapesNeedTheirSubject() throws SQLException {
    for (String user : List.of("escape_bound", "swap")) {
      for (String mode : MODES) {
        try (Connection connection = connect(user, mode)) {
          String escape = token(connection, "birth_date", 11);
          assertThat(escape).matches("[1-3]\\d{4}-\\d\\d-\\d\\d");
          String by = "select id from reg.person where birth_date = ?::date";
          assertThat(one(connection, by + " and id = ?", escape, 11)).isEqualTo("11");
          assertThat(list(connection, by + " and id = ?", escape, 12)).isEmpty();
          assertThatThrownBy(() -> list(connection, by, escape))
              .hasMessageContaining("[LOOKUP_NOT_ALLOWED]");
        }
      }
    }
  }

  @Test
  void copiesEscapesOut() throws Exception {
    try (Connection connection = connect("escaping", "")) {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      copy.copyOut(
          "copy (select nir_13, nir_num, birth_date, nir_list from reg.person where id = 11)"
              + " to stdout (format csv, delimiter ';')",
          out);
      String line = out.toString(StandardCharsets.UTF_8).strip();
      assertThat(line)
          .endsWith(
              ";%s;%s;{%s,%s}"
                  .formatted(
                      token(connection, "nir_num", 11),
                      token(connection, "birth_date", 11),
                      token(connection, "nir_big", 11),
                      token(connection, "nir_big", 1)))
          .doesNotContain("inconnu")
          .doesNotContain("infinity");
    }
  }

  /** Other classes than the NIR, whose tokens and escapes are texts. */
  @Test
  void everyClassOfTextEscapes() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("escaping", mode)) {
        for (String column : List.of("ssn", "niss", "dni", "iban", "card", "code")) {
          String shown = one(connection, "select " + column + " from reg.identity where id = 3");
          if (column.equals("dni")) {
            assertThat(shown).as("13 characters do not fit char(10)").isNull();
            continue;
          }
          assertThat(shown).as(column + mode).matches("[^A-Za-z0-9 ][^ '\"\\\\]{12,}");
          assertThat(
                  one(
                      connection,
                      "select id from reg.identity where " + column + " = ?",
                      Objects.requireNonNull(shown)))
              .isEqualTo("3");
        }
      }
    }
  }
}
