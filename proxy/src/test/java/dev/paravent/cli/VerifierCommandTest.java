package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.scram.ScramVerifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerifierCommandTest {
  private static CommandRun run(String input, String... arguments) {
    return CommandRun.of(
        new CommandLine(
            new VerifierCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))),
        arguments);
  }

  @Test
  void makesALineOfTheAuthFile() throws Exception {
    String line = run("secret\n", "--user", "a\"b").succeeds().out().strip();
    assertThat(line).startsWith("\"a\"\"b\" \"SCRAM-SHA-256$4096:").doesNotContain("secret");
    ScramVerifier.parse(line.substring(line.indexOf("SCRAM"), line.length() - 1));
    assertThat(run("secret\n", "--user", "x").out())
        .isNotEqualTo(run("secret\n", "--user", "x").out());
  }

  @Test
  void refusesNoPasswordAndFewIterations() {
    run("", "--user", "x").fails("password: none");
    assertThat(run("secret\n", "--user", "x", "--iterations", "1").status()).isNotZero();
  }
}
