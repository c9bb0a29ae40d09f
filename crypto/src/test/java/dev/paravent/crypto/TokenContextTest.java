package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TokenContextTest {

  private static final String NIR = "255081416802538";
  private static final String BIRTHDAY = "1955-08-14";

  /**
   * Golden values of the development key, computed also by an independent script: tokens live in
   * other people's databases, so no release may change them.
   */
  @Test
  void formatIsFrozen() {
    TokenContext past = context("portal", NirFace.NINE, DateFace.PAST);
    TokenContext bound = context("portal", NirFace.SEVEN_EIGHT, DateFace.BOUND);
    TokenContext boundPast = context("portal", NirFace.NINE, DateFace.BOUND_PAST);
    assertThat(
            List.of(
                Bytes.tokenise(past.nir(WireFormat.TEXT), NIR, 0),
                Bytes.tokenise(bound.nir(WireFormat.TEXT), NIR, 0),
                Bytes.tokenise(past.birthDate(WireFormat.TEXT), BIRTHDAY, 0),
                Bytes.tokenise(bound.birthDate(WireFormat.TEXT), BIRTHDAY, 4711),
                Bytes.tokenise(boundPast.birthDate(WireFormat.TEXT), BIRTHDAY, 4711)))
        .containsExactly(
            "972402300787203", "799509483104794", "1816-04-05", "4000-12-09", "1785-01-30");
  }

  @Test
  void equalContextsMakeEqualTokens() {
    for (DateFace face : DateFace.values()) {
      TokenContext some = context("portal", NirFace.NINE, face);
      TokenContext same = context("portal", NirFace.NINE, face);
      String token = Bytes.tokenise(some.birthDate(WireFormat.TEXT), BIRTHDAY, 5);
      assertThat(Bytes.detokenise(same.birthDate(WireFormat.TEXT), token, 5)).isEqualTo(BIRTHDAY);
    }
  }

  @Test
  void nirIsTheSameInTextAndBinary() {
    TokenContext context = context("portal", NirFace.NINE, DateFace.PAST);
    assertThat(Bytes.tokenise(context.nir(WireFormat.BINARY), NIR, 0))
        .isEqualTo(Bytes.tokenise(context.nir(WireFormat.TEXT), NIR, 0));
  }

  @Test
  void everyPartOfTheContextMakesOtherTokens() {
    Keyset keys = Keyset.development();
    List<TokenContext> contexts =
        List.of(
            TokenContext.create(keys, "a", "t", "d", NirFace.NINE, DateFace.PAST),
            TokenContext.create(keys, "b", "t", "d", NirFace.NINE, DateFace.PAST),
            TokenContext.create(keys, "a", "u", "d", NirFace.NINE, DateFace.PAST),
            TokenContext.create(keys, "a", "t", "e", NirFace.NINE, DateFace.PAST),
            TokenContext.create(keys, "at", "", "d", NirFace.NINE, DateFace.PAST),
            TokenContext.create(Keyset.generate(), "a", "t", "d", NirFace.NINE, DateFace.PAST));
    assertThat(contexts.stream().map(c -> Bytes.tokenise(c.nir(WireFormat.TEXT), NIR, 0)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aTokenOfAnotherDomainIsAnUnrelatedDateOrNone() {
    ColumnCodec some = context("some", NirFace.NINE, DateFace.PAST).birthDate(WireFormat.TEXT);
    ColumnCodec other = context("other", NirFace.NINE, DateFace.PAST).birthDate(WireFormat.TEXT);
    assertThat(Bytes.detokenise(other, Bytes.tokenise(some, BIRTHDAY, 0), 0))
        .isNotEqualTo(BIRTHDAY)
        .isNotEqualTo(Bytes.REFUSED);
  }

  @Test
  void oneContextServesManyThreads() throws Exception {
    for (DateFace face : DateFace.values()) {
      TokenContext context = context("portal", NirFace.NINE, face);
      List<String> expected = tokens(context("portal", NirFace.NINE, face));
      List<Callable<List<String>>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tasks.add(() -> tokens(context));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (Future<List<String>> result : threads.invokeAll(tasks)) {
          assertThat(result.get()).isEqualTo(expected);
        }
      }
    }
  }

  private static List<String> tokens(TokenContext context) {
    ColumnCodec nirs = context.nir(WireFormat.TEXT);
    ColumnCodec dates = context.birthDate(WireFormat.BINARY);
    Random random = new Random(31);
    List<String> tokens = new ArrayList<>();
    byte[] nir = new byte[Nir.LENGTH];
    for (int i = 0; i < 200; i++) {
      Nir.unrank(random.nextLong(Nir.count()), nir, 0);
      nirs.tokenise(nir, 0, nir.length, 0, nir, 0);
      byte[] date = Bytes.binary(BirthDates.FIRST_DAY + random.nextInt(BirthDates.COUNT));
      dates.tokenise(date, 0, date.length, i, date, 0);
      tokens.add(Arrays.toString(nir) + Arrays.toString(date));
    }
    return tokens;
  }

  private static TokenContext context(String domain, NirFace nirFace, DateFace dateFace) {
    return TokenContext.create(
        Keyset.development(), "paravent", "tenant", domain, nirFace, dateFace);
  }
}
