package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
  private static final Path POLICIES = Path.of("..", "policies", "tiers-payant");
  private static final String NIR = "255081416802538";
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  @TempDir private Path directory;
  private String keys;
  private String kek;
  private Path audit;

  @BeforeEach
  void generate() throws IOException {
    keys = directory.resolve("keys.json").toString();
    kek = CommandRun.secretFile(directory.resolve("kek"), "0123456789abcdef".repeat(2)).toString();
    audit = directory.resolve("audit.jsonl");
    CommandRun.of("keys", "generate", "--keys", keys, "--kek-file", kek).succeeds();
  }

  @Test
  void decodesWhatItEncodedAndRecordsBoth() throws IOException {
    String tokens =
        run("encode", NIR + "\n" + NIR + "\n", "fr.nir", "why one", "portal_app").succeeds().out();
    assertThat(tokens.lines().distinct()).singleElement().asString().startsWith("9").hasSize(15);
    assertThat(run("decode", tokens, "fr.nir", "why two", "portal_app").succeeds().out())
        .isEqualTo(NIR + "\n" + NIR + "\n");

    List<String> lines = Files.readAllLines(audit);
    assertThat(lines).hasSize(2);
    JsonNode entry = new JsonMapper().readTree(lines.get(1));
    assertThat(entry.path("time").asText()).isEqualTo("2026-11-26T08:00:00Z");
    assertThat(entry.path("event").asText()).isEqualTo("token.decode");
    assertThat(entry.path("user").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(entry.path("role").asText()).isEqualTo("portal_app");
    assertThat(entry.path("reason").asText()).isEqualTo("why two");
    assertThat(entry.path("class").asText()).isEqualTo("fr.nir");
    assertThat(entry.path("count").asInt()).isEqualTo(2);
    assertThat(entry.path("outcome").asText()).isEqualTo("done");
    assertThat(Files.readString(audit)).doesNotContain(NIR).doesNotContain(tokens.substring(0, 15));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit)))
        .isEqualTo("rw-------");
  }

  @Test
  void tokensAreTheRolesOwn() {
    String app = run("encode", NIR, "fr.nir", "why", "portal_app").succeeds().out();
    String admin = run("encode", NIR, "fr.nir", "why", "portal_admin").succeeds().out();
    assertThat(app).isNotEqualTo(admin);
  }

  @Test
  void birthDatesTooAreConverted() {
    String token = run("encode", "1955-08-14", "birth-date", "why", "portal_app").succeeds().out();
    assertThat(token).startsWith("1");
    assertThat(run("decode", token, "birth-date", "why", "portal_app").succeeds().out())
        .isEqualTo("1955-08-14\n");
  }

  @Test
  void keptNamesKeepTheirTokensThroughARotation() {
    String before = run("encode", NIR, "fr.nir", "why", "portal_app").succeeds().out();
    String other = run("encode", NIR, "fr.nir", "why", "portal_admin").succeeds().out();
    CommandRun.of(
            "keys", "rotate", "--keys", keys, "--kek-file", kek, "--keep", "portal/portal_app")
        .succeeds();
    assertThat(run("encode", NIR, "fr.nir", "why", "portal_app").out()).isEqualTo(before);
    assertThat(run("encode", NIR, "fr.nir", "why", "portal_admin").out()).isNotEqualTo(other);
    CommandRun.of(
            "keys", "rotate", "--keys", keys, "--kek-file", kek, "--move", "portal/portal_app")
        .succeeds();
    assertThat(run("encode", NIR, "fr.nir", "why", "portal_app").out()).isNotEqualTo(before);
  }

  @Test
  void oneBadValueRefusesAllAndIsRecordedWithoutIt() throws IOException {
    run("encode", NIR + "\n255081416802539\n", "fr.nir", "why", "portal_app")
        .fails("value 2: not valid (expected: a clear value of fr.nir)");
    run("decode", NIR, "fr.nir", "why", "portal_app")
        .fails("value 1: not valid (expected: a token of fr.nir)");
    assertThat(Files.readAllLines(audit))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"count\":0,\"outcome\":\"refused\"")
                    .doesNotContain(NIR));
  }

  @Test
  void showsNothingWithoutARecord() throws IOException {
    Files.createDirectory(audit);
    run("encode", NIR, "fr.nir", "why", "portal_app").fails("audit: " + audit);
    Files.delete(audit);
    Path elsewhere = Files.createFile(directory.resolve("elsewhere"));
    Files.createSymbolicLink(audit, elsewhere);
    run("encode", NIR, "fr.nir", "why", "portal_app").fails("audit: " + audit);
    assertThat(elsewhere).isEmptyFile();
    for (String flag : List.of("--audit", "--role", "--reason")) {
      List<String> arguments = arguments("encode", "fr.nir", "why", "portal_app");
      int at = arguments.indexOf(flag);
      arguments.remove(at + 1);
      arguments.remove(at);
      CommandRun run = CommandRun.of(command(NIR), arguments.toArray(String[]::new));
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("Missing required option: '" + flag);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void refusesWhatCannotBeMeant() {
    run("encode", NIR, "fr.nir", " ", "portal_app").fails("reason: not valid");
    run("encode", NIR, "fr.nir", "for " + NIR, "portal_app").fails("reason, role: hold a value");
    run("encode", NIR, "fr.nix", "why", "portal_app").fails("class: unknown");
    run("encode", NIR, "fr.nir", "why", "postgres")
        .fails("role: no policy gives it a token domain");
    run("encode", NIR, "fr.nir", "why", "stranger").fails("role: no policy");
    run("encode", "", "fr.nir", "why", "portal_app").fails("standard input: empty");
    run("encode", "9\n".repeat(20_000), "fr.nir", "why", "portal_app").fails("too long");
    assertThat(audit).doesNotExist();
  }

  private CommandRun run(String verb, String input, String type, String reason, String role) {
    return CommandRun.of(
        command(input), arguments(verb, type, reason, role).toArray(String[]::new));
  }

  private List<String> arguments(String verb, String type, String reason, String role) {
    return new ArrayList<>(
        List.of(
            verb,
            "--keys",
            keys,
            "--kek-file",
            kek,
            "--policies",
            POLICIES.toString(),
            "--class",
            type,
            "--reason",
            reason,
            "--role",
            role,
            "--audit",
            audit.toString()));
  }

  private static CommandLine command(String input) {
    return new CommandLine(
        new TokenCommand(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
            new KeysetOpener(name -> null),
            new TypedPassphrase(question -> null),
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }
}
