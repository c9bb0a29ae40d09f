package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyFingerprintTest {
  private static final String BASE = fingerprint(Map.of("base.yaml", Bundles.BASE));

  @Test
  void isSha256InHexadecimal() {
    assertThat(BASE).matches("[0-9a-f]{64}");
  }

  @Test
  void isTheSameOnEveryMachineAndEveryRun() {
    assertThat(BASE).isEqualTo("3f2c8ea1fdbfa48d63dbe40b14d918cedbab0464bc1bf3e5e7d5b155ae27a479");
  }

  @Test
  void filesCommentsLayoutAndOrderDoNotCount() {
    List<String> documents = List.of(Bundles.BASE.split("---\n", -1));
    String reordered =
        documents.get(2).replace("[token, clear]", "[clear, # both\n    token]")
            + "---\n"
            + documents.get(0);
    assertThat(fingerprint(Map.of("z.yaml", reordered, "a.yml", documents.get(1)))).isEqualTo(BASE);
  }

  @Test
  void everyWordCounts() {
    assertThat(
            fingerprint(
                Map.of(
                    "base.yaml", Bundles.BASE.replace("app.person.id, app", "app.person.ix, app"))))
        .isNotEqualTo(BASE);
    assertThat(
            fingerprint(
                Map.of(
                    "base.yaml",
                    Bundles.BASE.replaceFirst("name: base", "name: base, description: d"))))
        .isNotEqualTo(BASE);
  }

  @Test
  void wordsDoNotRunTogether() {
    assertThat(fingerprint(Map.of("base.yaml", searchPath("[ab, c]"))))
        .isNotEqualTo(fingerprint(Map.of("base.yaml", searchPath("[a, bc]"))));
  }

  private static String searchPath(String schemas) {
    return Bundles.BASE + "  searchPath: " + schemas + "\n";
  }

  private static String fingerprint(Map<String, String> files) {
    return Bundles.policy(files).fingerprint();
  }
}
