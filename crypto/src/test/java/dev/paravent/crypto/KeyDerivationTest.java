package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.KeyDerivation.Purpose;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyDerivationTest {

  private static final HexFormat HEX = HexFormat.of();

  /** RFC 5869, appendix A.1. */
  @Test
  void agreesWithTheFirstVectorOfTheRfc() {
    byte[] derived =
        KeyDerivation.hkdf(
            HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
            HEX.parseHex("000102030405060708090a0b0c"),
            HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
            42);
    assertThat(HEX.formatHex(derived))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void fieldsCannotRunIntoEachOther() {
    assertThat(KeyDerivation.lengthPrefixed(List.of("ab", "c")))
        .isEqualTo(HEX.parseHex("000000026162" + "0000000163"));
    assertThat(KeyDerivation.lengthPrefixed(List.of("é", "")))
        .isEqualTo(HEX.parseHex("00000002c3a9" + "00000000"));
  }

  @Test
  void everyFieldMakesAnotherKey() {
    MasterKey master = master(1, 1);
    Purpose base = new Purpose("app", "tenant", "domain", IdentityType.FR_NIR, "9");
    assertThat(
            List.of(
                KeyDerivation.derive(master, base),
                KeyDerivation.derive(master(2, 1), base),
                KeyDerivation.derive(master(1, 2), base),
                derive(master, "ap", "ptenant", "domain", IdentityType.FR_NIR, "9"),
                derive(master, "app", "", "domain", IdentityType.FR_NIR, "9"),
                derive(master, "app", "tenant", "Domain", IdentityType.FR_NIR, "9"),
                derive(master, "app", "tenant", "domain", IdentityType.BIRTH_DATE, "9"),
                derive(master, "app", "tenant", "domain", IdentityType.FR_NIR, "7/8")))
        .doesNotHaveDuplicates();
    assertThat(KeyDerivation.derive(master, base)).isEqualTo(KeyDerivation.derive(master, base));
  }

  private static Secret derive(
      MasterKey master,
      String application,
      String tenant,
      String domain,
      IdentityType type,
      String face) {
    return KeyDerivation.derive(master, new Purpose(application, tenant, domain, type, face));
  }

  private static MasterKey master(int seed, int id) {
    return new MasterKey(id, LocalDate.of(2026, 11, 25), new Secret(Bytes.key(seed)));
  }
}
