package dev.paravent.crypto.kek;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;

/** A key-encryption key that lies in a file of its own: 32 random bytes, nothing else. */
public final class FileKey implements KeyEncryptionKey {

  private final byte[] key;

  private FileKey(byte[] key) {
    this.key = key;
  }

  /**
   * Reads the file.
   *
   * @throws KekException if others may read it, or it is not 32 bytes, or all of them are zero
   */
  public static FileKey read(Path file) throws KekException {
    byte[] content = OwnerOnlyFile.read(file, AesGcm.KEY);
    if (content.length != AesGcm.KEY) {
      int length = content.length;
      Arrays.fill(content, (byte) 0);
      throw new KekException(
          file + ": " + length + " bytes (expected: " + AesGcm.KEY + " random bytes)");
    }
    if (Arrays.equals(content, new byte[AesGcm.KEY])) {
      throw new KekException(file + ": all bytes are zero (expected: 32 random bytes)");
    }
    return new FileKey(content);
  }

  @Override
  public KekKind kind() {
    return KekKind.FILE;
  }

  @Override
  public synchronized Wrapping wrap(byte[] fileKey) {
    return new Wrapping(KekKind.FILE, new TreeMap<>(), LocalWrapping.wrap(key, fileKey));
  }

  @Override
  public synchronized byte[] unwrap(Wrapping wrapping) throws KekException {
    requireKind(wrapping);
    return LocalWrapping.unwrap(key, wrapping.wrappedKey());
  }

  @Override
  public synchronized void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "FileKey[withheld]";
  }
}
