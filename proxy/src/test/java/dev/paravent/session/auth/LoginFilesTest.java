package dev.paravent.session.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.crypto.scram.ScramVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFilesTest {
  private static final String VERIFIER = ScramVerifier.ofPassword("x", new byte[20], 10).encoded();

  @TempDir private Path directory;

  private Path file(String content) throws IOException {
    Path file = directory.resolve("file");
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void readsQuotedWords() throws IOException {
    assertThat(
            QuotedLines.read(
                Path.of("f"),
                "# c\n; c\n\n \"a\"\t\"b \"\"c\"\" é\" \n\"\" \"\"\r\n"
                    .getBytes(StandardCharsets.UTF_8),
                2))
        .containsExactly(List.of("a", "b \"c\" é"), List.of("", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "\"a\" b", "\"a\"", "\"a\" \"b\" \"c\"", "\"a\" \"b", "x\"a\" \"b\""})
  void refusesOtherLines(String line) {
    assertThatThrownBy(
            () -> QuotedLines.read(Path.of("f"), ("\n" + line).getBytes(StandardCharsets.UTF_8), 2))
        .isInstanceOf(IOException.class)
        .hasMessage("f:2: expected 2 words in double quotes");
  }

  @Test
  void readsVerifiers() throws Exception {
    VerifierFile verifiers =
        VerifierFile.load(file("\"a\" \"%s\"\n\"b\" \"%s\"\n".formatted(VERIFIER, VERIFIER)));
    assertThat(verifiers.find("a").get()).isPresent();
    assertThat(verifiers.find("A").get()).isEmpty();
    assertThat(verifiers.usualShape()).isEqualTo(new VerifierSource.Shape(10, 20));
    assertThat(VerifierFile.load(file("")).usualShape())
        .isEqualTo(new VerifierSource.Shape(4096, 16));
  }

  @Test
  void refusesVerifiersThatAreNone() throws Exception {
    Path twice = file("\"a\" \"%s\"\n\"a\" \"%s\"\n".formatted(VERIFIER, VERIFIER));
    assertThatThrownBy(() -> VerifierFile.load(twice)).hasMessageContaining("stands twice");
    Path md5 = file("\"a\" \"md5c4ca4238a0b923820dcc509a6f75849b\"");
    assertThatThrownBy(() -> VerifierFile.load(md5))
        .hasMessageContaining("user a: verifier: not SCRAM-SHA-256")
        .hasMessageNotContaining("c4ca");
    Path open = file("\"a\" \"" + VERIFIER + "\"");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw----"));
    assertThatThrownBy(() -> VerifierFile.load(open)).hasMessageContaining("accessible to others");
  }

  @Test
  void findsTheLoginOfAUserOrOfEverybody() throws Exception {
    UpstreamCredentials credentials =
        UpstreamCredentials.load(file("\"a\" \"da\" \"pa\"\n\"*\" \"all\" \"\""));
    assertThat(credentials.of("a").orElseThrow().databaseUser()).isEqualTo("da");
    assertThat(credentials.of("a").orElseThrow().secret()).isPresent();
    assertThat(credentials.of("b").orElseThrow().databaseUser()).isEqualTo("all");
    assertThat(credentials.of("b").orElseThrow().secret()).isEmpty();
    assertThat(credentials.of("a").orElseThrow().toString()).doesNotContain("pa");
    assertThat(UpstreamCredentials.load(file("\"a\" \"da\" \"\"")).of("b")).isEmpty();
    assertThatThrownBy(() -> UpstreamCredentials.load(file("\"a\" \"\" \"p\"")))
        .hasMessageContaining("no user of the database");
    assertThat(UpstreamCredentials.service("svc", Optional.empty()).of("x").orElseThrow())
        .isEqualTo(new UpstreamCredentials.Credential("svc", Optional.empty()));
    assertThat(
            UpstreamCredentials.service("svc", Optional.of(file("p\n")))
                .of("x")
                .orElseThrow()
                .secret())
        .isPresent();
  }
}
