package dev.paravent.attest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What came of an attestation, for a person. Holds no value. Confined to one thread. */
public final class AttestationReport {
  private static final int MOST_LINES = 40;

  private final Account account;
  private final Hiding hiding;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  AttestationReport(Account account, Hiding hiding) {
    this.account = account;
    this.hiding = hiding;
  }

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  private long count(Outcome.Result result) {
    return outcomes.stream().filter(outcome -> outcome.result() == result).count();
  }

  /** Whether something planted came back, or could be guessed. */
  public boolean hasLeaked() {
    return count(Outcome.Result.LEAKED) > 0;
  }

  /** Whether enough was answered or refused to say so: every relation, and most attacks. */
  public boolean isConclusive() {
    return remarks.isEmpty()
        && !outcomes.isEmpty()
        && count(Outcome.Result.FAILED) * 2 < outcomes.size();
  }

  /** Prints a table of the classes, then each leak, then what proves nothing, then the result. */
  public void print(Consumer<String> lines) {
    Consumer<String> out = line -> lines.accept(hiding.in(line));
    out.accept("attacks on " + account + ", every byte of the answers searched");
    out.accept("");
    out.accept(row("class", "attacks", "refused", "harmless", "leaked", "failed"));
    byClass().forEach((name, counts) -> out.accept(row(name, counts)));
    out.accept("");
    leaks().stream().limit(MOST_LINES).forEach(out);
    failures().stream().limit(MOST_LINES).forEach(out);
    remarks.forEach(remark -> out.accept("not attested  " + remark));
    out.accept(
        hasLeaked()
            ? "result: leaks"
            : isConclusive() ? "result: nothing leaks" : "result: unclear");
  }

  /** Attacks that leaked nowhere, though without a proxy they have to: a line each. */
  public List<String> silent() {
    Map<AttackTemplate, Boolean> leaked = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.template().alwaysLeaks()) {
        leaked.merge(
            outcome.template(),
            outcome.result() == Outcome.Result.LEAKED,
            (before, now) -> before || now);
      }
    }
    return leaked.entrySet().stream()
        .filter(attack -> !attack.getValue())
        .map(attack -> attack.getKey().className() + ": " + attack.getKey().title())
        .toList();
  }

  private Map<String, Map<Outcome.Result, Integer>> byClass() {
    Map<String, Map<Outcome.Result, Integer>> classes = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      classes
          .computeIfAbsent(
              outcome.template().className(), name -> new EnumMap<>(Outcome.Result.class))
          .merge(outcome.result(), 1, Integer::sum);
    }
    return classes;
  }

  private static String row(String name, Map<Outcome.Result, Integer> counts) {
    return row(
        name,
        counts.values().stream().mapToInt(Integer::intValue).sum(),
        counts.getOrDefault(Outcome.Result.REFUSED, 0),
        counts.getOrDefault(Outcome.Result.HARMLESS, 0),
        counts.getOrDefault(Outcome.Result.LEAKED, 0),
        counts.getOrDefault(Outcome.Result.FAILED, 0));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-26s%9s%9s%9s%9s%9s", cells);
  }

  private Set<String> leaks() {
    Set<String> lines = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome.result() == Outcome.Result.LEAKED) {
        lines.add(line("LEAK  ", outcome) + "\n      " + String.join("; ", outcome.steps()));
      }
    }
    return lines;
  }

  private Set<String> failures() {
    Set<String> lines = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome.result() == Outcome.Result.FAILED) {
        lines.add(line("failed  ", outcome));
      }
    }
    return lines;
  }

  private static String line(String mark, Outcome outcome) {
    return mark
        + outcome.template().className()
        + ": "
        + outcome.template().title()
        + ", "
        + outcome.target()
        + ", "
        + outcome.protocol().name().toLowerCase(Locale.ROOT)
        + ": "
        + String.join(", ", outcome.found());
  }
}
