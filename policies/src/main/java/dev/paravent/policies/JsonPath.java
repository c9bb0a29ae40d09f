package dev.paravent.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into a JSON document: {@code $.member}, {@code $["any member"]}, {@code $.list[*]}. Prints
 * in one canonical form, so that equal paths are equal texts. Immutable.
 */
record JsonPath(List<String> steps) {
  private static final String PLAIN_NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
  private static final Pattern STEP =
      Pattern.compile("\\.(" + PLAIN_NAME + ")|\\[\"([^\"\\\\]+)\"\\]|(\\[\\*\\])");
  private static final int MAX_STEPS = 32;

  JsonPath {
    steps = List.copyOf(steps);
  }

  /** Empty when the text is no path, or is {@code $}, which would be the whole document. */
  static Optional<JsonPath> of(String text) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int next = 1;
    while (next < text.length() && steps.size() < MAX_STEPS) {
      if (!matcher.find(next) || matcher.start() != next) {
        return Optional.empty();
      }
      steps.add(step(matcher));
      next = matcher.end();
    }
    return steps.isEmpty() || next < text.length()
        ? Optional.empty()
        : Optional.of(new JsonPath(steps));
  }

  private static String step(Matcher matcher) {
    String plain = matcher.group(1);
    String quoted = matcher.group(2);
    if (plain != null) {
      return "." + plain;
    }
    if (quoted == null) {
      return "[*]";
    }
    return quoted.matches(PLAIN_NAME) ? "." + quoted : "[\"" + quoted + "\"]";
  }

  /** Whether one path is the other or leads to it. */
  boolean overlaps(JsonPath other) {
    int shared = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, shared).equals(other.steps.subList(0, shared));
  }

  @Override
  public String toString() {
    return "$" + String.join("", steps);
  }
}
