package dev.paravent.session;

import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the members of a JSON text that a policy names or does not name. Everything else stays
 * byte for byte: keys, their order, numbers, white space. Keys are compared as unescaped text, and
 * each of several equal ones counts. What RFC 8259 does not allow is malformed. Confined to one
 * thread.
 */
final class JsonText {
  /** The text is not JSON. */
  static final int MALFORMED = -1;

  /** A classified member must not pass; its rewriter knows why. */
  static final int STOPPED = -2;

  /** A classified member is neither a string nor a number. */
  static final int UNFIT = -3;

  /** A member that is hidden would be written. */
  static final int HIDDEN = -4;

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /** What becomes of members that no policy names. */
  enum Unnamed {
    /** They leave as null, and so do classified ones that hold no string or number. */
    NULLED,
    /** They are the client's own. */
    KEPT,
    /** They are the client's own, but a null could be one that it was shown in place of a value. */
    KEPT_UNLESS_NULL
  }

  private final Place root;
  private final Unnamed unnamed;
  private final JsonCursor cursor = new JsonCursor();
  private byte[] result = new byte[256];
  private int size;
  private int copied;
  private int failure;

  JsonText(
      JsonRule rule, Unnamed unnamed, Function<ProtectedClass, ? extends ElementRewriter> values) {
    this.root = Place.of(rule, values);
    this.unnamed = unnamed;
  }

  /** A rule as it is looked up: the members' keys in UTF-8. */
  private record Place(
      boolean open,
      @Nullable ElementRewriter value,
      byte[][] keys,
      Place[] members,
      @Nullable Place elements) {
    static Place of(
        JsonRule rule, Function<ProtectedClass, ? extends ElementRewriter> values) {
      return switch (rule) {
        case JsonRule.Open open -> new Place(true, null, new byte[0][], new Place[0], null);
        case JsonRule.Classified(ProtectedClass held) ->
            new Place(false, values.apply(held), new byte[0][], new Place[0], null);
        case JsonRule.Container container -> {
          byte[][] keys = new byte[container.members().size()][];
          Place[] members = new Place[keys.length];
          int i = 0;
          for (var member : container.members().entrySet()) {
            keys[i] = member.getKey().getBytes(StandardCharsets.UTF_8);
            members[i++] = of(member.getValue(), values);
          }
          JsonRule elements = container.elements();
          yield new Place(
              false, null, keys, members, elements == null ? null : of(elements, values));
        }
      };
    }

    @Nullable
    Place member(byte[] key, int length) {
      for (int i = 0; i < keys.length; i++) {
        if (Arrays.equals(key, 0, length, keys[i], 0, keys[i].length)) {
          return members[i];
        }
      }
      return null;
    }
  }

  /** Holds the last text. */
  byte[] result() {
    return result;
  }

  /** Rewrites a text; returns how many bytes of {@link #result} it has, or a negative outcome. */
  int rewrite(byte[] source, int offset, int length) {
    cursor.begin(source, offset, length);
    size = 0;
    copied = offset;
    failure = MALFORMED;
    cursor.skipSpaces();
    if (!value(root)) {
      return failure;
    }
    cursor.skipSpaces();
    if (!cursor.isAtEnd()) {
      return MALFORMED;
    }
    copyUpTo(offset + length);
    return size;
  }

  private boolean value(@Nullable Place place) {
    if (place == null) {
      return unnamed();
    }
    if (place.open()) {
      return cursor.skipValue();
    }
    if (place.value() != null) {
      return classified(place.value());
    }
    return switch (cursor.next()) {
      case '{' -> place.keys().length > 0 ? object(place) : unnamed();
      case '[' -> place.elements() != null ? array(place.elements()) : unnamed();
      default -> unnamed();
    };
  }

  private boolean unnamed() {
    int start = cursor.at();
    if (!cursor.skipValue()) {
      return false;
    }
    boolean isNull = cursor.isLiteral(start, NULL);
    return switch (unnamed) {
      case NULLED -> {
        replace(start, NULL, NULL.length);
        yield true;
      }
      case KEPT -> true;
      case KEPT_UNLESS_NULL -> !isNull || fail(HIDDEN);
    };
  }

  private boolean fail(int outcome) {
    failure = outcome;
    return false;
  }

  private boolean object(Place place) {
    cursor.advance();
    cursor.skipSpaces();
    if (cursor.accept('}')) {
      return true;
    }
    do {
      cursor.skipSpaces();
      if (!cursor.readString()) {
        return false;
      }
      Place member = place.member(cursor.text(), cursor.textLength());
      cursor.skipSpaces();
      if (!cursor.accept(':')) {
        return false;
      }
      cursor.skipSpaces();
      if (!value(member)) {
        return false;
      }
      cursor.skipSpaces();
    } while (cursor.accept(','));
    return cursor.accept('}');
  }

  private boolean array(Place elements) {
    cursor.advance();
    cursor.skipSpaces();
    if (cursor.accept(']')) {
      return true;
    }
    do {
      cursor.skipSpaces();
      if (!value(elements)) {
        return false;
      }
      cursor.skipSpaces();
    } while (cursor.accept(','));
    return cursor.accept(']');
  }

  private boolean classified(ElementRewriter value) {
    int start = cursor.at();
    byte first = cursor.next();
    if (first == '"') {
      return cursor.readString()
          && put(start, value, value.rewrite(cursor.text(), 0, cursor.textLength()), true);
    }
    if (!cursor.skipValue()) {
      return false;
    }
    boolean isNumber = first == '-' || first >= '0' && first <= '9';
    if (isNumber) {
      int written = value.rewrite(cursor.source(), start, cursor.at() - start);
      return put(start, value, written, false);
    }
    if (cursor.isLiteral(start, NULL)) {
      return true;
    }
    return unnamed == Unnamed.NULLED
        // nothing is no value of a class: the policy says what becomes of such
        ? put(start, value, value.rewrite(cursor.source(), start, 0), true)
        : fail(UNFIT);
  }

  private boolean put(int start, ElementRewriter value, int written, boolean quoted) {
    if (written == ElementRewriter.STOP) {
      return fail(STOPPED);
    }
    if (written < 0 || !quoted && !isInteger(value.result(), written)) {
      replace(start, NULL, NULL.length);
    } else if (quoted) {
      copyUpTo(start);
      quote(value.result(), written);
      copied = cursor.at();
    } else {
      replace(start, value.result(), written);
    }
    return true;
  }

  private static boolean isInteger(byte[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return length > 0 && (text[0] != '0' || length == 1);
  }

  private void replace(int start, byte[] by, int length) {
    copyUpTo(start);
    append(by, 0, length);
    copied = cursor.at();
  }

  private void copyUpTo(int end) {
    append(cursor.source(), copied, end - copied);
    copied = end;
  }

  private void append(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, result, size, length);
    size += length;
  }

  private void quote(byte[] text, int length) {
    reserve(6 * length + 2);
    result[size++] = '"';
    for (int i = 0; i < length; i++) {
      byte next = text[i];
      if (next >= 0 && next < ' ') {
        size += escape(next, result, size);
      } else {
        if (next == '"' || next == '\\') {
          result[size++] = '\\';
        }
        result[size++] = next;
      }
    }
    result[size++] = '"';
  }

  private static int escape(byte control, byte[] to, int at) {
    byte[] escaped = "\\u%04x".formatted((int) control).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(escaped, 0, to, at, escaped.length);
    return escaped.length;
  }

  private void reserve(int length) {
    if (result.length - size < length) {
      result = Arrays.copyOf(result, Math.max(2 * result.length, size + length));
    }
  }
}
