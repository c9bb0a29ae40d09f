package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs bad-policies.txt: every case is one bad file and the exact errors it must give. */
class BadPolicyFilesTest {
  private record Case(String title, List<String> yaml, List<String> errors) {}

  @TestFactory
  Stream<DynamicTest> saysExactlyWhatIsWrongAndWhere() {
    return cases().stream()
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    bad.title(),
                    () -> assertThat(errors(bad)).containsExactlyElementsOf(bad.errors())));
  }

  @Test
  void everyCaseExpectsAnError() {
    assertThat(cases()).hasSizeGreaterThan(35).noneMatch(bad -> bad.errors().isEmpty());
  }

  private static List<String> errors(Case bad) {
    Map<String, String> files =
        Map.of("base.yaml", Bundles.BASE, "bad.yaml", String.join("\n", bad.yaml()));
    return Bundles.errors(files).stream().map(PolicyProblem::toString).toList();
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Bundles.resource("bad-policies.txt")
        .lines()
        .forEach(
            line -> {
              if (line.startsWith("=== ")) {
                cases.add(new Case(line.substring(4), new ArrayList<>(), new ArrayList<>()));
              } else if (line.startsWith(">>> ")) {
                cases.getLast().errors().add(line.substring(4));
              } else if (!cases.isEmpty()) {
                cases.getLast().yaml().add(line);
              }
            });
    return cases;
  }
}
