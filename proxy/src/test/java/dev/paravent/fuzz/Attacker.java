package dev.paravent.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A program that sends whatever may help to learn birth dates, and concludes from the answers. It
 * knows the dates of two persons in three and wants those of the others. Whatever closes its
 * connection, it connects again. Confined to one thread.
 */
final class Attacker implements AutoCloseable {
  /** Over the tables' owner and their rights: a role of the database that may do everything. */
  static final String USER = "portal_admin";

  /** Enough clear dates to meet more than one person in a hundred by chance. */
  private static final int CHOSEN = 600;

  private static final int PERSONS_SEARCHED = 2;
  private static final int PROBES_A_ROUND = 20;

  private final SplittableRandom random;
  private final Dice dice;
  private final List<AttackSession> sessions;
  private final AttackSession second;
  private final AttackSession hasty;
  private final Map<Long, LocalDate> known = new HashMap<>();
  private final List<Long> wanted = new ArrayList<>();
  private final Map<Long, String> tokens = new HashMap<>();
  private final Inference inference;
  private final Set<String> tried = new HashSet<>();
  private int probes;

  /**
   * An attacker that has read everybody's token.
   *
   * @param address of the proxy, or of the database for the control
   */
  Attacker(AttackTarget target, InetSocketAddress address, long seed) {
    this.random = new SplittableRandom(seed);
    this.dice = new Dice(random);
    this.sessions =
        Stream.of(AttackSession.Mode.values())
            .map(mode -> new AttackSession(address, USER, mode, "3s", target::bound))
            .toList();
    this.second = new AttackSession(address, USER, AttackSession.Mode.SIMPLE, "3s", target::bound);
    // so that no generated answer is too large
    this.hasty =
        new AttackSession(address, USER, AttackSession.Mode.SIMPLE, "300ms", target::bound);
    target
        .truth()
        .forEach(
            (id, date) -> {
              if (id < AttackTarget.FIRST_UNSEEN) {
                known.put(id, date);
              } else {
                wanted.add(id);
              }
            });
    simple()
        .ask("select id, birth_date from patient")
        .rows()
        .forEach(row -> tokens.put(Long.parseLong(row.get(0)), row.get(1)));
    this.inference = new Inference(target.truth(), tokens);
  }

  private AttackSession simple() {
    return sessions.getFirst();
  }

  private Stream<AttackSession> all() {
    return Stream.concat(sessions.stream(), Stream.of(second, hasty));
  }

  Inference inference() {
    return inference;
  }

  int sent() {
    return all().mapToInt(AttackSession::sent).sum();
  }

  int answered() {
    return all().mapToInt(AttackSession::answered).sum();
  }

  int reconnected() {
    return all().mapToInt(AttackSession::reconnected).sum();
  }

  int probes() {
    return probes;
  }

  /** Dates that the attacker knew before, as the server writes them. */
  Set<String> knownDates() {
    Set<String> dates = new HashSet<>();
    known.values().forEach(date -> dates.add(date.toString()));
    return dates;
  }

  /** What is written down, each statement once in either protocol. */
  void attack() {
    inference.compareTokens(known);
    for (AttackSession session : List.of(simple(), sessions.getLast())) {
      for (String expression : Attacks.EXPRESSIONS) {
        String sql = "select p.id, " + expression + " from patient p";
        List<List<String>> rows = session.ask(sql).rows();
        inference.conclude(rows);
        inference.weigh(sql, rows);
      }
      for (String condition : Attacks.CONDITIONS) {
        String sql = "select p.id from patient p where " + condition;
        inference.part(sql, session.ask(sql).rows());
        String counted =
            "select q.id, (select count(*) from patient p where p.id = q.id and "
                + condition
                + ") from patient q";
        inference.weigh(counted, session.ask(counted).rows());
      }
      for (String sql : Attacks.ORDERS) {
        inference.follow(sql, last(session, List.of(sql)));
      }
      for (String sql : Attacks.DICTIONARIES) {
        inference.conclude(last(session, List.of(filled(sql))));
      }
      for (List<String> script : Attacks.SCRIPTS) {
        inference.conclude(last(session, script.stream().map(this::filled).toList()));
      }
    }
  }

  private static List<List<String>> last(AttackSession session, List<String> statements) {
    return session.tryOut(statements).getLast().rows();
  }

  private String filled(String template) {
    if (!template.contains("{P}") && !template.contains("{R}")) {
      return template.replace(
          "{1}", Oracle.EARLIEST.plusDays(random.nextInt(Oracle.DAYS)).toString());
    }
    List<String> pairs = new ArrayList<>();
    List<String> records = new ArrayList<>();
    Set<LocalDate> dates = new HashSet<>();
    while (dates.size() < CHOSEN) {
      dates.add(Oracle.EARLIEST.plusDays(random.nextInt(Oracle.DAYS)));
    }
    for (LocalDate date : dates) {
      pairs.add("('" + date + "', date '" + date + "')");
      records.add("(%d, 1, 1, '%s', '%s')".formatted(9_000_000 + records.size(), date, date));
    }
    return template
        .replace("{P}", String.join(", ", pairs))
        .replace("{R}", String.join(", ", records));
  }

  /** Probes and generated statements in turn. */
  void search(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      for (int i = 0; i < PROBES_A_ROUND && System.nanoTime() < until; i++) {
        probe(Probes.any(dice), sessions.get(random.nextInt(sessions.size())));
      }
      for (int i = 0; i < PROBES_A_ROUND && System.nanoTime() < until; i++) {
        generate();
      }
    }
  }

  /** Tries a probe with simple queries. */
  boolean probe(Probe probe) {
    return probe(probe, simple());
  }

  /**
   * Whether the answers to a probe go with dates; if they do, the dates of some persons are asked
   * for.
   */
  private boolean probe(Probe probe, AttackSession session) {
    probes++;
    Oracle oracle = new Oracle(session, second, random, known, tokens);
    Optional<Oracle.Key> key = oracle.calibrate(probe);
    if (key.isEmpty() || !tried.add(probe.toString())) {
      return key.isPresent();
    }
    inference.tells("%s of %s".formatted(key.get().feature(), probe));
    for (int i = 0; i < PERSONS_SEARCHED; i++) {
      long person = wanted.get(random.nextInt(wanted.size()));
      LocalDate found = oracle.search(key.get(), person);
      inference.claim(person, found);
      inference.claim(person, found.minusDays(1));
    }
    return true;
  }

  private void generate() {
    Generated statement = Generated.of(random, Tables.ATTACKED);
    if (statement.parameters().isEmpty()) {
      String sql = statement.text();
      inference.examine(sql, last(hasty, List.of(sql)));
    }
  }

  @Override
  public void close() {
    all().forEach(AttackSession::close);
  }
}
