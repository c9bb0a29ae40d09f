package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings, and the errors that need more than one document to see. */
class PolicyLintTest {
  private static final String PAST =
      """
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: past}
      spec: {scope: role, classes: {birth-date: {face: past}}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lookup: [clear]",
        "lookup: [token, confirm]",
        "write: [clear]",
        "compare: [column]",
        "compare: [constant, group]",
        "order: allow",
        "minmax: allow"
      })
  void grantThatMakesADictionaryIsAnError(String grant) {
    String policy = PAST + "---\n" + policy("past", "domain: past", "classes: {birth-date: {%s}}");
    assertThat(Bundles.errors(with(policy.formatted(grant))))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains(
                        grant
                            .replace("[", "")
                            .replace("]", "")
                            .replaceAll("(token|constant), ", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lookup: [token]",
        "write: [token]",
        "compare: [constant]",
        "read: null",
        "read: generalise, generalise: year, write: [clear]"
      })
  void grantThatMakesNoDictionaryIsFine(String grant) {
    String policy = PAST + "---\n" + policy("past", "domain: past", "classes: {birth-date: {%s}}");
    assertThat(Bundles.warnings(with(policy.formatted(grant)))).isEmpty();
  }

  @Test
  void rowsOfARelationThatNothingNamesAreWarnedOf() {
    String policy = policy("rows", "domain: base", "rows: {app.twon: 'true', app.town: 'true'}");
    assertThat(Bundles.warnings(with(policy)))
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains("app.twon is named by no Class"));
  }

  @Test
  void boundFaceMakesNoDictionary() {
    String policy =
        policy(
            "bound",
            "domain: base",
            "classes: {fr.nir: {lookup: [clear]}, "
                + "birth-date: {lookup: [clear, confirm], write: [clear], order: allow}}");
    assertThat(Bundles.warnings(with(policy))).isEmpty();
  }

  @Test
  void needlessAcceptanceIsAWarning() {
    String policy = policy("x", "domain: base", "classes: {fr.nir: {acceptDictionary: why}}");
    assertThat(Bundles.warnings(with(policy)))
        .containsExactly("more.yaml:7:21: fr.nir: acceptDictionary accepts nothing; remove it");
  }

  @Test
  void confirmWithoutClearNirIsAWarning() {
    String policy = policy("x", "domain: base", "classes: {birth-date: {lookup: [confirm]}}");
    assertThat(Bundles.warnings(with(policy)))
        .containsExactly(
            "more.yaml:7:25: lookup: confirm needs a clear fr.nir beside it, which this policy "
                + "refuses");
  }

  @Test
  void writtenNirTokensNeedARegistry() {
    String bundle =
        Bundles.BASE
            .replace("  registry: {fr.nir: app.person.nir}\n", "")
            .replace("lookup: [token, clear]", "write: [token]");
    assertThat(Bundles.warnings(Map.of("base.yaml", bundle)))
        .containsExactly(
            "base.yaml:23:21: write: token inserts nothing without a registry of fr.nir in a "
                + "Classification");
  }

  @Test
  void unusedDomainIsAWarning() {
    assertThat(Bundles.warnings(with(PAST)))
        .containsExactly("more.yaml:3:18: TokenDomain 'past' is used by no policy");
  }

  @Test
  void overlapsAreWarnings() {
    String policies =
        user("same", "base_*", "domain: base")
            + user("clear-one", "base_user", "access: clear")
            + user("clear-two", "clear_?", "access: clear")
            + user("clear-three", "*_x", "access: clear");
    assertThat(Bundles.warnings(with(policies)))
        .extracting(text -> text.replaceFirst("^more.yaml:\\d+:\\d+: ", ""))
        .containsExactlyInAnyOrder(
            "user 'base_user' may match both 'base' and 'same': the most protective combination "
                + "applies",
            "user 'base_user' may match both 'base' and 'clear-one': governed wins over clear",
            "user 'base_user' may match both 'clear-one' and 'same': governed wins over clear",
            "a user may match both 'clear-three' and 'clear-two': both are clear",
            "a user may match both 'clear-three' and 'same': governed wins over clear");
  }

  @Test
  void globsOfDifferentDomainsAreAWarningBecauseTheUserIsRefused() {
    String policies =
        PAST + "---\n" + user("left", "a_*", "domain: base") + user("right", "*_b", "domain: past");
    assertThat(Bundles.warnings(with(policies)))
        .singleElement()
        .asString()
        .endsWith(
            "a user may match both 'left' and 'right': different token domains, so that user is "
                + "refused");
    assertThat(Bundles.policy(with(policies)).forUser("a_b")).isEmpty();
    assertThat(Bundles.policy(with(policies)).forUser("a_c")).isPresent();
  }

  @Test
  void protectedColumnInsideAPublicRelationIsAWarning() {
    String more = classification("columns: {app.town.nir: fr.nir}", "public: [app.town.name]");
    assertThat(Bundles.warnings(with(more)))
        .containsExactly(
            "more.yaml:5:13: app.town.nir stays protected although app.town is public; name the "
                + "public columns instead",
            "more.yaml:6:12: app.town.name is already public with app.town");
  }

  @Test
  void boundDatesWithoutSubjectAreAWarning() {
    String more =
        classification(
                "columns: {app.a.born: birth-date, app.b.doc: {json: {$.born: birth-date}}}",
                "subject: {app.c: id}")
            + "---\n"
            + policy("x", "domain: base", "classes: {birth-date: {}}");
    assertThat(Bundles.warnings(with(more)))
        .containsExactly(
            "more.yaml:5:13: app.a.born has bound tokens in domain 'base' but app.a has no "
                + "subject: every use will be refused",
            "more.yaml:5:37: app.b.doc has bound tokens in domain 'base' but app.b has no "
                + "subject: every use will be refused");
  }

  private static Map<String, String> with(String more) {
    return Map.of("base.yaml", Bundles.BASE, "more.yaml", more);
  }

  private static String classification(String... lines) {
    return document("Classification", "more", List.of(lines));
  }

  private static String policy(String name, String... lines) {
    return document(
        "AccessPolicy",
        name,
        List.of("principals: {users: [" + name + "_user]}", String.join("\n  ", lines)));
  }

  private static String user(String name, String user, String line) {
    return document("AccessPolicy", name, List.of("principals: {users: ['" + user + "']}", line))
        + "---\n";
  }

  private static String document(String kind, String name, List<String> lines) {
    return "apiVersion: paravent.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n  %s\n"
        .formatted(kind, name, String.join("\n  ", lines));
  }
}
