package dev.paravent.crypto;

import dev.paravent.crypto.kek.KeyEncryptionKey;
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
 * The master keys of an installation. The primary one makes and resolves the tokens of every name
 * that is not assigned to another. Immutable.
 *
 * <p>Guarantees: every key is 32 bytes and not zero, every assignment is to one of them. Nothing of
 * the material is in {@code toString}.
 *
 * <p>Leaks: the material lives in the heap of this process, and so in its core dumps.
 */
public final class Keyset {

  private static final Secret DEVELOPMENT =
      new Secret(sha256("paravent development key: INSECURE, known to everybody"));

  private static final byte[] LOGIN_SALT =
      "paravent mock logins".getBytes(StandardCharsets.US_ASCII);

  private final List<MasterKey> keys;
  private final MasterKey primary;
  private final Assignments assignments;

  Keyset(List<MasterKey> keys, int primaryId) {
    this(keys, primaryId, Assignments.NONE);
  }

  /**
   * @throws IllegalArgumentException if an id is given twice, or the primary or an assigned one is
   *     not among the keys
   */
  Keyset(List<MasterKey> keys, int primaryId, Assignments assignments) {
    this.keys = List.copyOf(keys);
    Set<Integer> ids = new HashSet<>();
    for (MasterKey key : keys) {
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("keys: id " + key.id() + " given twice");
      }
    }
    if (!ids.contains(primaryId)) {
      throw new IllegalArgumentException(
          "primary: " + primaryId + " (expected: the id of one of the keys)");
    }
    if (!ids.containsAll(assignments.keyIds().values())) {
      throw new IllegalArgumentException("assignments: to no key (expected: ids of the keys)");
    }
    this.assignments = assignments;
    this.primary = key(primaryId);
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
    return new Keyset(List.of(new MasterKey(1, today, secret(random))), 1);
  }

  /**
   * Reads a keyset file that no key-encryption key wraps.
   *
   * @throws KeysetException if others than its owner may read it, it is not a whole, valid keyset,
   *     or it is wrapped
   */
  public static Keyset read(Path file) throws KeysetException {
    return KeysetFile.read(file);
  }

  /**
   * Opens a wrapped keyset file, to make tokens.
   *
   * @param today the day that {@code retireAfter} is judged by
   * @throws KeysetException if others than its owner may read it, it is not wrapped, the
   *     key-encryption key is not at hand or another, anything in the file was changed, or a key
   *     that is past its {@code retireAfter} is still primary or assigned
   */
  public static Keyset read(Path file, KeyEncryptionKey kek, LocalDate today)
      throws KeysetException {
    Keyset keyset = open(file, kek);
    keyset.requireCurrent(file, today);
    return keyset;
  }

  /** Opens a wrapped keyset file, to change it: no key is too old for that. */
  public static Keyset open(Path file, KeyEncryptionKey kek) throws KeysetException {
    return KeysetFile.open(file, kek);
  }

  /**
   * Writes a new file that only its owner may read, and that nothing wraps.
   *
   * @throws KeysetException if the file exists or cannot be written, this is the development key,
   *     or there are assignments and dates, which take a wrapped file
   */
  public void write(Path file) throws KeysetException {
    KeysetFile.write(this, file);
  }

  /** Writes a new wrapped file that only its owner may read. */
  public void write(Path file, KeyEncryptionKey kek) throws KeysetException {
    KeysetFile.write(this, file, kek);
  }

  /** Replaces a keyset file by this one, wrapped, in one step: the old file or the new one. */
  public void replace(Path file, KeyEncryptionKey kek) throws KeysetException {
    KeysetFile.replace(this, file, kek);
  }

  /** The version of the key that makes tokens of whoever is not assigned to another. */
  public int version() {
    return primary.id();
  }

  /** Whether this is the key that everybody knows. */
  public boolean isDevelopment() {
    return keys.stream().anyMatch(key -> key.material().equals(DEVELOPMENT));
  }

  /** What may be told of the keys, in their order. */
  public List<KeyDescription> describe() {
    return keys.stream()
        .map(
            key ->
                new KeyDescription(
                    key.id(),
                    key.created(),
                    key.retireAfter(),
                    key.equals(primary),
                    assignments.namesOf(key.id())))
        .toList();
  }

  /**
   * 32 bytes that salts of users who do not exist are made with: the same on every replica and
   * after a restart, so that no answer tells them from users who do. The key that everybody knows
   * gives random ones.
   */
  public byte[] mockLoginSecret() {
    if (isDevelopment()) {
      byte[] random = new byte[Secret.LENGTH];
      new SecureRandom().nextBytes(random);
      return random;
    }
    byte[] material = primary.material().copy();
    byte[] derived = KeyDerivation.hkdf(material, LOGIN_SALT, new byte[0], Secret.LENGTH);
    Arrays.fill(material, (byte) 0);
    return derived;
  }

  /** What happens to a keyset in time: a new key, names that move. */
  public KeyRotation rotation() {
    return new KeyRotation(this);
  }

  /** The key of the first name that is assigned to one, else the primary. */
  MasterKey keyFor(List<String> names) {
    return assignments.keyOf(names).map(this::key).orElse(primary);
  }

  MasterKey primary() {
    return primary;
  }

  List<MasterKey> keys() {
    return keys;
  }

  Assignments assignments() {
    return assignments;
  }

  static Secret secret(SecureRandom random) {
    byte[] material = new byte[Secret.LENGTH];
    random.nextBytes(material);
    Secret secret = new Secret(material);
    Arrays.fill(material, (byte) 0);
    return secret;
  }

  private MasterKey key(int id) {
    for (MasterKey key : keys) {
      if (key.id() == id) {
        return key;
      }
    }
    throw new IllegalStateException("key " + id + ": not in the keyset");
  }

  private void requireCurrent(Path file, LocalDate today) throws KeysetException {
    for (KeyDescription key : describe()) {
      boolean isRetired = key(key.id()).isRetired(today);
      if (isRetired && (key.isPrimary() || !key.assigned().isEmpty())) {
        throw new KeysetException(
            "%s: key %d: its retireAfter %s is past, and it is still %s (expected: keys rotate)"
                .formatted(
                    file,
                    key.id(),
                    key.retirement(),
                    key.isPrimary() ? "primary" : "assigned to " + key.assigned().getFirst()));
      }
    }
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
