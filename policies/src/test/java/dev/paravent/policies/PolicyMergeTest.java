package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.AccessPolicy.Access;
import dev.paravent.policies.AccessPolicy.OnRefusal;
import dev.paravent.policies.AssertionGrant.Attribute;
import dev.paravent.policies.AssertionGrant.AttributeType;
import dev.paravent.policies.AssertionGrant.Use;
import dev.paravent.policies.ClassGrant.Compare;
import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.OnMalformed;
import dev.paravent.policies.ClassGrant.Read;
import dev.paravent.policies.ClassGrant.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A user whom several policies match gets the most protective combination. */
class PolicyMergeTest {
  private static final TokenDomain DOMAIN =
      new TokenDomain("d", TokenDomain.Scope.ACCOUNT, "master", Map.of());
  private static final TokenDomain OTHER =
      new TokenDomain("e", TokenDomain.Scope.ACCOUNT, "master", Map.of());
  private static final ClassGrant WIDE =
      new ClassGrant(
          Read.TOKEN,
          Set.of(Lookup.TOKEN, Lookup.CLEAR),
          Set.of(Write.TOKEN, Write.CLEAR),
          Set.of(Compare.CONSTANT, Compare.COLUMN),
          true,
          true,
          OnMalformed.NULL,
          Optional.of("b"));
  private static final ClassGrant NARROW =
      new ClassGrant(
          Read.NULL,
          Set.of(Lookup.CLEAR, Lookup.CONFIRM),
          Set.of(Write.CLEAR),
          Set.of(Compare.CONSTANT, Compare.GROUP),
          false,
          false,
          OnMalformed.REFUSE,
          Optional.of("a"));

  private final AccessPolicy wide =
      governed(
          "wide",
          "portal_*",
          DOMAIN,
          Map.of(ProtectedClass.FR_NIR, WIDE, ProtectedClass.BIRTH_DATE, WIDE),
          OnRefusal.NULL,
          List.of("public", "app", "lab"));
  private final AccessPolicy narrow =
      governed(
          "narrow",
          "*_app",
          DOMAIN,
          Map.of(ProtectedClass.FR_NIR, NARROW),
          OnRefusal.ERROR,
          List.of("app", "public"));
  private final AccessPolicy clear =
      new AccessPolicy(
          "clear",
          Optional.empty(),
          List.of("portal_app", "dba"),
          Access.CLEAR,
          Optional.empty(),
          Map.of(),
          OnRefusal.ERROR,
          List.of());

  @Test
  void userOfNoPolicyHasNone() {
    assertThat(policy(wide, narrow, clear).forUser("nobody")).isEmpty();
    assertThat(policy(wide).forUser("PORTAL_x")).isEmpty();
  }

  @Test
  void userOfOnePolicyHasThatOne() {
    assertThat(policy(wide, narrow, clear).forUser("portal_x")).contains(wide);
    assertThat(policy(wide, narrow, clear).forUser("dba")).contains(clear);
  }

  @Test
  void governedBeatsClear() {
    assertThat(policy(clear, wide).forUser("portal_app")).contains(wide);
  }

  @Test
  void combinationIsTheMostProtective() {
    AccessPolicy both = policy(wide, narrow, clear).forUser("portal_app").orElseThrow();
    assertThat(both)
        .isEqualTo(
            new AccessPolicy(
                "narrow+wide",
                Optional.of("narrow owner, wide owner"),
                List.of("portal_app"),
                Access.GOVERNED,
                Optional.of(DOMAIN),
                Map.of(
                    ProtectedClass.FR_NIR,
                    new ClassGrant(
                        Read.NULL,
                        Set.of(Lookup.CLEAR),
                        Set.of(Write.CLEAR),
                        Set.of(Compare.CONSTANT),
                        false,
                        false,
                        OnMalformed.REFUSE,
                        Optional.of("a; b"))),
                OnRefusal.ERROR,
                List.of("app", "public")));
  }

  @Test
  void orderOfPoliciesDoesNotMatter() {
    assertThat(policy(narrow, clear, wide).forUser("portal_app"))
        .isEqualTo(policy(wide, narrow, clear).forUser("portal_app"));
  }

  @Test
  void differentDomainsRefuseTheUser() {
    AccessPolicy other =
        governed("other", "?ortal_app", OTHER, Map.of(), OnRefusal.ERROR, List.of());
    assertThat(policy(wide, other).forUser("portal_app")).isEmpty();
    assertThat(policy(wide, other).forUser("portal_x")).contains(wide);
  }

  @Test
  void assertionsOfBothAreTheStricter() {
    Map<String, Attribute> attributes = Map.of("insurer", new Attribute("ins", AttributeType.TEXT));
    AccessPolicy allows = naming(wide, new AssertionGrant(Use.ALLOWED, "sub", attributes));
    AccessPolicy requires = naming(narrow, new AssertionGrant(Use.REQUIRED, "sub", attributes));
    assertThat(policy(allows, requires).forUser("portal_app").orElseThrow().assertions())
        .isEqualTo(requires.assertions());
    assertThat(policy(requires, allows).forUser("portal_app").orElseThrow().assertions())
        .isEqualTo(requires.assertions());
    assertThat(policy(wide, requires).forUser("portal_app").orElseThrow().assertions())
        .isEqualTo(requires.assertions());
    assertThat(policy(allows, narrow).forUser("portal_app").orElseThrow().assertions())
        .isEqualTo(allows.assertions());
  }

  @Test
  void differentClaimsRefuseTheUser() {
    AccessPolicy bySub = naming(wide, new AssertionGrant(Use.REQUIRED, "sub", Map.of()));
    AccessPolicy byMail = naming(narrow, new AssertionGrant(Use.REQUIRED, "email", Map.of()));
    assertThat(policy(bySub, byMail).forUser("portal_app")).isEmpty();
    AccessPolicy more =
        naming(
            narrow,
            new AssertionGrant(
                Use.REQUIRED, "sub", Map.of("x", new Attribute("x", AttributeType.INTEGER))));
    assertThat(policy(bySub, more).forUser("portal_app")).isEmpty();
    assertThat(policy(bySub, more).forUser("portal_x")).contains(bySub);
  }

  private static AccessPolicy naming(AccessPolicy policy, AssertionGrant grant) {
    return new AccessPolicy(
        policy.name(),
        policy.owner(),
        policy.users(),
        policy.access(),
        policy.domain(),
        policy.classes(),
        policy.onRefusal(),
        policy.searchPath(),
        Optional.of(grant));
  }

  private static AccessPolicy governed(
      String name,
      String users,
      TokenDomain domain,
      Map<ProtectedClass, ClassGrant> classes,
      OnRefusal onRefusal,
      List<String> searchPath) {
    return new AccessPolicy(
        name,
        Optional.of(name + " owner"),
        List.of(users),
        Access.GOVERNED,
        Optional.of(domain),
        classes,
        onRefusal,
        searchPath);
  }

  private static Policy policy(AccessPolicy... access) {
    Classification nothing =
        new Classification(Map.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of());
    return new Policy(nothing, List.of(access), "");
  }
}
