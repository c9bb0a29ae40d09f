package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.policies.ProtectedClass;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.NullMarked;

/**
 * Codecs that anyone can reverse: a NIR's token begins with 9 instead of 1 and 8 instead of 2, a
 * date's token lies 73,048 days (200 years) earlier.
 */
@NullMarked
final class FakeCodecs implements Codecs {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final int SHIFT = 73_048;

  @Override
  public ColumnCodec codec(ProtectedClass protectedClass, ColumnType type, WireFormat format) {
    return protectedClass == ProtectedClass.BIRTH_DATE ? new DateLike(format) : new NirLike();
  }

  private static final class NirLike implements ColumnCodec {
    @Override
    public boolean keepsLength() {
      return true;
    }

    @Override
    public Kind kind(byte[] src, int offset, int length) {
      int trimmed = length;
      while (trimmed > 0 && src[offset + trimmed - 1] == ' ') {
        trimmed--;
      }
      if (trimmed != 13 && trimmed != 15) {
        return Kind.MALFORMED;
      }
      for (int i = 0; i < trimmed; i++) {
        if (src[offset + i] < '0' || src[offset + i] > '9') {
          return Kind.MALFORMED;
        }
      }
      return switch (src[offset]) {
        case '1', '2' -> Kind.CLEAR;
        case '8', '9' -> Kind.TOKEN;
        default -> Kind.MALFORMED;
      };
    }

    @Override
    public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int at) {
      return swap(Kind.CLEAR, src, offset, length, dst, at);
    }

    @Override
    public int detokenise(byte[] src, int offset, int length, long subject, byte[] dst, int at) {
      return swap(Kind.TOKEN, src, offset, length, dst, at);
    }

    private int swap(Kind expected, byte[] src, int offset, int length, byte[] dst, int at) {
      if (kind(src, offset, length) != expected) {
        return -1;
      }
      System.arraycopy(src, offset, dst, at, length);
      dst[at] = (byte) ('0' + '1' + '9' - '0' - dst[at]);
      return length;
    }

    @Override
    public int maxLength(int inputLength) {
      return inputLength;
    }
  }

  private static final class DateLike implements ColumnCodec {
    private final WireFormat format;

    DateLike(WireFormat format) {
      this.format = format;
    }

    @Override
    public boolean keepsLength() {
      return true;
    }

    @Override
    public Kind kind(byte[] src, int offset, int length) {
      int days = read(src, offset, length);
      if (days == Integer.MIN_VALUE) {
        return Kind.MALFORMED;
      }
      int year = EPOCH.plusDays(days).getYear();
      return year >= 1900 && year < 2036
          ? Kind.CLEAR
          : year >= 1690 && year < 1850 ? Kind.TOKEN : Kind.MALFORMED;
    }

    @Override
    public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int at) {
      return kind(src, offset, length) == Kind.CLEAR
          ? write(read(src, offset, length) - SHIFT - (int) subject, dst, at)
          : -1;
    }

    @Override
    public int detokenise(byte[] src, int offset, int length, long subject, byte[] dst, int at) {
      return kind(src, offset, length) == Kind.TOKEN
          ? write(read(src, offset, length) + SHIFT + (int) subject, dst, at)
          : -1;
    }

    private int read(byte[] src, int offset, int length) {
      if (format == WireFormat.BINARY) {
        return length == 4 ? ByteBuffer.wrap(src).getInt(offset) : Integer.MIN_VALUE;
      }
      try {
        String text = new String(src, offset, length, StandardCharsets.UTF_8);
        return (int) (LocalDate.parse(text).toEpochDay() - EPOCH.toEpochDay());
      } catch (DateTimeParseException e) {
        return Integer.MIN_VALUE;
      }
    }

    private int write(int days, byte[] dst, int at) {
      if (format == WireFormat.BINARY) {
        ByteBuffer.wrap(dst).putInt(at, days);
        return 4;
      }
      byte[] text = EPOCH.plusDays(days).toString().getBytes(StandardCharsets.UTF_8);
      System.arraycopy(text, 0, dst, at, text.length);
      return text.length;
    }

    @Override
    public int maxLength(int inputLength) {
      return 10;
    }
  }
}
