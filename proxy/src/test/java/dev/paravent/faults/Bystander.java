package dev.paravent.faults;

import dev.paravent.attest.Account;
import dev.paravent.attest.Answer;
import dev.paravent.attest.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Another client, that asks the same over and over while faults happen to others. Thread-safe. */
@NullMarked
final class Bystander implements AutoCloseable {
  private static final String SIMPLE =
      "select nir, birth_date from care.person where id > 9000 order by id";

  private final RawClient client;
  private final Thread thread;
  private final List<String> troubles = new ArrayList<>(); // guarded by this
  private int asked; // guarded by this
  private long longestNanos; // guarded by this
  private volatile boolean ended;

  /** Logs in and begins. */
  Bystander(Account account) throws IOException {
    client = RawClient.login(account);
    if (client.answer().isClosed()) {
      throw new IOException("no login: " + client.answer().refusals());
    }
    client.takeAnswer();
    thread = Thread.ofPlatform().daemon().start(this::ask);
  }

  private void ask() {
    String first = "";
    try {
      while (!ended) {
        long before = System.nanoTime();
        client.add('Q', SIMPLE);
        client.add('P', "", SIMPLE, (short) 0).add('B', "", "", (short) 0, (short) 0, (short) 0);
        client.add('E', "", 0).add('S').send();
        client.await(2);
        Answer answer = client.takeAnswer();
        String visible = answer.visible();
        first = first.isEmpty() ? visible : first;
        boolean right = visible.equals(first) && answer.types().equals("TDDDDCZ12DDDDCZ");
        synchronized (this) {
          asked++;
          longestNanos = Math.max(longestNanos, System.nanoTime() - before);
          if (!right) {
            troubles.add(answer.types() + answer.refusals());
            return;
          }
        }
        Thread.sleep(5);
      }
    } catch (IOException | InterruptedException e) {
      synchronized (this) {
        troubles.add(e.toString());
      }
    }
  }

  /** What went wrong for it. */
  synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** How often it was answered. */
  synchronized int asked() {
    return asked;
  }

  /** How long it waited for an answer at most. */
  synchronized long longestMillis() {
    return longestNanos / 1_000_000;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    ended = true;
    thread.join(10_000);
    client.close();
  }
}
