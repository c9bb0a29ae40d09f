package dev.paravent.cli;

import dev.paravent.catalog.VerifierQuery;
import dev.paravent.crypto.scram.ScramException;
import dev.paravent.crypto.scram.ScramVerifier;
import dev.paravent.session.auth.VerifierSource;
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

  private final VerifierQuery query;
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          task -> Thread.ofPlatform().daemon().name("verifiers").unstarted(task));

  QueriedVerifiers(VerifierQuery query) {
    this.query = query;
  }

  @Override
  public CompletableFuture<Optional<ScramVerifier>> find(String user) {
    try {
      return CompletableFuture.supplyAsync(() -> parse(query.verifierOf(user)), thread);
    } catch (RejectedExecutionException busy) {
      return CompletableFuture.failedFuture(busy);
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
    query.close();
  }
}
