package dev.paravent.fuzz;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Learns from persons whose dates are known what the answers to a probe mean, and asks about those
 * whose dates are not. Confined to one thread.
 */
final class Oracle {
  static final LocalDate EARLIEST = LocalDate.of(1925, 1, 1);
  static final int DAYS = 30_000;

  /** Pairs of persons, one born up to the day and one after, until a probe is given up. */
  private static final int FIRST_PAIRS = 3;

  private static final int MORE_PAIRS = 12;

  /** A clear answer is believed after these: chance makes one in a hundred thousand million. */
  private static final int CLEAR_PAIRS = 20;

  private static final int ALL_PAIRS = 40;

  /** A difference of frequencies that chance does not make: of 40 against 40. */
  private static final double TELLING = 0.6;

  /** More values than these are the persons' own. */
  private static final int MOST_VALUES = 6;

  private final AttackSession session;
  private final AttackSession other;
  private final SplittableRandom random;
  private final NavigableMap<LocalDate, Long> known = new TreeMap<>();
  private final Map<Long, LocalDate> dates;
  private final Map<Long, String> tokens;

  /** What tells: the values of one feature that mean yes. */
  record Key(Probe probe, String feature, Set<String> yes, double difference) {}

  /**
   * An oracle over two sessions.
   *
   * @param dates of persons whom the attacker knows
   * @param tokens of everybody
   */
  Oracle(
      AttackSession session,
      AttackSession other,
      SplittableRandom random,
      Map<Long, LocalDate> dates,
      Map<Long, String> tokens) {
    this.session = session;
    this.other = other;
    this.random = random;
    this.dates = dates;
    this.tokens = tokens;
    dates.forEach((id, date) -> known.put(date, id));
  }

  private Map<String, String> observe(Probe probe, long person, LocalDate to) {
    Map.Entry<LocalDate, Long> near = known.ceilingEntry(to);
    long neighbour = (near == null ? known.lastEntry() : near).getValue();
    List<Observation> run = new ArrayList<>();
    session.ask("begin");
    boolean twoSessions = false;
    for (String sql :
        probe.about(person, EARLIEST, to, neighbour, tokens.getOrDefault(neighbour, ""))) {
      if (Probe.isOthers(sql)) {
        if (!twoSessions) {
          other.ask("begin");
        }
        twoSessions = true;
        run.add(other.ask(sql.substring(1)));
      } else {
        run.add(session.ask(sql));
      }
    }
    session.ask("rollback");
    if (twoSessions) {
      other.ask("rollback");
    }
    Map<String, String> features = Observation.features(run);
    // what is the person's or the day's own would tell them apart, and nothing else
    features.replaceAll(
        (name, value) ->
            value
                .replace(to.toString(), "{hi}")
                .replaceAll("\\b" + person + "\\b", "{id}")
                .replaceAll("\\b" + neighbour + "\\b", "{k}"));
    return features;
  }

  /** Whether the answers go with the dates of the known, and how. */
  Optional<Key> calibrate(Probe probe) {
    List<Map<String, String>> early = new ArrayList<>();
    List<Map<String, String>> late = new ArrayList<>();
    List<Long> persons = List.copyOf(dates.keySet());
    while (early.size() < ALL_PAIRS) {
      LocalDate to = EARLIEST.plusDays(DAYS / 4 + random.nextInt(DAYS / 2));
      early.add(observe(probe, someone(persons, to, true), to));
      late.add(observe(probe, someone(persons, to, false), to));
      double best = best(probe, early, late).map(Key::difference).orElse(0.0);
      if (early.size() == FIRST_PAIRS && best < 0.3 || early.size() == MORE_PAIRS && best < 0.5) {
        return Optional.empty();
      }
      if (early.size() >= CLEAR_PAIRS && best == 1) {
        break;
      }
    }
    return best(probe, early, late).filter(key -> key.difference() >= TELLING);
  }

  private long someone(List<Long> persons, LocalDate to, boolean early) {
    while (true) {
      long person = persons.get(random.nextInt(persons.size()));
      LocalDate date = dates.getOrDefault(person, EARLIEST);
      // away from the day itself: conditions differ there
      if (early ? date.isBefore(to.minusDays(800)) : date.isAfter(to.plusDays(800))) {
        return person;
      }
    }
  }

  private static Optional<Key> best(
      Probe probe, List<Map<String, String>> early, List<Map<String, String>> late) {
    Optional<Key> best = Optional.empty();
    for (String feature : early.getFirst().keySet()) {
      Map<String, Integer> values = new HashMap<>();
      early.forEach(one -> values.merge(one.getOrDefault(feature, ""), 1, Integer::sum));
      late.forEach(one -> values.merge(one.getOrDefault(feature, ""), -1, Integer::sum));
      if (values.size() < 2 || values.size() > MOST_VALUES) {
        continue;
      }
      int apart = values.values().stream().mapToInt(Math::abs).sum();
      double difference = apart / 2.0 / early.size();
      if (difference > best.map(Key::difference).orElse(0.0)) {
        Set<String> yes = new HashSet<>();
        values.forEach(
            (value, count) -> {
              if (count > 0) {
                yes.add(value);
              }
            });
        best = Optional.of(new Key(probe, feature, yes, difference));
      }
    }
    return best;
  }

  /** The date that repeated asking ends at. */
  LocalDate search(Key key, long person) {
    LocalDate from = EARLIEST;
    LocalDate to = EARLIEST.plusDays(DAYS + 1);
    while (from.isBefore(to)) {
      LocalDate middle = from.plusDays(ChronoUnit.DAYS.between(from, to) / 2);
      String value = observe(key.probe(), person, middle).getOrDefault(key.feature(), "");
      if (key.yes().contains(value)) {
        to = middle;
      } else {
        from = middle.plusDays(1);
      }
    }
    return from;
  }
}
