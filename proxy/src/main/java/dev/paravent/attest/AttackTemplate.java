package dev.paravent.attest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An attack on some column of some relation; attacks.sql says what its parts mean. Immutable.
 *
 * @param steps messages, in order
 */
record AttackTemplate(
    String className,
    String title,
    Set<Target.Kind> kinds,
    Guess guess,
    boolean writes,
    boolean alwaysLeaks,
    List<String> steps) {
  private static final String FILE = "attacks.sql";
  private static final Pattern NOTE = Pattern.compile("-- ([a-z]+): (.*)");
  private static final String STEP_END = "(?m)^--;;$";

  AttackTemplate {
    kinds = Set.copyOf(kinds);
    steps = List.copyOf(steps);
  }

  /** What is guessed, if it is asked and not read. */
  enum Guess {
    NONE,
    PREFIX,
    DATE,
    YEAR
  }

  /** All of the product's. */
  static List<AttackTemplate> all() {
    try (InputStream stream = AttackTemplate.class.getResourceAsStream(FILE)) {
      return read(
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<AttackTemplate> read(String text) {
    List<AttackTemplate> templates = new ArrayList<>();
    Map<String, String> notes = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    String className = "";
    for (String line : text.lines().toList()) {
      Matcher note = NOTE.matcher(line);
      if (!note.matches()) {
        body.append(line).append('\n');
        continue;
      }
      if (note.group(1).equals("class") || note.group(1).equals("case")) {
        flush(templates, className, notes, body);
        className = note.group(1).equals("class") ? note.group(2) : className;
      }
      notes.put(note.group(1), note.group(2));
    }
    flush(templates, className, notes, body);
    return templates;
  }

  private static void flush(
      List<AttackTemplate> templates,
      String className,
      Map<String, String> notes,
      StringBuilder body) {
    String title = notes.get("case");
    if (title != null) {
      Set<Target.Kind> kinds = EnumSet.noneOf(Target.Kind.class);
      for (String kind : notes.getOrDefault("for", "").split(" ")) {
        kinds.add(Target.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
      }
      templates.add(
          new AttackTemplate(
              className,
              title,
              kinds,
              Guess.valueOf(notes.getOrDefault("guess", "none").toUpperCase(Locale.ROOT)),
              notes.containsKey("writes"),
              !notes.containsKey("leaks"),
              Stream.of(body.toString().split(STEP_END))
                  .map(String::strip)
                  .filter(step -> !step.isEmpty())
                  .toList()));
    }
    notes.clear();
    body.setLength(0);
  }

  boolean fits(Target target) {
    return kinds.contains(target.kind());
  }

  /** The messages for a column; a guess stays open. */
  List<String> stepsFor(Target target) {
    String[] members = target.path().replace("[*]", ".0").replaceFirst("^\\$\\.?", "").split("\\.");
    return steps.stream()
        .map(
            step ->
                step.replace("{relation}", target.relation())
                    .replace("{column}", Target.quoted(target.column().column()))
                    .replace("{name}", target.column().column().replace("'", "''"))
                    .replace("{table}", target.column().relation().name().replace("'", "''"))
                    .replace("{jsonpath}", target.path().replace("'", "''"))
                    .replace("{path}", "{" + String.join(",", members).replace("'", "''") + "}")
                    .replace("{quoted-rows}", "'" + target.rows().replace("'", "''") + "'")
                    .replace("{rows}", "(" + target.rows() + ")"))
        .toList();
  }
}
