package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;
import org.junit.jupiter.api.Test;

class SealedTextTest {

  private static final HexFormat HEX = HexFormat.of();

  private final SivMode siv = new SivMode();

  /** RFC 5297, appendix A.1: deterministic authenticated encryption. */
  @Test
  void agreesWithTheDeterministicVectorOfTheRfc() throws Exception {
    byte[] key = HEX.parseHex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    byte[] data = HEX.parseHex("101112131415161718191a1b1c1d1e1f2021222324252627");
    byte[] plain = HEX.parseHex("112233445566778899aabbccddee");
    byte[] sealed = siv.encrypt(second(key), first(key), plain, data);
    assertThat(HEX.formatHex(sealed))
        .isEqualTo("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c");
    assertThat(siv.decrypt(second(key), first(key), sealed, data)).isEqualTo(plain);
  }

  /** RFC 5297, appendix A.2: several pieces of associated data, the last of them a nonce. */
  @Test
  void agreesWithTheNonceVectorOfTheRfc() throws Exception {
    byte[] key = HEX.parseHex("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f");
    byte[][] data = {
      HEX.parseHex(
          "00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100"),
      HEX.parseHex("102030405060708090a0"),
      HEX.parseHex("09f911029d74e35bd84156c5635688c0")
    };
    byte[] plain =
        "this is some plaintext to encrypt using SIV-AES".getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = siv.encrypt(second(key), first(key), plain, data);
    assertThat(HEX.formatHex(sealed))
        .isEqualTo(
            "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17"
                + "dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d");
    sealed[20] ^= 1;
    assertThatThrownBy(() -> siv.decrypt(second(key), first(key), sealed, data))
        .isInstanceOf(UnauthenticCiphertextException.class);
  }

  /** RFC 5297, section 2.2: the left half of the key is that of the MAC. */
  @Test
  void sealsByAesSivUnderKeysDerivedForThePrefix() throws Exception {
    byte[] key = new byte[32];
    byte[] both =
        KeyDerivation.hkdf(
            key,
            "paravent aes-siv".getBytes(StandardCharsets.US_ASCII),
            "p.".getBytes(StandardCharsets.US_ASCII),
            64);
    byte[] dst = new byte[100];
    byte[] text = {'D', 'u'};
    int written = new SealedText(key, "p.").seal(text, 0, 2, dst, 0);
    String sealed = new String(dst, 0, written, StandardCharsets.US_ASCII);
    assertThat(sealed).startsWith("p.");
    byte[] padded = new byte[16];
    padded[0] = 'D';
    padded[1] = 'u';
    padded[2] = (byte) 0x80;
    assertThat(
            siv.decrypt(
                Arrays.copyOfRange(both, 32, 64),
                Arrays.copyOf(both, 32),
                java.util.Base64.getUrlDecoder().decode(sealed.substring(2))))
        .isEqualTo(padded);
  }

  @Test
  void anotherPrefixIsAnotherKey() {
    byte[] key = new byte[32];
    byte[] sealed = new byte[100];
    int length = new SealedText(key, "p.").seal(new byte[] {'x'}, 0, 1, sealed, 0);
    sealed[0] = 'q';
    SealedText other = new SealedText(key, "q.");
    assertThat(other.hasForm(sealed, 0, length)).isTrue();
    assertThat(other.open(sealed, 0, length, new byte[100], 0)).isEqualTo(-1);
  }

  private static byte[] first(byte[] key) {
    return Arrays.copyOf(key, key.length / 2);
  }

  private static byte[] second(byte[] key) {
    return Arrays.copyOfRange(key, key.length / 2, key.length);
  }
}
