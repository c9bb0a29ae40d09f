package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.xa.PGXADataSource;

/** Transactions in two phases, as an application server's manager has them, through pgjdbc. */
@NullMarked
class TwoPhaseIT extends ProxiedDatabase {

  private record Branch(byte number) implements Xid {
    @Override
    public int getFormatId() {
      return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1, number};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }

  private static XAConnection connect() throws SQLException {
    PGXADataSource source = new PGXADataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {proxy.address().getPort()});
    source.setDatabaseName(LeakDatabase.PLANTED);
    source.setUser("desk_app");
    source.setPassword(LeakDatabase.PASSWORD);
    source.setSocketTimeout(30);
    return source.getXAConnection();
  }

  private static String surname(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select surname from care.person where id = 9001")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void rename(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String sql = "update care.person set surname = '" + name + "' where id = 9001";
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  @Test
  void commitsAndRollsBackWhatWasPrepared() throws SQLException, XAException {
    XAConnection first = connect();
    XAConnection second = connect();
    try {
      Connection connection = first.getConnection();
      XAResource resource = first.getXAResource();
      String before = surname(connection);
      for (boolean commit : new boolean[] {false, true}) {
        Xid branch = new Branch((byte) (commit ? 1 : 0));
        resource.start(branch, XAResource.TMNOFLAGS);
        rename(connection, "In two phases");
        resource.end(branch, XAResource.TMSUCCESS);
        assertThat(resource.prepare(branch)).isEqualTo(XAResource.XA_OK);
        assertThat(surname(connection)).isEqualTo(before);
        // another session ends it, as a manager does that was started again
        XAResource other = second.getXAResource();
        if (commit) {
          other.commit(branch, false);
        } else {
          other.rollback(branch);
        }
        assertThat(surname(connection)).isEqualTo(commit ? "In two phases" : before);
      }
      rename(connection, before);
    } finally {
      first.close();
      second.close();
    }
  }

  @Test
  void judgesTheSessionBehindItByWhatTheServerDid() throws SQLException {
    XAConnection session = connect();
    try (Connection connection = session.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("begin");
      statement.execute("set local search_path = care");
      statement.execute("update person set surname = surname where id = 9002");
      statement.execute("prepare transaction 'of ''one'' session'");
      // the path of the transaction went with it
      assertThatThrownBy(() -> statement.execute("select id from person"))
          .isInstanceOfSatisfying(
              PSQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("42P01"));
      statement.execute("commit prepared 'of ''one'' session'");
      statement.execute("begin");
      assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
      statement.execute("prepare transaction 'failed'");
      assertThatThrownBy(() -> statement.execute("rollback prepared 'failed'"))
          .isInstanceOfSatisfying(
              PSQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("42704"));
      statement.execute("reset session authorization; reset role");
      statement.execute("set session authorization default");
      assertThatThrownBy(() -> statement.execute("set role none"))
          .hasMessageContaining("SETTING_NOT_ALLOWED");
    } finally {
      session.close();
    }
  }
}
