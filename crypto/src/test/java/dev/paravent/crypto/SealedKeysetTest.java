package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paravent.crypto.kek.FakeTransit;
import dev.paravent.crypto.kek.FileKey;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import dev.paravent.crypto.kek.PassphraseKey;
import dev.paravent.crypto.kek.PrivateFiles;
import dev.paravent.crypto.kek.TransitClient;
import dev.paravent.crypto.kek.TransitKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedKeysetTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final LocalDate LAST_DAY = LocalDate.of(2027, 1, 31);

  @TempDir private Path directory;
  private Path file;
  private FileKey kek;
  private Keyset keyset;

  @BeforeEach
  void writeTwoKeys() throws Exception {
    file = directory.resolve("keys.json");
    kek = PrivateFiles.fileKey(directory, 1);
    keyset =
        Keyset.generate(new SecureRandom(), TODAY)
            .rotation()
            .withNewPrimary(new SecureRandom(), TODAY, Set.of("portal", "crm/ann"), LAST_DAY);
    keyset.write(file, kek);
  }

  @Test
  void comesBackFromItsFile() throws Exception {
    assertSame(Keyset.read(file, kek, TODAY), keyset);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void comesBackUnderEveryKindOfKeyEncryptionKey() throws Exception {
    try (FakeTransit vault = new FakeTransit();
        PassphraseKey passphrase = PassphraseKey.of("a passphrase of words".toCharArray());
        TransitKey transit = transit(vault)) {
      for (KeyEncryptionKey other : List.of(passphrase, transit, kek)) {
        Keyset.open(file, kek).replace(file, other);
        assertSame(Keyset.read(file, other, TODAY), keyset);
        Keyset.open(file, other).replace(file, kek);
      }
    }
  }

  @Test
  void holdsNoMaterialInReadableForm() throws Exception {
    String text = Files.readString(file);
    for (MasterKey key : keyset.keys()) {
      assertThat(text)
          .doesNotContain(Base64.getEncoder().encodeToString(key.material().copy()))
          .doesNotContain(
              Base64.getEncoder().encodeToString(key.material().copy()).substring(0, 8));
    }
    Files.delete(file);
    keyset.write(file, kek);
    assertThat(Files.readString(file)).isNotEqualTo(text);
  }

  /** Each byte with each of its bits turned: a typed error, or the very same keyset. */
  @Test
  void everyFlippedBitIsRefusedOrChangesNothing() throws Exception {
    byte[] content = Files.readAllBytes(file);
    int refused = 0;
    for (int at = 0; at < content.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] changed = content.clone();
        changed[at] ^= (byte) (1 << bit);
        Files.write(file, changed);
        try {
          assertSame(Keyset.open(file, kek), keyset);
        } catch (KeysetException e) {
          refused++;
          assertThat(e).hasNoCause().hasMessageStartingWith(file.toString());
          assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("material\":");
        }
      }
    }
    assertThat(refused).isGreaterThan(content.length * 7);
  }

  @Test
  void everyTruncationIsRefused() throws Exception {
    byte[] content = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < content.length; length++) {
      Files.write(file, Arrays.copyOf(content, length));
      assertRefused(kek, "");
    }
  }

  /** What somebody could gain by editing: another primary, a later date, a lost assignment. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"primary\" : 2           | \"primary\" : 1            | material: does not open",
        "2027-01-31                | 2099-01-31                 | material: does not open",
        "\"portal\" : 1            | \"portal\" : 2             | material: does not open",
        "\"portal\" : 1            | \"portel\" : 1             | material: does not open",
        "\"portal\" : 1            | \"portal\" : 3             | material: does not open",
        "\"portal\" : 1            | \"portal\" : 1.5           | assignments: not valid",
        "\"portal\" : 1            | \"portal\" : \"1\"         | assignments: not valid",
        "\"portal\" : 1            | \"\" : 1                   | assignments: not valid",
        "\"created\" : \"2026-11-25\" | \"created\" : \"2026-11-24\" | material: does not open",
        "\"kek\" : \"file\"        | \"kek\" : \"vault-transit\" | wrapping.kek: vault-transit (expected: file",
        "\"kek\" : \"file\"        | \"kek\" : \"none\"         | wrapping.kek: not valid (expected: passphrase",
        "\"parameters\" : { }      | \"parameters\" : {\"a\":\"b\"} | material: does not open",
        "\"parameters\" : { }      | \"parameters\" : {\"a\":7} | wrapping.parameters: not valid",
        "\"parameters\" : { },     | ''                         | wrapping.parameters: missing",
        "\"version\" : 2           | \"version\" : 1            | not wrapped (expected: version 2",
        "\"retireAfter\" :         | \"retireafter\" :          | unknown field: retireafter",
      })
  void namesWhatSomebodyChanged(String from, String to, String message) throws Exception {
    String content = Files.readString(file);
    assertThat(content).contains(from);
    PrivateFiles.write(file, content.replaceFirst(Pattern.quote(from), to));
    assertRefused(kek, message);
  }

  @Test
  void refusesAnotherKeyEncryptionKeyAndNone() throws Exception {
    assertRefused(PrivateFiles.fileKey(directory, 2), "wrapping: does not open");
    try (PassphraseKey passphrase = PassphraseKey.of("a passphrase".toCharArray())) {
      assertRefused(passphrase, "wrapping.kek: file (expected: passphrase, as the command");
    }
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> Keyset.read(file))
        .withMessageContaining("wrapped (expected: the flags of the key-encryption key");
  }

  @Test
  void refusesAPlainFileWhereAWrappedOneIsExpected() throws Exception {
    Files.delete(file);
    Keyset.generate().write(file);
    assertRefused(kek, "not wrapped (expected: version 2, wrapped by file)");
  }

  @Test
  void refusesAFileThatOthersMayReadAndAHugeOne() throws Exception {
    PrivateFiles.mode(file, "rw-r-----");
    assertRefused(kek, "accessible to group or others");
    PrivateFiles.write(file, " ".repeat(70_000));
    assertRefused(kek, "more than 65536 bytes");
    assertRefused(kek, directory.resolve("none"), "no such file");
  }

  @Test
  void refusesAServiceThatIsAway() throws Exception {
    FakeTransit vault = new FakeTransit();
    try (TransitKey transit = transit(vault)) {
      Keyset.open(file, kek).replace(file, transit);
      vault.answer(403, "{}");
      assertRefused(transit, "status 403");
      vault.close();
      assertRefused(transit, "cannot be reached");
    }
  }

  @Test
  void refusesAKeyPastItsDateWhileAnyoneIsAssigned() throws Exception {
    assertSame(Keyset.read(file, kek, LAST_DAY), keyset);
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> Keyset.read(file, kek, LAST_DAY.plusDays(1)))
        .withMessageContaining("key 1: its retireAfter 2027-01-31 is past")
        .withMessageContaining("still assigned to crm/ann (expected: keys rotate)");
    Keyset.open(file, kek).rotation().withMoved(List.of("portal", "crm/ann")).replace(file, kek);
    assertThat(Keyset.read(file, kek, LAST_DAY.plusDays(1)).version()).isEqualTo(2);
  }

  @Test
  void neverReplacesOrOverwritesHalf() throws Exception {
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> keyset.write(file, kek))
        .withMessageContaining("exists already");
    Path other = PrivateFiles.write(directory.resolve("keys.json.new"), "somebody else's");
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> keyset.replace(file, kek))
        .withMessageContaining("keys.json.new: exists already");
    assertThat(other).hasContent("somebody else's");
    assertSame(Keyset.open(file, kek), keyset);
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> Keyset.development().write(directory.resolve("dev"), kek))
        .withMessageContaining("development key");
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> keyset.write(directory.resolve("plain")))
        .withMessageContaining("take a wrapped file");
  }

  private void assertRefused(KeyEncryptionKey other, String message) {
    assertRefused(other, file, message);
  }

  private static void assertRefused(KeyEncryptionKey other, Path path, String message) {
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(() -> Keyset.open(path, other))
        .withMessageContaining(message)
        .withMessageStartingWith(path.toString())
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private static void assertSame(Keyset read, Keyset expected) {
    assertThat(read.keys()).isEqualTo(expected.keys());
    assertThat(read.primary()).isEqualTo(expected.primary());
    assertThat(read.assignments()).isEqualTo(expected.assignments());
  }

  private static TransitKey transit(FakeTransit vault) throws Exception {
    byte[] token = FakeTransit.TOKEN.getBytes(StandardCharsets.US_ASCII);
    return new TransitKey(
        new TransitClient(vault.address(), token, null, Duration.ofSeconds(5)),
        "transit",
        "paravent");
  }
}
