package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PGobject;

/** JSON columns with classified members, as pgjdbc and psql would use them, through the proxy. */
@NullMarked
class DocumentsIT extends ProxiedDatabase {
  private static final JsonMapper JSON = new JsonMapper();

  private static Connection governed(String more) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?user=desk_app&password=%s%s"
            .formatted(
                proxy.address().getPort(), LeakDatabase.PLANTED, LeakDatabase.PASSWORD, more));
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }

  private static String direct(String sql) throws SQLException {
    try (Connection connection = database.connect(LeakDatabase.PLANTED)) {
      return one(connection, sql);
    }
  }

  private static void change(String sql) throws SQLException {
    try (Connection connection = database.connect(LeakDatabase.PLANTED);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void showsTheSameDocumentInEveryFormat() throws Exception {
    String sql = "select details from care.visit where id = 900100";
    JsonNode stored = JSON.readTree(direct(sql));
    String token;
    String born;
    try (Connection connection = governed("")) {
      token = one(connection, "select nir15 from care.person where id = 9001");
      born = one(connection, "select birth_date from care.person where id = 9001");
    }
    for (String options : new String[] {"&preferQueryMode=simple", "&preferQueryMode=extended"}) {
      try (Connection connection = governed(options)) {
        JsonNode seen = JSON.readTree(one(connection, sql));
        assertThat(seen.at("/person/nir").textValue()).as(options).isEqualTo(token);
        assertThat(seen.at("/person/born").textValue()).isEqualTo(born);
        assertThat(seen.get("bill")).isEqualTo(stored.get("bill"));
        assertThat(
                one(
                    connection,
                    "select details #>> '{person,nir}' from care.visit where id = 900100"))
            .isEqualTo(token);
      }
    }
    try (Connection connection = governed("&binaryTransferEnable=3802&prepareThreshold=-1");
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      byte[] binary = rows.getBytes(1);
      assertThat(binary[0]).isEqualTo((byte) 1);
      JsonNode seen = JSON.readTree(binary, 1, binary.length - 1);
      assertThat(seen.at("/person/nir").textValue()).isEqualTo(token);
    }
    try (Connection connection = governed("")) {
      StringWriter copied = new StringWriter();
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      copy.copyOut("copy (" + sql + ") to stdout", copied);
      assertThat(
              JSON.readTree(copied.toString().replace("\\\\", "\\")).at("/person/nir").textValue())
          .isEqualTo(token);
    }
  }

  @Test
  void looksUpByAMemberAndByItsToken() throws SQLException {
    String nir15 = direct("select nir15 from care.person where id = 9001");
    try (Connection connection = governed("")) {
      String token = one(connection, "select nir15 from care.person where id = 9001");
      for (String value : new String[] {nir15, token}) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "select id, details ->> 'bill' from care.visit"
                    + " where details -> 'person' ->> 'nir' = ?")) {
          statement.setString(1, value);
          try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(900100);
            assertThat(rows.getString(2)).isEqualTo("B9001");
            assertThat(rows.next()).isFalse();
          }
        }
      }
    }
  }

  @Test
  void nullsWhatNobodyNamesAndWhatIsMalformed() throws Exception {
    change(
        """
        update care.visit set details = '{"person": {"nir": "not a number", "born": "1984-02-30",
          "phone": "06"}, "bill": {"n": 1.50}, "memo": {"nir": "184037512345643"}}' where id = 100
        """);
    try (Connection connection = governed("")) {
      assertThat(JSON.readTree(one(connection, "select details from care.visit where id = 100")))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"person": {"nir": null, "born": null, "phone": null}, "bill": {"n": 1.50},
                   "memo": null}
                  """));
      assertThat(
              one(connection, "select details -> 'memo' ->> 'nir' from care.visit where id = 100"))
          .isEqualTo("null");
      assertThat(
              one(connection, "select details #>> '{person,nir}' from care.visit where id = 100"))
          .isEqualTo("null");
    }
  }

  @Test
  void writesWhatThePolicyLetsEnterADocument() throws SQLException {
    String nir15 = direct("select nir15 from care.person where id = 9001");
    try (Connection connection = governed("")) {
      String token = one(connection, "select nir15 from care.person where id = 9001");
      String sql = "update care.visit set details = ? where id = 200";
      for (String value : new String[] {nir15, token}) {
        change("update care.visit set details = null where id = 200");
        write(connection, sql, "{\"person\": {\"nir\": \"" + value + "\", \"fax\": 1}}");
        assertThat(direct("select details #>> '{person,nir}' from care.visit where id = 200"))
            .isEqualTo(nir15);
      }
      // a token that stands for nobody: the one of another number
      String foreign = "9" + "1".repeat(12);
      assertThatThrownBy(
              () -> write(connection, sql, "{\"person\": {\"nir\": \"" + foreign + "\"}}"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getMessage()).contains("token"));
      assertThatThrownBy(() -> write(connection, sql, "{\"person\": {\"fax\": null}}"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      assertThatThrownBy(() -> write(connection, sql, "{\"person\": "))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"));
    }
  }

  private static void write(Connection connection, String sql, String json) throws SQLException {
    PGobject document = new PGobject();
    document.setType("jsonb");
    document.setValue(json);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, document);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
