package dev.paravent.policies;

import dev.paravent.policies.ClassGrant.Write;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a class shows in place of its values: the keys read, constant and generalise. */
final class ShownReader {
  static final Vocabulary<Mode> READS =
      Vocabulary.of(Mode.values(), mode -> mode.name().toLowerCase(Locale.ROOT));
  static final Vocabulary<Generalisation> GENERALISATIONS =
      Vocabulary.of(Generalisation.values(), Generalisation::label);

  /** What conditions, joins and groups would do with tokens, of which there are none. */
  private static final List<String> KEYS_OF_TOKENS =
      List.of(
          "lookup",
          "compare",
          "copy",
          "order",
          "onOrder",
          "minmax",
          "derive",
          "onMalformed",
          "acceptDictionary");

  private static final int LONGEST_CONSTANT = 100;

  private final ProblemCollector problems;
  private final YamlValue values;

  /** The words of {@code read}. */
  enum Mode {
    TOKEN,
    NULL,
    CONSTANT,
    GENERALISE
  }

  ShownReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
  }

  /**
   * Whether something that is no token stands for the value: nothing can be looked up by it or
   * written back.
   */
  static boolean replaces(Shown shown) {
    return shown instanceof Shown.Constant || shown instanceof Shown.Generalised;
  }

  /** What the fields of a grant say; NULL after an error, since the bundle is not loaded then. */
  Shown read(ProtectedClass held, YamlFields fields) {
    Mode mode =
        fields.read("read", (node, key) -> values.word(node, key, READS)).orElse(Mode.TOKEN);
    refuseWithout(mode, Mode.CONSTANT, "constant", fields);
    refuseWithout(mode, Mode.GENERALISE, "generalise", fields);
    return switch (mode) {
      case TOKEN -> Shown.TOKEN;
      case NULL -> Shown.NULL;
      case CONSTANT -> {
        refuseKeysOfTokens(mode, fields);
        yield fields
            .required("constant")
            .flatMap(node -> constant(held, node))
            .<Shown>map(Shown.Constant::new)
            .orElse(Shown.NULL);
      }
      case GENERALISE -> {
        refuseKeysOfTokens(mode, fields);
        yield generalised(held, fields);
      }
    };
  }

  private static String word(Mode mode) {
    return "read: " + mode.name().toLowerCase(Locale.ROOT);
  }

  private void refuseWithout(Mode mode, Mode needed, String key, YamlFields fields) {
    if (mode != needed) {
      fields
          .field(key)
          .ifPresent(
              field ->
                  problems.error(
                      field.at(), "'" + key + "' has no effect without " + word(needed)));
    }
  }

  /** Nothing that could be written back as a token is shown. */
  void checkWrites(Shown shown, YamlFields fields, Set<Write> writes) {
    if (replaces(shown) && writes.contains(Write.TOKEN)) {
      fields
          .field("write")
          .ifPresent(
              field ->
                  problems.error(
                      Position.of(field.value()),
                      "write: no token is shown that could be written (expected: clear)"));
    }
  }

  private void refuseKeysOfTokens(Mode mode, YamlFields fields) {
    for (String key : KEYS_OF_TOKENS) {
      fields
          .field(key)
          .ifPresent(
              field ->
                  problems.error(
                      field.at(),
                      word(mode)
                          + " replaces the column wherever it is named, so '"
                          + key
                          + "' has no effect"));
    }
  }

  private Optional<String> constant(ProtectedClass held, Node node) {
    Optional<String> text = values.text(node, "constant");
    Position at = Position.of(node);
    if (text.isEmpty()) {
      return text;
    }
    boolean printable = text.get().chars().noneMatch(Character::isISOControl);
    if (!printable || text.get().length() > LONGEST_CONSTANT) {
      problems.error(
          at,
          "constant: expected at most "
              + LONGEST_CONSTANT
              + " characters without control characters");
      return Optional.empty();
    }
    if (held == ProtectedClass.BIRTH_DATE && !isDate(text.get())) {
      problems.error(at, "constant: expected a date YYYY-MM-DD for birth-date");
      return Optional.empty();
    }
    if (held == ProtectedClass.FR_NIR && isNirWithKey(text.get())) {
      problems.error(
          at, "constant: this is a NIR with its key, which would be taken for somebody's");
      return Optional.empty();
    }
    return text;
  }

  private static boolean isDate(String text) {
    try {
      return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeParseException noDate) {
      return false;
    }
  }

  private static boolean isNirWithKey(String text) {
    String digits = text.replaceAll("[ .-]", "");
    return digits.matches("[0-9]{15}")
        && Long.parseLong(digits.substring(13))
            == 97 - Long.parseLong(digits.substring(0, 13)) % 97;
  }

  private Shown generalised(ProtectedClass held, YamlFields fields) {
    if (held != ProtectedClass.BIRTH_DATE) {
      fields
          .field("read")
          .ifPresent(
              field ->
                  problems.error(
                      Position.of(field.value()),
                      "read: generalise is for birth-date, "
                          + held.label()
                          + " has nothing coarser"));
      return Shown.NULL;
    }
    return fields
        .required("generalise")
        .flatMap(node -> values.word(node, "generalise", GENERALISATIONS))
        .<Shown>map(Shown.Generalised::new)
        .orElse(Shown.NULL);
  }
}
