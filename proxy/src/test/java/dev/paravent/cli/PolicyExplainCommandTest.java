package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the command line of policy explain is one line. */
class PolicyExplainCommandTest {
  @TempDir private Path directory;

  private CommandRun explain(String... more) throws IOException {
    Path policies = Files.createDirectories(directory.resolve("policies"));
    Files.writeString(
        policies.resolve("access.yaml"),
        """
        apiVersion: paravent.dev/v1
        kind: Classification
        metadata: {name: nothing}
        spec: {public: [payment.insurer]}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: owner}
        spec: {principals: {users: [postgres]}, access: clear}
        """);
    List<String> arguments =
        new ArrayList<>(List.of("policy", "explain", "--policies", policies.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void refusesNoCommand() {
    CommandRun.of("policy").fails("expected a command: explain (see paravent policy --help)");
  }

  @Test
  void needsAUser() throws IOException {
    explain("--catalog-user", "u", "--sql", "select 1").fails("--as=USER");
  }

  @Test
  void needsStatements() throws IOException {
    explain("--as", "u", "--catalog-user", "u").fails("--sql=TEXT");
  }

  @Test
  void refusesTwoSourcesOfStatements() throws IOException {
    explain("--as", "u", "--catalog-user", "u", "--sql", "select 1", "--file", "f")
        .fails("mutually exclusive");
  }

  @Test
  void refusesAFileThatIsNotThere() throws IOException {
    String missing = directory.resolve("missing.sql").toString();
    explain("--as", "postgres", "--catalog-user", "u", "--file", missing)
        .fails("file: " + missing + ": cannot be read");
  }

  @Test
  void refusesAUserThatNoPolicyNames() throws IOException {
    explain("--as", "nobody", "--catalog-user", "u", "--sql", "select 1")
        .fails("as: no AccessPolicy names the user nobody");
  }

  @Test
  void refusesAWrongUpstream() throws IOException {
    Files.createDirectories(directory);
    Path policies = Files.createDirectories(directory.resolve("governed"));
    Files.writeString(policies.resolve("policy.yaml"), PolicyExplainIT.POLICY);
    CommandRun.of(
            "policy",
            "explain",
            "--as",
            "portal",
            "--catalog-user",
            "u",
            "--sql",
            "select 1",
            "--policies",
            policies.toString(),
            "--upstream",
            "here")
        .fails("upstream: here (expected: HOST:PORT)");
  }

  @Test
  void saysThatAClearUserIsRelayed() throws IOException {
    CommandRun run =
        explain("--as", "postgres", "--catalog-user", "u", "--sql", "select 1").succeeds();
    assertThat(run.out()).isEqualToIgnoringNewLines("user postgres is relayed as it is: owner");
  }
}
