package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.cli.StartedProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** NIRs in columns of every type, the faces and ciphers of domains, in every protocol. */
@NullMarked
class TokenColumnsIT extends TokenFixture {
  private static final List<String> NUMBERS = List.of("nir_big", "nir_num", "nir_num15", "nir_any");
  private static final int NUMERIC = 1700;

  @ParameterizedTest
  @CsvSource({
    "nine, 9\\d{12}",
    "seven, [78][3-9]\\d{11}",
    "swap, 9\\d{12}",
    "escaping, 9\\d{12}",
  })
  void aNirHasOneTokenInEveryTypeAndProtocol(String user, String face) throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect(user, mode)) {
        for (int execution = 0; execution < 3; execution++) {
          String token = token(connection, "nir_big", 1);
          assertThat(token).as(user + mode).matches(face).isNotEqualTo("1840375123456");
          String key = "%02d".formatted(97 - Long.parseLong(token) % 97);
          assertThat(token(connection, "nir", 1)).isEqualTo(token);
          assertThat(token(connection, "nir_13", 1)).isEqualTo(token);
          assertThat(token(connection, "nir_char", 1)).isEqualTo(token + "  ");
          assertThat(token(connection, "nir_num", 1)).isEqualTo(token);
          assertThat(token(connection, "nir_num15", 1)).isEqualTo(token + key);
          assertThat(token(connection, "nir_any", 1)).isEqualTo(token + ".00");
          assertThat(one(connection, "select nir_key from reg.person where id = 1"))
              .as("without its partner")
              .isNull();
          assertThat(list(connection, "select nir_list from reg.person where id < 3 order by id"))
              .containsExactly(
                  "{" + token + "," + token(connection, "nir_num", 2) + "}",
                  "{" + token(connection, "nir_num", 2) + ",NULL}");
          assertThat(one(connection, "select nir_num from reg.person where id = 3")).isNull();
        }
      }
    }
  }

  @Test
  void theKeyBesideANumberIsThatOfItsToken() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("nine", mode);
          var statement =
              connection.prepareStatement("select nir_key, nir_big from reg.person where id = ?")) {
        for (int id = 1; id < 3; id++) {
          statement.setLong(1, id);
          try (var rows = statement.executeQuery()) {
            rows.next();
            String token = rows.getString(2);
            assertThat(rows.getLong(1))
                .as(mode)
                .isEqualTo(97 - Long.parseLong(token.substring(0, 13)) % 97);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"nine", "seven", "swap", "escaping"})
  void looksUpByTokenInEveryTypeAndProtocol(String user) throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect(user, mode)) {
        for (String column : NUMBERS) {
          String token = token(connection, column, 1);
          String by = "select id from reg.person where " + column + " = ";
          assertThat(one(connection, by + token)).as(user + mode + column).isEqualTo("1");
          assertThat(one(connection, by + "'" + token + "'")).isEqualTo("1");
          assertThat(one(connection, by + "?", new BigDecimal(token))).isEqualTo("1");
          assertThat(one(connection, by + "?", token)).isEqualTo("1");
          assertThat(one(connection, by + "?::numeric", token)).isEqualTo("1");
          if (!token.contains(".")) {
            assertThat(one(connection, by + "?", Long.valueOf(token))).isEqualTo("1");
            assertThat(one(connection, by + "?::bigint", Long.valueOf(token))).isEqualTo("1");
            assertThat(one(connection, by + "any(?)", arrayOf(connection, token))).isEqualTo("1");
            assertThat(one(connection, by + "any('{" + token + ",NULL}')")).isEqualTo("1");
          }
          String in = "select id from reg.person where " + column + " in (1, ?, -5) order by id";
          if (user.equals("seven")) {
            assertThat(list(connection, in, new BigDecimal(token))).containsExactly("1");
          } else {
            assertThatThrownBy(() -> list(connection, in, new BigDecimal(token)))
                .as("1 is a clear value")
                .hasMessageContaining("[CLEAR_LOOKUP_NOT_ALLOWED]");
          }
        }
        assertThat(list(connection, "select id from reg.person where nir_big = 9000000000001"))
            .isEmpty();
      }
    }
  }

  private static java.sql.Array arrayOf(Connection connection, String token) throws SQLException {
    return connection.createArrayOf("int8", new Long[] {Long.valueOf(token), null});
  }

  /** What pgjdbc does not send: numbers in the binary format of other types. */
  @Test
  void takesBinaryNumbersOfOtherTypes() throws IOException, SQLException {
    long token;
    try (Connection connection = connect("nine", "")) {
      token = Long.parseLong(token(connection, "nir_big", 1));
    }
    byte[] int8 = ByteBuffer.allocate(8).putLong(token).array();
    byte[] numeric = numeric(token);
    try (WireClient client = WireClient.login(proxy.address(), "nine")) {
      for (String column : List.of("nir_big", "nir_num", "nir_any")) {
        for (Object[] parameter :
            new Object[][] {
              {20, int8}, {NUMERIC, numeric}, {0, column.equals("nir_big") ? int8 : numeric}
            }) {
          client.add(
              'P',
              "",
              "select id from reg.person where " + column + " = $1",
              (short) 1,
              parameter[0]);
          byte[] value = (byte[]) parameter[1];
          client.add('B', "", "", (short) 1, (short) 1, (short) 1, value.length, value, (short) 0);
          String row =
              client.execute("", 0).sync().exchange(1).stream()
                  .map(WireClient.Message::text)
                  .filter(text -> text.endsWith("1"))
                  .findAny()
                  .orElse("none");
          assertThat(row).as(column + parameter[0]).endsWith("1");
        }
      }
      client.add('P', "", "select id from reg.person where nir_big = $1", (short) 1, NUMERIC);
      byte[] fraction = numeric(token);
      fraction[3] = 2; // the weight of the first digit
      client.add(
          'B', "", "", (short) 1, (short) 1, (short) 1, fraction.length, fraction, (short) 0);
      assertThat(client.execute("", 0).sync().exchange(1))
          .anySatisfy(message -> assertThat(message.text()).contains("MALFORMED_VALUE"));
      client.add('P', "", "select id from reg.person where nir_big = $1", (short) 1, 701);
      client.add('B', "", "", (short) 1, (short) 1, (short) 1, 8, int8, (short) 0);
      assertThat(client.execute("", 0).sync().exchange(1))
          .anySatisfy(message -> assertThat(message.text()).contains("MALFORMED_VALUE"));
    }
  }

  private static byte[] numeric(long number) {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    buffer.putShort((short) 4).putShort((short) 3).putInt(0);
    for (long unit = 1_000_000_000_000L; unit > 0; unit /= 10_000) {
      buffer.putShort((short) (number / unit % 10_000));
    }
    return buffer.array();
  }

  @Test
  void joinsAndGroupsColumnsOfNumbers() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("nine", mode)) {
        assertThat(
                one(
                    connection,
                    "select a.id from reg.person a join reg.person b on a.nir_big = b.nir_num"
                        + " where a.id = 1"))
            .isEqualTo("1");
        assertThat(
                one(
                    connection,
                    "select count(*) from (select nir_num::numeric, count(*) from reg.person"
                        + " where id < 3 group by 1) g"))
            .isEqualTo("2");
        assertThat(
                list(
                    connection,
                    "select nir_big from reg.person where id = 1 union"
                        + " select nir_num from reg.person where id = 1"))
            .containsExactly(token(connection, "nir_num", 1));
      }
    }
  }

  @Test
  void refusesWhatComputesOnNumbers() throws SQLException {
    try (Connection connection = connect("nine", "")) {
      for (String expression :
          List.of(
              "nir_big + 0",
              "- nir_big",
              "nir_big % 97",
              "nir_num / 1000000",
              "nir_big::text",
              "nir_big::int",
              "nir_num::bigint",
              "nir_num::numeric(4,-9)",
              "round(nir_any)",
              "nir_big::float8",
              "to_char(nir_big, '9')",
              "nir_big > 1900000000000",
              "nir_big between 1 and 2",
              "max(nir_num)",
              "sum(nir_big)",
              "nir_num = floor(1.5)",
              "nir_big = id",
              "nir_list[1] + 1")) {
        assertThatThrownBy(
                () -> list(connection, "select " + expression + " from reg.person where id = 1"))
            .as(expression)
            .hasMessageMatching("(?s).*\\[(PROTECTED_|CLEAR_)[A-Z_]+\\].*");
      }
    }
  }

  /** A cast must not tell one decoded value from another, by an error or by none. */
  @Test
  void aTokenIsNotCastToATypeThatHoldsSomeValuesOnly() throws SQLException {
    try (Connection connection = connect("seven", "")) {
      String token = token(connection, "nir", 1);
      for (String sql :
          List.of(
              "update reg.person set nir = ?::bigint where id = 1",
              "update reg.person set nir_big = ?::int where id = 1",
              "update reg.person set nir_big = ?::text where id = 1",
              "update reg.person set nir = ?::numeric::text where id = 1",
              "update reg.person set nir = cast(? as date) where id = 1")) {
        assertThatThrownBy(() -> update(connection, sql, token))
            .as(sql)
            .hasMessageContaining("[CONFLICTING_USE]");
      }
    }
  }

  @Test
  void writesOfTokensAreGuardedInEveryType() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("nine", mode)) {
        for (String column : NUMBERS) {
          String token = token(connection, column, 1);
          String before = stored(column, 1);
          String set = "update reg.person set " + column + " = ? where id = ";
          assertThat(update(connection, set + 1, new BigDecimal(token))).isOne();
          assertThat(stored(column, 1)).isEqualTo(before);
          assertThat(update(connection, set + 3, new BigDecimal(token)))
              .as("the registry knows it")
              .isOne();
          assertThat(token(connection, column, 3)).isEqualTo(token);
          assertThat(update(connection, "update reg.person set " + column + " = null where id = 3"))
              .isOne();
          assertThatThrownBy(() -> update(connection, set + 2, new BigDecimal("9123456789012")))
              .as(column)
              .hasMessageContaining("[TOKEN_UNKNOWN]");
        }
        String token = token(connection, "nir_num", 1);
        assertThat(
                update(
                    connection,
                    "insert into reg.person (id, nir_num, nir_big) values (21, ?, ?)",
                    new BigDecimal(token),
                    Long.valueOf(token)))
            .isOne();
        assertThat(stored("nir_num", 21)).isEqualTo("1840375123456");
        assertThat(stored("nir_big", 21)).isEqualTo("1840375123456");
        update(connection, "delete from reg.person where id = 21");
        assertThatThrownBy(
                () ->
                    update(
                        connection,
                        "insert into reg.person (id, nir_big) values (22, ?)",
                        1_840_375_123_456L))
            .hasMessageContaining("[WRITE_NOT_ALLOWED]");
      }
    }
  }

  /** Of numbers and of texts: a text that is no number must not make another error. */
  @ParameterizedTest
  @CsvSource({"nir_big", "nir_num"})
  void aRegistryMayBeAColumnOfNumbers(String registry, @TempDir Path directory) throws Exception {
    try (StartedProxy other =
            start(
                directory,
                policy ->
                    policy.replace(
                        "fr.nir: reg.person.nir,", "fr.nir: reg.person." + registry + ","));
        Connection connection = connect(other, "nine", "")) {
      for (String column : List.of("nir_big", "nir_num15", "nir_any", "nir", "nir_13")) {
        String token = token(connection, column, 1);
        String set = "update reg.person set " + column + " = ? where id = ";
        Object value =
            column.startsWith("nir_1") || column.equals("nir") ? token : new BigDecimal(token);
        assertThat(update(connection, set + 3, value)).as(column).isOne();
        update(connection, "update reg.person set " + column + " = null where id = 3");
        Object unknown =
            value instanceof String ? "9123456789012" : new BigDecimal("9123456789012");
        assertThatThrownBy(() -> update(connection, set + 2, unknown))
            .as(column)
            .hasMessageContaining("[TOKEN_UNKNOWN]");
      }
    }
  }

  /** What binds a token is the row that its date was read in, wherever its key stands. */
  @Test
  void aBoundDateHasOneTokenByWhicheverWayItIsRead() throws SQLException {
    String rows = "select birth_date, 2::bigint as other, id from reg.person where id ";
    for (String user : List.of("seven", "swap")) {
      for (String mode : MODES) {
        try (Connection connection = connect(user, mode)) {
          String token = token(connection, "birth_date", 1);
          assertThat(token(connection, "birth_date", 2)).isNotEqualTo(token);
          for (String sql :
              List.of(
                  rows + "= 1 union all " + rows + "< 0",
                  rows + "= 1 union " + rows + "< 0",
                  "select p.birth_date from (" + rows + "> 0) p where p.id = 1",
                  "with p as (" + rows + "> 0) select p.birth_date, p.other from p where id = 1",
                  "select birth_date, other from (" + rows + "= 1 union all " + rows + "< 0) p",
                  "select distinct birth_date, 2 as other, id from reg.person where id = 1",
                  "select birth_date, 2 as other from reg.person where id = 1 group by id, birth_date")) {
            assertThat(one(connection, sql)).as(sql).isEqualTo(token);
          }
        }
      }
    }
  }

  @Test
  void copiesNumbersOut() throws Exception {
    for (String user : List.of("nine", "seven", "swap")) {
      try (Connection connection = connect(user, "")) {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String columns = "nir_big, nir_num, nir_any, nir_list";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy.copyOut("copy (select " + columns + " from reg.person where id = 1) to stdout", out);
        String token = token(connection, "nir_big", 1);
        assertThat(out.toString(StandardCharsets.UTF_8))
            .isEqualTo(
                "%s\t%s\t%s.00\t{%s,%s}\n"
                    .formatted(token, token, token, token, token(connection, "nir_num", 2)));
        out.reset();
        copy.copyOut(
            "copy (select nir_big, nir_num from reg.person where id = 1) to stdout"
                + " (format binary)",
            out);
        ByteBuffer binary = ByteBuffer.wrap(out.toByteArray());
        assertThat(binary.getLong(19 + 2 + 4)).isEqualTo(Long.parseLong(token));
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1))
            .doesNotContain(
                new String(
                    ByteBuffer.allocate(8).putLong(1_840_375_123_456L).array(),
                    StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void domainsAndCiphersHaveTokensOfTheirOwn() throws SQLException {
    try (Connection nine = connect("nine", "");
        Connection swap = connect("swap", "");
        Connection seven = connect("seven", "")) {
      assertThat(
              List.of(
                  token(nine, "nir_big", 1), token(swap, "nir_big", 1), token(seven, "nir_big", 1)))
          .doesNotHaveDuplicates();
      assertThat(token(swap, "birth_date", 1)).matches("[2-4].*").isNotEqualTo("1984-03-14");
      assertThat(
              one(
                  swap,
                  "select id from reg.person where birth_date = ? and id = 1",
                  java.sql.Date.valueOf(token(swap, "birth_date", 1))))
          .isEqualTo("1");
    }
  }

  /** A clear date beside one clear NIR of the same row, which is a number here. */
  @Test
  void aNumberConfirmsADate() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect("seven", mode)) {
        String sql = "select id from reg.person where birth_date = ? and ";
        java.sql.Date born = java.sql.Date.valueOf("1984-03-14");
        assertThat(one(connection, sql + "nir_big = ?", born, 1_840_375_123_456L)).isEqualTo("1");
        assertThat(one(connection, sql + "nir_num = ?", born, 1_840_375_123_456L)).isEqualTo("1");
        assertThat(one(connection, sql + "nir_num = 1840375123456", born)).isEqualTo("1");
        long token = Long.parseLong(token(connection, "nir_big", 1));
        assertThatThrownBy(() -> one(connection, sql + "nir_big = ?", born, token))
            .hasMessageContaining("[CONFIRM_NEEDS_CLEAR_PAIR]");
      }
    }
  }
}
