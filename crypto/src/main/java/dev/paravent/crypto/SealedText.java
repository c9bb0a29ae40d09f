package dev.paravent.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.IllegalBlockSizeException;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;
import org.jspecify.annotations.Nullable;

/**
 * Any text up to 64 KiB as a prefix and base64url of AES-SIV (RFC 5297, AEAD_AES_SIV_CMAC_512):
 * deterministic and authenticated.
 *
 * <p>Guarantees: what was not sealed under this key does not open. One text has one sealed form,
 * and one sealed form one spelling.
 *
 * <p>Leaks: equality, and the length in steps of 16 bytes.
 *
 * <p>Two texts of q have one synthetic IV with probability about q^2 / 2^127 (RFC 5297, section 7;
 * NIST suggests to stay below 2^48 texts a key). Confined to one thread.
 */
public final class SealedText {

  /** The most bytes of a text. */
  public static final int LONGEST = 1 << 16;

  private static final byte[] SALT = "paravent aes-siv".getBytes(StandardCharsets.US_ASCII);
  private static final int TAG = 16;
  private static final int STEP = 16;
  private static final byte END = (byte) 0x80; // of the text; zeros follow to the next step

  private final SivMode siv = new SivMode();
  private final byte[] macKey; // K1
  private final byte[] counterKey; // K2
  private final byte[] prefix;

  /**
   * Prepares for one key and one prefix, which is part of the key.
   *
   * @param key 32 bytes, which are copied
   */
  public SealedText(byte[] key, String prefix) {
    this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    byte[] both = KeyDerivation.hkdf(key, SALT, this.prefix, 2 * Secret.LENGTH);
    this.macKey = Arrays.copyOf(both, Secret.LENGTH);
    this.counterKey = Arrays.copyOfRange(both, Secret.LENGTH, both.length);
    Arrays.fill(both, (byte) 0);
  }

  /** Whether the bytes begin with the prefix. */
  public boolean hasPrefix(byte[] src, int offset, int length) {
    return length >= prefix.length
        && Arrays.equals(src, offset, offset + prefix.length, prefix, 0, prefix.length);
  }

  /** Whether the bytes are such that somebody could have sealed them. */
  public boolean hasForm(byte[] src, int offset, int length) {
    return sealed(src, offset, length) != null;
  }

  /** The most bytes that a text of that length has when it is sealed. */
  public int maxLength(int textLength) {
    return prefix.length + (int) Math.ceilDiv((padded(textLength) + TAG) * 4L, 3);
  }

  /** Writes the sealed form of a text of at most {@link #LONGEST} bytes; returns its bytes. */
  public int seal(byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    byte[] padded = Arrays.copyOf(Arrays.copyOfRange(src, offset, offset + length), padded(length));
    padded[length] = END;
    byte[] sealed = siv.encrypt(counterKey, macKey, padded);
    Arrays.fill(padded, (byte) 0);
    byte[] text = Base64.getUrlEncoder().withoutPadding().encode(sealed);
    System.arraycopy(prefix, 0, dst, dstOffset, prefix.length);
    System.arraycopy(text, 0, dst, dstOffset + prefix.length, text.length);
    return prefix.length + text.length;
  }

  /** Writes the text of a sealed form; returns its bytes, or -1 if it does not open. */
  public int open(byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    byte[] sealed = sealed(src, offset, length);
    byte[] padded = sealed == null ? null : opened(sealed);
    if (padded == null) {
      return -1;
    }
    int end = padded.length - 1;
    while (end > 0 && padded[end] == 0) {
      end--;
    }
    if (padded[end] != END) {
      return -1;
    }
    System.arraycopy(padded, 0, dst, dstOffset, end);
    Arrays.fill(padded, (byte) 0);
    return end;
  }

  private static int padded(int length) {
    return (length / STEP + 1) * STEP;
  }

  /** What stands behind the prefix, if it has the form of ours. */
  private byte @Nullable [] sealed(byte[] src, int offset, int length) {
    if (length > maxLength(LONGEST) || !hasPrefix(src, offset, length)) {
      return null;
    }
    byte[] text = Arrays.copyOfRange(src, offset + prefix.length, offset + length);
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      // One spelling for each: the decoder takes others.
      boolean isOurs =
          sealed.length >= STEP + TAG
              && sealed.length % STEP == 0
              && Arrays.equals(Base64.getUrlEncoder().withoutPadding().encode(sealed), text);
      return isOurs ? sealed : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private byte @Nullable [] opened(byte[] sealed) {
    try {
      return siv.decrypt(counterKey, macKey, sealed);
    } catch (UnauthenticCiphertextException | IllegalBlockSizeException foreign) {
      return null;
    }
  }
}
