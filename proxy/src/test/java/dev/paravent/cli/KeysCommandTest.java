package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  @TempDir private Path directory;
  private String keys;
  private String kek;
  private String passphrase;

  @BeforeEach
  void writeSecrets() throws IOException {
    keys = directory.resolve("keys.json").toString();
    kek = CommandRun.secretFile(directory.resolve("kek"), "0123456789abcdef".repeat(2)).toString();
    passphrase =
        CommandRun.secretFile(directory.resolve("passphrase"), "a passphrase of words\n")
            .toString();
  }

  @Test
  void generatesRotatesListsAndRewraps() throws IOException {
    assertThat(
            CommandRun.of("keys", "generate", "--keys", keys, "--kek-file", kek).succeeds().out())
        .isEqualTo("wrote " + keys + ": key 1, wrapped by file\n");
    CommandRun.of(
            "keys",
            "rotate",
            "--keys",
            keys,
            "--kek-file",
            kek,
            "--keep",
            "portal,crm/ann",
            "--retire-after",
            "2099-01-31")
        .succeeds();
    String list = CommandRun.of("keys", "list", "--keys", keys, "--kek-file", kek).succeeds().out();
    assertThat(list.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("key +created +retire-after +primary +assigned"),
            line -> assertThat(line).matches("1 +\\S+ +2099-01-31 +- +crm/ann, portal"),
            line -> assertThat(line).matches("2 +\\S+ +- +yes +-"));
    CommandRun.of("keys", "rotate", "--keys", keys, "--kek-file", kek, "--move", "portal")
        .succeeds();
    assertThat(
            CommandRun.of(
                    "keys",
                    "rewrap",
                    "--keys",
                    keys,
                    "--kek-file",
                    kek,
                    "--new-kek-passphrase-file",
                    passphrase)
                .succeeds()
                .out())
        .isEqualTo("wrote " + keys + ": wrapped by passphrase\n");
    String opened =
        CommandRun.of("keys", "list", "--keys", keys, "--kek-passphrase-file", passphrase)
            .succeeds()
            .out();
    assertThat(opened).contains("crm/ann").doesNotContain("portal");
    assertThat(Files.list(directory).map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder("keys.json", "kek", "passphrase");
  }

  @Test
  void wrapsAFileThatNothingWraps() throws Exception {
    Keyset.generate().write(Path.of(keys));
    CommandRun.of("keys", "list", "--keys", keys).succeeds();
    CommandRun.of("keys", "rotate", "--keys", keys, "--move-all")
        .fails("a file that nothing wraps needs keys rewrap first");
    CommandRun.of("keys", "rewrap", "--keys", keys, "--new-kek-file", kek).succeeds();
    CommandRun.of("keys", "list", "--keys", keys).fails("wrapped (expected: the flags of the key");
  }

  @Test
  void refusesWhatIsNotSaidClearly() {
    CommandRun.of("keys").fails("expected a command: generate, rotate, list or rewrap");
    CommandRun.of("keys", "generate", "--keys", keys).fails("key-encryption key: missing");
    assertThat(Path.of(keys)).doesNotExist();
    CommandRun.of("keys", "generate", "--keys", keys, "--kek-file", kek).succeeds();
    CommandRun.of("keys", "generate", "--keys", keys, "--kek-file", kek).fails("exists already");
    CommandRun.of("keys", "rotate", "--keys", keys, "--kek-file", kek)
        .fails("rotate: one of --keep NAME, --move-all and --move NAME");
    CommandRun.of("keys", "rotate", "--keys", keys, "--kek-file", kek, "--move-all", "--keep", "a")
        .fails("rotate: one of");
    CommandRun.of("keys", "rotate", "--keys", keys, "--kek-file", kek, "--move", "nobody")
        .fails("move: nobody is assigned to no key");
    CommandRun.of(
            "keys",
            "rotate",
            "--keys",
            keys,
            "--kek-file",
            kek,
            "--move-all",
            "--retire-after",
            "soon")
        .fails("retire-after: not valid (expected: a date, YYYY-MM-DD)");
    CommandRun.of(
            "keys", "list", "--keys", keys, "--kek-file", kek, "--kek-passphrase-file", passphrase)
        .fails("kek-passphrase-file and kek-file exclude each other");
    CommandRun.of("keys", "list", "--keys", keys, "--kek-passphrase-file", passphrase)
        .fails("wrapping.kek: file (expected: passphrase");
    CommandRun.of("keys", "list", "--keys", keys, "--kek-passphrase", "secret").fails("'secret'");
  }

  @Test
  void asksForAPassphraseTwiceWhenOneIsChosen() {
    CommandRun.of(
            command("chosen passphrase", "chosen passphrase"),
            "generate",
            "--keys",
            keys,
            "--kek-passphrase")
        .succeeds();
    CommandRun.of(command("chosen passphrase"), "list", "--keys", keys, "--kek-passphrase")
        .succeeds();
    CommandRun.of(command("other passphrase"), "list", "--keys", keys, "--kek-passphrase")
        .fails("wrapping: does not open");
    CommandRun.of(
            command("chosen passphrase", "new passphrase", "new passphrasf"),
            "rewrap",
            "--keys",
            keys,
            "--kek-passphrase",
            "--new-kek-passphrase")
        .fails("passphrase: the two differ");
    CommandRun.of(command(), "list", "--keys", keys, "--kek-passphrase")
        .fails("passphrase: no terminal to ask on");
  }

  private static CommandLine command(String... typed) {
    Deque<String> answers = new ArrayDeque<>(List.of(typed));
    return new CommandLine(
        new KeysCommand(
            new KeysetOpener(name -> null),
            new TypedPassphrase(question -> answers.isEmpty() ? null : answers.pop().toCharArray()),
            () -> TODAY));
  }
}
