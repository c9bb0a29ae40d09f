package dev.paravent.crypto.scram;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server keeps to check a password without knowing it, in PostgreSQL's form {@code
 * SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}. Immutable.
 *
 * <p>Guarantees: the password cannot be computed from it but by guessing. Nothing of it is in
 * {@code toString}.
 *
 * <p>Leaks: whoever has it and watches one login can log in; whoever has it can play the server.
 */
public final class ScramVerifier {
  /** A client has to do as many hashes; more than this would be an attack on it. */
  static final int MOST_ITERATIONS = 10_000_000;

  static final int LONGEST_SALT = 1024;

  /** PostgreSQL's own: SCRAM_SHA_256_DEFAULT_ITERATIONS. */
  public static final int DEFAULT_ITERATIONS = 4096;

  /** PostgreSQL's own: SCRAM_DEFAULT_SALT_LEN. */
  public static final int DEFAULT_SALT = 16;

  private static final Pattern FORM =
      Pattern.compile(
          "SCRAM-SHA-256\\$([0-9]{1,8}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

  private final int iterations;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;
  private final boolean isMock;

  private ScramVerifier(
      int iterations, byte[] salt, byte[] storedKey, byte[] serverKey, boolean isMock) {
    this.iterations = iterations;
    this.salt = salt.clone();
    this.storedKey = storedKey;
    this.serverKey = serverKey;
    this.isMock = isMock;
  }

  /**
   * Reads the text of {@code pg_authid.rolpassword}.
   *
   * @throws ScramException if it is something else, an MD5 hash for instance
   */
  public static ScramVerifier parse(String text) throws ScramException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw malformed("not SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey");
    }
    int iterations = Integer.parseInt(matcher.group(1));
    byte[] salt = base64(matcher.group(2));
    byte[] storedKey = base64(matcher.group(3));
    byte[] serverKey = base64(matcher.group(4));
    if (storedKey.length != Hashes.LENGTH || serverKey.length != Hashes.LENGTH) {
      throw malformed("a key is not 32 bytes");
    }
    requireBounds(iterations, salt);
    return new ScramVerifier(iterations, salt, storedKey, serverKey, false);
  }

  static void requireBounds(int iterations, byte[] salt) throws ScramException {
    if (iterations < 1 || iterations > MOST_ITERATIONS) {
      throw malformed("iterations: " + iterations + " (expected: 1 to " + MOST_ITERATIONS + ")");
    }
    if (salt.length < 1 || salt.length > LONGEST_SALT) {
      throw malformed("salt: " + salt.length + " bytes (expected: 1 to " + LONGEST_SALT + ")");
    }
  }

  private static byte[] base64(String text) throws ScramException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException broken) {
      throw malformed("broken Base64");
    }
  }

  private static ScramException malformed(String what) {
    return new ScramException(ScramException.Kind.MALFORMED, "verifier: " + what);
  }

  /** Makes the verifier of a password. Slow, as it is meant to be. */
  public static ScramVerifier ofPassword(String password, byte[] salt, int iterations) {
    ScramKeys keys = ScramKeys.ofPassword(password, salt, iterations);
    return new ScramVerifier(
        iterations, salt, Hashes.hash(keys.clientKey()), keys.serverKey(), false);
  }

  /**
   * What stands for a user that does not exist: always the same for one name, never right.
   *
   * @param secret known to nobody outside, else names could be told from each other
   */
  public static ScramVerifier mock(byte[] secret, String user, int iterations, int saltLength) {
    byte[] salt = new byte[saltLength];
    for (int at = 0; at < saltLength; at += Hashes.LENGTH) {
      byte[] block = Hashes.hmac(secret, "salt " + at + " " + user);
      System.arraycopy(block, 0, salt, at, Math.min(Hashes.LENGTH, saltLength - at));
    }
    return new ScramVerifier(
        iterations,
        salt,
        Hashes.hmac(secret, "stored key " + user),
        Hashes.hmac(secret, "server key " + user),
        true);
  }

  public int iterations() {
    return iterations;
  }

  public int saltLength() {
    return salt.length;
  }

  byte[] salt() {
    return salt;
  }

  byte[] storedKey() {
    return storedKey;
  }

  byte[] serverKey() {
    return serverKey;
  }

  boolean isMock() {
    return isMock;
  }

  /** The text that {@link #parse} reads. It is a secret: write it to files of mode 600 only. */
  public String encoded() {
    Base64.Encoder encoder = Base64.getEncoder();
    return "SCRAM-SHA-256$%d:%s$%s:%s"
        .formatted(
            iterations,
            encoder.encodeToString(salt),
            encoder.encodeToString(storedKey),
            encoder.encodeToString(serverKey));
  }

  boolean hasSameSalt(byte[] otherSalt, int otherIterations) {
    return iterations == otherIterations && Arrays.equals(salt, otherSalt);
  }

  @Override
  public String toString() {
    return "ScramVerifier[withheld]";
  }
}
