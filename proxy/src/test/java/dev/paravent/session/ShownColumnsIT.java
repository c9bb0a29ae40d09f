package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.cli.StartedProxy;
import dev.paravent.crypto.Generalisation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What the database's rows show where something stands for their values, in every protocol. */
@NullMarked
class ShownColumnsIT extends TokenFixture {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final Map<String, Generalisation> COARSE =
      Map.of(
          "sees_year", Generalisation.YEAR,
          "sees_decade", Generalisation.DECADE,
          "sees_five", Generalisation.AGE_BAND_5,
          "sees_ten", Generalisation.AGE_BAND_10);

  private static final Map<String, Generalisation> AGES =
      Map.of("sees_ages", Generalisation.AGE_BAND_5, "sees_wide_ages", Generalisation.AGE_BAND_10);

  private static StartedProxy shown;

  @BeforeAll
  static void startShowing(@TempDir Path directory) throws Exception {
    for (String user : COARSE.keySet()) {
      onServer("create role " + user + " login");
    }
    for (String user : AGES.keySet()) {
      onServer("create role " + user + " login");
    }
    onServer("create role sees_stone login");
    onServer(
        "create table reg.day (id int primary key, born date);"
            + "insert into reg.day select i, date '1900-01-01' + i from generate_series(0, 49672) i;"
            + "create index on reg.day (born);"
            + "create table reg.diary (id serial primary key, line text);"
            + "grant all on reg.day, reg.diary, reg.diary_id_seq to public");
    shown = start(directory, policy -> policyText());
  }

  @AfterAll
  static void stopShowing() {
    shown.close();
  }

  private static String policyText() {
    try (InputStream content =
        ShownColumnsIT.class.getResourceAsStream("/dev/paravent/session/shown/policy.yaml")) {
      return new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Connection as(String user, String mode) throws SQLException {
    return connect(shown, user, mode);
  }

  /** The least age of the band as crypto says it. */
  private static int band(Generalisation generalisation, int id, int thisYear) {
    LocalDate born = LocalDate.of(1900, 1, 1).plusDays(id);
    return generalisation.of(
        (int) ChronoUnit.DAYS.between(EPOCH, born),
        (int) ChronoUnit.DAYS.between(EPOCH, LocalDate.of(thisYear, 12, 31)));
  }

  @Test
  void everyAgeIsTheLeastOfItsBandInWhateverTimeZone() throws SQLException {
    for (Map.Entry<String, Generalisation> user : AGES.entrySet()) {
      for (String mode : MODES) {
        for (String zone : List.of("UTC", "Pacific/Kiritimati", "<early>+167")) {
          int wrong = 0;
          int rows = 0;
          try (Connection connection = as(user.getKey(), mode)) {
            update(connection, "set timezone to '" + zone + "'");
            try (PreparedStatement statement =
                connection.prepareStatement(
                    "select id, extract(year from age(born)), date_part('year', age(now(), born)),"
                        + " extract(year from age(current_date, born))::int,"
                        + " extract(year from now() at time zone 'UTC')::int"
                        + " from reg.day where id >= ?")) {
              statement.setInt(1, 0);
              try (ResultSet all = statement.executeQuery()) {
                assertThat(all.getMetaData().getColumnLabel(2)).isEqualTo("extract");
                assertThat(all.getMetaData().getColumnTypeName(2)).isEqualTo("numeric");
                assertThat(all.getMetaData().getColumnLabel(3)).isEqualTo("date_part");
                assertThat(all.getMetaData().getColumnTypeName(3)).isEqualTo("float8");
                assertThat(all.getMetaData().getColumnTypeName(4)).isEqualTo("int4");
                while (all.next()) {
                  rows++;
                  int expected = band(user.getValue(), all.getInt(1), all.getInt(5));
                  boolean right =
                      all.getBigDecimal(2).toPlainString().equals(String.valueOf(expected))
                          && all.getDouble(3) == expected
                          && all.getInt(4) == expected;
                  wrong += right ? 0 : 1;
                }
              }
            }
          }
          assertThat(rows).isEqualTo(49_673);
          assertThat(wrong).as(user.getKey() + mode + zone).isZero();
        }
      }
    }
  }

  @Test
  void agesOfWhatIsNoBirthDateAreNull() throws SQLException {
    for (String user : AGES.keySet()) {
      for (String mode : MODES) {
        try (Connection connection = as(user, mode)) {
          assertThat(
                  list(
                      connection,
                      "select extract(year from age(birth_date))::int from reg.person"
                          + " where id in (3, 11, 12, 13)"))
              .as(user + mode)
              .hasSize(4)
              .containsOnlyNulls();
        }
      }
    }
  }

  @Test
  void agesAreGroupedSortedAndComparedAsBands() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = as("sees_ages", mode)) {
        int thisYear =
            Integer.parseInt(
                Objects.requireNonNull(
                    one(connection, "select extract(year from now() at time zone 'UTC')::int")));
        NavigableMap<Integer, Integer> counts = new TreeMap<>();
        for (int id = 0; id < 49_673; id++) {
          counts.merge(band(Generalisation.AGE_BAND_5, id, thisYear), 1, Integer::sum);
        }
        assertThat(
                list(
                    connection,
                    "select count(*) from reg.day group by extract(year from age(born))::int"
                        + " order by extract(year from age(born))::int"))
            .containsExactlyElementsOf(texts(counts.values()));
        assertThat(
                list(
                    connection,
                    "select distinct date_part('year', age(born))::int from reg.day order by 1"))
            .containsExactlyElementsOf(texts(counts.keySet()));
        assertThat(
                one(
                    connection,
                    "select count(*) from reg.day where date_part('year', age(born)) >= 65"))
            .isEqualTo(sum(counts.tailMap(65)));
        assertThat(
                one(
                    connection,
                    "with d as (select extract(year from age(born))::int as age from reg.day)"
                        + " select count(*) from d where age between 20 and 64"))
            .isEqualTo(sum(counts.subMap(20, 65)));
        assertThatThrownBy(
                () ->
                    one(
                        connection,
                        "select count(*) from reg.day where date_part('year', age(born)) >= 18"))
            .hasMessageContaining("[PROTECTED_PREDICATE]")
            .hasMessageContaining("0, 5, 10 .. 90");
      }
    }
  }

  private static List<String> texts(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).toList();
  }

  private static String sum(Map<Integer, Integer> counts) {
    return String.valueOf(counts.values().stream().mapToInt(count -> count).sum());
  }

  /** Rows of one band come in no order that tells the day, though an index has it. */
  @Test
  void rowsOfOneBandComeInNoOrderOfTheirDays() throws SQLException {
    try (Connection connection = as("sees_ages", "")) {
      for (String sql :
          List.of(
              "select id from reg.day where extract(year from age(born)) between 60 and 64",
              "select id from reg.day where extract(year from age(born)) between 60 and 64"
                  + " order by extract(year from age(born))",
              "select id from reg.day where date_part('year', age(born)) >= 60"
                  + " order by date_part('year', age(born)) limit 1500")) {
        List<Integer> ids =
            list(connection, sql).stream()
                .map(id -> Integer.parseInt(Objects.requireNonNull(id)))
                .toList();
        assertThat(ids).hasSizeGreaterThan(1_400);
        long up = IntStream.range(1, ids.size()).filter(i -> ids.get(i) > ids.get(i - 1)).count();
        assertThat((double) up / ids.size()).as(sql).isBetween(0.4, 0.6);
      }
    }
  }

  /** The reference: what crypto says of the date, as the date that a column can hold. */
  private static LocalDate coarse(Generalisation generalisation, LocalDate born, int thisYear) {
    int lastDay = (int) ChronoUnit.DAYS.between(EPOCH, LocalDate.of(thisYear, 12, 31));
    int said = generalisation.of((int) ChronoUnit.DAYS.between(EPOCH, born), lastDay);
    boolean isAge =
        generalisation == Generalisation.AGE_BAND_5 || generalisation == Generalisation.AGE_BAND_10;
    return LocalDate.of(isAge ? thisYear - said : said, 1, 1);
  }

  @Test
  void everyDateIsAsCoarseAsPolicySays() throws SQLException {
    for (Map.Entry<String, Generalisation> user : COARSE.entrySet()) {
      for (String mode : MODES) {
        int wrong = 0;
        int rows = 0;
        try (Connection connection = as(user.getKey(), mode);
            PreparedStatement statement =
                connection.prepareStatement(
                    "select id, born, extract(year from now())::int from reg.day where id >= ?")) {
          statement.setInt(1, 0);
          try (ResultSet all = statement.executeQuery()) {
            while (all.next()) {
              rows++;
              LocalDate born = LocalDate.of(1900, 1, 1).plusDays(all.getInt(1));
              LocalDate expected = coarse(user.getValue(), born, all.getInt(3));
              wrong += expected.equals(all.getObject(2, LocalDate.class)) ? 0 : 1;
            }
          }
        }
        assertThat(rows).isEqualTo(49_673);
        assertThat(wrong).as(user.getKey() + mode).isZero();
      }
    }
  }

  @Test
  void whatIsNoBirthDateIsNull() throws SQLException {
    for (String user : COARSE.keySet()) {
      for (String mode : MODES) {
        try (Connection connection = as(user, mode)) {
          assertThat(
                  list(connection, "select birth_date from reg.person where id in (3, 11, 12, 13)"))
              .as(user + mode)
              .hasSize(4)
              .containsOnlyNulls();
        }
      }
    }
  }

  @Test
  void agesFromNinetyAreOneBand() throws SQLException {
    for (String user : List.of("sees_five", "sees_ten")) {
      try (Connection connection = as(user, "")) {
        assertThat(
                list(
                    connection,
                    "select distinct born from reg.day"
                        + " where born <= make_date(extract(year from now())::int - 90, 1, 1)"))
            .hasSize(1);
      }
    }
  }

  @Test
  void conditionsGroupsAndOrderSeeWhatIsShown() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = as("sees_year", mode)) {
        assertThat(one(connection, "select count(*) from reg.day where born = '1980-01-01'"))
            .isEqualTo("366");
        assertThat(one(connection, "select count(*) from reg.day where born = '1980-03-04'"))
            .isEqualTo("0");
        assertThat(
                one(
                    connection,
                    "select count(*) from reg.day where born > ?",
                    LocalDate.of(2034, 6, 1)))
            .isEqualTo("365");
        assertThat(one(connection, "select count(distinct born) from reg.day")).isEqualTo("136");
        assertThat(one(connection, "select max(born) from reg.day")).isEqualTo("2035-01-01");
        assertThat(
                list(
                    connection,
                    "select born from reg.day group by born order by born desc limit 2"))
            .containsExactly("2035-01-01", "2034-01-01");
        assertThat(one(connection, "select to_char(born, 'YYYY-MM-DD') from reg.day where id = 40"))
            .isEqualTo("1900-01-01");
      }
    }
  }

  /** Rows of one year come in no order that tells the day, though an index has it. */
  @Test
  void rowsOfOneYearComeInNoOrderOfTheirDays() throws SQLException {
    try (Connection connection = as("sees_year", "")) {
      List<String> ids =
          list(connection, "select id from reg.day where born = '1980-01-01' order by born")
              .stream()
              .map(Objects::requireNonNull)
              .toList();
      assertThat(ids).hasSize(366);
      assertThat(ids)
          .isNotEqualTo(
              ids.stream()
                  .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
                  .toList());
    }
  }

  @Test
  void constantsStandForEveryValueInEveryType() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = as("sees_year", mode)) {
        for (String column :
            List.of("nir", "nir_13", "nir_big", "nir_num", "nir_num15", "nir_any")) {
          assertThat(list(connection, "select " + column + " from reg.person"))
              .as(column + mode)
              .hasSize(6)
              .containsOnly("0");
        }
        assertThat(list(connection, "select trim(nir_char) from reg.person")).containsOnly("0");
        assertThat(list(connection, "select nir_list from reg.person")).containsOnlyNulls();
        assertThat(list(connection, "select nir_key from reg.person")).containsOnlyNulls();
        assertThat(list(connection, "select ssn from reg.identity")).containsOnly("it's *-*-*");
        assertThat(list(connection, "select secret from reg.identity")).containsOnlyNulls();
        assertThat(one(connection, "select count(*) from reg.person where nir_big = 1840375123456"))
            .isEqualTo("0");
      }
      try (Connection connection = as("sees_stone", mode)) {
        assertThat(list(connection, "select birth_date from reg.person"))
            .hasSize(6)
            .containsOnly("1901-01-01");
      }
    }
  }

  @Test
  void aConstantThatTheTypeCannotHoldIsRefused() throws SQLException {
    try (Connection connection = as("sees_ten", "")) {
      assertThat(list(connection, "select nir from reg.person")).containsOnly("none");
      assertThatThrownBy(() -> list(connection, "select nir_big from reg.person"))
          .hasMessageContaining("[UNSUPPORTED_CONSTRUCT]")
          .hasMessageContaining("nir_big");
    }
  }

  @Test
  void fieldsKeepTheirNamesAndTypes() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = as("sees_year", mode);
          PreparedStatement statement =
              connection.prepareStatement(
                  "select birth_date, nir_big, nir_13 as n from reg.person");
          ResultSet rows = statement.executeQuery()) {
        assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("birth_date");
        assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("date");
        assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("nir_big");
        assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("int8");
        assertThat(rows.getMetaData().getColumnLabel(3)).isEqualTo("n");
        assertThat(rows.getMetaData().getColumnTypeName(3)).isEqualTo("varchar");
      }
    }
  }

  @Test
  void copyCursorsAndReturningShowTheSame() throws SQLException, IOException {
    try (Connection connection = as("sees_year", "")) {
      ByteArrayOutputStream copied = new ByteArrayOutputStream();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy reg.person (id, birth_date, nir) to stdout", copied);
      assertThat(copied.toString(StandardCharsets.UTF_8))
          .contains("1\t1984-01-01\t0\n", "2\t1990-01-01\t0\n", "11\t\\N\t0\n")
          .doesNotContain("1984-03", "18403");
      connection.setAutoCommit(false);
      update(connection, "declare c cursor for select birth_date from reg.person where id = 2");
      assertThat(one(connection, "fetch all from c")).isEqualTo("1990-01-01");
      assertThat(
              one(
                  connection,
                  "insert into reg.person (id, birth_date) values (50, ?) returning birth_date",
                  LocalDate.of(1977, 7, 7)))
          .isEqualTo("1977-01-01");
      connection.rollback();
    }
  }

  @Test
  void whatIsShownOverwritesNothing() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = as("sees_year", mode)) {
        for (Object day : List.of(LocalDate.of(1984, 1, 1), "1984-01-01")) {
          assertThatThrownBy(
                  () ->
                      update(connection, "update reg.person set birth_date = ? where id = 1", day))
              .hasMessageContaining("[WRITE_NOT_ALLOWED]");
        }
        assertThatThrownBy(
                () ->
                    update(
                        connection, "update reg.person set birth_date = birth_date where id = 1"))
            .hasMessageContaining("[WRITE_NOT_ALLOWED]");
        assertThatThrownBy(
                () ->
                    update(
                        connection,
                        "insert into reg.diary (line) select birth_date::text from reg.person"))
            .hasMessageContaining("[PROTECTED_INTO_PUBLIC]");
        assertThat(update(connection, "update reg.person set note = 'Alice' where id = 1")).isOne();
      }
      assertThat(stored("birth_date", 1)).isEqualTo("1984-03-14");
    }
  }
}
