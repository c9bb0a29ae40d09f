package dev.paravent.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.ColumnCodec.Kind;
import dev.paravent.crypto.SealedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTextCodecTest {

  private final ColumnCodec codec = Text.codec(IdentityFace.OPAQUE_TEXT, 1);

  @Test
  void everyLengthComesBackAndShowsInStepsOnly() {
    for (int length = 0; length < 100; length++) {
      String clear = "é".repeat(length);
      String token = Text.tokenise(codec, clear);
      assertThat(token).matches("pvt1\\.[A-Za-z0-9_-]+");
      assertThat(Text.detokenise(codec, token)).isEqualTo(clear);
      assertThat(token).hasSameSizeAs(Text.tokenise(codec, "a".repeat(length / 16 * 16)));
    }
    String longest = "x".repeat(SealedText.LONGEST);
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
