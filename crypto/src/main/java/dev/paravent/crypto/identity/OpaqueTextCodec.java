package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * Any text up to 64 KiB, by AES-256-GCM-SIV (RFC 8452) with a fixed nonce: deterministic and
 * authenticated.
 *
 * <p>A token is {@code pvt1.} and base64url, so it is told at sight, and one of another domain, key
 * or making does not decode at all. A clear text that begins so is malformed.
 *
 * <p>Leaks: equality, and the length in steps of 16 bytes. The token is longer than the text, so
 * the column must have room: {@link #maxLength}. Under one nonce, the pseudorandom parts of q texts
 * of up to l blocks meet with probability about q^2 l / 2^127: 2^32 texts of 2 KiB stay at 2^-56.
 * Columns of char(n) or with a collation that ignores case are no place for it, for their {@code =}
 * is not equality of bytes. Confined to one thread.
 */
final class OpaqueTextCodec implements ColumnCodec {

  static final int LONGEST = 1 << 16;

  private static final byte[] PREFIX = "pvt1.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONCE = new byte[12];
  private static final int TAG = 16;
  private static final int STEP = 16;
  private static final byte END = (byte) 0x80; // of the text; zeros follow to the next step
  private static final int LONGEST_TOKEN = maxTokenLength(LONGEST);

  private final KeyParameter key;

  OpaqueTextCodec(byte[] key) {
    this.key = new KeyParameter(key);
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    if (hasPrefix(src, offset, length)) {
      return sealed(src, offset, length) == null ? Kind.MALFORMED : Kind.TOKEN;
    }
    return length <= LONGEST ? Kind.CLEAR : Kind.MALFORMED;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    if (length > LONGEST || hasPrefix(src, offset, length)) {
      return -1;
    }
    byte[] padded = Arrays.copyOf(Arrays.copyOfRange(src, offset, offset + length), padded(length));
    padded[length] = END;
    byte[] sealed = process(true, padded);
    if (sealed == null) {
      throw new IllegalStateException("sealing failed");
    }
    byte[] text = Base64.getUrlEncoder().withoutPadding().encode(sealed);
    System.arraycopy(PREFIX, 0, dst, dstOffset, PREFIX.length);
    System.arraycopy(text, 0, dst, dstOffset + PREFIX.length, text.length);
    return PREFIX.length + text.length;
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    byte[] sealed = hasPrefix(src, offset, length) ? sealed(src, offset, length) : null;
    byte[] padded = sealed == null ? null : process(false, sealed);
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

  @Override
  public int maxLength(int inputLength) {
    return maxTokenLength(inputLength);
  }

  private static int maxTokenLength(int textLength) {
    return PREFIX.length + (int) Math.ceilDiv((padded(textLength) + TAG) * 4L, 3);
  }

  private static int padded(int length) {
    return (length / STEP + 1) * STEP;
  }

  private static boolean hasPrefix(byte[] src, int offset, int length) {
    return length >= PREFIX.length
        && Arrays.equals(src, offset, offset + PREFIX.length, PREFIX, 0, PREFIX.length);
  }

  /** What stands behind the prefix, if we could have written it. */
  private static byte @Nullable [] sealed(byte[] src, int offset, int length) {
    if (length > LONGEST_TOKEN) {
      return null;
    }
    byte[] text = Arrays.copyOfRange(src, offset + PREFIX.length, offset + length);
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      // One spelling for each token: the decoder takes others.
      boolean isOurs =
          sealed.length >= STEP + TAG
              && sealed.length % STEP == 0
              && Arrays.equals(Base64.getUrlEncoder().withoutPadding().encode(sealed), text);
      return isOurs ? sealed : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Seals, or opens what was sealed; null if it does not open. */
  private byte @Nullable [] process(boolean seals, byte[] in) {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher();
    cipher.init(seals, new AEADParameters(key, TAG * Byte.SIZE, NONCE));
    byte[] out = new byte[cipher.getOutputSize(in.length)];
    int length = cipher.processBytes(in, 0, in.length, out, 0);
    try {
      length += cipher.doFinal(out, length);
    } catch (InvalidCipherTextException foreign) {
      return null;
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }
}
