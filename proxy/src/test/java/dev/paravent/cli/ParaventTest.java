package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is one line on stderr and a status, never a stack trace. */
class ParaventTest {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  @TempDir private Path directory;

  private record Result(int status, String out, String err) {}

  @Test
  void refusesAnUnknownFlag() {
    assertComplains(
        USAGE,
        "paravent: Unknown option: '--lisen=a:1' (see paravent serve --help)",
        run("serve", "--lisen=a:1"));
  }

  @Test
  void refusesNoCommand() {
    assertComplains(
        USAGE,
        "paravent: expected a command: serve, demo, keys, token, verifier, policy, attest or sql"
            + " (see paravent --help)",
        run());
  }

  @Test
  void refusesAnUnknownCommand() {
    Result result = run("srve");
    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.err()).startsWith("paravent: ").hasLineCount(1);
  }

  @Test
  void refusesAMissingValue() {
    assertComplains(
        USAGE,
        "paravent: catalog-user: missing (flag --catalog-user, or a key of the config file)",
        run("serve"));
  }

  @Test
  void refusesAWrongPort() throws IOException {
    assertComplains(
        USAGE,
        "paravent: listen: port 70000 (expected: 0 to 65535)",
        serve("--listen", "127.0.0.1:70000"));
  }

  @Test
  void refusesAnUnknownKeyOfTheConfigFile() throws IOException {
    Path file = Files.writeString(directory.resolve("paravent.yaml"), "listne: a:1\n");
    assertComplains(
        USAGE,
        "paravent: " + file + ":1:1: unknown key listne, did you mean listen?",
        serve("--config", file.toString()));
  }

  @Test
  void refusesAMissingPasswordFile() throws IOException {
    Path file = directory.resolve("password");
    assertComplains(
        USAGE,
        "paravent: catalog-password-file: " + file + ": no such file or directory",
        serve("--catalog-password-file", file.toString()));
  }

  @Test
  void refusesAMissingPolicyDirectory() {
    Path missing = directory.resolve("missing");
    Result result =
        run("serve", "--catalog-user", "u", "--dev-keys", "--policies", missing.toString());
    assertComplains(FAILURE, "paravent: " + missing + ": no such directory", result);
  }

  @Test
  void tellsEveryProblemOfAPolicyWithItsPlace() throws IOException {
    Path policies = policies();
    Path file = policies.resolve("access.yaml");
    Files.writeString(file, Files.readString(file).replace("access: clear", "acess: clear"));
    Result result = serve();
    assertThat(result.status()).isEqualTo(FAILURE);
    assertThat(result.err().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("paravent: " + file + ":"));
  }

  @Test
  void refusesAKeyFileThatIsNotThere() throws IOException {
    Path policies = policies();
    Path keys = directory.resolve("keys.yaml");
    Result result =
        run(
            "serve",
            "--catalog-user",
            "u",
            "--policies",
            policies.toString(),
            "--keys",
            keys.toString());
    assertThat(result.status()).isEqualTo(FAILURE);
    assertThat(result.err()).startsWith("paravent: keys: ").hasLineCount(1);
  }

  @Test
  void refusesAnUnknownHost() throws IOException {
    assertComplains(
        FAILURE,
        "paravent: upstream: unknown host no-such-host.invalid",
        serve("--upstream", "no-such-host.invalid:5432"));
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      Result result = serve("--listen", listen);
      assertThat(result.status()).isEqualTo(FAILURE);
      assertThat(result.err().lines().filter(line -> !line.contains("dev-keys")))
          .singleElement()
          .asString()
          .startsWith("paravent: listen: cannot listen on " + listen + ": ");
    }
  }

  @Test
  void refusesAMetricsPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String metrics = "127.0.0.1:" + taken.getLocalPort();
      Result result = serve("--listen", "127.0.0.1:0", "--metrics", metrics);
      assertThat(result.status()).isEqualTo(FAILURE);
      assertThat(result.err()).contains("paravent: metrics: cannot listen on " + metrics + ": ");
    }
  }

  @Test
  void warnsThatDevelopmentKeysProtectNothing() throws IOException {
    assertThat(serve("--upstream", "no-such-host.invalid:5432").err())
        .startsWith("paravent: warning: dev-keys: ");
  }

  @Test
  void countsTheStatementsThatItReads() throws IOException {
    Path files = Files.createDirectory(directory.resolve("sql"));
    Files.writeString(
        files.resolve("a.sql"),
        "select 1 a\n;;\ncreate index i on t (a)\n;;\n(select 1 into u)\n;;\n");
    Files.writeString(files.resolve("b.sql"), "table t; commit\n;;\n");
    Result result = run("sql", "parse", "--print", files.toString());
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .containsExactly(
            "SELECT 1 AS \"a\"",
            ";;",
            "CREATE INDEX \"i\" ON \"t\" ( \"a\" )",
            ";;",
            "SELECT * FROM \"t\"",
            "COMMIT",
            ";;",
            "with INTO where it may not stand: 1",
            "parsed 4 of 4, printed and re-parsed equal 3 of 4");
  }

  @Test
  void tellsTheStatementsThatItDoesNotRead() throws IOException {
    Path file = Files.writeString(directory.resolve("a.sql"), "select 1\n;;\nselect 1 '1850578'");
    Result result = run("sql", "parse", file.toString());
    assertThat(result.status()).isEqualTo(FAILURE);
    assertThat(result.err().strip())
        .isEqualTo(file + " statement 2: syntax error at or near a string (character 10)");
    assertThat(result.out().strip()).isEqualTo("parsed 1 of 2, printed and re-parsed equal 1 of 1");
  }

  @Test
  void refusesAMissingFileOfStatements() {
    Path missing = directory.resolve("missing.sql");
    assertComplains(
        USAGE,
        "paravent: " + missing + ": cannot be read",
        run("sql", "parse", missing.toString()));
    assertComplains(
        USAGE, "paravent: expected a command: parse (see paravent sql --help)", run("sql"));
  }

  @Test
  void printsHelpAndVersion() {
    assertThat(run("serve", "--help").out()).contains("--catalog-password-file");
    assertThat(run("--version").out()).startsWith("paravent 0.1.0");
  }

  private Result serve(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--catalog-user",
                "u",
                "--dev-keys",
                "--log-level",
                "error",
                "--policies",
                policies().toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** A small bundle that holds; written once, so that a test may break it first. */
  private Path policies() throws IOException {
    Path policies = directory.resolve("policies");
    if (!Files.exists(policies)) {
      Files.createDirectory(policies);
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
    }
    return policies;
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Paravent.run(List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
    return new Result(status, out.toString(), err.toString());
  }

  private static void assertComplains(int status, String line, Result result) {
    assertThat(result.err().lines().filter(text -> !text.contains("warning: dev-keys")))
        .containsExactly(line);
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.out()).isEmpty();
  }
}
