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
}
