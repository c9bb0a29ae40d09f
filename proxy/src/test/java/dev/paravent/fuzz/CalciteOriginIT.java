package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.catalog.Relation;
import dev.paravent.decide.Explanation;
import dev.paravent.decide.Output;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.ColumnName;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.Policy;
import dev.paravent.policies.ProtectedClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A third opinion: on statements that Calcite's own parser, validator and column origins handle,
 * Calcite finds no protected column behind an output that our analysis does not say. Where it finds
 * more by its rules, calcite-differences.txt says why that is none.
 */
class CalciteOriginIT {
  private static final long SEED = Long.getLong("fuzz.seed", 3);
  private static final int GENERATED = Integer.getInteger("calcite.statements", 3_000);

  private static GovernedDatabase database;
  private static Policy policy;
  private static Planner planner;
  private static CalciteOrigins calcite;

  @BeforeAll
  static void start() throws Exception {
    database = new GovernedDatabase(GovernedDatabase.resource("schema.sql"));
    policy = GovernedDatabase.policy("policy");
    planner = database.planner(policy, "fuzz_wide");
    calcite =
        new CalciteOrigins(
            database.catalog(),
            List.of("payment"),
            CalciteOrigins.differences(GovernedDatabase.resource("calcite-differences.txt")));
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  /** The opinion itself: an opinion that sees nothing would never differ. */
  @Test
  void calciteSeesOrigins() {
    Map<String, String> origins =
        Map.ofEntries(
            Map.entry("select nir from patient", "[[payment.patient.nir]]"),
            Map.entry(
                "select id, last_name from patient",
                "[[payment.patient.id], [payment.patient.last_name]]"),
            Map.entry("select upper(nir) from patient", "[[payment.patient.nir]]"),
            Map.entry("select number from v_patient", "[[payment.patient.nir]]"),
            Map.entry("select stem from v_derived", "[[payment.patient.nir]]"),
            Map.entry("select max(birth_date) from patient", "[[payment.patient.birth_date]]"),
            Map.entry(
                "select nir from patient union all select nir15 from beneficiary",
                "[[payment.beneficiary.nir15, payment.patient.nir]]"),
            Map.entry(
                "with c as (select nir as n from patient) select n from c",
                "[[payment.patient.nir]]"),
            Map.entry(
                "select case when birth_date < date '1960-01-01' then 1 end from patient",
                "[[payment.patient.birth_date]]"),
            Map.entry("select nir = 'x' from patient", "[[]]"),
            Map.entry("select count(nir) from patient", "[[]]"),
            Map.entry(
                "select lag(nir) over (order by birth_date) from patient",
                "[[payment.patient.birth_date, payment.patient.nir]]"));
    origins.forEach(
        (sql, expected) ->
            assertThat(
                    calcite.of(sql).orElseThrow().stream()
                        .map(Optional::orElseThrow)
                        .toList()
                        .toString())
                .as(sql)
                .isEqualTo(expected));
  }

  @Test
  void calciteFindsNoProtectedColumnThatWeDoNot() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> generated =
        Stream.generate(() -> Generated.of(random, Tables.FUZZED))
            .filter(statement -> !statement.isWrite())
            .map(Generated::text)
            .limit(GENERATED)
            .toList();
    Tally tally = new Tally();
    Stream.of(cases(), corpora(), generated)
        .flatMap(List::stream)
        .forEach(sql -> compare(sql, tally));
    System.out.printf(
        "calcite: %d statements, %d forwarded by us, %d of these handled by Calcite, %d outputs,"
            + " %d with protected origins%n",
        tally.statements, tally.forwarded, tally.compared, tally.outputs, tally.withOrigins);
    assertThat(String.join("\n", tally.wider)).isEmpty();
    assertThat(tally.compared).isGreaterThan(tally.forwarded / 4);
    assertThat(tally.withOrigins).isGreaterThan(200);
  }

  private static List<String> cases() {
    return GovernedDatabase.resource("/dev/paravent/decide/flow-cases.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s+", 2)[1])
        .toList();
  }

  private static List<String> corpora() throws Exception {
    List<String> statements = new ArrayList<>();
    Path folder = GovernedDatabase.folder("/dev/paravent/sql/pg/corpus");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        statements.addAll(List.of(Files.readString(file).split("(?m)^;;$")));
      }
    }
    return statements;
  }

  private static final class Tally {
    private int statements;
    private int forwarded;
    private int compared;
    private int outputs;
    private int withOrigins;
    private final List<String> wider = new ArrayList<>();
  }

  private static void compare(String sql, Tally tally) {
    tally.statements++;
    List<Explanation> explanations = planner.explain(sql, List.of("payment", "public"));
    if (explanations.size() != 1
        || !(explanations.getFirst().verdict() instanceof Verdict.Forward)) {
      return;
    }
    tally.forwarded++;
    List<Explanation.Field> fields = explanations.getFirst().fields();
    List<Optional<Set<CalciteOrigins.Origin>>> theirs = calcite.of(sql).orElse(List.of());
    if (theirs.size() != fields.size()) {
      return;
    }
    tally.compared++;
    for (int i = 0; i < fields.size(); i++) {
      if (theirs.get(i).isEmpty()) {
        continue;
      }
      List<CalciteOrigins.Origin> origins =
          theirs.get(i).get().stream().filter(CalciteOriginIT::isProtected).toList();
      tally.outputs++;
      tally.withOrigins += origins.isEmpty() ? 0 : 1;
      Explanation.Field field = fields.get(i);
      if (!origins.stream().allMatch(origin -> isSaid(field, origin))) {
        tally.wider.add("%s: output %d: %s, ours: %s".formatted(sql, i + 1, origins, field));
      }
    }
  }

  private static boolean isProtected(CalciteOrigins.Origin origin) {
    return planner.isProtected(origin.relation().oid(), origin.number());
  }

  private static boolean isSaid(Explanation.Field field, CalciteOrigins.Origin origin) {
    return switch (field.output()) {
      case Output.Pass pass -> false;
      case Output.Null none -> true;
      case Output.Companion companion -> field.column().equals(origin.toString());
      case Output.Document document -> field.column().equals(origin.toString());
      // an inner join's merged column is of both sides
      case Output.Tokenise token ->
          classOf(origin.relation(), origin.column()).equals(Optional.of(token.protectedClass()));
    };
  }

  /** The class of a column, or of its parent's. */
  private static Optional<ProtectedClass> classOf(Relation relation, String column) {
    ColumnRule rule =
        policy
            .classification()
            .columns()
            .get(ColumnName.of(relation.schema(), relation.name(), column));
    return rule instanceof ColumnRule.Identity identity
        ? Optional.of(identity.protectedClass())
        : relation.parents().stream()
            .map(parent -> database.catalog().relation(parent).orElseThrow())
            .flatMap(parent -> classOf(parent, column).stream())
            .findFirst();
  }
}
