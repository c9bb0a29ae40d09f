package dev.paravent.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whole numbers in byte arrays, most significant byte first, as the wire and the ciphers have them.
 */
final class BigEndian {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static long readLong(byte[] src, int offset) {
    return (long) LONG.get(src, offset);
  }

  static void writeLong(byte[] dst, int offset, long value) {
    LONG.set(dst, offset, value);
  }

  static int readInt(byte[] src, int offset) {
    return (int) INT.get(src, offset);
  }

  static void writeInt(byte[] dst, int offset, int value) {
    INT.set(dst, offset, value);
  }

  /** The eight bytes of a number. */
  static byte[] bytes(long value) {
    byte[] bytes = new byte[Long.BYTES];
    writeLong(bytes, 0, value);
    return bytes;
  }

  static int readShort(byte[] src, int offset) {
    return src[offset] << 8 | (src[offset + 1] & 0xFF);
  }

  static void writeShort(byte[] dst, int offset, int value) {
    dst[offset] = (byte) (value >>> 8);
    dst[offset + 1] = (byte) value;
  }
}
