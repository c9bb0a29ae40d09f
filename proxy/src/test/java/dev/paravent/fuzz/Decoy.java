package dev.paravent.fuzz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The made-up persons of the true database and of the decoy: the same equalities, other values,
 * another order. Immutable.
 */
final class Decoy {
  /** Known persons first; the others are in no table. */
  static final int PERSONS = 26;

  private static final long SEED = 20_26L;

  private final List<Person> truth = new ArrayList<>();
  private final List<Person> other = new ArrayList<>();
  private final Map<String, String> mapping = new HashMap<>();
  private final Pattern values;

  /** One made-up person. */
  record Person(String nir, String key, LocalDate born) {}

  Decoy() {
    Random random = new Random(SEED);
    List<LocalDate> days = new ArrayList<>();
    List<LocalDate> decoyDays = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      days.add(LocalDate.of(1940 + i * 3, 1 + i % 12, 1 + i));
      decoyDays.add(LocalDate.of(1902 + i * 2, 1 + (i * 5) % 12, 3 + i));
    }
    Collections.shuffle(decoyDays, random);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < PERSONS; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i = 0; i < PERSONS; i++) {
      int day = i * 7 % days.size(); // some are born on one day
      truth.add(person(1 + i % 2, 40 + i, i, days.get(day)));
      other.add(
          person(1 + order.get(i) % 2, 10 + order.get(i), 500 + order.get(i), decoyDays.get(day)));
    }
    for (int i = 0; i < PERSONS; i++) {
      Person from = truth.get(i);
      Person to = other.get(i);
      mapping.put(from.nir(), to.nir());
      mapping.put(from.nir() + from.key(), to.nir() + to.key());
      mapping.put(from.born().toString(), to.born().toString());
    }
    values =
        Pattern.compile(
            mapping.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
  }

  private static Person person(int sex, int year, int order, LocalDate born) {
    String nir = "%d%02d%02d%02d%03d%03d".formatted(sex, year, 1 + order % 12, 75, 56, order);
    long key = 97 - Long.parseLong(nir) % 97;
    return new Person(nir, "%02d".formatted(key), born);
  }

  List<Person> truth() {
    return truth;
  }

  List<Person> other() {
    return other;
  }

  /** The text with each value of the true database replaced by the decoy's. */
  String translate(String text) {
    Matcher matcher = values.matcher(text);
    return matcher.replaceAll(match -> mapping.get(match.group()));
  }
}
