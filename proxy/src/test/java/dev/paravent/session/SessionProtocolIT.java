package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.session.WireClient.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SessionProtocolIT extends SessionFixture {
  @Test
  void answersPipelinesInOrder() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String types =
          client
              .parse("a", "select 1")
              .describe('S', "a")
              .bind("", "a")
              .describe('P', "")
              .execute("", 0)
              .bind("", "a")
              .execute("", 0)
              .sync()
              .parse("", "select $1::int")
              .bind("", "", "7")
              .execute("", 0)
              .sync()
              .parse("", "select $1::int")
              .bind("", "", "8")
              .execute("", 0)
              .sync()
              .types(3);
      assertThat(types).isEqualTo("1tT2TDC2DCZI" + "12DCZI" + "12DCZI");
    }
  }

  /** A simple Query commits before it says that its last statement is complete. */
  @Test
  void completesAQueryOnlyWithItsCommit() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String twice = "insert into app.late values (1), (1)";
      assertThat(client.query(twice).types(1)).isEqualTo("EZI");
      assertThat(client.query("select 1; " + twice).types(1)).isEqualTo("TDCEZI");
      assertThat(client.query("insert into app.late values (2); select 1").types(1))
          .isEqualTo("CTDCZI");
      assertThat(client.query("begin").types(1)).isEqualTo("CZT");
      assertThat(client.query(twice).types(1)).isEqualTo("CZT");
      assertThat(client.query("commit").types(1)).isEqualTo("EZI");
      assertThat(client.parse("", twice).bind("", "").execute("", 0).sync().types(1))
          .isEqualTo("12CEZI");
    }
  }

  @Test
  void skipsToSyncAfterAnError() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String types =
          client
              .parse("", "select 1/(g - $1::int) from generate_series(1, 1) g")
              .bind("", "", "1")
              .execute("", 0)
              .parse("b", "select 2")
              .bind("", "b")
              .execute("", 0)
              .sync()
              .parse("b", "select 3")
              .bind("", "b")
              .execute("", 0)
              .sync()
              .types(2);
      assertThat(types).isEqualTo("12EZI" + "12DCZI");
      types =
          client
              .parse("", "refuse")
              .bind("", "")
              .execute("", 0)
              .sync()
              .bind("", "b")
              .execute("", 0)
              .sync()
              .types(2);
      assertThat(types).isEqualTo("EZI" + "2DCZI");
    }
  }

  @Test
  void answersNamesAsPostgresqlDoes() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.parse("s", "select 1").sync().types(1)).isEqualTo("1ZI");
      List<Message> twice = client.parse("s", "select 2").sync().exchange(1);
      assertThat(twice.get(0).field('C')).isEqualTo("42P05");
      assertThat(client.bind("", "s").execute("", 0).sync().types(1)).isEqualTo("2DCZI");
      assertThat(client.bind("", "none").sync().exchange(1).get(0).field('C')).isEqualTo("26000");
      assertThat(client.execute("none", 0).sync().exchange(1).get(0).field('C')).isEqualTo("34000");
      assertThat(client.add('C', 'S', "s").add('C', 'S', "s").sync().types(1)).isEqualTo("33ZI");
      assertThat(client.bind("", "s").sync().exchange(1).get(0).field('C')).isEqualTo("26000");
      assertThat(client.parse("s", "select 2").sync().types(1)).isEqualTo("1ZI");
      client.query("discard all").exchange(1);
      assertThat(client.bind("", "s").sync().exchange(1).get(0).field('C')).isEqualTo("26000");
    }
  }

  @Test
  void suspendsAndResumesPortals() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      client.query("begin").exchange(1);
      String types =
          client
              .parse("", "select generate_series(1, 3)")
              .bind("p", "")
              .flush()
              .execute("p", 2)
              .flush()
              .execute("p", 2)
              .sync()
              .types(1);
      assertThat(types).isEqualTo("12DDsDCZT");
      assertThat(client.bind("p", "").sync().exchange(1).get(0).field('C')).isEqualTo("42P03");
      client.query("rollback").exchange(1);
      assertThat(client.execute("p", 0).sync().exchange(1).get(0).field('C')).isEqualTo("34000");
    }
  }

  @Test
  void relaysEveryAuthentication() throws SQLException {
    for (String user : List.of("portal", "scram", "md5", "plain")) {
      try (Connection connection = connect(user, "");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select current_user")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo(user);
      }
    }
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/postgres?user=scram&password=wrong"
                        .formatted(address.getPort())))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void refusesUsersThatNoPolicyNames() {
    assertThatThrownBy(() -> connect("stranger", ""))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  @Test
  void relaysClearRolesAsTheyAre() throws SQLException {
    try (Connection connection = connect("postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select nir from app.patient where id = 1")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("1840375123456");
    }
  }

  @Test
  void cancelsStatementsOfBothRoles() throws Exception {
    for (String user : List.of("portal", "postgres")) {
      try (Connection connection = connect(user, "");
          Statement statement = connection.createStatement()) {
        CompletableFuture<Void> cancelled =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    Thread.sleep(300);
                    statement.cancel();
                  } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(10)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        cancelled.get();
      }
    }
  }

  @Test
  void refusesSettingsThatAreNotAllowed() throws IOException {
    String[][] refused = {
      {"client_encoding", "LATIN1"},
      {"DateStyle", "German"},
      {"options", "-c standard_conforming_strings=off"},
      {"options", "--search-path=secret\\ schema"},
      {"options", "-c session_preload_libraries=x"},
      {"replication", "database"},
      {"DateStyle", "ISO", "DateStyle", "German"},
      {"DateStyle", "ISO", "datestyle", "German"},
    };
    for (String[] parameters : refused) {
      try (WireClient client = new WireClient(address)) {
        client.startup("portal", parameters);
        List<Message> messages = client.until('E');
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).field('C')).isEqualTo("42501");
      }
    }
    try (WireClient client =
        WireClient.login(
            address, "portal", "DateStyle", "ISO, DMY", "options", "-c search_path=app")) {
      assertThat(client.query("show datestyle").exchange(1).get(1).text()).endsWith("ISO, DMY");
      assertThat(searchPath()).containsExactly("app");
    }
  }

  @Test
  void closesBrokenClientsOnly() throws IOException {
    try (WireClient neighbour = WireClient.login(address, "portal")) {
      byte[][] broken = {
        {'y', 0, 0, 0, 4},
        {'Q', 0, 0, 0, 2},
        {'Q', 0x7f, 0, 0, 0},
        {'Q', -1, 0, 0, 0},
        {'Q', 0, 0, 0, 5, 'x'},
        {'Q', 0, 0, 0, 8, 'x', 0, 'y', 0},
        {'Q', 0, 0, 0, 7, (byte) 0xff, (byte) 0xfe, 0},
        {'S', 0, 0, 0, 5, 1},
        {'p', 0, 0, 0, 5, 0},
      };
      for (byte[] bytes : broken) {
        try (WireClient client = WireClient.login(address, "portal")) {
          client.raw(bytes);
          List<Message> messages = client.until('Z');
          assertThat(WireClient.types(messages)).isEqualTo("E!");
          assertThat(messages.get(0).field('C')).isEqualTo("08P01");
        }
      }
      try (WireClient client = new WireClient(address)) {
        client.raw("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(client.until('E').get(0).field('C')).isEqualTo("08P01");
      }
      try (WireClient client = new WireClient(address)) {
        client.raw(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
        assertThat(client.nextByte()).isEqualTo('N');
        client.startup("portal");
        assertThat(client.until('Z').getLast().type()).isEqualTo('Z');
      }
      assertThat(neighbour.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  @Test
  void keepsFunctionCallsInStep() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      List<Message> messages =
          client.add('F', 1, (short) 0, (short) 0, (short) 0).query("select 1").exchange(2);
      assertThat(WireClient.types(messages)).isEqualTo("EZITDCZI");
      assertThat(messages.get(0).field('C')).isEqualTo("0A000");
      assertThat(client.add('d', "x").add('c').query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  @Test
  void plansLongTextsBesideTheEventLoop() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String longText = "select 1 /*" + "x".repeat(100_000) + "*/";
      assertThat(client.query(longText).query("select 1").types(2)).isEqualTo("TDCZITDCZI");
    }
  }

  @Test
  void saysWhenTheDatabaseIsAway() throws IOException {
    try (ProxyServer lost = server(new InetSocketAddress("127.0.0.1", 1))) {
      InetSocketAddress lostAddress = lost.start();
      for (String user : List.of("portal", "postgres")) {
        try (WireClient client = new WireClient(lostAddress)) {
          client.startup(user);
          assertThat(client.until('E').get(0).field('C')).isEqualTo("08001");
        }
      }
    }
  }

  @Test
  void returnsMuchDataAndTakesManyStatements() throws SQLException, IOException {
    try (Connection connection = connect("portal", "");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select repeat('x', 1000) from generate_series(1, 50000)")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(50_000);
    }
    try (WireClient client = WireClient.login(address, "portal")) {
      for (int i = 0; i < 20_000; i++) {
        client.parse("", "select 1").bind("", "").execute("", 0);
      }
      String types = client.sync().types(1);
      assertThat(types).isEqualTo("12DC".repeat(20_000) + "ZI");
    }
  }

  @Test
  void endsTheSessionWhenTheServerDoes() throws Exception {
    try (WireClient client = WireClient.login(address, "portal")) {
      Message row = client.query("select pg_backend_pid()").exchange(1).get(1);
      String processId = row.text().substring(6);
      database.execute("select pg_terminate_backend(" + processId + ")");
      List<Message> messages = client.until('Z');
      assertThat(WireClient.types(messages)).isEqualTo("E!");
      assertThat(messages.get(0).field('C')).isEqualTo("57P01");
    }
  }

  @Test
  void drainsRunningTransactionsBeforeItCloses() throws Exception {
    ProxyServer draining = server(database.address());
    InetSocketAddress drainingAddress = draining.start();
    try (WireClient idle = WireClient.login(drainingAddress, "portal");
        WireClient busy = WireClient.login(drainingAddress, "portal")) {
      busy.query("begin").exchange(1);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(draining::close);
      assertThat(idle.until('Z').get(0).field('C')).isEqualTo("57P01");
      assertThat(busy.query("select 1").types(1)).isEqualTo("TDCZT");
      busy.query("commit").send();
      assertThat(WireClient.types(busy.until('E'))).isEqualTo("CZIE");
      closing.get();
    }
  }

  @Test
  void takesOnlyShortMessagesBeforeLogin() throws IOException {
    try (WireClient client = new WireClient(address)) {
      client.startup("scram");
      client.until('R');
      client.raw(new byte[] {'Q', 0, 1, 0, 0});
      assertThat(client.until('E').getLast().field('C')).isEqualTo("08P01");
    }
  }
}
