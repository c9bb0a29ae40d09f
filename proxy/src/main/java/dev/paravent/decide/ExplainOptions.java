package dev.paravent.decide;

import dev.paravent.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The options of EXPLAIN that tell nothing but the plan. PostgreSQL docs, EXPLAIN. */
final class ExplainOptions {
  private static final Set<String> SWITCHES =
      Set.of("costs", "verbose", "summary", "generic_plan", "memory");
  private static final Set<String> FALSE = Set.of("false", "off", "0");
  private static final Set<String> TRUE = Set.of("true", "on", "1");
  private static final Set<String> FORMATS = Set.of("text", "xml", "json", "yaml");

  private ExplainOptions() {}

  /** The options as the server gets them, with a space behind; null if one is not allowed. */
  static @Nullable String text(List<Statement.Option> options) {
    StringJoiner text = new StringJoiner(", ", "(", ") ");
    text.setEmptyValue("");
    for (Statement.Option option : options) {
      String value =
          option.values().isEmpty() ? "true" : option.values().get(0).toLowerCase(Locale.ROOT);
      boolean off = FALSE.contains(value);
      if (!off && !TRUE.contains(value) && !option.name().equals("format")) {
        return null;
      }
      if (SWITCHES.contains(option.name())) {
        text.add(option.name().toUpperCase(Locale.ROOT) + (off ? " FALSE" : " TRUE"));
      } else if (option.name().equals("format") && FORMATS.contains(value)) {
        text.add("FORMAT " + value.toUpperCase(Locale.ROOT));
      } else if (!off) {
        return null; // what is switched off need not be said
      }
    }
    return text.toString();
  }
}
