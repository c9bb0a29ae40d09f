package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.CanaryScanner;
import dev.paravent.attest.CaseRunner;
import dev.paravent.attest.Protocol;
import dev.paravent.cli.StartedProxy;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every attack of the folder, through the proxy and, to see that the detector works, without it.
 */
@NullMarked
class MustNotLeakIT {
  private static final int FEWEST_SQL_CASES = 150;
  private static final int FEWEST_WIRE_CASES = 40;

  private static final List<String> ROLES =
      List.of(
          "desk_app",
          "desk_owner",
          "desk_admin",
          "desk_veiled",
          "desk_blank",
          "desk_least",
          "desk_sorted",
          "desk_ward");

  private static LeakDatabase database;
  private static StartedProxy proxy;
  private static CanaryScanner scanner;
  private static CanaryScanner rowScanner;
  private static List<LeakCase> cases;
  private static List<LeakCase> wireCases;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    database = LeakDatabase.start(directory);
    proxy =
        StartedProxy.start(
            database.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            UnaryOperator.identity());
    scanner = Canary.scanner();
    rowScanner = Canary.rowScanner();
    cases = LeakCase.readAll(LeakDatabase.folder("sql"));
    wireCases = LeakCase.readAll(LeakDatabase.folder("wire"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    database.close();
  }

  @Test
  void holdsEnoughCases() {
    assertThat(cases).hasSizeGreaterThanOrEqualTo(FEWEST_SQL_CASES).doesNotHaveDuplicates();
    assertThat(wireCases).hasSizeGreaterThanOrEqualTo(FEWEST_WIRE_CASES).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void nothingLeaksThroughTheProxy(Protocol protocol) throws IOException {
    List<String> problems = new ArrayList<>();
    for (String role : ROLES) {
      try (CaseRunner runner =
          new CaseRunner(
              LeakDatabase.account(proxy.address(), role, LeakDatabase.PLANTED), protocol, false)) {
        for (LeakCase leakCase : cases) {
          if (leakCase.roles().contains(role)
              && (protocol == Protocol.SIMPLE || !leakCase.isSimpleOnly())) {
            judge(problems, role, leakCase, runner);
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static void judge(
      List<String> problems, String role, LeakCase leakCase, CaseRunner runner) throws IOException {
    List<String> shapes = new ArrayList<>();
    for (String guess : leakCase.guesses()) {
      Answer answer = runner.run(leakCase.stepsFor(guess));
      Set<String> found = scanner(leakCase).scan(answer.bytes(), answer.text());
      if (!found.isEmpty()) {
        problems.add(role + ": " + leakCase + ": leaks " + found);
      }
      if (!Verdicts.isAs(leakCase.expected(), answer)) {
        problems.add(
            "%s: %s: expected %s, got %s %s"
                .formatted(role, leakCase, leakCase.expected(), answer.types(), answer.refusals()));
      }
      shapes.add(answer.visible());
    }
    if (shapes.stream().distinct().count() > 1) {
      problems.add(role + ": " + leakCase + ": tells a right guess from a wrong one");
    }
  }

  @Test
  void withoutTheProxyEveryAttackLeaks() throws IOException {
    List<String> problems = new ArrayList<>();
    for (LeakCase leakCase : cases) {
      if (leakCase.leaks()) {
        try (CaseRunner runner = direct(LeakDatabase.PLANTED)) {
          if (!leaks(leakCase, runner)) {
            problems.add(leakCase + ": does not leak");
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void theDetectorIsSilentWhereNothingIsPlanted() throws IOException {
    List<String> problems = new ArrayList<>();
    try (CaseRunner runner = direct(LeakDatabase.DECOY)) {
      for (LeakCase leakCase : cases) {
        // hidden rows are there with other values too
        if (leakCase.leaks() && !leakCase.isOracle() && !leakCase.hidesRows()) {
          Answer answer = runner.run(leakCase.steps());
          Set<String> found = scanner.scan(answer.bytes(), answer.text());
          if (!found.isEmpty()) {
            problems.add(leakCase + ": " + found);
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static CanaryScanner scanner(LeakCase leakCase) {
    return leakCase.hidesRows() ? rowScanner : scanner;
  }

  private static CaseRunner direct(String name) {
    return new CaseRunner(
        LeakDatabase.account(database.address(), "desk_admin", name), Protocol.SIMPLE, true);
  }

  private static boolean leaks(LeakCase leakCase, CaseRunner runner) throws IOException {
    List<String> shapes = new ArrayList<>();
    boolean found = false;
    for (String guess : leakCase.guesses()) {
      Answer answer = runner.run(leakCase.stepsFor(guess));
      found |= !scanner(leakCase).scan(answer.bytes(), answer.text()).isEmpty();
      shapes.add(answer.visible());
    }
    return leakCase.isOracle() ? shapes.stream().distinct().count() > 1 : found;
  }

  @Test
  void nothingLeaksThroughTheWire() throws IOException {
    List<String> problems = new ArrayList<>();
    for (LeakCase leakCase : wireCases) {
      for (String role : leakCase.roles()) {
        Answer answer =
            WireScript.run(proxy.address(), role, LeakDatabase.PLANTED, leakCase.steps());
        Set<String> found = scanner.scan(answer.bytes(), answer.text());
        if (!found.isEmpty()) {
          problems.add(role + ": " + leakCase + ": leaks " + found);
        }
        if (!Verdicts.isAs(leakCase.expected(), answer)) {
          problems.add(
              "%s: %s: expected %s, got %s %s"
                  .formatted(
                      role, leakCase, leakCase.expected(), answer.types(), answer.refusals()));
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void withoutTheProxyTheWireLeaks() throws IOException {
    List<String> problems = new ArrayList<>();
    for (LeakCase leakCase : wireCases) {
      if (leakCase.leaks()) {
        Answer answer =
            WireScript.run(
                database.address(), "desk_admin", LeakDatabase.PLANTED, leakCase.steps());
        if (scanner.scan(answer.bytes(), answer.text()).isEmpty()) {
          problems.add(leakCase + ": does not leak: " + answer.types());
        }
      }
    }
    assertThat(problems).isEmpty();
  }
}
