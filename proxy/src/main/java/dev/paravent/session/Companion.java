package dev.paravent.session;

import dev.paravent.crypto.Nir;
import dev.paravent.crypto.NumberForm;
import dev.paravent.decide.ColumnType;
import dev.paravent.policies.ColumnRule;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;

/** Computes companion columns from their partner's token: the control key, the year. */
final class Companion {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final int ISO_LENGTH = 10;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay() - EPOCH.toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay() - EPOCH.toEpochDay();
  private static final int NONE = -1;

  private Companion() {}

  /**
   * The value of the other column of the row: a token, or a clear value on its way to the server.
   *
   * @param length -1 if it is null
   */
  record Partner(ColumnType type, boolean binary, byte[] value, int length) {
    static final Partner NONE = new Partner(ColumnType.TEXT, false, new byte[0], -1);
  }

  /** Writes length and value of the companion, or NULL where its partner has no such part. */
  static void write(
      ColumnRule.Part part, Partner partner, int typeOid, boolean binary, ByteBuf out) {
    int number =
        partner.length < 0
            ? NONE
            : switch (part) {
              case KEY -> key(partner);
              case YEAR -> year(partner);
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

  private static int key(Partner partner) {
    if (!partner.type.isNumber()) {
      return Nir.controlKey(partner.value, 0, partner.length);
    }
    NumberForm form = partner.type == ColumnType.INT8 ? int8(partner) : numeric(partner);
    long number = form.read(partner.value, 0, partner.length);
    byte[] digits = new byte[NumberForm.INTEGER_TEXT.maxLength(0)];
    int length = number < 0 ? 0 : NumberForm.INTEGER_TEXT.write(number, digits, 0, 0, digits, 0);
    return Nir.controlKey(digits, 0, length);
  }

  private static NumberForm int8(Partner partner) {
    return partner.binary ? NumberForm.INT8_BINARY : NumberForm.INTEGER_TEXT;
  }

  private static NumberForm numeric(Partner partner) {
    return partner.binary ? NumberForm.NUMERIC_BINARY : NumberForm.NUMERIC_TEXT;
  }

  /** The year of a date from the years 1 to 9999. */
  private static int year(Partner partner) {
    if (!partner.binary) {
      boolean isIso = partner.length == ISO_LENGTH && partner.value[4] == '-';
      return isIso
          ? Integer.parseInt(new String(partner.value, 0, 4, StandardCharsets.US_ASCII))
          : NONE;
    }
    if (partner.length != Integer.BYTES) {
      return NONE;
    }
    int days = ByteBuffer.wrap(partner.value).getInt();
    boolean isDay = days >= FIRST_DAY && days <= LAST_DAY;
    return isDay ? EPOCH.plusDays(days).getYear() : NONE;
  }
}
