package dev.paravent.crypto;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The master keys of an installation; the primary one makes and resolves all tokens. Immutable.
 *
 * <p>Guarantees: every key is 32 bytes and not zero. Nothing of the material is in {@code
 * toString}.
 *
 * <p>Leaks: the material lives in the heap of this process, and so in its core dumps.
 */
public final class Keyset {

  private static final Secret DEVELOPMENT =
      new Secret(sha256("paravent development key: INSECURE, known to everybody"));

  private final List<MasterKey> keys;
  private final MasterKey primary;

  /**
   * @throws IllegalArgumentException if an id is given twice or the primary is not among the keys
   */
  Keyset(List<MasterKey> keys, int primaryId) {
    this.keys = List.copyOf(keys);
    Set<Integer> ids = new HashSet<>();
    for (MasterKey key : keys) {
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("keys: id " + key.id() + " given twice");
      }
    }
    this.primary =
        keys.stream()
            .filter(key -> key.id() == primaryId)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "primary: " + primaryId + " (expected: the id of one of the keys)"));
  }

  /**
   * A fixed key that everybody knows, for {@code --dev-keys}: demonstrations and tests only. It
   * protects nothing.
   */
  public static Keyset development() {
    return new Keyset(List.of(new MasterKey(1, LocalDate.of(2026, 1, 1), DEVELOPMENT)), 1);
  }

  /** A keyset of one new random key. */
  public static Keyset generate() {
    return generate(new SecureRandom(), LocalDate.now(ZoneOffset.UTC));
  }

  static Keyset generate(SecureRandom random, LocalDate today) {
    byte[] material = new byte[Secret.LENGTH];
    random.nextBytes(material);
    Keyset keyset = new Keyset(List.of(new MasterKey(1, today, new Secret(material))), 1);
    Arrays.fill(material, (byte) 0);
    return keyset;
  }

  /**
   * Reads a keyset file.
   *
   * @throws KeysetException if others than its owner may read it, or it is not a whole, valid
   *     keyset
   */
  public static Keyset read(Path file) throws KeysetException {
    return KeysetFile.read(file);
  }

  /**
   * Writes a new file that only its owner may read.
   *
   * @throws KeysetException if the file exists or cannot be written, or this is the development key
   */
  public void write(Path file) throws KeysetException {
    KeysetFile.write(this, file);
  }

  /** The version of the key that makes tokens. */
  public int version() {
    return primary.id();
  }

  /** Whether this is the key that everybody knows. */
  public boolean isDevelopment() {
    return keys.stream().anyMatch(key -> key.material().equals(DEVELOPMENT));
  }

  MasterKey primary() {
    return primary;
  }

  List<MasterKey> keys() {
    return keys;
  }

  @Override
  public String toString() {
    return "Keyset[primary=" + primary.id() + ", keys=" + keys.size() + "]";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
