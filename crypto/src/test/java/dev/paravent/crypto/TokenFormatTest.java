package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paravent.crypto.ColumnCodec.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which NIRs and which cipher: choices of a policy, refused where they cannot work. */
class TokenFormatTest {

  private static final String NIR = "255081416802538";
  private static final String MIGRANT = "5104212345678";
  private static final Set<NirClass> ALL = EnumSet.allOf(NirClass.class);
  private static final Set<NirClass> REGISTERED =
      EnumSet.of(NirClass.BORN, NirClass.UNKNOWN_MONTH, NirClass.LOWER_CASE, NirClass.MIGRANT);

  private final TokenFormat nine = TokenFormat.of(NirFace.NINE, DateFace.BOUND);
  private final TokenFormat sevenEight = TokenFormat.of(NirFace.SEVEN_EIGHT, DateFace.BOUND);

  @Test
  void migrantsAreMalformedUnlessNamed() {
    ColumnCodec without = nir(nine);
    assertThat(Bytes.kind(without, MIGRANT)).isEqualTo(Kind.MALFORMED);
    for (TokenFormat format :
        List.of(nine.withNirClasses(REGISTERED), sevenEight.withNirClasses(ALL))) {
      ColumnCodec with = nir(format);
      String token = Bytes.tokenise(with, MIGRANT, 0);
      assertThat(Bytes.kind(with, MIGRANT)).isEqualTo(Kind.CLEAR);
      assertThat(Bytes.kind(with, token)).isEqualTo(Kind.TOKEN);
      assertThat(Bytes.detokenise(with, token, 0)).isEqualTo(MIGRANT);
      assertThat(Bytes.detokenise(with, Bytes.tokenise(with, NIR, 0), 0)).isEqualTo(NIR);
    }
  }

  @Test
  void moreNirsThanTokensAreRefusedWhenTheFormatIsMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nine.withNirClasses(ALL))
        .withMessage(
            "classes: 1391200000000 values (expected: <= 1000000000000, the face has no more)");
    assertThatIllegalArgumentException().isThrownBy(() -> nine.withNirClasses(Set.of()));
    assertThat(sevenEight.withNirClasses(ALL).nirPermutation(Bytes.key(1)).size())
        .isBetween(1_391_200_000_000L, NirFace.SEVEN_EIGHT.capacity());
  }

  @Test
  void everyClassAloneFits() {
    for (NirClass alone : NirClass.values()) {
      assertThat(nir(nine.withNirClasses(Set.of(alone)))).isNotNull();
    }
  }

  @Test
  void withoutFf1EverythingStillComesBack() {
    for (TokenFormat format : List.of(nine, sevenEight)) {
      TokenContext context = context(format.with(PermutationKind.SWAP_OR_NOT));
      ColumnCodec nirs = context.nir(WireFormat.TEXT);
      ColumnCodec dates = context.birthDate(WireFormat.TEXT);
      String nirToken = Bytes.tokenise(nirs, NIR, 0);
      String dateToken = Bytes.tokenise(dates, "1955-08-14", 4_711);
      assertThat(Bytes.kind(nirs, nirToken)).isEqualTo(Kind.TOKEN);
      assertThat(Bytes.kind(dates, dateToken)).isEqualTo(Kind.TOKEN);
      assertThat(Bytes.detokenise(nirs, nirToken, 0)).isEqualTo(NIR);
      assertThat(Bytes.detokenise(dates, dateToken, 4_711)).isEqualTo("1955-08-14");
      assertThat(Bytes.tokenise(dates, "1955-08-14", 4_712)).isNotEqualTo(dateToken);
    }
  }

  @Test
  void swapOrNotRefusesMoreNumbersThanItPermutes() {
    TokenFormat format = sevenEight.withNirClasses(ALL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.with(PermutationKind.SWAP_OR_NOT))
        .withMessageContaining("1099511627776");
  }

  @Test
  void classesAndCipherArePartOfTheKey() {
    assertThat(nine.nirDerivationName()).isEqualTo("9");
    assertThat(sevenEight.nirDerivationName()).isEqualTo("7/8");
    assertThat(nine.dateDerivationName()).isEqualTo("bound");
    assertThat(nine.withNirClasses(REGISTERED).nirDerivationName()).isEqualTo("9/ABLM");
    TokenFormat other = nine.with(PermutationKind.SWAP_OR_NOT);
    assertThat(other.nirDerivationName()).isEqualTo("9/swap-or-not");
    assertThat(other.dateDerivationName()).isEqualTo("bound/swap-or-not");
    assertThat(TokenFormat.of(NirFace.NINE, DateFace.PAST).with(PermutationKind.SWAP_OR_NOT))
        .extracting(TokenFormat::dateDerivationName)
        .isEqualTo("past");
  }

  /** Golden values of the development key, from this implementation when it was written. */
  @Test
  void formatsBeyondTheDefaultAreFrozen() {
    TokenFormat swap = nine.with(PermutationKind.SWAP_OR_NOT);
    assertThat(
            List.of(
                Bytes.tokenise(nir(nine), "284052a321025", 0),
                Bytes.tokenise(nir(nine.withNirClasses(REGISTERED)), MIGRANT, 0),
                Bytes.tokenise(nir(sevenEight.withNirClasses(ALL)), MIGRANT, 0),
                Bytes.tokenise(nir(swap), NIR, 0),
                Bytes.tokenise(context(swap).birthDate(WireFormat.TEXT), "1955-08-14", 4_711)))
        .containsExactly(
            "9699059270693", "9221512724619", "8691253712424", "931813023752104", "2494-12-12");
  }

  private static ColumnCodec nir(TokenFormat format) {
    return context(format).nir(WireFormat.TEXT);
  }

  private static TokenContext context(TokenFormat format) {
    return TokenContext.create(Keyset.development(), "paravent", "tenant", "portal", format);
  }
}
