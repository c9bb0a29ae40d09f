package dev.paravent.crypto;

/** NIRs in columns of type int8, in the binary format: eight bytes, big-endian. */
final class NirInt8 extends NirForm {

  @Override
  long read(byte[] src, int offset, int length) {
    return length == Long.BYTES ? ofNumber(BigEndian.readLong(src, offset)) : NirNumber.NONE;
  }

  @Override
  int write(long nir, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    if (hasLetters(nir)) {
      return -1;
    }
    boolean withKey = BigEndian.readLong(src, offset) >= WITH_KEY;
    BigEndian.writeLong(dst, dstOffset, toNumber(nir, withKey));
    return Long.BYTES;
  }

  @Override
  int maxLength(int length) {
    return Long.BYTES;
  }

  @Override
  Malformation malformation(byte[] src, int offset, int length) {
    if (length != Long.BYTES) {
      return new Malformation(Math.min(length, Long.BYTES), "8 bytes");
    }
    return new Malformation(
        0, "a number of 13 digits of a class that the policy names, or of 15 with its key");
  }
}
