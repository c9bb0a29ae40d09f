package dev.paravent.crypto;

import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/**
 * AES on many independent blocks at once: the JDK's ECB mode, which runs on the processor's AES
 * instructions. Confined to one thread; allocates nothing.
 */
final class AesBlocks {

  private final Cipher cipher;

  AesBlocks(byte[] key) {
    cipher = AesKeys.blocks(key);
  }

  /**
   * Encrypts the first {@code count} blocks of {@code from}.
   *
   * @param into another array: the JDK copies overlapping ones
   */
  void encrypt(byte[] from, byte[] into, int count) {
    try {
      cipher.update(from, 0, count * AesKeys.BLOCK, into, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("AES changed the length of its input", e);
    }
  }
}
