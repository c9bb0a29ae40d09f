package dev.paravent.cli;

import dev.paravent.catalog.CatalogUnavailableException;
import dev.paravent.catalog.VerifierQuery;
import dev.paravent.crypto.scram.ScramException;
import dev.paravent.crypto.scram.ScramVerifier;
import dev.paravent.session.auth.VerifierSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifiers that the database is asked for at each login, on one thread. Thread-safe. */
final class QueriedVerifiers implements VerifierSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueriedVerifiers.class);
  private static final int QUEUE = 256;

  private final List<VerifierQuery> servers;
  private int last; // the server that answered last; confined to the thread
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          task -> Thread.ofPlatform().daemon().name("verifiers").unstarted(task));

  /**
   * @param servers copies of one cluster; one that does not answer is passed over
   */
  QueriedVerifiers(List<VerifierQuery> servers) {
    this.servers = List.copyOf(servers);
  }

  @Override
  public CompletableFuture<Optional<ScramVerifier>> find(String user) {
    try {
      return CompletableFuture.supplyAsync(() -> parse(ask(user)), thread);
    } catch (RejectedExecutionException busy) {
      return CompletableFuture.failedFuture(busy);
    }
  }

  private Optional<String> ask(String user) {
    for (int tried = 1; true; tried++) {
      try {
        return servers.get(last).verifierOf(user);
      } catch (CatalogUnavailableException away) {
        last = (last + 1) % servers.size();
        if (tried == servers.size()) {
          throw away;
        }
      }
    }
  }

  /** A user without a usable verifier is one that does not exist. */
  private static Optional<ScramVerifier> parse(Optional<String> text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ScramVerifier.parse(text.get()));
    } catch (ScramException unusable) {
      LOG.warn("event=verifier_unusable reason=\"{}\"", unusable.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    servers.forEach(VerifierQuery::close);
  }
}
