package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts probes together from the files of the attacker: a date, a condition on it, a carrier. */
final class Probes {
  /** What a condition may be wrapped in without another answer. */
  private static final List<String> WRAPPERS =
      List.of(
          "not (not ({C}))",
          "coalesce({C}, false)",
          "({C}) is true",
          "({C}) is not distinct from true",
          "exists (select 1 where {C})",
          "(select {C})",
          "(case when {C} then true else false end)",
          "(({C}) and p.id > 0)",
          "(({C}) or p.id < 0)",
          "(({C}) = true)",
          "(true in ({C}))",
          "(({C})::int = 1)",
          "(({C})::text = 'true')",
          "(({C}) > false)",
          "nullif({C}, false) is not null",
          "(array[{C}] @> array[true])",
          "(array[{C}])[1]",
          "({C}) = all (array[true, true])",
          "(select bool_and(b) from (values ({C})) v(b))",
          "(select b from (select {C} as b offset 0) s)",
          "(select count(*) from generate_series(1, 1) where {C}) = 1",
          "(with w as materialized (select {C} as b) select b from w)");

  static final List<String> DATES = lines("dates.txt");
  static final List<String> CONDITIONS = lines("conditions.txt");
  static final List<String> CARRIERS = lines("carriers.txt");

  /** What stands for the others while one part is tried out. */
  static final String PLAIN_DATE = "p.birth_date";

  static final String PLAIN_CONDITION = "{D} < date '{hi}'";
  static final String PLAIN_CARRIER = "select {C} from payment.patient p where p.id = {id}";

  private Probes() {}

  private static List<String> lines(String name) {
    return GovernedDatabase.resource("attacker/" + name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** A probe of these parts. */
  static Probe of(String date, String condition, String carrier) {
    List<String> prepared = new ArrayList<>(List.of(condition.split(" ;; ")));
    String asked = prepared.removeLast().replace("{D}", date);
    return new Probe(
        Stream.concat(
                prepared.stream(),
                Stream.of(carrier.split(" ;; ")).map(sql -> sql.replace("{C}", asked)))
            .toList());
  }

  /** Any probe; conditions are wrapped now and then, and joined with others. */
  static Probe any(Dice dice) {
    String condition = dice.pick(CONDITIONS);
    int at = condition.lastIndexOf(" ;; ") + 1;
    String asked = at == 0 ? condition : condition.substring(at + " ;;".length());
    while (dice.chance(0.4)) {
      asked = dice.pick(WRAPPERS).replace("{C}", asked);
    }
    if (dice.chance(0.1)) {
      asked =
          "((" + asked + ") and (" + dice.pick(single()).replace("{D}", dice.pick(DATES)) + "))";
    }
    return of(
        dice.pick(DATES),
        at == 0 ? asked : condition.substring(0, at) + ";; " + asked,
        dice.pick(CARRIERS));
  }

  private static List<String> single() {
    return CONDITIONS.stream().filter(condition -> !condition.contains(" ;; ")).toList();
  }
}
