package dev.paravent.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** Thirty-two secret bytes: a master key or one derived from it. Immutable. */
final class Secret {

  static final int LENGTH = 32;

  private final byte[] bytes;

  /**
   * Copies the bytes.
   *
   * @throws IllegalArgumentException if they are not 32 or all zero
   */
  Secret(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(bytes.length + " bytes (expected: " + LENGTH + ")");
    }
    if (AesKeys.isZero(bytes)) {
      throw new IllegalArgumentException("all bytes are zero (expected: a random key)");
    }
    this.bytes = bytes.clone();
  }

  /** A copy, which the caller wipes where it can. */
  byte[] copy() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Secret[withheld]";
  }
}
