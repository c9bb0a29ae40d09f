package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.NumberForm;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.decide.Demand;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Checks one value against its demand and turns a token into the clear value; an array gives it
 * element by element. Event-loop confined.
 */
final class ParameterValue implements ElementRewriter {
  /** How the bytes of a value are to be read. */
  enum Encoding {
    TEXT,
    DATE_BINARY,
    TIMESTAMP_BINARY,
    INT2_BINARY,
    INT4_BINARY,
    INT8_BINARY,
    NUMERIC_BINARY;

    /** How the server gets it: binary values in the binary format of the column's own type. */
    WireFormat wireFormat() {
      return this == TEXT ? WireFormat.TEXT : WireFormat.BINARY;
    }
  }

  private final SessionCodecs codecs;
  private byte[] result = new byte[64];
  private @Nullable Demand demand;
  private ColumnType column = ColumnType.TEXT;
  private Encoding encoding = Encoding.TEXT;
  private boolean hasSubject;
  private long subject;
  private boolean confirmed;
  private @Nullable Reason reason;
  private int clearValues;
  private int tokens;

  ParameterValue(SessionCodecs codecs) {
    this.codecs = codecs;
  }

  /**
   * Sets what the next values must be.
   *
   * @param newColumn the type of the column that they meet
   * @param hasSubject false if tokens of the class cannot be decoded here
   * @param confirmed whether a clear NIR stands beside it
   */
  void expect(
      Demand newDemand,
      ColumnType newColumn,
      Encoding newEncoding,
      boolean newHasSubject,
      long newSubject,
      boolean newConfirmed) {
    demand = newDemand;
    column = newColumn;
    encoding = newEncoding;
    hasSubject = newHasSubject;
    subject = newSubject;
    confirmed = newConfirmed;
    reason = null;
    clearValues = 0;
    tokens = 0;
  }

  /** Why the last value was stopped. */
  Reason reason() {
    return reason == null
        ? Reason.of(RefusalCode.INTERNAL_FAULT, "a value was stopped without a reason")
        : reason;
  }

  boolean isStopped() {
    return reason != null;
  }

  /** Clear values since {@link #expect}. */
  int clearValues() {
    return clearValues;
  }

  /** Tokens since {@link #expect}. */
  int tokens() {
    return tokens;
  }

  @Override
  public byte[] result() {
    return result;
  }

  /** Whether the value is a clear one of the expected class. */
  boolean isClear(byte[] source, int length) {
    Demand current = demand;
    if (current == null) {
      return false;
    }
    int size = read(source, 0, length);
    return size >= 0 && codec(current).kind(result, 0, size) == ColumnCodec.Kind.CLEAR;
  }

  @Override
  public int rewrite(byte[] source, int offset, int length) {
    Demand current = demand;
    if (current == null) {
      return STOP;
    }
    int size = read(source, offset, length);
    if (size < 0) {
      return stop(
          RefusalCode.MALFORMED_VALUE,
          column == ColumnType.DATE
              ? "a date must be written as YYYY-MM-DD"
              : "a number of this class is whole and has at most 18 digits");
    }
    ColumnCodec codec = codec(current);
    return switch (codec.kind(result, 0, size)) {
      case TOKEN, ESCAPE -> token(current, codec, size);
      case CLEAR -> clear(current, size);
      case MALFORMED ->
          column == ColumnType.DATE
              ? stop(RefusalCode.MALFORMED_VALUE, "the date lies outside the range of birth dates")
              : clear(current, size);
    };
  }

  private ColumnCodec codec(Demand current) {
    return codecs.codec(current.protectedClass(), column, encoding.wireFormat());
  }

  /**
   * Puts the value into the result as the column's own type writes it; returns its bytes, or -1 if
   * it cannot be.
   */
  private int read(byte[] source, int offset, int length) {
    return switch (encoding) {
      case TEXT ->
          column == ColumnType.DATE
              ? readDate(source, offset, length)
              : copy(source, offset, length);
      case DATE_BINARY -> length == Integer.BYTES ? copy(source, offset, length) : -1;
      case TIMESTAMP_BINARY -> readTimestamp(source, offset, length);
      case INT2_BINARY -> readNumber(NumberForm.INT2_BINARY, source, offset, length);
      case INT4_BINARY -> readNumber(NumberForm.INT4_BINARY, source, offset, length);
      case INT8_BINARY -> readNumber(NumberForm.INT8_BINARY, source, offset, length);
      case NUMERIC_BINARY -> readNumber(NumberForm.NUMERIC_BINARY, source, offset, length);
    };
  }

  private int copy(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, result, 0, length);
    return length;
  }

  /** The date without time and zone. An escape has a year of five digits. */
  private int readDate(byte[] source, int offset, int length) {
    int date = DateInput.dateLength(source, offset, length);
    return date < 0 ? -1 : copy(source, offset, date);
  }

  private int readTimestamp(byte[] source, int offset, int length) {
    int days = DateInput.daysOfTimestamp(source, offset, length);
    if (days == Integer.MIN_VALUE) {
      return -1;
    }
    ByteBuffer.wrap(result).putInt(days);
    return Integer.BYTES;
  }

  /** A number of another type becomes one of the column's. */
  private int readNumber(NumberForm from, byte[] source, int offset, int length) {
    NumberForm to = column == ColumnType.INT8 ? NumberForm.INT8_BINARY : NumberForm.NUMERIC_BINARY;
    if (from == to) {
      return copy(source, offset, length);
    }
    long number = from.read(source, offset, length);
    if (number == NumberForm.NONE) {
      return -1;
    }
    reserve(to.maxLength(0));
    return to.write(number, source, 0, 0, result, 0);
  }

  private int token(Demand current, ColumnCodec codec, int size) {
    if (!current.tokenAllowed()) {
      return current.writes()
          ? stop(RefusalCode.WRITE_NOT_ALLOWED, "the policy does not let tokens be written here")
          : stop(
              RefusalCode.LOOKUP_NOT_ALLOWED, "the policy does not let tokens be looked up here");
    }
    if (!hasSubject) {
      return stop(
          RefusalCode.LOOKUP_NOT_ALLOWED,
          "the token is bound to a person, whose key the statement does not name");
    }
    reserve(codec.maxLength(size));
    int clearLength = codec.detokenise(result, 0, size, subject, result, 0);
    if (clearLength < 0 && current.writes()) {
      return stop(
          RefusalCode.TOKEN_UNKNOWN, "the token that was to be written belongs to no known value");
    }
    tokens++;
    // a token that stands for nothing stays as it is: it is in no column, so the look-up misses
    return clearLength < 0 ? size : clearLength;
  }

  private int clear(Demand current, int size) {
    boolean allowed =
        switch (current.clear()) {
          case REFUSED -> false;
          case ALLOWED -> true;
          case CONFIRM -> confirmed && !current.array();
        };
    if (allowed) {
      clearValues++;
      return size;
    }
    if (current.clear() == Demand.Clear.CONFIRM) {
      return stop(
          RefusalCode.CONFIRM_NEEDS_CLEAR_PAIR,
          "a clear value of " + label(current) + " is only compared beside one clear NIR");
    }
    return current.writes()
        ? stop(
            RefusalCode.WRITE_NOT_ALLOWED,
            "the policy does not let clear values of " + label(current) + " be written")
        : stop(
            RefusalCode.CLEAR_LOOKUP_NOT_ALLOWED,
            "the policy does not let clear values of " + label(current) + " be looked up");
  }

  private static String label(Demand demand) {
    return demand.protectedClass().label();
  }

  private int stop(RefusalCode code, String sentence) {
    reason = Reason.of(code, sentence);
    return STOP;
  }

  private void reserve(int length) {
    if (result.length < length) {
      result = java.util.Arrays.copyOf(result, length);
    }
  }
}
