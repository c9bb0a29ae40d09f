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
          Shown.TOKEN,
          Set.of(Lookup.TOKEN, Lookup.CLEAR),
          Set.of(Write.TOKEN, Write.CLEAR),
          Set.of(Compare.CONSTANT, Compare.COLUMN),
          true,
          true,
          true,
          true,
          Optional.of(AgeBand.FIVE),
          OnMalformed.NULL,
          Optional.of("b"));
  private static final ClassGrant NARROW =
      new ClassGrant(
          Shown.NULL,
          Set.of(Lookup.CLEAR, Lookup.CONFIRM),
          Set.of(Write.CLEAR),
          Set.of(Compare.CONSTANT, Compare.GROUP),
          false,
          false,
          false,
          false,
          Optional.of(AgeBand.TEN),
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
          List.of(),
          Optional.empty(),
          Map.of());

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
                        Shown.NULL,
                        Set.of(Lookup.CLEAR),
                        Set.of(Write.CLEAR),
                        Set.of(Compare.CONSTANT),
                        false,
                        false,
                        false,
                        false,
                        Optional.of(AgeBand.TEN),
                        OnMalformed.REFUSE,
                        Optional.of("a; b"))),
                OnRefusal.ERROR,
                List.of("app", "public"),
                Optional.empty(),
                Map.of()));
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

  @Test
  void rowsHaveToPassEveryFilter() {
    ObjectName town = new ObjectName("app", "town");
    ObjectName person = new ObjectName("app", "person");
    RowFilter one = new RowFilter("id = 1", "a.yaml:1:1");
    RowFilter other = new RowFilter("id = 2", "b.yaml:1:1");
    AccessPolicy both =
        policy(filtering(wide, Map.of(town, List.of(one), person, List.of(one))), narrow)
            .forUser("portal_app")
            .orElseThrow();
    assertThat(both.rows()).isEqualTo(Map.of(town, List.of(one), person, List.of(one)));
    AccessPolicy twice =
        policy(
                filtering(wide, Map.of(town, List.of(one))),
                filtering(narrow, Map.of(town, List.of(other))))
            .forUser("portal_app")
            .orElseThrow();
    assertThat(twice.rows()).isEqualTo(Map.of(town, List.of(other, one)));
  }

  private static AccessPolicy filtering(
      AccessPolicy policy, Map<ObjectName, List<RowFilter>> rows) {
    return new AccessPolicy(
        policy.name(),
        policy.owner(),
        policy.users(),
        policy.access(),
        policy.domain(),
        policy.classes(),
        policy.onRefusal(),
        policy.searchPath(),
        policy.assertions(),
        rows);
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
        Optional.of(grant),
        Map.of());
  }

  @Test
  void whatIsShownIsNoMoreThanEitherShows() {
    Shown year = new Shown.Generalised(Generalisation.YEAR);
    Shown decade = new Shown.Generalised(Generalisation.DECADE);
    Shown five = new Shown.Generalised(Generalisation.AGE_BAND_5);
    Shown ten = new Shown.Generalised(Generalisation.AGE_BAND_10);
    Shown constant = new Shown.Constant("1900-01-01");
    List<List<Shown>> cases =
        List.of(
            List.of(year, decade, decade),
            List.of(five, ten, ten),
            List.of(year, five, five),
            List.of(decade, five, Shown.NULL),
            List.of(decade, ten, Shown.NULL),
            List.of(Shown.TOKEN, year, Shown.NULL),
            List.of(Shown.TOKEN, constant, constant),
            List.of(year, constant, constant),
            List.of(constant, new Shown.Constant("1901-01-01"), Shown.NULL),
            List.of(constant, Shown.NULL, Shown.NULL),
            List.of(Shown.TOKEN, Shown.NULL, Shown.NULL),
            List.of(year, year, year));
    for (List<Shown> merged : cases) {
      assertThat(Shown.both(merged.get(0), merged.get(1))).isEqualTo(merged.get(2));
      assertThat(Shown.both(merged.get(1), merged.get(0))).isEqualTo(merged.get(2));
    }
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
        searchPath,
        Optional.empty(),
        Map.of());
  }

  private static Policy policy(AccessPolicy... access) {
    Classification nothing =
        new Classification(Map.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of());
    return new Policy(nothing, List.of(access), "");
  }
}
