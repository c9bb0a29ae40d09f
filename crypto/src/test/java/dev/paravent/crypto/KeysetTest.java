package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {

  private static final String MATERIAL = Base64.getEncoder().encodeToString(Bytes.key(77));
  private static final String VALID =
      """
      {"version":1,"primary":2,"keys":[
        {"id":1,"created":"2026-11-25","material":"%s"},
        {"id":2,"created":"2026-11-26","material":"%s"}]}
      """
          .formatted(Base64.getEncoder().encodeToString(Bytes.key(76)), MATERIAL);

  @TempDir private Path directory;

  @Test
  void comesBackFromItsFile() throws Exception {
    Keyset written = Keyset.generate();
    Path file = directory.resolve("keys.json");
    written.write(file);
    Keyset read = Keyset.read(file);

    assertThat(read.primary()).isEqualTo(written.primary());
    assertThat(read.keys()).isEqualTo(written.keys());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void readsTheDocumentedFormat() throws Exception {
    Keyset keyset = Keyset.read(file(VALID));
    assertThat(keyset.version()).isEqualTo(2);
    assertThat(keyset.keys()).hasSize(2);
    assertThat(keyset.primary())
        .isEqualTo(new MasterKey(2, LocalDate.of(2026, 11, 26), new Secret(Bytes.key(77))));
    assertThat(keyset.isDevelopment()).isFalse();
  }

  @Test
  void generatedKeysDiffer() {
    assertThat(Keyset.generate().primary().material())
        .isNotEqualTo(Keyset.generate().primary().material());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x", "rw-rw-rw-"})
  void refusesAFileThatOthersMayTouch(String mode) throws IOException {
    Path file = file(VALID);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertRefused(file, "accessible to group or others (expected: mode 600 or 400)");
  }

  @Test
  void judgesTheTargetOfALink() throws IOException {
    Path file = file(VALID);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertRefused(link, "accessible to group or others");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\":1     | \"version\":3      | version: not valid (expected: 1 or 2)",
        "\"version\":1     | \"version\":2      | wrapped (expected: the flags of the key-encryption key",
        "\"version\":1     | \"version\":\"1\"  | version: not valid (expected: a whole number)",
        "\"version\":1,    | ''                 | version: missing",
        "\"primary\":2,    | ''                 | primary: missing (expected: a whole number)",
        "\"primary\":2     | \"primary\":3      | primary: 3 (expected: the id of one of the keys)",
        "\"primary\":2     | \"primary\":2.5    | primary: not valid",
        "\"primary\":2     | \"primary\":9999999999 | primary: not valid",
        "\"primary\":2     | \"primary\":2,\"kek\":\"x\" | unknown field: kek",
        "\"id\":2          | \"id\":1           | keys: id 1 given twice",
        "\"id\":2          | \"id\":0           | keys[1].id: not valid (expected: 1 to 9999)",
        "\"id\":2          | \"id\":10000       | keys[1].id: not valid",
        "\"id\":2          | \"id\":2,\"note\":\"\" | keys[1].unknown field: note",
        "\"id\":2,         | ''                 | keys[1].id: missing",
        "2026-11-26        | 2026-11-31         | keys[1].created: not valid (expected: a date",
        "\"material\":     | \"matterial\":     | keys[0].unknown field: matterial",
      })
  void namesTheWrongPlace(String from, String to, String message) throws IOException {
    String content = VALID.replace(from, to);
    assertThat(content).isNotEqualTo(VALID);
    assertRefused(file(content), message);
  }

  @Test
  void refusesBadMaterial() throws IOException {
    String zero = Base64.getEncoder().encodeToString(new byte[32]);
    String shorter = Base64.getEncoder().encodeToString(new byte[31]);
    assertRefused(file(VALID.replace(MATERIAL, zero)), "keys[1].material: all bytes are zero");
    assertRefused(
        file(VALID.replace(MATERIAL, shorter)), "keys[1].material: 31 bytes (expected: 32)");
    assertRefused(
        file(VALID.replace(MATERIAL, "*" + MATERIAL)),
        "keys[1].material: not valid (expected: base64)");
    assertRefused(file(VALID.replace(MATERIAL, "")), "keys[1].material: 0 bytes");
    assertRefused(
        file(VALID.replace("\"" + MATERIAL + "\"", "null")), "keys[1].material: not valid");
  }

  @Test
  void neverQuotesMaterialThatStandsInAWrongPlace() throws IOException {
    assertRefused(file(VALID.replace("\"material\":\"" + MATERIAL, "\"" + MATERIAL + "\":\"")), "");
    assertRefused(file(VALID.replace("\"2026-11-26\"", "\"" + MATERIAL + "\"")), "created");
    assertRefused(file(VALID.replace("\"" + MATERIAL + "\"", MATERIAL)), "JSON");
    assertRefused(file("\"" + MATERIAL + "\""), "not a JSON object");
    assertRefused(file(MATERIAL), "JSON");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    String content = VALID.strip();
    for (int length = 0; length < content.length(); length++) {
      assertRefused(file(content.substring(0, length)), "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"version\":1,\"primary\":1,\"keys\":[]}",
        "{\"version\":1,\"primary\":1,\"keys\":{}}",
        "{\"version\":1,\"primary\":1,\"keys\":[1]}",
        "{\"version\":1,\"version\":1}",
        "\u0000\u0001",
      })
  void refusesOtherDocuments(String content) throws IOException {
    assertRefused(file(content), "");
  }

  @Test
  void refusesTextAfterTheDocumentAndHugeFiles() throws IOException {
    assertRefused(file(VALID + "{}"), "not a whole JSON document");
    assertRefused(file(VALID + " ".repeat(70_000)), "more than 65536 bytes");
    assertRefused(file("[".repeat(60_000)), "JSON");
  }

  @Test
  void refusesWhatIsNoFile() {
    assertRefused(directory.resolve("none.json"), "no such file");
    assertRefused(directory, "");
  }

  @Test
  void doesNotOverwrite() throws IOException {
    Path file = file("precious");
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> Keyset.generate().write(file))
        .withMessageContaining("exists already");
    assertThat(file).hasContent("precious");
  }

  @Test
  void theDevelopmentKeyNeverMeetsAFile() throws IOException {
    Keyset development = Keyset.development();
    assertThat(development.isDevelopment()).isTrue();
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> development.write(directory.resolve("dev.json")))
        .withMessageContaining("development key");
    String known = Base64.getEncoder().encodeToString(development.primary().material().copy());
    assertRefused(file(VALID.replace(MATERIAL, known)), "development key");
  }

  @Test
  void secretsDoNotShow() {
    Keyset keyset = Keyset.generate();
    MasterKey key = keyset.primary();
    assertThat(keyset).hasToString("Keyset[primary=1, keys=1]");
    assertThat(key.material()).hasToString("Secret[withheld]");
    assertThat(key.toString()).contains("Secret[withheld]");
  }

  @Test
  void secretsOfAnotherLengthOrZeroAreRefused() {
    for (int length : new int[] {0, 16, 31, 33}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Secret(new byte[length]));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Secret(new byte[32]))
        .withMessageContaining("zero");
    assertThatIllegalArgumentException().isThrownBy(() -> new Keyset(List.of(), 1));
  }

  private Path file(String content) throws IOException {
    Path file = directory.resolve("keys.json");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** Every refusal, whatever its cause: one line, no cause, no material. */
  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> Keyset.read(file))
        .withMessageContaining(message)
        .withMessageStartingWith(file.toString())
        .withNoCause()
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContain("\n")
                    .doesNotContain(MATERIAL.substring(0, 8)));
  }
}
