package dev.paravent.mustnotleak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Runs cases of one role in one protocol, in one session as long as it lives. */
@NullMarked
final class CaseRunner implements AutoCloseable {
  private final InetSocketAddress address;
  private final String user;
  private final String database;
  private final Protocol protocol;
  private final boolean rollsBack;
  private @Nullable LeakClient client;

  /**
   * @param rollsBack whether each case runs in a transaction that is given up: without the proxy
   *     nothing stops it from changing the database
   */
  CaseRunner(
      InetSocketAddress address,
      String user,
      String database,
      Protocol protocol,
      boolean rollsBack) {
    this.address = address;
    this.user = user;
    this.database = database;
    this.protocol = protocol;
    this.rollsBack = rollsBack;
  }

  /** Runs the steps; the answer to all of them, but not to the cleaning up. */
  Answer run(List<String> steps) throws IOException {
    LeakClient current = client;
    if (current == null) {
      current = LeakClient.login(address, user, database);
      client = current;
    }
    if (rollsBack) {
      simply(current, "begin");
    }
    current.takeAnswer();
    for (String step : steps) {
      if (!current.answer().isClosed()) {
        protocol.send(current, step);
        current.await(1);
      }
    }
    Answer answer = current.takeAnswer();
    if (answer.isClosed()) {
      current.close();
      client = null;
    } else {
      if (rollsBack || answer.isInTransaction()) {
        simply(current, "rollback");
      }
      simply(current, "discard all");
    }
    return answer;
  }

  private static void simply(LeakClient client, String sql) throws IOException {
    client.add('Q', sql).send();
    client.await(1);
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }
}
