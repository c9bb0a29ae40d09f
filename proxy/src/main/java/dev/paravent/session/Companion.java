package dev.paravent.session;

import dev.paravent.crypto.Nir;
import dev.paravent.policies.ColumnRule;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;

/** Computes companion columns from their partner's token: the control key, the year. */
final class Companion {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final int NIR_LENGTH = 13;
  private static final int NONE = -1;

  private Companion() {}

  /**
   * Writes length and value of the companion, or NULL.
   *
   * @param token the partner's token
   * @param tokenLength -1 if the partner is null
   */
  static void write(
      ColumnRule.Part part,
      byte[] token,
      int tokenLength,
      boolean tokenIsBinary,
      int typeOid,
      boolean binary,
      ByteBuf out) {
    int number =
        tokenLength < 0
            ? NONE
            : switch (part) {
              case KEY -> key(token, tokenLength);
              case YEAR -> tokenIsBinary ? binaryYear(token, tokenLength) : year(token);
            };
    if (number == NONE) {
      out.writeInt(-1);
    } else {
      write(number, part, typeOid, binary, out);
    }
  }

  private static void write(
      int number, ColumnRule.Part part, int typeOid, boolean binary, ByteBuf out) {
    boolean text = isText(typeOid);
    if (binary && !text) {
      switch (typeOid) {
        case TypeOid.INT2 -> {
          out.writeInt(Short.BYTES);
          out.writeShort(number);
        }
        case TypeOid.INT4 -> {
          out.writeInt(Integer.BYTES);
          out.writeInt(number);
        }
        case TypeOid.INT8 -> {
          out.writeInt(Long.BYTES);
          out.writeLong(number);
        }
        default -> out.writeInt(-1); // a type whose binary form is not known here
      }
      return;
    }
    String digits =
        text && part == ColumnRule.Part.KEY
            ? String.format(Locale.ROOT, "%02d", number)
            : Integer.toString(number);
    out.writeInt(digits.length());
    out.writeCharSequence(digits, StandardCharsets.US_ASCII);
  }

  private static boolean isText(int typeOid) {
    return typeOid == TypeOid.TEXT || typeOid == TypeOid.VARCHAR || typeOid == TypeOid.BPCHAR;
  }

  /** The key of the 13 characters, whatever groups they are printed in. */
  private static int key(byte[] token, int length) {
    byte[] compact = new byte[NIR_LENGTH];
    int size = 0;
    for (int i = 0; i < length && size < NIR_LENGTH; i++) {
      if (token[i] != ' ') {
        compact[size++] = token[i];
      }
    }
    return size == NIR_LENGTH ? Nir.controlKey(compact, 0) : NONE;
  }

  private static int year(byte[] token) {
    return Integer.parseInt(new String(token, 0, 4, StandardCharsets.US_ASCII));
  }

  private static int binaryYear(byte[] token, int length) {
    return length == Integer.BYTES
        ? EPOCH.plusDays(java.nio.ByteBuffer.wrap(token).getInt()).getYear()
        : NONE;
  }
}
