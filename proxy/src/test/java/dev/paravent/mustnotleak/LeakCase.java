package dev.paravent.mustnotleak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * One thing an attacker tries.
 *
 * @param className the class of attack
 * @param title what is tried
 * @param notes other notes of the file, by name
 * @param steps messages, in order
 */
@NullMarked
record LeakCase(String className, String title, Map<String, String> notes, List<String> steps) {
  private static final Pattern NOTE = Pattern.compile("-- ([a-z-]+): (.*)");
  private static final String STEP_END = "--;;";

  /** What a case must come to. */
  enum Expected {
    /** The proxy says no, or ends the session. */
    REFUSED,
    /** Rows with tokens. */
    TOKENISED,
    /** Rows with nulls. */
    NULLED,
    /** Rows with what the policy shows, which is no token. */
    SHOWN,
    /** Done, and nothing was in it. */
    HARMLESS
  }

  /** Any of these will do: what is refused today may be tokenised once it is understood. */
  List<Expected> expected() {
    return Stream.of(notes.getOrDefault("expect", "none").split(" or "))
        .map(word -> Expected.valueOf(word.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** Whether the database alone would have given a clear value away. */
  boolean leaks() {
    return !notes.getOrDefault("leaks", "true").equals("false");
  }

  boolean isOracle() {
    return notes.containsKey("guess");
  }

  /** A message may hold several statements in the simple protocol only. */
  boolean isSimpleOnly() {
    return notes.containsKey("simple");
  }

  List<String> roles() {
    return Stream.of(notes.getOrDefault("role", "app owner admin").split(" "))
        .map(role -> "desk_" + role)
        .toList();
  }

  /** Whether the planted rows are hidden, and not their values only. */
  boolean hidesRows() {
    return roles().contains("desk_ward");
  }

  /** The right guess, then a wrong one. */
  List<String> guesses() {
    return List.of(notes.getOrDefault("guess", "").split(" \\| "));
  }

  List<String> stepsFor(String guess) {
    return steps.stream().map(step -> step.replace("{guess}", guess)).toList();
  }

  @Override
  public String toString() {
    return className + ": " + title;
  }

  /** All cases of all files of a folder. */
  static List<LeakCase> readAll(Path folder) throws IOException {
    List<LeakCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        cases.addAll(read(Files.readAllLines(file)));
      }
    }
    return cases;
  }

  private static List<LeakCase> read(List<String> lines) {
    List<LeakCase> cases = new ArrayList<>();
    Map<String, String> notes = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    String className = "";
    for (String line : lines) {
      Matcher note = NOTE.matcher(line);
      if (!note.matches()) {
        text.append(line).append('\n');
        continue;
      }
      String name = note.group(1);
      if (name.equals("class") || name.equals("case")) {
        flush(cases, className, notes, text);
        className = name.equals("class") ? note.group(2) : className;
      }
      notes.put(name, note.group(2));
    }
    flush(cases, className, notes, text);
    return cases;
  }

  private static void flush(
      List<LeakCase> cases, String className, Map<String, String> notes, StringBuilder text) {
    String title = notes.get("case");
    if (title != null) {
      List<String> steps =
          Stream.of(text.toString().split("(?m)^" + STEP_END + "$"))
              .map(String::strip)
              .filter(step -> !step.isEmpty())
              .toList();
      cases.add(new LeakCase(className, title, Map.copyOf(notes), steps));
    }
    notes.clear();
    text.setLength(0);
  }
}
