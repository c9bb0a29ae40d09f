package dev.paravent.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The truth: every clear number and birth date of the demo, to be found in nothing a portal sees.
 *
 * <p>The first five characters of a number, sex and month of birth, count where a statement cuts
 * them out; elsewhere five digits may be anything.
 */
final class ClearValues {
  // A lookahead so that overlapping candidates inside longer digit runs are all seen.
  private static final Pattern NUMBER = Pattern.compile("(?=([12]\\d{4}(?:\\d{2}|2[AB])\\d{6}))");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final int TELLING_CHARACTERS = 5;
  // PostgreSQL names the column of an expression after its function.
  private static final String CUTTING_FUNCTION = "substring";

  private final Set<String> numbers = new HashSet<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> birthDates = new HashSet<>();

  ClearValues(List<Patient> patients) {
    for (Patient patient : patients) {
      String number = patient.nir().number();
      numbers.add(number);
      beginnings.add(number.substring(0, TELLING_CHARACTERS));
      birthDates.add(patient.birthDate().toString());
    }
  }

  /** Whether the text holds the number or the birth date of a patient. */
  boolean areIn(String text) {
    return holds(NUMBER, 1, numbers, text) || holds(DATE, 0, birthDates, text);
  }

  /** Whether the value of a column is clear, or the telling part of a number cut out of it. */
  boolean areIn(String column, String value) {
    return areIn(value) || (column.equals(CUTTING_FUNCTION) && beginnings.contains(value));
  }

  private static boolean holds(Pattern pattern, int group, Set<String> truth, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (truth.contains(matcher.group(group))) {
        return true;
      }
    }
    return false;
  }
}
