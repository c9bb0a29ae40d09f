package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.StringWriter;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** End users of one database account, named by signed assertions. */
@NullMarked
class EndUserIT extends EndUserFixture {

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
  void everyEndUserHasTokensOfTheirOwn(String mode) throws Exception {
    try (Connection connection =
        connect("portal", "preferQueryMode", mode, "prepareThreshold", "1")) {
      String own = one(connection, READ);
      actFor(connection, "alice");
      String ofAlice = one(connection, READ);
      actFor(connection, "bob");
      String ofBob = one(connection, READ);
      assertThat(ofAlice).startsWith("9").isNotEqualTo(ofBob).isNotEqualTo(own);
      assertThat(ofBob).startsWith("9").isNotEqualTo(own);
      actFor(connection, "alice");
      assertThat(one(connection, READ)).isEqualTo(ofAlice);
      run(connection, "reset paravent.assertion");
      assertThat(one(connection, READ)).isEqualTo(own);
      actFor(connection, "bob");
      run(connection, "set paravent.assertion to default");
      assertThat(one(connection, READ)).isEqualTo(own);
      actFor(connection, "bob");
      run(connection, "set session \"Paravent\".ASSERTION to '" + assertion("alice") + "'");
      assertThat(one(connection, READ)).isEqualTo(ofAlice);
      run(connection, "discard all");
      assertThat(one(connection, READ)).isEqualTo(own);
      assertThat(ofAlice).isEqualTo(token("alice"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-1"})
  void preparedStatementsServeWhoeverRunsThem(String threshold) throws Exception {
    String ofAlice = token("alice");
    String ofBob = token("bob");
    try (Connection connection = connect("portal", "prepareThreshold", threshold);
        PreparedStatement look =
            connection.prepareStatement(
                "select nir, birth_date from payment.patient where nir = ? and id < 3")) {
      for (int round = 0; round < 3; round++) {
        actFor(connection, "alice");
        assertThat(found(look, ofAlice)).containsExactly(ofAlice, ofAlice);
        assertThat(found(look, ofBob)).isEmpty();
        actFor(connection, "bob");
        assertThat(found(look, ofBob)).containsExactly(ofBob, ofBob);
        assertThat(found(look, ofAlice)).isEmpty();
      }
    }
  }

  private static List<String> found(PreparedStatement look, String token) throws SQLException {
    List<String> found = new ArrayList<>();
    look.setString(1, token);
    try (ResultSet rows = look.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void preparedByNameServesWhoeverExecutesIt() throws Exception {
    String ofAlice = token("alice");
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      run(connection, "prepare look(text) as select nir from payment.patient where nir = $1");
      assertThat(one(connection, "execute look('" + ofAlice + "')")).isEqualTo(ofAlice);
      actFor(connection, "bob");
      assertThat(one(connection, "execute look('" + ofAlice + "')")).isNull();
      assertThat(one(connection, "execute look('" + token("bob") + "')")).isEqualTo(token("bob"));
    }
  }

  @Test
  void requiredMeansThatNothingTouchesDataWithoutIt() throws Exception {
    try (Connection connection = connect("strict")) {
      for (String refused :
          new String[] {
            READ,
            "select 1",
            "insert into payment.patient(id, name) values (1000, 'x')",
            "explain select 1",
            "copy payment.patient(id) to stdout",
            "copy payment.patient(id, nir) from stdin",
            "prepare p as select 1",
            "begin; declare c cursor for select 1",
            "create temp table t (a int)",
            "listen x",
            "lock payment.patient",
            "select relname from pg_catalog.pg_class"
          }) {
        assertThat(state(() -> run(connection, refused))).as(refused).isEqualTo("28000");
        run(connection, "rollback");
      }
      run(connection, "begin");
      run(connection, "set local statement_timeout = 1000");
      run(connection, "savepoint a");
      run(connection, "commit");
      assertThat(one(connection, "show application_name")).isNotNull();
      run(connection, "discard all");
      actFor(connection, "alice");
      assertThat(one(connection, READ)).startsWith("9");
      run(connection, "reset all");
      assertThat(state(() -> run(connection, READ))).isEqualTo("28000");
    }
  }

  @Test
  void unsignedClaimsRaiseNothing() throws Exception {
    try (Connection connection = connect("strict", "ApplicationName", "alice")) {
      run(connection, "set application_name = 'alice'");
      assertThat(state(() -> run(connection, READ + " /* sub=alice */"))).isEqualTo("28000");
    }
  }

  @Test
  void followsTransactionsAsPostgresDoes() throws Exception {
    String ofAlice = token("alice");
    String ofBob = token("bob");
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      connection.setAutoCommit(false);
      run(connection, "set local paravent.assertion = '" + assertion("bob") + "'");
      assertThat(one(connection, READ)).isEqualTo(ofBob);
      connection.commit();
      assertThat(one(connection, READ)).isEqualTo(ofAlice);
      connection.rollback();
      run(connection, "set local paravent.assertion = '" + assertion("bob") + "'");
      connection.rollback();
      assertThat(one(connection, READ)).isEqualTo(ofAlice);
      connection.commit();

      actFor(connection, "bob");
      assertThat(one(connection, READ)).isEqualTo(ofBob);
      connection.rollback();
      assertThat(one(connection, READ)).isEqualTo(ofAlice);

      Savepoint first = connection.setSavepoint();
      actFor(connection, "bob");
      Savepoint second = connection.setSavepoint();
      run(connection, "set local paravent.assertion to default");
      assertThat(one(connection, READ)).isEqualTo(token(null));
      connection.rollback(second);
      assertThat(one(connection, READ)).isEqualTo(ofBob);
      connection.rollback(first);
      assertThat(one(connection, READ)).isEqualTo(ofAlice);
      actFor(connection, "bob");
      connection.commit();
      assertThat(one(connection, READ)).isEqualTo(ofBob);
      connection.rollback();
      connection.setAutoCommit(true);
      assertThat(one(connection, READ)).isEqualTo(ofBob);
    }
  }

  @Test
  void failedTransactionsNameNobody() throws Exception {
    try (Connection connection = connect("portal")) {
      run(connection, "begin");
      assertThat(state(() -> run(connection, "select 1 / 0"))).isEqualTo("22012");
      assertThat(state(() -> actFor(connection, "alice"))).isEqualTo("25P02");
      run(connection, "rollback");
      assertThat(one(connection, READ)).isEqualTo(token(null));
      run(connection, "begin");
      actFor(connection, "alice");
      assertThat(state(() -> run(connection, "select 1 / 0"))).isEqualTo("22012");
      run(connection, "commit");
      assertThat(one(connection, READ)).isEqualTo(token(null));
    }
  }

  @Test
  void nothingFollowsInTheSameMessage() throws Exception {
    try (Connection connection = connect("portal", "preferQueryMode", "simple")) {
      String text = "set paravent.assertion = '" + assertion("alice") + "'; " + READ;
      assertThat(state(() -> run(connection, text))).isEqualTo("0A000");
      assertThat(one(connection, READ)).isEqualTo(token(null));
      String two =
          "set paravent.assertion = '%s'; set paravent.assertion = '%s'"
              .formatted(assertion("alice"), assertion("bob"));
      assertThat(state(() -> run(connection, two))).isEqualTo("0A000");
      assertThat(one(connection, READ)).isEqualTo(token(null));
      run(connection, "begin; set local paravent.assertion = '" + assertion("alice") + "'");
      assertThat(one(connection, READ)).isEqualTo(token("alice"));
      assertThat(state(() -> run(connection, "commit; " + READ))).isEqualTo("0A000");
      assertThat(one(connection, READ)).isEqualTo(token(null));
    }
  }

  @Test
  void cursorsAreClosedToOthers() throws Exception {
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      run(connection, "begin");
      run(connection, "declare c cursor for select nir from payment.patient");
      assertThat(one(connection, "fetch 1 from c")).isEqualTo(token("alice"));
      actFor(connection, "bob");
      assertThat(state(() -> run(connection, "fetch 1 from c"))).isEqualTo("55000");
      run(connection, "rollback");

      actFor(connection, "alice");
      run(connection, "declare h cursor with hold for select nir from payment.patient");
      assertThat(one(connection, "fetch 1 from h")).isEqualTo(token("alice"));
      actFor(connection, "alice");
      assertThat(one(connection, "fetch 1 from h"))
          .as("another assertion of the same end user")
          .isEqualTo(token("alice"));
      run(connection, "reset paravent.assertion");
      assertThat(state(() -> run(connection, "fetch 1 from h"))).isEqualTo("55000");
      run(connection, "close h");
    }
  }

  @Test
  void driversCursorsAreClosedToOthers() throws Exception {
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(10);
        try (ResultSet rows = statement.executeQuery("select nir from payment.patient")) {
          for (int i = 0; i < 10; i++) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(token("alice"));
          }
          actFor(connection, "bob");
          assertThat(state(rows::next)).isEqualTo("55000");
        }
      }
    }
  }

  @Test
  void temporaryTablesBelongToTheirEndUser() throws Exception {
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      run(connection, "create temp table mine (name text)");
      run(connection, "insert into mine values ('of alice')");
      actFor(connection, "bob");
      assertThat(state(() -> run(connection, "select name from mine"))).isEqualTo("42P01");
      run(connection, "create temp table mine (name text)");
      assertThat(one(connection, "select name from mine")).isNull();
      run(connection, "drop table mine");
      run(connection, "reset paravent.assertion");
      assertThat(state(() -> run(connection, "select name from mine"))).isEqualTo("42P01");
      actFor(connection, "alice");
      assertThat(one(connection, "select name from mine")).isEqualTo("of alice");
    }
  }

  @Test
  void endsWithItsAssertion() throws Exception {
    try (Connection connection = connect("portal");
        Statement cursor = connection.createStatement()) {
      String brief = remembered(issuer.assertion("alice", 2, ",\"ins\":1"));
      run(connection, "set paravent.assertion = '" + brief + "'");
      connection.setAutoCommit(false);
      cursor.setFetchSize(10);
      try (ResultSet rows = cursor.executeQuery("select nir from payment.patient")) {
        assertThat(rows.next()).isTrue();
        Thread.sleep(2_100);
        SQLException ended =
            catchThrowableOfType(
                SQLException.class,
                () -> {
                  while (rows.next()) {
                    // the first ten are here already
                  }
                });
        assertThat(ended.getSQLState()).isEqualTo("28000");
        assertThat(ended.getMessage()).contains("ASSERTION_EXPIRED");
      }
      connection.rollback();
      connection.setAutoCommit(true);
      assertThat(state(() -> run(connection, READ)))
          .as("the account does not act in the end user's stead")
          .isEqualTo("28000");
      assertThat(state(() -> run(connection, "set paravent.assertion = '" + brief + "'")))
          .isEqualTo("28000");
      assertThat(state(() -> run(connection, READ))).isEqualTo("28000");
      actFor(connection, "bob");
      assertThat(one(connection, READ)).isEqualTo(token("bob"));
    }
  }

  @Test
  void refusesWhatDoesNotCount() throws Exception {
    TestIssuer stranger = new TestIssuer("one");
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      for (String refused :
          new String[] {
            stranger.assertion("bob"),
            issuer.assertion("bob", 901, ",\"ins\":7"),
            issuer.assertion("bob", 900, ""),
            issuer.assertion("bob", 900, ",\"ins\":\"7\""),
            issuer.assertion("", 900, ",\"ins\":7"),
            issuer.assertion("bob\\u0000", 900, ",\"ins\":7"),
            issuer.assertion("bob\\u202e", 900, ",\"ins\":7"),
            issuer.assertion("bob\\ud800", 900, ",\"ins\":7"),
            issuer.assertion("b".repeat(256), 900, ",\"ins\":7"),
            issuer.assertion("bob", 900, ",\"ins\":7,\"sub\":\"carol\""),
            "no assertion",
            "",
            "x".repeat(20_000)
          }) {
        if (refused.length() > 20) {
          remembered(refused);
        }
        assertThat(state(() -> run(connection, "set paravent.assertion = '" + refused + "'")))
            .isEqualTo("28000");
        assertThat(one(connection, READ)).isEqualTo(token("alice"));
      }
      assertThat(state(() -> run(connection, "set paravent.assertion = a, b"))).isEqualTo("42501");
      assertThat(state(() -> run(connection, "set paravent.assertion = 1"))).isEqualTo("28000");
      assertThat(state(() -> run(connection, "set paravent.asserti0n = 'x'"))).isEqualTo("42501");
      assertThat(state(() -> run(connection, "set paravent.assertion from current")))
          .isEqualTo("0A000");
    }
  }

  @Test
  void givesNothingBack() throws Exception {
    try (Connection connection = connect("portal")) {
      actFor(connection, "alice");
      for (String asked :
          new String[] {
            "show paravent.assertion",
            "show all",
            "select current_setting('paravent.assertion')",
            "select current_setting('paravent.assertion', true)",
            "select set_config('paravent.assertion', 'x', false)"
          }) {
        assertThat(state(() -> run(connection, asked))).as(asked).startsWith("42");
      }
      assertThat(
              one(
                  connection,
                  "select count(*) from pg_catalog.pg_settings where name like 'paravent%'"))
          .isEqualTo("0");
    }
  }

  @Test
  void takesItAtStartUp() throws Exception {
    for (String user : new String[] {"portal", "strict"}) {
      try (Connection connection =
          connect(user, "options", "-c paravent.assertion=" + assertion("alice"))) {
        String token = one(connection, READ);
        assertThat(token).startsWith("9");
        if (user.equals("portal")) {
          assertThat(token).isEqualTo(token("alice"));
        }
        run(connection, "discard all");
        if (user.equals("portal")) {
          assertThat(one(connection, READ)).isEqualTo(token(null));
        } else {
          assertThat(state(() -> run(connection, READ))).isEqualTo("28000");
        }
      }
    }
    String forged = remembered(new TestIssuer("one").assertion("alice"));
    assertThat(state(() -> connect("portal", "options", "-c paravent.assertion=" + forged)))
        .isEqualTo("28000");
    String good = assertion("alice");
    assertThat(state(() -> connect("plain", "options", "-c paravent.assertion=" + good)))
        .isEqualTo("42501");
    assertThat(
            state(
                () ->
                    connect(
                        "portal",
                        "options",
                        "-c paravent.assertion=" + good + " -c PARAVENT.assertion=" + good)))
        .isEqualTo("42501");
  }

  @Test
  void policiesThatDoNotSpeakOfItTakeNone() throws Exception {
    try (Connection connection = connect("plain")) {
      assertThat(state(() -> actFor(connection, "alice"))).isEqualTo("42501");
      assertThat(state(() -> run(connection, "reset paravent.assertion"))).isEqualTo("42501");
      assertThat(one(connection, READ)).startsWith("9");
    }
  }

  @Test
  void accountsDoNotShareEndUsers() throws Exception {
    try (Connection connection = connect("strict")) {
      actFor(connection, "alice");
      assertThat(one(connection, READ)).isNotEqualTo(token("alice"));
    }
  }

  @Test
  void followsTheKeyFile() throws Exception {
    TestIssuer next = new TestIssuer("two");
    try (Connection connection = connect("portal")) {
      String byNext = remembered(next.assertion("alice"));
      String set = "set paravent.assertion = '" + byNext + "'";
      assertThat(state(() -> run(connection, set))).isEqualTo("28000");
      Files.writeString(keys, "{\"keys\":[%s,%s]}".formatted(issuer.jwk(), next.jwk()));
      proxy.reload();
      run(connection, set);
      assertThat(one(connection, READ)).isEqualTo(token("alice"));
      Files.writeString(keys, "broken");
      proxy.reload();
      run(connection, set);
      Files.writeString(keys, issuer.jwk());
      proxy.reload();
      assertThat(state(() -> run(connection, set))).isEqualTo("28000");
    }
  }

  @Test
  void tellsTheLogWhoActs() throws Exception {
    try (Connection connection = connect("portal")) {
      actFor(connection, "o\\\"neil");
      assertThat(one(connection, READ)).startsWith("9");
    }
    assertThat(LOG.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("event=acting_for user=portal database=postgres end_user=\"o\\\"neil\"");
  }

  @Test
  void copiesForWhoeverIsNamed() throws Exception {
    try (Connection connection = connect("portal")) {
      StringWriter copied = new StringWriter();
      actFor(connection, "bob");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (select nir from payment.patient where id = 1) to stdout", copied);
      assertThat(copied.toString().strip()).isEqualTo(token("bob"));
    }
  }
}
