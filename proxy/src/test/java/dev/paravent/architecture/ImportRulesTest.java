package dev.paravent.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may import which: the map of the house, true because it is run. */
class ImportRulesTest {
  private static final String ROOT = "dev.paravent.";
  private static final int LONGEST_FILE = 500;

  /**
   * A package and the packages of ours that it may import besides itself. Whatever is not named may
   * not be imported.
   */
  private static final Map<String, List<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              // The two modules below the proxy know nothing of it, nor of each other.
              Map.entry("crypto", List.of()),
              Map.entry("policies", List.of()),
              // Bytes to messages.
              Map.entry("wire.pg", List.of()),
              // What the database holds.
              Map.entry("catalog", List.of()),
              // Keeps plans; the interface is the planner's own.
              Map.entry("cache", List.of("decide")),
              // Text to tree to labels. The labels are of classes, which the policies name.
              Map.entry("sql", List.of("catalog", "policies")),
              // Labels to verdicts.
              Map.entry("decide", List.of("sql", "catalog", "policies")),
              // Clients. The principal's policy and the protected classes come with its verdicts,
              // and Calcite's tree never does.
              Map.entry("session", List.of("wire.pg", "decide", "crypto", "policies")),
              // Counts what sessions report, labelled by the enums of verdicts and policies.
              Map.entry("metrics", List.of("session", "decide", "policies")),
              Map.entry("config", List.of()),
              // A client of a running deployment, which knows what a policy names and no more.
              Map.entry("attest", List.of("policies")),
              // The demo starts its proxy through an interface of its own, which cli implements.
              Map.entry("demo", List.of("config")),
              // The main class and what constructs everything.
              Map.entry(
                  "cli",
                  List.of(
                      "crypto",
                      "policies",
                      "catalog",
                      "cache",
                      "sql",
                      "decide",
                      "session",
                      "metrics",
                      "config",
                      "attest",
                      "demo"))));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.paravent");

  @Test
  void everyPackageHasItsRule() {
    assertThat(CLASSES.stream().map(ImportRulesTest::room).distinct())
        .allSatisfy(room -> assertThat(ALLOWED).containsKey(room));
  }

  @Test
  void importsFollowTheArrows() {
    ALLOWED.forEach(
        (room, imports) -> {
          List<String> allowed = new ArrayList<>(imports);
          allowed.add(room);
          noClasses()
              .that(resideInAPackage(ROOT + room + ".."))
              .should()
              .dependOnClassesThat(oursOutside(allowed))
              .because(room + " may import " + imports)
              .allowEmptyShould(true)
              .check(CLASSES);
        });
  }

  @Test
  void hasNoCycles() {
    slices().matching("dev.paravent.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void keepsCalciteInTheSqlPackages() {
    onlyIn("org.apache.calcite..", "dev.paravent.sql..");
  }

  @Test
  void keepsNettyInWireAndSession() {
    onlyIn("io.netty..", "dev.paravent.wire..", "dev.paravent.session..", "dev.paravent.cli..");
  }

  @Test
  void keepsBouncyCastleInCrypto() {
    onlyIn("org.bouncycastle..", "dev.paravent.crypto..");
  }

  @Test
  void keepsPrometheusInMetrics() {
    onlyIn("io.prometheus..", "dev.paravent.metrics..");
  }

  @Test
  void keepsYamlInPoliciesConfigAndKeyFiles() {
    onlyIn(
        "org.snakeyaml..",
        "dev.paravent.policies..",
        "dev.paravent.config..",
        "dev.paravent.crypto..");
  }

  @Test
  void keepsTheDriverOutOfTheDataPath() {
    onlyIn("org.postgresql..", "dev.paravent.catalog..", "dev.paravent.demo..");
  }

  @Test
  void hasNoFileOverTheLimit() throws IOException {
    for (String module : List.of("crypto", "policies", "proxy", "benchmarks", "helm")) {
      Path sources = Path.of("..", module, "src");
      if (!Files.isDirectory(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
        for (Path file : java) {
          assertThat(Files.readAllLines(file))
              .as("lines of %s", file)
              .hasSizeLessThanOrEqualTo(LONGEST_FILE);
        }
      }
    }
  }

  private static void onlyIn(String library, String... packages) {
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> oursOutside(List<String> rooms) {
    return DescribedPredicate.describe(
        "ours, outside " + rooms,
        target -> target.getPackageName().startsWith(ROOT) && !rooms.contains(room(target)));
  }

  /** {@code wire.pg} for the wire, the first name below dev.paravent for the others. */
  private static String room(JavaClass javaClass) {
    String below = javaClass.getPackageName().substring(ROOT.length());
    if (below.startsWith("wire.")) {
      return below;
    }
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
