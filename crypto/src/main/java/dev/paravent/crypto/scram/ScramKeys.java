package dev.paravent.crypto.scram;

import java.util.Arrays;

/**
 * What logs in with one verifier: as good as the password for whoever has the same salt. Immutable.
 *
 * <p>Guarantees: nothing of it is in {@code toString}.
 */
public final class ScramKeys {
  private final byte[] salt;
  private final int iterations;
  private final byte[] clientKey;
  private final byte[] serverKey;

  ScramKeys(byte[] salt, int iterations, byte[] clientKey, byte[] serverKey) {
    this.salt = salt;
    this.iterations = iterations;
    this.clientKey = clientKey;
    this.serverKey = serverKey;
  }

  /** Computes the keys of a password. Slow, as it is meant to be. */
  static ScramKeys ofPassword(String password, byte[] salt, int iterations) {
    byte[] prepared = Passwords.prepared(password);
    byte[] salted = Hashes.iterated(prepared, salt, iterations);
    Arrays.fill(prepared, (byte) 0);
    ScramKeys keys =
        new ScramKeys(
            salt.clone(),
            iterations,
            Hashes.hmac(salted, "Client Key"),
            Hashes.hmac(salted, "Server Key"));
    Arrays.fill(salted, (byte) 0);
    return keys;
  }

  byte[] clientKey() {
    return clientKey;
  }

  byte[] serverKey() {
    return serverKey;
  }

  boolean fit(byte[] otherSalt, int otherIterations) {
    return iterations == otherIterations && Arrays.equals(salt, otherSalt);
  }

  @Override
  public String toString() {
    return "ScramKeys[withheld]";
  }
}
