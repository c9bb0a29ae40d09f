package dev.paravent.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.ColumnCodec.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardCodecTest {

  private final ColumnCodec codec = Text.codec(IdentityFace.CARD, 1);

  /** The test numbers that the payment schemes' gateways publish. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4222222222222",
        "30569309025904",
        "378282246310005",
        "3782 822463 10005",
        "4111111111111111",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "6011111111111117",
        "3530111333300000",
        "2223003122003222",
      })
  void tokensPassLuhnAndAreNoPaymentCard(String card) {
    assertThat(Text.kind(codec, card)).isEqualTo(Kind.CLEAR);
    String token = Text.tokenise(codec, card);
    assertThat(token).hasSameSizeAs(card).matches("[01789].*");
    assertThat(Samples.isLuhn(token.replaceAll("\\D", ""))).isTrue();
    assertThat(Text.detokenise(codec, token)).isEqualTo(card);
  }

  @ParameterizedTest
  @EnumSource(names = {"CARD_BIN6", "CARD_BIN8"})
  void keepsTheIssuer(IdentityFace face) {
    ColumnCodec keeping = Text.codec(face, 1);
    int kept = face == IdentityFace.CARD_BIN6 ? 6 : 8;
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      String card = Samples.of(face, random).replaceAll("\\D", "");
      String token = Text.tokenise(keeping, card);
      assertThat(token).startsWith(card.substring(0, kept)).hasSameSizeAs(card);
      assertThat(Samples.isLuhn(token)).isTrue();
    }
  }

  @Test
  void refusesToKeepMoreThanLeavesAMillionValues() {
    ColumnCodec keeping = Text.codec(IdentityFace.CARD_BIN8, 1);
    assertThat(Text.kind(keeping, "4222222222222")).isEqualTo(Kind.MALFORMED);
    assertThat(Text.kind(keeping, "30569309025904")).isEqualTo(Kind.MALFORMED);
    assertThat(Text.kind(keeping, "378282246310005")).isEqualTo(Kind.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "411111111111",
        "41111111111111111111",
        "4111 1111 11111111",
        "",
        "4111a11111111111",
        "4111.1111.1111.1111",
        "\u0664111111111111111",
      })
  void refusesWhatIsNoCard(String card) {
    assertThat(Text.kind(codec, card)).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(codec, card.replace('\u0664', '\u00b9'))).isEqualTo(Text.REFUSED);
  }

  @Test
  void digitsKeepTheirLengthAndFollowItsLimits() {
    ColumnCodec digits = Text.codec(IdentityFace.DIGITS, 1);
    Random random = new Random(6);
    for (int length : new int[] {6, 7, 18, 19, 20, 56, 57, 113, 1_000}) {
      String clear = Samples.digits(random, length);
      String token = Text.tokenise(digits, clear);
      assertThat(token).hasSameSizeAs(clear).matches("\\d+").isNotEqualTo(clear);
      assertThat(Text.detokenise(digits, token)).isEqualTo(clear);
    }
    for (String bad :
        new String[] {"", "12345", "1".repeat(1_001), "12345x", "-123456", "1234 56"}) {
      assertThat(Text.kind(digits, bad)).isEqualTo(Kind.MALFORMED);
      assertThat(Text.tokenise(digits, bad)).isEqualTo(Text.REFUSED);
    }
  }
}
