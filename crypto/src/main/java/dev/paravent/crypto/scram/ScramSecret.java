package dev.paravent.crypto.scram;

import org.jspecify.annotations.Nullable;

/** What the client's half logs in with. Thread-safe. Nothing of it is in {@code toString}. */
public sealed interface ScramSecret {
  /**
   * The keys for this salt and count.
   *
   * @throws ScramException if the secret has none for them
   */
  ScramKeys keys(byte[] salt, int iterations) throws ScramException;

  /** A password. */
  static ScramSecret ofPassword(String password) {
    return new Password(password);
  }

  /** Keys that a client's proof gave away. */
  static ScramSecret ofKeys(ScramKeys keys) {
    return new Keys(keys);
  }

  /** Keeps the keys of the last salt: a server has one for a user until the password changes. */
  final class Password implements ScramSecret {
    private final String password;
    private volatile @Nullable ScramKeys last;

    private Password(String password) {
      this.password = password;
    }

    @Override
    public ScramKeys keys(byte[] salt, int iterations) {
      ScramKeys kept = last;
      if (kept == null || !kept.fit(salt, iterations)) {
        kept = ScramKeys.ofPassword(password, salt, iterations);
        last = kept;
      }
      return kept;
    }

    @Override
    public String toString() {
      return "Password[withheld]";
    }
  }

  /** Fits one salt only. */
  final class Keys implements ScramSecret {
    private final ScramKeys keys;

    private Keys(ScramKeys keys) {
      this.keys = keys;
    }

    @Override
    public ScramKeys keys(byte[] salt, int iterations) throws ScramException {
      if (!keys.fit(salt, iterations)) {
        throw new ScramException(
            ScramException.Kind.UNSUPPORTED,
            "the database has another verifier of this user than the proxy");
      }
      return keys;
    }

    @Override
    public String toString() {
      return "Keys[withheld]";
    }
  }
}
