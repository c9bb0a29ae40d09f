package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final String NIR = "255081416802538";

  private final SecureRandom random = new SecureRandom();
  private final Keyset first = Keyset.generate(random, TODAY);

  @Test
  void wholeNamesMoveFromKeyToKey() throws Exception {
    String portal = token(first, "portal");
    String crm = token(first, "crm");
    Keyset second = first.rotation().withNewPrimary(random, TODAY, Set.of("portal"), null);

    assertThat(token(second, "portal")).as("kept").isEqualTo(portal);
    assertThat(token(second, "crm")).as("moved").isNotEqualTo(crm);

    Keyset moved = second.rotation().withMoved(Set.of("portal"));
    assertThat(token(moved, "portal")).isNotEqualTo(portal);
    assertThat(token(moved, "crm")).isEqualTo(token(second, "crm"));
  }

  @Test
  void theNarrowestNameDecides() throws Exception {
    Keyset second = first.rotation().withNewPrimary(random, TODAY, Set.of("portal/ann"), null);
    assertThat(second.keyFor(List.of("portal/ann", "portal")).id()).isEqualTo(1);
    assertThat(second.keyFor(List.of("portal/bob", "portal")).id()).isEqualTo(2);
    Keyset third = second.rotation().withNewPrimary(random, TODAY, Set.of("portal"), null);
    assertThat(third.keyFor(List.of("portal/ann", "portal")).id()).isEqualTo(1);
    assertThat(third.keyFor(List.of("portal/bob", "portal")).id()).isEqualTo(2);
    assertThat(third.keyFor(List.of("crm")).id()).isEqualTo(3);
  }

  @Test
  void whoeverIsKeptStaysWhereItWasThroughManyRotations() throws Exception {
    Keyset keys = first;
    for (int i = 0; i < 5; i++) {
      keys = keys.rotation().withNewPrimary(random, TODAY, Set.of("portal"), null);
    }
    assertThat(keys.version()).isEqualTo(6);
    assertThat(token(keys, "portal")).isEqualTo(token(first, "portal"));
  }

  @Test
  void describesWithoutMaterial() throws Exception {
    Keyset second =
        first.rotation().withNewPrimary(random, TODAY, Set.of("b", "a"), LocalDate.of(2027, 1, 31));
    assertThat(second.describe())
        .containsExactly(
            new KeyDescription(1, TODAY, LocalDate.of(2027, 1, 31), false, List.of("a", "b")),
            new KeyDescription(2, TODAY, null, true, List.of()));
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertRefused(
        () -> first.rotation().withMoved(Set.of("portal")), "portal is assigned to no key");
    assertRefused(() -> rotate(Set.of(" "), null), "name: not valid");
    assertRefused(() -> rotate(Set.of("a\nb"), null), "name: not valid");
    assertRefused(() -> rotate(Set.of("x".repeat(256)), null), "name: not valid");
    assertRefused(() -> rotate(Set.of(), TODAY), "retire-after: 2026-11-25 (expected: a day to");
    Keyset last = new Keyset(List.of(new MasterKey(9_999, TODAY, new Secret(Bytes.key(1)))), 9_999);
    assertRefused(
        () -> last.rotation().withNewPrimary(random, TODAY, Set.of(), null), "the last id there");
  }

  private Keyset rotate(Set<String> keep, @Nullable LocalDate retireAfter) throws KeysetException {
    return first.rotation().withNewPrimary(random, TODAY, keep, retireAfter);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(KeysetException.class)
        .isThrownBy(call)
        .withMessageContaining(message);
  }

  private static String token(Keyset keys, String domain) {
    TokenContext context =
        TokenContext.create(keys, "paravent", "", domain, NirFace.NINE, DateFace.PAST);
    return Bytes.tokenise(context.nir(WireFormat.TEXT), NIR, 0);
  }
}
