package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.Demand;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.policies.ProtectedClass;
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
    TIMESTAMP_BINARY;

    /** Timestamps are sent on as dates. */
    WireFormat wireFormat() {
      return this == TEXT ? WireFormat.TEXT : WireFormat.BINARY;
    }
  }

  private final SessionCodecs codecs;
  private byte[] result = new byte[64];
  private @Nullable Demand demand;
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
   * @param hasSubject false if tokens of the class cannot be decoded here
   * @param confirmed whether a clear NIR stands beside it
   */
  void expect(
      Demand newDemand,
      Encoding newEncoding,
      boolean newHasSubject,
      long newSubject,
      boolean newConfirmed) {
    demand = newDemand;
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

  /** What the value is, whatever is demanded. */
  ColumnCodec.Kind kind(
      ProtectedClass protectedClass, Encoding valueEncoding, byte[] source, int length) {
    return codecs.codec(protectedClass, valueEncoding.wireFormat()).kind(source, 0, length);
  }

  @Override
  public int rewrite(byte[] source, int offset, int length) {
    Demand current = demand;
    if (current == null) {
      return STOP;
    }
    ProtectedClass protectedClass = current.protectedClass();
    int size = protectedClass == ProtectedClass.BIRTH_DATE ? readDate(source, offset, length) : -1;
    if (protectedClass == ProtectedClass.BIRTH_DATE && size < 0) {
      return stop(RefusalCode.MALFORMED_VALUE, "a date must be written as YYYY-MM-DD");
    }
    if (size < 0) {
      size = length;
      reserve(length);
      System.arraycopy(source, offset, result, 0, length);
    }
    ColumnCodec codec = codecs.codec(protectedClass, encoding.wireFormat());
    return switch (codec.kind(result, 0, size)) {
      case TOKEN -> token(current, codec, size);
      case CLEAR -> clear(current, size);
      case MALFORMED ->
          protectedClass == ProtectedClass.BIRTH_DATE
              ? stop(RefusalCode.MALFORMED_VALUE, "the date lies outside the range of birth dates")
              : clear(current, size);
    };
  }

  /** Copies the date, without time and zone, into the result; returns its length or -1. */
  private int readDate(byte[] source, int offset, int length) {
    switch (encoding) {
      case TEXT -> {
        if (!DateInput.isDate(source, offset, length)) {
          return -1;
        }
        System.arraycopy(source, offset, result, 0, DateInput.ISO_LENGTH);
        return DateInput.ISO_LENGTH;
      }
      case DATE_BINARY -> {
        if (length != Integer.BYTES) {
          return -1;
        }
        System.arraycopy(source, offset, result, 0, length);
        return length;
      }
      case TIMESTAMP_BINARY -> {
        int days = DateInput.daysOfTimestamp(source, offset, length);
        if (days == Integer.MIN_VALUE) {
          return -1;
        }
        ByteBuffer.wrap(result).putInt(days);
        return Integer.BYTES;
      }
    }
    return -1;
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
