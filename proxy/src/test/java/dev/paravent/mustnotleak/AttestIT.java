package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.cli.CommandRun;
import dev.paravent.cli.StartedProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code paravent attest} as an operator runs it, with and without the proxy. */
@NullMarked
class AttestIT {
  private static LeakDatabase database;
  private static StartedProxy proxy;
  private static Path canaries;
  private static Path password;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    database = LeakDatabase.start(directory);
    proxy =
        StartedProxy.start(
            database.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            UnaryOperator.identity());
    password = Files.writeString(directory.resolve("password"), LeakDatabase.PASSWORD + "\n");
    List<String> lines = new ArrayList<>(List.of("# planted", ""));
    for (Canary canary : Canary.PLANTED) {
      lines.add("fr.nir " + canary.nir());
      lines.add("birth-date " + canary.birthDate());
    }
    lines.add("rows care.person id > 9000");
    lines.add("rows care.dependant person_id > 9000");
    lines.add("rows care.household id > 9000");
    lines.add("rows care.visit person_id > 9000");
    lines.add("rows care.cohort id > 9000");
    lines.add("rows care.v_person number > 9000");
    lines.add("column care.v_person.nss fr.nir");
    lines.add("column care.v_person.ddn birth-date");
    canaries = Files.write(directory.resolve("canaries"), lines);
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    database.close();
  }

  private static CommandRun attest(
      InetSocketAddress address, String user, String name, Path planted, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "attest",
                "--listen",
                "127.0.0.1:" + address.getPort(),
                "--user",
                user,
                "--password-file",
                password.toString(),
                "--database",
                name,
                "--policies",
                LeakDatabase.folder("policy").toString(),
                "--canaries",
                planted.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** Whatever is printed, the searched values are not. */
  private static void assertNothingClear(CommandRun run) {
    String text = run.out() + run.err();
    assertThat(Canary.scanner().scan(text.getBytes(StandardCharsets.UTF_8), text)).isEmpty();
  }

  @Test
  void nothingLeaksThroughTheProxy() {
    for (String user : List.of("desk_app", "desk_admin")) {
      CommandRun run = attest(proxy.address(), user, LeakDatabase.PLANTED, canaries, "--writes");
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("result: nothing leaks").doesNotContain("LEAK");
      assertThat(run.status()).isZero();
      assertNothingClear(run);
    }
  }

  @Test
  void everyAttackLeaksWithoutTheProxy() {
    CommandRun run =
        attest(
            database.address(),
            "desk_admin",
            LeakDatabase.PLANTED,
            canaries,
            "--writes",
            "--control");
    assertThat(run.out()).contains("result: leaks").doesNotContain("silent");
    assertThat(run.status()).isZero();
    assertNothingClear(run);
    assertThat(attest(database.address(), "desk_admin", LeakDatabase.PLANTED, canaries).status())
        .isEqualTo(3);
  }

  @Test
  void findsNothingWhereNothingWasPlanted() {
    CommandRun run = attest(database.address(), "desk_admin", LeakDatabase.DECOY, canaries);
    assertThat(run.out()).contains("result: nothing leaks").doesNotContain("LEAK");
  }

  @Test
  void anAttestationOfNothingIsUnclear(@TempDir Path directory) throws IOException {
    Path elsewhere =
        Files.writeString(
            directory.resolve("canaries"),
            "birth-date 1907-08-23\nrows care.person id > 9999999\n");
    CommandRun run = attest(proxy.address(), "desk_app", LeakDatabase.PLANTED, elsewhere);
    assertThat(run.out()).contains("not attested  care.person").contains("result: unclear");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void printsWithoutRunning(@TempDir Path directory) throws IOException {
    Path planted =
        Files.writeString(
            directory.resolve("canaries"),
            "fr.nir 2070876351419\nrows care.person nir = '2070876351419'\n");
    CommandRun run =
        attest(new InetSocketAddress(1), "nobody", LeakDatabase.PLANTED, planted, "--print");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "select reverse(\"nir\"::text) from \"care\".\"person\" where (nir = '<canary>');")
        .doesNotContain("2070876351419");
  }

  @Test
  void saysWhatIsWrong(@TempDir Path directory) throws IOException {
    Path broken = Files.writeString(directory.resolve("canaries"), "fr.nir 12\n");
    CommandRun run = attest(proxy.address(), "desk_app", LeakDatabase.PLANTED, broken);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("line 1: expected: a NIR").doesNotContain("12\n");
    run = attest(proxy.address(), "nobody", LeakDatabase.PLANTED, canaries);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("the login failed");
  }
}
