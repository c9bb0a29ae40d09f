package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.AccessPolicy.OnRefusal;
import dev.paravent.policies.ClassGrant.Compare;
import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example bundles, read from where operators read them. */
class TiersPayantTest {
  private static final List<String> PROTECTED =
      List.of(
          "payment.patient.nir",
          "payment.patient.nir_key",
          "payment.patient.nir_full",
          "payment.patient.birth_date",
          "payment.patient.birth_year",
          "payment.beneficiary.nir15",
          "payment.beneficiary.birth_date",
          "payment.claim.patient_nir",
          "payment.claim.payload",
          "payment.contract.covered_nirs",
          "payment.payment.payee_nir",
          "payment.person_archive.nir",
          "payment.person_archive.birth_date",
          "payment.mv_insured.nss",
          "payment.mv_insured.birth_date");

  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", "tiers-payant-strict"})
  void loadsWithoutAWarning(String bundle) {
    assertThat(Bundles.loaded(PolicyReader.read(Path.of(bundle))).warnings()).isEmpty();
  }

  @Test
  void everyCopyIsProtected() {
    assertThat(names(policy("tiers-payant").classification().columns().keySet()))
        .containsExactlyInAnyOrderElementsOf(PROTECTED);
  }

  @Test
  void strictBundleLeavesOutTheDateThatNobodyCanBind() {
    List<String> all = new ArrayList<>(PROTECTED);
    all.remove("payment.person_archive.birth_date");
    assertThat(names(policy("tiers-payant-strict").classification().columns().keySet()))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", "tiers-payant-strict"})
  void everyColumnIsProtectedPublicOrLeftOutOnPurpose(String bundle) {
    Classification classification = policy(bundle).classification();
    List<String> decided = names(classification.columns().keySet());
    decided.addAll(names(classification.publicColumns()));
    List<String> leftOut =
        Bundles.resource("tiers-payant-columns.txt")
            .lines()
            .filter(column -> !decided.contains(column))
            .filter(column -> !isInPublicRelation(classification, column))
            .toList();
    assertThat(leftOut)
        .isSubsetOf("audit.event.row_data", "payment.person_archive.birth_date")
        .contains("audit.event.row_data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", "tiers-payant-strict"})
  void namesNoColumnThatDoesNotExist(String bundle) {
    Classification classification = policy(bundle).classification();
    List<String> existing = Bundles.resource("tiers-payant-columns.txt").lines().toList();
    assertThat(existing).containsAll(names(classification.columns().keySet()));
    assertThat(existing).containsAll(names(classification.publicColumns()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", "tiers-payant-strict"})
  void publicRelationsAndSequencesAreThese(String bundle) {
    assertThat(names(policy(bundle).classification().publicObjects()))
        .containsExactlyInAnyOrder(
            "payment.insurer",
            "payment.health_professional",
            "payment.portal_account",
            "payment.claim_line",
            "public.portal_note",
            "public.patient",
            "payment.claim_seq",
            "payment.payment_seq",
            "public.portal_note_id_seq");
  }

  @Test
  void companionsJsonSubjectsAndRegistryAreRead() {
    Classification classification = policy("tiers-payant").classification();
    assertThat(classification.columns())
        .containsEntry(
            ColumnName.of("payment", "patient", "nir_key"),
            new ColumnRule.Companion(
                ProtectedClass.FR_NIR,
                ColumnRule.Part.KEY,
                ColumnName.of("payment", "patient", "nir")))
        .containsEntry(
            ColumnName.of("payment", "patient", "birth_year"),
            new ColumnRule.Companion(
                ProtectedClass.BIRTH_DATE,
                ColumnRule.Part.YEAR,
                ColumnName.of("payment", "patient", "birth_date")))
        .containsEntry(
            ColumnName.of("payment", "claim", "payload"),
            new ColumnRule.Json(
                Map.of(
                    "$.patient.nir", ProtectedClass.FR_NIR,
                    "$.patient.ddn", ProtectedClass.BIRTH_DATE),
                List.of("$.facture")));
    assertThat(classification.subjects())
        .containsEntry(new ObjectName("payment", "patient"), new Subject("id", false))
        .containsEntry(new ObjectName("payment", "payment"), new Subject("claim_id", true));
    assertThat(classification.registry())
        .isEqualTo(Map.of(ProtectedClass.FR_NIR, ColumnName.of("payment", "patient", "nir")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"portal_app", "portal_owner", "portal_admin"})
  void portalsAreGoverned(String user) {
    AccessPolicy portal = policy("tiers-payant").forUser(user).orElseThrow();
    assertThat(portal.access()).isEqualTo(Access.GOVERNED);
    assertThat(portal.onRefusal()).isEqualTo(OnRefusal.ERROR);
    assertThat(portal.searchPath()).containsExactly("public", "audit", "payment");
    assertThat(portal.domain().map(TokenDomain::scope)).contains(TokenDomain.Scope.ACCOUNT);
    ClassGrant nir = grant(portal, ProtectedClass.FR_NIR);
    assertThat(nir.read()).isEqualTo(Shown.TOKEN);
    assertThat(nir.lookup()).isEqualTo(Set.of(Lookup.TOKEN, Lookup.CLEAR));
    assertThat(nir.write()).isEqualTo(Set.of(Write.TOKEN, Write.CLEAR));
    assertThat(nir.compare()).isEqualTo(Set.of(Compare.values()));
    assertThat(nir.copy()).isTrue();
    ClassGrant date = grant(portal, ProtectedClass.BIRTH_DATE);
    assertThat(date.lookup()).isEqualTo(Set.of(Lookup.TOKEN, Lookup.CONFIRM));
    assertThat(date.write()).isEqualTo(Set.of(Write.CLEAR));
    assertThat(date.compare()).isEqualTo(Set.of(Compare.CONSTANT));
    assertThat(date.copy()).isFalse();
    assertThat(date.acceptDictionary()).isPresent();
  }

  @Test
  void strictBundleBindsDatesAndAcceptsNoDictionary() {
    AccessPolicy portal = policy("tiers-payant-strict").forUser("portal_app").orElseThrow();
    assertThat(portal.domain().orElseThrow().faces())
        .containsEntry(ProtectedClass.BIRTH_DATE, TokenFace.DATE_BOUND);
    TokenDomain domain =
        policy("tiers-payant").forUser("portal_app").flatMap(AccessPolicy::domain).orElseThrow();
    assertThat(domain.faces())
        .containsEntry(ProtectedClass.FR_NIR, TokenFace.NIR_NINE)
        .containsEntry(ProtectedClass.BIRTH_DATE, TokenFace.DATE_PAST);
    assertThat(grant(portal, ProtectedClass.BIRTH_DATE).acceptDictionary()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", "tiers-payant-strict"})
  void ownerIsClearAndOthersAreNobody(String bundle) {
    assertThat(policy(bundle).forUser("postgres").map(AccessPolicy::access)).contains(Access.CLEAR);
    assertThat(policy(bundle).forUser("portal_reader")).isEmpty();
  }

  private static Policy policy(String bundle) {
    return Bundles.loaded(PolicyReader.read(Path.of(bundle))).policy();
  }

  private static ClassGrant grant(AccessPolicy policy, ProtectedClass protectedClass) {
    return Objects.requireNonNull(policy.classes().get(protectedClass));
  }

  private static List<String> names(Set<?> names) {
    return new ArrayList<>(names.stream().map(Object::toString).toList());
  }

  private static boolean isInPublicRelation(Classification classification, String column) {
    return names(classification.publicObjects())
        .contains(column.substring(0, column.lastIndexOf('.')));
  }
}
