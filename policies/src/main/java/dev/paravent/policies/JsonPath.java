package dev.paravent.policies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path into a JSON document: {@code $.member}, {@code $["any member"]}, {@code $.list[*]}. Prints
 * in one canonical form, so that equal paths are equal texts. Immutable.
 */
record JsonPath(List<String> steps) {
  private static final String PLAIN_NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
  private static final Pattern STEP =
      Pattern.compile("\\.(" + PLAIN_NAME + ")|\\[\"([^\"\\\\]+)\"\\]|(\\[\\*\\])");
  private static final String EACH = "[*]";
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
      return EACH;
    }
    return quoted.matches(PLAIN_NAME) ? "." + quoted : "[\"" + quoted + "\"]";
  }

  /** Whether one path is the other or leads to it. */
  boolean overlaps(JsonPath other) {
    int shared = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, shared).equals(other.steps.subList(0, shared));
  }

  /** The tree of paths of which none leads to another. */
  static JsonRule tree(Map<String, ProtectedClass> classified, List<String> publicPaths) {
    Branch root = new Branch();
    classified.forEach((path, held) -> root.put(path, new JsonRule.Classified(held)));
    publicPaths.forEach(path -> root.put(path, new JsonRule.Open()));
    return root.rule();
  }

  /** A place in the tree while it grows. */
  private static final class Branch {
    private final Map<String, Branch> steps = new HashMap<>();
    private @Nullable JsonRule end;

    void put(String text, JsonRule rule) {
      JsonPath path = of(text).orElseThrow(() -> new IllegalStateException("not a JSON path"));
      Branch branch = this;
      for (String step : path.steps()) {
        branch = branch.steps.computeIfAbsent(step, absent -> new Branch());
      }
      branch.end = rule;
    }

    JsonRule rule() {
      if (end != null) {
        return end;
      }
      Map<String, JsonRule> members = new HashMap<>();
      JsonRule elements = null;
      for (Map.Entry<String, Branch> step : steps.entrySet()) {
        if (step.getKey().equals(EACH)) {
          elements = step.getValue().rule();
        } else {
          members.put(key(step.getKey()), step.getValue().rule());
        }
      }
      return new JsonRule.Container(members, elements);
    }

    /** {@code .name} or {@code ["any name"]}. */
    private static String key(String step) {
      return step.startsWith(".") ? step.substring(1) : step.substring(2, step.length() - 2);
    }
  }

  @Override
  public String toString() {
    return "$" + String.join("", steps);
  }
}
