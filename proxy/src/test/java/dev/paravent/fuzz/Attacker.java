package dev.paravent.fuzz;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that sends whatever may help to learn birth dates, and concludes from the answers.
 * Confined to one thread.
 */
final class Attacker implements AutoCloseable {
  private static final LocalDate EARLIEST = LocalDate.of(1925, 1, 1);
  private static final int DAYS = 30_000;

  /** Enough clear dates to meet more than one person in a hundred by chance. */
  private static final int CHOSEN = 600;

  private static final Pattern DATE = Pattern.compile("\\b(19|20)\\d\\d-\\d\\d-\\d\\d\\b");

  private final AttackTarget target;
  private final Connection connection;
  private final SplittableRandom random;
  private final Map<Long, String> tokens = new HashMap<>();
  private final Map<Long, Set<LocalDate>> claims = new HashMap<>();
  private final List<String> telling = new ArrayList<>();
  private int sent;
  private int answered;

  Attacker(AttackTarget target, String user, long seed) throws SQLException {
    this.target = target;
    this.random = new SplittableRandom(seed);
    this.connection = target.connect(user);
    run("set search_path = payment, public");
    run("set statement_timeout = '3s'");
    ask("select id, birth_date from patient")
        .ifPresent(rows -> rows.forEach(row -> tokens.put(Long.parseLong(row.get(0)), row.get(1))));
  }

  int sent() {
    return sent;
  }

  int answered() {
    return answered;
  }

  /** What the attacker says of each person. */
  Map<Long, Set<LocalDate>> claims() {
    return claims;
  }

  /** Statements whose answers go with the dates, by whoever knows them. */
  List<String> telling() {
    return telling;
  }

  private void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException refused) {
      // the next statement goes on
    }
  }

  /** The rows of a statement; empty if it was refused or failed. */
  private Optional<List<List<String>>> ask(String sql) {
    sent++;
    try (Statement statement = connection.createStatement()) {
      List<List<String>> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        ResultSet result = statement.getResultSet();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(String.valueOf(result.getString(i)));
          }
          rows.add(row);
        }
      }
      answered++;
      return Optional.of(rows);
    } catch (SQLException refused) {
      return Optional.empty();
    }
  }

  void attack() {
    for (String expression : Attacks.EXPRESSIONS) {
      String sql = "select p.id, " + expression + " from patient p";
      ask(sql).ifPresent(rows -> weigh(sql, rows));
    }
    for (String condition : Attacks.CONDITIONS) {
      String sql = "select p.id from patient p where " + condition;
      ask(sql).ifPresent(rows -> part(sql, rows));
      String counted =
          "select q.id, (select count(*) from patient p where p.id = q.id and "
              + condition
              + ") from patient q";
      ask(counted).ifPresent(rows -> weigh(counted, rows));
    }
    for (String sql : Attacks.ORDERS) {
      run("begin");
      ask(sql).ifPresent(rows -> follow(sql, rows));
      run("rollback");
    }
    for (String sql : Attacks.DICTIONARIES) {
      run("begin");
      ask(filled(sql)).ifPresent(this::conclude);
      run("rollback");
    }
    for (List<String> script : Attacks.SCRIPTS) {
      run("begin");
      for (String sql : script.subList(0, script.size() - 1)) {
        ask(filled(sql));
      }
      ask(filled(script.getLast())).ifPresent(this::conclude);
      run("rollback");
    }
  }

  /**
   * Generated statements: what looks like a date of a person in the answer is claimed of all in it.
   */
  void guess(Duration time) {
    long untilNanos = System.nanoTime() + time.toNanos();
    run("set statement_timeout = '300ms'"); // so that no answer is too large
    while (System.nanoTime() < untilNanos) {
      Generated statement = Generated.of(random);
      if (!statement.parameters().isEmpty()) {
        continue;
      }
      run("begin");
      ask(statement.text()).ifPresent(rows -> scan(statement.text(), rows));
      run("rollback");
    }
  }

  private void scan(String sql, List<List<String>> rows) {
    Set<String> known = new HashSet<>();
    DATE.matcher(sql).results().forEach(match -> known.add(match.group()));
    for (List<String> row : rows) {
      DATE.matcher(String.join(" ", row))
          .results()
          .map(match -> match.group())
          .filter(date -> !known.contains(date))
          .map(LocalDate::parse)
          .filter(date -> date.isBefore(LocalDate.of(2008, 1, 1)))
          .filter(target.truth()::containsValue)
          .findAny()
          .ifPresent(date -> telling.add("a clear date came: " + sql));
    }
  }

  private String filled(String template) {
    StringBuilder pairs = new StringBuilder();
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < CHOSEN && (template.contains("{P}") || template.contains("{R}")); i++) {
      LocalDate date = EARLIEST.plusDays(random.nextInt(DAYS));
      String comma = i == 0 ? "" : ", ";
      pairs.append(comma).append("('").append(date).append("', date '").append(date).append("')");
      records
          .append(comma)
          .append("(")
          .append(9_000_000 + i)
          .append(", '")
          .append(date)
          .append("', '")
          .append(date)
          .append("')");
    }
    return template
        .replace("{P}", pairs)
        .replace("{R}", records)
        .replace("{1}", EARLIEST.plusDays(random.nextInt(DAYS)).toString());
  }

  /** Rows of (id, date), (date, token) or (token, date) are claims. */
  private void conclude(List<List<String>> rows) {
    Map<String, List<Long>> persons = new HashMap<>();
    tokens.forEach((id, token) -> persons.computeIfAbsent(token, t -> new ArrayList<>()).add(id));
    for (List<String> row : rows) {
      for (int i = 0; i < 2 && row.size() > 1; i++) {
        LocalDate date = date(row.get(i));
        String other = row.get(1 - i);
        if (date == null) {
          continue;
        }
        persons.getOrDefault(other, List.of()).forEach(id -> claim(id, date));
        if (other.matches("[0-9]{1,7}")) {
          claim(Long.parseLong(other), date);
        }
      }
    }
  }

  private void claim(long id, LocalDate date) {
    claims.computeIfAbsent(id, key -> new HashSet<>()).add(date);
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.length() == 10 ? LocalDate.parse(text) : null;
    } catch (DateTimeParseException other) {
      return null;
    }
  }

  /** Whether the second column goes with the dates. */
  private void weigh(String sql, List<List<String>> rows) {
    conclude(rows);
    List<String> sorted =
        rows.stream().map(row -> row.get(1)).distinct().sorted(Attacker::compare).toList();
    Map<String, Integer> ranks = new HashMap<>();
    sorted.forEach(value -> ranks.put(value, ranks.size()));
    correlate(sql, rows, ranks.size() < 2 ? Map.of() : ranks);
  }

  private static int compare(String left, String right) {
    return left.matches("-?[0-9.]+") && right.matches("-?[0-9.]+")
        ? new BigDecimal(left).compareTo(new BigDecimal(right))
        : left.compareTo(right);
  }

  private void correlate(String sql, List<List<String>> rows, Map<String, Integer> ranks) {
    Map<Double, Double> dates = new TreeMap<>();
    for (List<String> row : rows) {
      LocalDate born =
          row.get(0).matches("[0-9]{1,9}") ? target.truth().get(Long.parseLong(row.get(0))) : null;
      Integer rank = ranks.get(row.get(1));
      if (born != null && rank != null) {
        dates.put(born.toEpochDay() + dates.size() * 1e-6, (double) rank);
      }
    }
    double[] values = dates.values().stream().mapToDouble(Double::doubleValue).toArray();
    if (values.length > 500 && Math.abs(OrderIT.correlation(values)) > 0.15) {
      telling.add("values go with the dates: " + sql);
    }
  }

  /** Whether the ids that came are rather the early or the late. */
  private void part(String sql, List<List<String>> rows) {
    Set<Long> came = new HashSet<>();
    rows.forEach(row -> came.add(Long.parseLong(row.get(0))));
    double[] values =
        target.truth().entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .mapToDouble(person -> came.contains(person.getKey()) ? 1 : 0)
            .toArray();
    boolean mixed = came.size() > 30 && came.size() < values.length - 30;
    if (mixed && Math.abs(OrderIT.correlation(values)) > 0.15) {
      telling.add("the condition parts the dates: " + sql);
    }
  }

  /** Whether persons or tokens came in the order of the dates. */
  private void follow(String sql, List<List<String>> rows) {
    Map<String, Long> persons = new HashMap<>();
    tokens.forEach((id, token) -> persons.put(token, id));
    double[] values =
        rows.stream()
            .map(row -> row.get(0))
            .map(
                value ->
                    value.matches("[0-9]{1,7}")
                        ? Long.valueOf(value)
                        : persons.getOrDefault(value, -1L))
            .filter(target.truth()::containsKey)
            .mapToDouble(id -> target.truth().getOrDefault(id, EARLIEST).toEpochDay())
            .toArray();
    if (values.length > 500 && Math.abs(OrderIT.correlation(values)) > 0.15) {
      telling.add("rows come in the order of the dates: " + sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
