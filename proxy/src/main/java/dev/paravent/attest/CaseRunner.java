package dev.paravent.attest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs cases of one role in one protocol, in one session as long as it lives. */
public final class CaseRunner implements AutoCloseable {
  private final Account account;
  private final Protocol protocol;
  private final boolean rollsBack;
  private @Nullable RawClient client;

  /**
   * A runner that logs in with its first case.
   *
   * @param rollsBack whether each case runs in a transaction that is given up: without the proxy
   *     nothing stops it from changing the database
   */
  public CaseRunner(Account account, Protocol protocol, boolean rollsBack) {
    this.account = account;
    this.protocol = protocol;
    this.rollsBack = rollsBack;
  }

  /** Runs the steps; the answer to all of them, but not to the cleaning up. */
  public Answer run(List<String> steps) throws IOException {
    try {
      return answer(steps);
    } catch (IOException broken) {
      close();
      client = null;
      throw broken;
    }
  }

  private Answer answer(List<String> steps) throws IOException {
    RawClient current = client;
    if (current == null) {
      current = RawClient.login(account);
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

  private static void simply(RawClient client, String sql) throws IOException {
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
