package dev.paravent.mustnotleak;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Judges what came back. */
@NullMarked
final class Verdicts {
  /** The proxy's codes are words, the server's are states. */
  private static final Pattern OWN = Pattern.compile("[A-Z_]{6,}");

  private Verdicts() {}

  static boolean isAs(List<LeakCase.Expected> expected, Answer answer) {
    return expected.stream().anyMatch(one -> isAs(one, answer));
  }

  private static boolean isAs(LeakCase.Expected expected, Answer answer) {
    boolean refused =
        answer.isClosed()
            || answer.refusals().stream().anyMatch(code -> OWN.matcher(code).matches());
    return switch (expected) {
      case REFUSED -> refused;
      case TOKENISED -> !refused && answer.holdsToken();
      case NULLED -> !refused && answer.holdsNull();
      case HARMLESS -> !answer.isClosed();
    };
  }

  /** What an attacker compares: everything but names and numbers that change with each session. */
  static String visible(Answer answer) {
    StringBuilder visible = new StringBuilder();
    for (Answer.Message message : answer.messages()) {
      visible.append(message.type());
      switch (message.type()) {
        case 'E' -> visible.append(message.field('C'));
        case 'D', 'C', 'Z' ->
            visible.append(new String(message.body(), StandardCharsets.ISO_8859_1));
        default -> {
          // described well enough by its type
        }
      }
    }
    return visible.toString();
  }
}
