package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneTest {
  @Test
  void fillsInTheNumberOfRows(@TempDir Path folder) throws IOException {
    var scene = new Scene(1234);

    assertThat(scene.schema()).contains("generate_series(1, 1234)").doesNotContain("%ROWS%");
    assertThat(Files.readString(scene.writePointQuery(folder)))
        .startsWith("\\set id random(1, 1234)\n");
  }

  @Test
  void policiesAreAcceptedWithoutWarnings(@TempDir Path folder) throws IOException {
    assertThat(PolicyReader.read(new Scene(1).writePolicies(folder)))
        .isInstanceOfSatisfying(
            PolicyResult.Loaded.class, loaded -> assertThat(loaded.warnings()).isEmpty());
  }

  @Test
  void policiesNameTheUsersOfTheRoutes(@TempDir Path folder) throws IOException {
    var bundle = new Scene(1).writePolicies(folder.resolve("policies"));

    String policies = Files.readString(bundle.resolve("bench.yaml"));
    assertThat(policies)
        .contains("users: [" + Route.GOVERNED.user() + "]")
        .contains("users: [" + Route.CLEAR.user() + "]");
  }
}
