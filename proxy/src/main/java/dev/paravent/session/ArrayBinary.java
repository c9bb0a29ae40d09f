package dev.paravent.session;

import io.netty.buffer.ByteBuf;

/**
 * Rewrites the elements of an array in binary format: dimensions, NULL flag, element type, then
 * length and bytes of each element (array_send). Confined to one thread.
 */
final class ArrayBinary {
  private static final int MAX_DIMENSIONS = 6;
  private static final int HEADER = 3 * Integer.BYTES;

  private final ElementRewriter elements;
  private final int maxElements;

  ArrayBinary(ElementRewriter elements, int maxElements) {
    this.elements = elements;
    this.maxElements = maxElements;
  }

  /** The type of the elements as the array states it, or -1 if the bytes are too few. */
  static int elementType(byte[] source, int length) {
    return length < HEADER ? -1 : int32(source, 2 * Integer.BYTES);
  }

  /**
   * Writes the array with its elements replaced.
   *
   * @param elementType what the result states as the type of its elements
   * @return how many elements were not NULL, or an outcome of {@link ArrayText}
   */
  int rewrite(byte[] source, int length, int elementType, ByteBuf out) {
    if (length < HEADER) {
      return ArrayText.MALFORMED;
    }
    int dimensions = int32(source, 0);
    int at = HEADER + dimensions * 2 * Integer.BYTES;
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS || at > length) {
      return ArrayText.MALFORMED;
    }
    int flag = out.writerIndex() + Integer.BYTES;
    out.writeBytes(source, 0, at);
    out.setInt(flag + Integer.BYTES, elementType);
    int count = 0;
    while (at < length) {
      if (length - at < Integer.BYTES) {
        return ArrayText.MALFORMED;
      }
      int size = int32(source, at);
      at += Integer.BYTES;
      if (size == -1) {
        out.writeInt(-1);
        continue;
      }
      if (size < 0 || size > length - at) {
        return ArrayText.MALFORMED;
      }
      if (++count > maxElements) {
        return ArrayText.TOO_MANY;
      }
      int written = elements.rewrite(source, at, size);
      at += size;
      if (written == ElementRewriter.STOP) {
        return ArrayText.STOPPED;
      }
      out.writeInt(written);
      if (written == ElementRewriter.NULL) {
        out.setInt(flag, 1);
      } else {
        out.writeBytes(elements.result(), 0, written);
      }
    }
    return count;
  }

  private static int int32(byte[] source, int at) {
    return (source[at] & 0xff) << 24
        | (source[at + 1] & 0xff) << 16
        | (source[at + 2] & 0xff) << 8
        | (source[at + 3] & 0xff);
  }
}
