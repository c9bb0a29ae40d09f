package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.AccessPolicy.OnRefusal;
import dev.paravent.policies.ClassGrant.Compare;
import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.OnMalformed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a sound bundle becomes, defaults included. */
class PolicyReaderTest {
  private static final ClassGrant NIR_DEFAULTS =
      new ClassGrant(
          Shown.TOKEN,
          Set.of(),
          Set.of(),
          Set.of(Compare.CONSTANT, Compare.COLUMN, Compare.GROUP),
          true,
          false,
          false,
          false,
          Optional.empty(),
          OnMalformed.NULL,
          Optional.empty());

  @Test
  void baseBundleLoadsWithoutAWarning() {
    assertThat(Bundles.warnings(Map.of("base.yaml", Bundles.BASE))).isEmpty();
  }

  @Test
  void classesGetTheirDefaults() {
    AccessPolicy policy = access("{fr.nir: {}, birth-date: {}}");
    assertThat(policy.classes())
        .containsEntry(ProtectedClass.FR_NIR, NIR_DEFAULTS)
        .containsEntry(
            ProtectedClass.BIRTH_DATE,
            new ClassGrant(
                Shown.TOKEN,
                Set.of(),
                Set.of(),
                Set.of(Compare.CONSTANT),
                false,
                false,
                false,
                false,
                Optional.empty(),
                OnMalformed.NULL,
                Optional.empty()));
    assertThat(policy.onRefusal()).isEqualTo(OnRefusal.ERROR);
  }

  @Test
  void plainNullIsAWord() {
    assertThat(access("{fr.nir: {read: null, onMalformed: null, compare: []}}").classes().values())
        .singleElement()
        .satisfies(
            grant -> {
              assertThat(grant.read()).isEqualTo(Shown.NULL);
              assertThat(grant.onMalformed()).isEqualTo(OnMalformed.NULL);
              assertThat(grant.compare()).isEmpty();
            });
  }

  @Test
  void somethingElseMayStandForValues() {
    AccessPolicy policy =
        access(
            "{fr.nir: {read: constant, constant: '0'}, "
                + "birth-date: {read: generalise, generalise: age-band-5, write: [clear]}}");
    assertThat(grant(policy, ProtectedClass.FR_NIR).read()).isEqualTo(new Shown.Constant("0"));
    assertThat(grant(policy, ProtectedClass.FR_NIR).compare()).isEmpty();
    assertThat(grant(policy, ProtectedClass.FR_NIR).copy()).isFalse();
    assertThat(grant(policy, ProtectedClass.BIRTH_DATE).read())
        .isEqualTo(new Shown.Generalised(Generalisation.AGE_BAND_5));
  }

  @Test
  void agesComeInTheWiderBandsUnlessThePolicySaysOtherwise() {
    Map.of("age-band", AgeBand.TEN, "age-band-5", AgeBand.FIVE, "age-band-10", AgeBand.TEN)
        .forEach(
            (word, band) ->
                assertThat(
                        grant(
                                access("{birth-date: {read: null, derive: [" + word + "]}}"),
                                ProtectedClass.BIRTH_DATE)
                            .ageBand())
                    .contains(band));
    assertThat(grant(access("{birth-date: {derive: []}}"), ProtectedClass.BIRTH_DATE).ageBand())
        .isEmpty();
  }

  @Test
  void sortKeysAreRefusedUnlessThePolicyDropsThem() {
    AccessPolicy policy = access("{birth-date: {onOrder: drop}, fr.nir: {onOrder: error}}");
    assertThat(grant(policy, ProtectedClass.BIRTH_DATE).dropsOrder()).isTrue();
    assertThat(grant(policy, ProtectedClass.FR_NIR).dropsOrder()).isFalse();
  }

  @Test
  void unnamedClassIsNotGranted() {
    assertThat(access("{birth-date: {lookup: [token]}}").classes())
        .containsOnlyKeys(ProtectedClass.BIRTH_DATE);
  }

  @Test
  void domainsHaveAFaceForEveryClass() {
    TokenDomain domain = access("{}").domain().orElseThrow();
    assertThat(domain.scope()).isEqualTo(TokenDomain.Scope.ACCOUNT);
    assertThat(domain.key()).isEqualTo("master");
    assertThat(domain.permutation()).isEqualTo(TokenDomain.Permutation.FF1);
    assertThat(domain.nirNumbers()).isEqualTo(NirNumbers.DEFAULT);
    assertThat(domain.faces())
        .containsOnlyKeys(ProtectedClass.values())
        .containsEntry(ProtectedClass.FR_NIR, TokenFace.NIR_NINE)
        .containsEntry(ProtectedClass.BIRTH_DATE, TokenFace.DATE_BOUND)
        .containsEntry(ProtectedClass.US_SSN, TokenFace.SSN_LETTERED)
        .containsEntry(ProtectedClass.CARD, TokenFace.CARD_INDUSTRY);
    domain
        .faces()
        .forEach(
            (held, face) -> {
              assertThat(face.protectedClass()).isEqualTo(held);
              assertThat(domain.face(held)).isEqualTo(face);
            });
  }

  @Test
  void domainsChooseFaceNumbersAndPermutation() {
    String domain =
        """
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: other}
        spec:
          scope: policy
          permutation: swap-or-not
          classes:
            fr.nir: {face: "7/8", numbers: [A, B, LOWER_CASE, MIG]}
            es.dni: {face: assignable}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: other}
        spec:
          principals: {users: [other_user]}
          domain: other
          classes: {fr.nir: {}, es.dni: {}, birth-date: {onMalformed: escape}}
        """;
    AccessPolicy policy =
        Bundles.policy(Map.of("base.yaml", Bundles.BASE, "more.yaml", domain))
            .forUser("other_user")
            .orElseThrow();
    TokenDomain read = policy.domain().orElseThrow();
    assertThat(read.permutation()).isEqualTo(TokenDomain.Permutation.SWAP_OR_NOT);
    assertThat(read.face(ProtectedClass.FR_NIR)).isEqualTo(TokenFace.NIR_SEVEN_EIGHT);
    assertThat(read.face(ProtectedClass.ES_DNI)).isEqualTo(TokenFace.DNI_ASSIGNABLE);
    assertThat(read.nirNumbers())
        .containsExactlyInAnyOrder(
            NirNumbers.BORN, NirNumbers.UNKNOWN_MONTH, NirNumbers.LOWER_CASE, NirNumbers.MIGRANT);
    assertThat(grant(policy, ProtectedClass.BIRTH_DATE).onMalformed())
        .isEqualTo(OnMalformed.ESCAPE);
  }

  /** FLOW-RULES "Comparing": classes that may have few values are compared with constants alone. */
  @Test
  void smallClassesCompareWithConstantsAlone() {
    AccessPolicy policy = access("{us.ssn: {}, iban: {}, digits: {}, text: {}}");
    assertThat(grant(policy, ProtectedClass.US_SSN).compare()).hasSize(3);
    assertThat(grant(policy, ProtectedClass.IBAN).compare()).hasSize(3);
    for (ProtectedClass small : List.of(ProtectedClass.DIGITS, ProtectedClass.TEXT)) {
      assertThat(grant(policy, small).compare()).containsExactly(Compare.CONSTANT);
      assertThat(grant(policy, small).copy()).isFalse();
    }
  }

  @Test
  void searchPathIsPublicAndEveryClassifiedSchema() {
    assertThat(access("{}").searchPath()).containsExactly("public", "app");
  }

  @Test
  void documentsOfSeveralFilesAreOneClassification() {
    String more =
        """
        apiVersion: paravent.dev/v1
        kind: Classification
        metadata: {name: more, expires: 2026-06-15}
        spec:
          columns:
            '"My.Schema"."T""x".Nir': fr.nir
            app.person.doc: {json: {'$["a"].b[*]': fr.nir}, public: ['$["ref no"]']}
          public: [App.Count_Up, app."Person".id]
          subject: {app.town: via person_id}
        ---
        """;
    Classification classification =
        Bundles.policy(Map.of("base.yaml", Bundles.BASE, "a.yml", more)).classification();
    assertThat(classification.columns())
        .hasSize(4)
        .containsEntry(
            ColumnName.of("My.Schema", "T\"x", "nir"),
            new ColumnRule.Identity(ProtectedClass.FR_NIR))
        .containsEntry(
            ColumnName.of("app", "person", "doc"),
            new ColumnRule.Json(
                Map.of("$.a.b[*]", ProtectedClass.FR_NIR), List.of("$[\"ref no\"]")));
    assertThat(classification.publicObjects())
        .containsExactlyInAnyOrder(
            new ObjectName("app", "town"), new ObjectName("app", "count_up"));
    assertThat(classification.publicColumns())
        .containsExactlyInAnyOrder(
            ColumnName.of("app", "person", "id"), ColumnName.of("app", "Person", "id"));
    assertThat(classification.subjects())
        .containsEntry(new ObjectName("app", "town"), new Subject("person_id", true));
    assertThat(classification.registry())
        .containsEntry(ProtectedClass.FR_NIR, ColumnName.of("app", "person", "nir"));
  }

  @Test
  void aWholeSchemaIsPublicOnlyWithoutAProtectedColumn() {
    String refused =
        """
        kind: Classification
        metadata: {name: all}
        apiVersion: paravent.dev/v1
        spec: {public: [app.*]}
        """;
    String read = refused.replace("app.*", "'\"Re.ports\".*'");
    assertThat(
            Bundles.policy(Map.of("base.yaml", Bundles.BASE, "a.yml", read))
                .classification()
                .publicSchemas())
        .containsExactly("Re.ports");
    assertThat(Bundles.errors(Map.of("base.yaml", Bundles.BASE, "a.yml", refused)))
        .anyMatch(problem -> problem.toString().contains("app.* is public here, and app."));
  }

  @Test
  void everySchemaIsPublicOnlyWhereNothingIsProtected() {
    String everything =
        """
        kind: Classification
        metadata: {name: all}
        apiVersion: paravent.dev/v1
        spec: {public: ["*"]}
        """;
    assertThat(Bundles.errors(Map.of("base.yaml", Bundles.BASE, "a.yml", everything)))
        .anyMatch(problem -> problem.toString().contains("* is public here, and app."));
    String policy =
        """
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: portal}
        spec: {principals: {users: [portal]}, domain: portal, classes: {}, onRefusal: error}
        ---
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: portal}
        spec: {scope: account, key: master, classes: {fr.nir: {face: "9"}}}
        """;
    Policy read = Bundles.policy(Map.of("a.yml", everything + policy));
    assertThat(read.classification().isPublicSchema("any")).isTrue();
    assertThat(read.classification().isPublicSchema("pg_catalog")).isFalse();
    assertThat(read.classification().isPublicSchema("information_schema")).isFalse();
    AccessPolicy access = read.forUser("portal").orElseThrow();
    assertThat(access.allowsSchema("any")).isTrue();
    assertThat(access.allowsSchema("pg_temp")).isFalse();
    // a schema of that name is another thing
    String quoted = everything.replace("\"*\"", "'\"*\".*'");
    assertThat(
            Bundles.policy(Map.of("a.yml", quoted + policy)).classification().isPublicSchema("any"))
        .isFalse();
  }

  @Test
  void acceptedDictionaryKeepsItsReason() {
    String more =
        """
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: past}
        spec: {scope: role, classes: {birth-date: {face: past}}}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: past, owner: someone}
        spec:
          principals: {users: [past_user]}
          domain: past
          onRefusal: null
          searchPath: [app, "Other"]
          classes:
            birth-date: {lookup: [clear], acceptDictionary: because}
        """;
    Policy policy = Bundles.policy(Map.of("base.yaml", Bundles.BASE, "more.yaml", more));
    AccessPolicy past = policy.forUser("past_user").orElseThrow();
    assertThat(past.classes().values())
        .singleElement()
        .satisfies(
            grant -> {
              assertThat(grant.acceptDictionary()).contains("because");
              assertThat(grant.lookup()).containsExactly(Lookup.CLEAR);
            });
    assertThat(past.owner()).contains("someone");
    assertThat(past.onRefusal()).isEqualTo(OnRefusal.NULL);
    assertThat(past.searchPath()).containsExactly("app", "other");
  }

  @Test
  void assertionsSayWhatIsTaken() {
    assertThat(access("{}").assertions()).isEmpty();
    assertThat(assertions("{use: allowed}"))
        .isEqualTo(new AssertionGrant(AssertionGrant.Use.ALLOWED, "sub", Map.of()));
    String full =
        "{use: required, subject: email, attributes: {insurer: {claim: ins, type: integer}, site: {}}}";
    assertThat(assertions(full))
        .isEqualTo(
            new AssertionGrant(
                AssertionGrant.Use.REQUIRED,
                "email",
                Map.of(
                    "insurer",
                    new AssertionGrant.Attribute("ins", AssertionGrant.AttributeType.INTEGER),
                    "site",
                    new AssertionGrant.Attribute("site", AssertionGrant.AttributeType.TEXT))));
  }

  @Test
  void rowsAreConditionsWithAttributes() {
    assertThat(access("{}").rows()).isEmpty();
    AccessPolicy policy =
        access(
            "{}\n  assertions: {use: required, attributes: {a: {}, b: {}}}"
                + "\n  rows: {app.town: 'x = {principal.b} or y = {principal.a} and z = 1'}");
    RowFilter filter = policy.rows().getOrDefault(new ObjectName("app", "town"), List.of()).get(0);
    assertThat(filter.attributes()).containsExactly("b", "a");
    assertThat(filter.sql()).isEqualTo("x = $1 or y = $2 and z = 1");
    assertThat(filter.place()).isEqualTo("base.yaml:26:20");
  }

  private static AssertionGrant assertions(String written) {
    return access("{}\n  assertions: " + written).assertions().orElseThrow();
  }

  private static ClassGrant grant(AccessPolicy policy, ProtectedClass held) {
    return Objects.requireNonNull(policy.classes().get(held));
  }

  private static AccessPolicy access(String classes) {
    String bundle =
        Bundles.BASE.replace("classes: {fr.nir: {lookup: [token, clear]}}", "classes: " + classes);
    return Bundles.policy(Map.of("base.yaml", bundle)).forUser("base_user").orElseThrow();
  }
}
