package dev.paravent.session.auth;

import dev.paravent.crypto.scram.ScramVerifier;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the verifiers of users are. Thread-safe. */
public interface VerifierSource {
  /**
   * The verifier of a user; empty if there is none, fails if that cannot be said. Does not block;
   * takes as long for a user that does not exist.
   */
  CompletableFuture<Optional<ScramVerifier>> find(String user);

  /** What most verifiers look like, so that those of users that do not exist look the same. */
  default Shape usualShape() {
    return Shape.DEFAULT;
  }

  /** What a client sees of a verifier before it proves anything. */
  record Shape(int iterations, int saltLength) {
    /** What PostgreSQL makes. */
    public static final Shape DEFAULT =
        new Shape(ScramVerifier.DEFAULT_ITERATIONS, ScramVerifier.DEFAULT_SALT);
  }
}
