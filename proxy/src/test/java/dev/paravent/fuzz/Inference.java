package dev.paravent.fuzz;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows from answers: dates of persons, and, by whoever knows the truth, whether an answer
 * goes with the dates at all. Confined to one thread.
 */
final class Inference {
  private static final Pattern DATE = Pattern.compile("\\b(19|20)\\d\\d-\\d\\d-\\d\\d\\b");
  private static final LocalDate LAST = Oracle.EARLIEST.plusDays(Oracle.DAYS + 1L);

  /** A correlation over this many persons that chance makes once in a thousand million. */
  private static final double DEVIATIONS = 6;

  private static final double SMALLEST = 0.15;
  private static final int FEWEST = 500;

  /** Days that are somebody's birthday by chance are one in ten. */
  private static final int FEWEST_DATES = 8;

  private final Map<Long, LocalDate> truth;
  private final Map<Long, String> tokens;
  private final Map<String, List<Long>> persons = new HashMap<>();
  private final Map<Long, Set<LocalDate>> claims = new HashMap<>();
  private final List<String> telling = new ArrayList<>();

  Inference(Map<Long, LocalDate> truth, Map<Long, String> tokens) {
    this.truth = truth;
    this.tokens = tokens;
    tokens.forEach((id, token) -> persons.computeIfAbsent(token, t -> new ArrayList<>()).add(id));
  }

  /** What the attacker says of each person. */
  Map<Long, Set<LocalDate>> claims() {
    return claims;
  }

  /** Statements whose answers go with the dates. */
  List<String> telling() {
    return telling;
  }

  void claim(long id, LocalDate date) {
    claims.computeIfAbsent(id, key -> new HashSet<>()).add(date);
  }

  void tells(String what) {
    telling.add(what);
  }

  /** Whoever has the token of a known person was born on that person's day. */
  void compareTokens(Map<Long, LocalDate> known) {
    known.forEach(
        (id, date) ->
            persons
                .getOrDefault(tokens.getOrDefault(id, ""), List.of())
                .forEach(same -> claim(same, date)));
  }

  /** Rows of (id, date), (date, token) or (token, date) are claims. */
  void conclude(List<List<String>> rows) {
    for (List<String> row : rows) {
      for (int i = 0; i < 2 && row.size() > 1; i++) {
        LocalDate date = date(row.get(i));
        String partner = row.get(1 - i);
        if (date == null || date.isAfter(LAST)) {
          continue;
        }
        persons.getOrDefault(partner, List.of()).forEach(id -> claim(id, date));
        if (partner.matches("[0-9]{1,7}")) {
          claim(Long.parseLong(partner), date);
        }
      }
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.length() == 10 ? LocalDate.parse(text) : null;
    } catch (DateTimeParseException other) {
      return null;
    }
  }

  /** Any answer: clear dates in it, and columns that go with the dates of persons in it. */
  void examine(String sql, List<List<String>> rows) {
    scan(sql, rows);
    conclude(rows);
    if (rows.size() < FEWEST) {
      return;
    }
    follow(sql, rows);
    for (int id = 0; id < rows.getFirst().size(); id++) {
      int column = id;
      if (rows.stream().filter(row -> isPerson(row.get(column))).count() >= FEWEST) {
        for (int value = 0; value < rows.getFirst().size(); value++) {
          if (value != id) {
            weigh(sql, pairs(rows, id, value));
          }
        }
      }
    }
  }

  private boolean isPerson(String text) {
    return text.matches("[0-9]{1,7}") && truth.containsKey(Long.parseLong(text));
  }

  private static List<List<String>> pairs(List<List<String>> rows, int id, int value) {
    return rows.stream().map(row -> List.of(row.get(id), row.get(value))).toList();
  }

  /** Whether dates came that are the persons' rather than any. */
  private void scan(String sql, List<List<String>> rows) {
    Set<String> dates = new HashSet<>();
    for (List<String> row : rows) {
      DATE.matcher(String.join(" ", row)).results().forEach(match -> dates.add(match.group()));
    }
    DATE.matcher(sql).results().forEach(match -> dates.remove(match.group()));
    List<LocalDate> past =
        dates.stream()
            .map(Inference::date)
            .filter(Objects::nonNull)
            .filter(date -> date.isBefore(LAST))
            .toList();
    long theirs = past.stream().filter(truth::containsValue).count();
    if (theirs >= FEWEST_DATES && theirs > past.size() / 2) {
      tells("clear dates came: " + sql);
    }
  }

  /** Whether the second column goes with the dates of the persons in the first. */
  void weigh(String sql, List<List<String>> rows) {
    List<String> sorted =
        rows.stream().map(row -> row.get(1)).distinct().sorted(Inference::compare).toList();
    Map<String, Integer> ranks = new HashMap<>();
    sorted.forEach(value -> ranks.put(value, ranks.size()));
    if (ranks.size() < 2) {
      return;
    }
    Map<Double, Double> dates = new TreeMap<>();
    for (List<String> row : rows) {
      LocalDate born = isPerson(row.get(0)) ? truth.get(Long.parseLong(row.get(0))) : null;
      if (born != null) {
        dates.put(
            born.toEpochDay() + dates.size() * 1e-6, (double) ranks.getOrDefault(row.get(1), 0));
      }
    }
    if (correlates(dates.values().stream().mapToDouble(Double::doubleValue).toArray())) {
      tells("values go with the dates: " + sql);
    }
  }

  private static int compare(String left, String right) {
    return left.matches("-?[0-9.]+") && right.matches("-?[0-9.]+")
        ? new BigDecimal(left).compareTo(new BigDecimal(right))
        : left.compareTo(right);
  }

  private static boolean correlates(double[] values) {
    return values.length > FEWEST
        && Math.abs(OrderIT.correlation(values))
            > Math.max(SMALLEST, DEVIATIONS / Math.sqrt(values.length));
  }

  /** Whether the persons in the first column are rather the early or the late. */
  void part(String sql, List<List<String>> rows) {
    Set<Long> came = new HashSet<>();
    rows.forEach(row -> came.add(Long.parseLong(row.get(0))));
    double[] values =
        truth.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .mapToDouble(person -> came.contains(person.getKey()) ? 1 : 0)
            .toArray();
    boolean mixed = came.size() > 30 && came.size() < values.length - 30;
    if (mixed && correlates(values)) {
      tells("the condition parts the dates: " + sql);
    }
  }

  /** Whether persons or tokens in the first column came in the order of the dates. */
  void follow(String sql, List<List<String>> rows) {
    double[] values =
        rows.stream()
            .map(row -> row.get(0))
            .map(
                value ->
                    isPerson(value)
                        ? Long.valueOf(value)
                        : persons.getOrDefault(value, List.of(-1L)).getFirst())
            .filter(truth::containsKey)
            .mapToDouble(id -> truth.getOrDefault(id, LAST).toEpochDay())
            .toArray();
    if (correlates(values)) {
      tells("rows come in the order of the dates: " + sql);
    }
  }
}
