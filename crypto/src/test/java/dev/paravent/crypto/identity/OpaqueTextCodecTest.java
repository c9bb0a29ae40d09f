package dev.paravent.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.ColumnCodec.Kind;
import java.util.HexFormat;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTextCodecTest {

  private static final HexFormat HEX = HexFormat.of();

  private final ColumnCodec codec = Text.codec(IdentityFace.OPAQUE_TEXT, 1);

  /** RFC 8452, appendix C.2: the library's class is the RFC's AEAD_AES_256_GCM_SIV. */
  @ParameterizedTest
  @CsvSource({
    "'', 07f5f4169bbf55a8400cd47ea6fd400f",
    "0100000000000000, c2ef328e5c71c83b843122130f7364b761e0b97427e3df28",
  })
  void agreesWithTheVectorsOfTheRfc(String plain, String result) throws Exception {
    byte[] key = new byte[32];
    key[0] = 1;
    byte[] nonce = new byte[12];
    nonce[0] = 3;
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher();
    cipher.init(true, new AEADParameters(new KeyParameter(key), 128, nonce));
    byte[] in = HEX.parseHex(plain);
    byte[] out = new byte[cipher.getOutputSize(in.length)];
    int length = cipher.processBytes(in, 0, in.length, out, 0);
    assertThat(length + cipher.doFinal(out, length)).isEqualTo(out.length);
    assertThat(HEX.formatHex(out)).isEqualTo(result);
  }

  @Test
  void everyLengthComesBackAndShowsInStepsOnly() {
    for (int length = 0; length < 100; length++) {
      String clear = "é".repeat(length);
      String token = Text.tokenise(codec, clear);
      assertThat(token).matches("pvt1\\.[A-Za-z0-9_-]+");
      assertThat(Text.detokenise(codec, token)).isEqualTo(clear);
      assertThat(token).hasSameSizeAs(Text.tokenise(codec, "a".repeat(length / 16 * 16)));
    }
    String longest = "x".repeat(OpaqueTextCodec.LONGEST);
    assertThat(Text.detokenise(codec, Text.tokenise(codec, longest))).isEqualTo(longest);
    assertThat(Text.kind(codec, longest + "x")).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(codec, longest + "x")).isEqualTo(Text.REFUSED);
  }

  @Test
  void aTokenOfAnotherKeyDoesNotDecode() {
    String foreign = Text.tokenise(Text.codec(IdentityFace.OPAQUE_TEXT, 2), "Dupont");
    assertThat(Text.kind(codec, foreign)).isEqualTo(Kind.TOKEN);
    assertThat(Text.detokenise(codec, foreign)).isEqualTo(Text.REFUSED);
  }

  @Test
  void everyFlippedBitIsFound() {
    String token = Text.tokenise(codec, "Dupont");
    for (int at = 0; at < token.length(); at++) {
      for (int bit = 0; bit < 8; bit++) {
        StringBuilder changed = new StringBuilder(token);
        changed.setCharAt(at, (char) (token.charAt(at) ^ 1 << bit));
        assertThat(Text.detokenise(codec, changed.toString())).isEqualTo(Text.REFUSED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pvt1.", "pvt1.AAAA", "pvt1.*", "pvt1. ", "pvt1.é"})
  void textThatLooksLikeATokenAndIsNoneIsMalformed(String text) {
    assertThat(Text.kind(codec, text)).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(codec, text)).isEqualTo(Text.REFUSED);
    assertThat(Text.detokenise(codec, text)).isEqualTo(Text.REFUSED);
  }
}
