package dev.paravent.mustnotleak;

import dev.paravent.attest.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Judges what came back. */
@NullMarked
final class Verdicts {
  /** The proxy's codes are words, the server's are states. */
  private static final Pattern OWN = Pattern.compile("[A-Z_]{6,}");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![0-9])(?:9[0-9]{12}(?:[0-9]{2})?|1(?:7[5-9]|8[0-8])[0-9]-[0-9]{2}-[0-9]{2})(?![0-9])");
  // days from 2000-01-01 to 1753-01-01 and 1888-12-31
  private static final int FIRST_TOKEN_DAY = -90_215;
  private static final int LAST_TOKEN_DAY = -40_542;

  private Verdicts() {}

  static boolean holdsToken(Answer answer) {
    for (byte[] field : answer.fields()) {
      if (field != null && isToken(field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isToken(byte[] field) {
    if (field.length == Integer.BYTES) {
      int days = ByteBuffer.wrap(field).getInt();
      return days >= FIRST_TOKEN_DAY && days <= LAST_TOKEN_DAY;
    }
    return TOKEN.matcher(new String(field, StandardCharsets.ISO_8859_1)).find();
  }

  static boolean isAs(List<LeakCase.Expected> expected, Answer answer) {
    return expected.stream().anyMatch(one -> isAs(one, answer));
  }

  private static boolean isAs(LeakCase.Expected expected, Answer answer) {
    boolean refused =
        answer.isClosed()
            || answer.refusals().stream().anyMatch(code -> OWN.matcher(code).matches());
    return switch (expected) {
      case REFUSED -> refused;
      case TOKENISED -> !refused && holdsToken(answer);
      case SHOWN ->
          !refused && !holdsToken(answer) && answer.fields().stream().anyMatch(Objects::nonNull);
      case NULLED -> !refused && answer.fields().contains(null);
      case HARMLESS -> !answer.isClosed();
    };
  }
}
