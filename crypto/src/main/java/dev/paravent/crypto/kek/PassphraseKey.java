package dev.paravent.crypto.kek;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key-encryption key made of a passphrase by Argon2id; each wrapping has a salt of its own.
 *
 * <p>Leaks: whoever has the file may try passphrases, each at the cost that stands in it.
 */
public final class PassphraseKey implements KeyEncryptionKey {

  /** The least bytes of a passphrase that wraps; opening takes any, for the file decides. */
  public static final int LEAST_LENGTH = 12;

  private static final int LARGEST_FILE = 4096;

  private final byte[] passphrase;
  private final SecureRandom random = new SecureRandom();

  private PassphraseKey(byte[] passphrase) {
    this.passphrase = passphrase;
  }

  /**
   * The passphrase in a file; line ends at its end do not count.
   *
   * @throws KekException if others may read the file or it is empty
   */
  public static PassphraseKey read(Path file) throws KekException {
    byte[] content = OwnerOnlyFile.read(file, LARGEST_FILE);
    int length = content.length;
    while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
      length--;
    }
    byte[] passphrase = Arrays.copyOf(content, length);
    Arrays.fill(content, (byte) 0);
    if (length == 0) {
      throw new KekException(file + ": empty (expected: a passphrase)");
    }
    return new PassphraseKey(passphrase);
  }

  /** A passphrase that somebody typed; the characters stay the caller's to wipe. */
  public static PassphraseKey of(char[] typed) throws KekException {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] passphrase = new byte[encoded.remaining()];
    encoded.get(passphrase);
    Arrays.fill(encoded.array(), (byte) 0);
    if (passphrase.length == 0) {
      throw new KekException("passphrase: empty");
    }
    return new PassphraseKey(passphrase);
  }

  @Override
  public KekKind kind() {
    return KekKind.PASSPHRASE;
  }

  @Override
  public synchronized Wrapping wrap(byte[] fileKey) throws KekException {
    if (passphrase.length < LEAST_LENGTH) {
      throw new KekException(
          "passphrase: %d bytes (expected: >= %d)".formatted(passphrase.length, LEAST_LENGTH));
    }
    byte[] salt = new byte[Argon2Cost.LEAST_SALT];
    random.nextBytes(salt);
    return wrap(fileKey, Argon2Cost.recommended(salt));
  }

  synchronized Wrapping wrap(byte[] fileKey, Argon2Cost cost) {
    byte[] key = cost.derive(passphrase);
    try {
      return new Wrapping(KekKind.PASSPHRASE, cost.parameters(), LocalWrapping.wrap(key, fileKey));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public synchronized byte[] unwrap(Wrapping wrapping) throws KekException {
    requireKind(wrapping);
    byte[] key = Argon2Cost.of(wrapping.parameters()).derive(passphrase);
    try {
      return LocalWrapping.unwrap(key, wrapping.wrappedKey());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public synchronized void close() {
    Arrays.fill(passphrase, (byte) 0);
  }

  @Override
  public String toString() {
    return "PassphraseKey[withheld]";
  }
}
