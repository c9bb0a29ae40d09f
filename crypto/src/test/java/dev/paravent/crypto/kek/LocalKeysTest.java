package dev.paravent.crypto.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeysTest {

  private static final byte[] FILE_KEY = fileKey();
  private static final String PASSPHRASE = "correct horse battery staple";

  @TempDir private Path directory;

  /** RFC 9106, 5.3: the generator under our parameters is the RFC's Argon2id. */
  @Test
  void agreesWithTheVectorOfTheRfc() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(filled(32, 1), tag);
    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  @Test
  void passphraseUnwrapsWhatItWrapped() throws Exception {
    try (PassphraseKey kek = PassphraseKey.of(PASSPHRASE.toCharArray())) {
      Wrapping wrapping = kek.wrap(FILE_KEY);
      assertThat(wrapping.parameters())
          .containsEntry("memoryKiB", "65536")
          .containsEntry("iterations", "3")
          .containsEntry("parallelism", "4");
      assertThat(kek.unwrap(wrapping)).isEqualTo(FILE_KEY);
      assertThat(kek.wrap(FILE_KEY).parameters().get("salt"))
          .isNotEqualTo(wrapping.parameters().get("salt"));
    }
  }

  @Test
  void passphraseInAFileIsThatWithoutItsLineEnds() throws Exception {
    Path file = PrivateFiles.write(directory.resolve("p"), PASSPHRASE + "\r\n\n");
    try (PassphraseKey typed = PassphraseKey.of(PASSPHRASE.toCharArray());
        PassphraseKey read = PassphraseKey.read(file)) {
      assertThat(read.unwrap(PrivateFiles.cheapWrapping(typed, FILE_KEY))).isEqualTo(FILE_KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse battery stapl", "correct horse battery staple ", "x"})
  void refusesAnotherPassphrase(String other) throws Exception {
    try (PassphraseKey kek = PassphraseKey.of(PASSPHRASE.toCharArray());
        PassphraseKey wrong = PassphraseKey.of(other.toCharArray())) {
      Wrapping wrapping = PrivateFiles.cheapWrapping(kek, FILE_KEY);
      assertRefused(() -> wrong.unwrap(wrapping), "wrapping: does not open");
    }
  }

  @Test
  void refusesToWrapByAShortPassphraseAndToOpenByNone() throws IOException {
    assertRefused(
        () -> PassphraseKey.of("elevenchars".toCharArray()).wrap(FILE_KEY),
        "passphrase: 11 bytes (expected: >= 12)");
    assertRefused(() -> PassphraseKey.of(new char[0]), "passphrase: empty");
    Path file = PrivateFiles.write(directory.resolve("p"), "\n");
    assertRefused(() -> PassphraseKey.read(file), "empty (expected: a passphrase)");
  }

  @ParameterizedTest
  @CsvSource({
    "memoryKiB, 19455, 19456 to 1048576",
    "memoryKiB, 1048577, 19456 to 1048576",
    "memoryKiB, 99999999999, 19456 to 1048576",
    "memoryKiB, -1, 19456 to 1048576",
    "iterations, 1, 2 to 64",
    "iterations, x, 2 to 64",
    "iterations, 65, 2 to 64",
    "parallelism, 0, 1 to 16",
    "parallelism, 17, 1 to 16",
    "salt, AAAA, base64 of 16 to 64 bytes",
    "salt, *, base64 of 16 to 64 bytes",
    "pepper, x, unknown field",
  })
  void refusesWeakenedAndAbsurdCosts(String name, String value, String expected) throws Exception {
    try (PassphraseKey kek = PassphraseKey.of(PASSPHRASE.toCharArray())) {
      Wrapping wrapping = PrivateFiles.cheapWrapping(kek, FILE_KEY);
      SortedMap<String, String> changed = new TreeMap<>(wrapping.parameters());
      changed.put(name, value);
      assertRefused(
          () -> kek.unwrap(new Wrapping(wrapping.kind(), changed, wrapping.wrappedKey())),
          expected);
    }
  }

  @Test
  void keyFileUnwrapsWhatItWrappedAndNoOtherDoes() throws Exception {
    try (FileKey kek = PrivateFiles.fileKey(directory, 1);
        FileKey other = PrivateFiles.fileKey(directory, 2)) {
      Wrapping wrapping = kek.wrap(FILE_KEY);
      assertThat(kek.unwrap(wrapping)).isEqualTo(FILE_KEY);
      assertRefused(() -> other.unwrap(wrapping), "wrapping: does not open");
      for (String broken : new String[] {"", "*", "AAAA", wrapping.wrappedKey() + "AAAA"}) {
        assertRefused(
            () -> kek.unwrap(new Wrapping(KekKind.FILE, new TreeMap<>(), broken)), "wrapping");
      }
      assertRefused(
          () -> kek.unwrap(new Wrapping(KekKind.PASSPHRASE, new TreeMap<>(), "")),
          "wrapping.kek: passphrase (expected: file");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 1_000_000})
  void refusesAKeyFileOfAnotherLength(int length) throws IOException {
    Path file = PrivateFiles.write(directory.resolve("kek"), filled(length, 7));
    assertRefused(() -> FileKey.read(file), "bytes");
  }

  @Test
  void refusesAZeroKeyFileAndAHugePassphraseFile() throws IOException {
    Path zero = PrivateFiles.write(directory.resolve("zero"), new byte[32]);
    assertRefused(() -> FileKey.read(zero), "all bytes are zero");
    Path huge = PrivateFiles.write(directory.resolve("huge"), filled(5_000, 'a'));
    assertRefused(() -> PassphraseKey.read(huge), "more than 4096 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void refusesSecretsThatOthersMayTouch(String mode) throws IOException {
    Path file = PrivateFiles.write(directory.resolve("kek"), filled(32, 7));
    PrivateFiles.mode(file, mode);
    assertRefused(() -> FileKey.read(file), "accessible to group or others");
    assertRefused(() -> PassphraseKey.read(file), "accessible to group or others");
    assertRefused(() -> TransitClient.tokenFile(file), "accessible to group or others");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertRefused(() -> FileKey.read(link), "accessible to group or others");
    assertRefused(() -> FileKey.read(directory.resolve("none")), "no such file");
  }

  @Test
  void secretsDoNotShowAndAreGoneAfterClosing() throws Exception {
    PassphraseKey passphrase = PassphraseKey.of(PASSPHRASE.toCharArray());
    FileKey file = PrivateFiles.fileKey(directory, 1);
    Wrapping wrapping = file.wrap(FILE_KEY);
    assertThat(passphrase.toString() + file).doesNotContain("horse").contains("withheld");
    file.close();
    passphrase.close();
    assertRefused(() -> file.unwrap(wrapping), "does not open");
  }

  private static byte[] fileKey() {
    byte[] key = new byte[AesGcm.KEY];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(KekException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .withNoCause();
  }
}
