package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a filter whatever the database is. */
@NullMarked
class RowRulesTest {
  private static Policy policy(String filter) {
    String text =
        """
        apiVersion: paravent.dev/v1
        kind: Classification
        metadata: {name: c}
        spec: {public: [app.town]}
        ---
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: d}
        spec: {scope: account, key: master}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: p}
        spec:
          principals: {users: [u]}
          domain: d
          assertions: {use: required, attributes: {site: {}, insurer: {type: integer}}}
          rows:
            app.town: |-
              %s
        """
            .formatted(filter);
    return switch (PolicyReader.read(Map.of("p.yaml", text))) {
      case PolicyResult.Loaded loaded -> loaded.policy();
      case PolicyResult.Rejected rejected -> throw new AssertionError(rejected.errors().toString());
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id = | syntax error at end of input
          id = 1; select 2 | syntax error at or near ";"
          id = 1) or (1 = 1 | syntax error at or near ")"
          id in (select 1) | a row filter does not take a sub-query or an order
          exists (select 1) | a row filter does not take a sub-query or an order
          id = (array[(select 1)])[1] | a row filter does not take a sub-query or an order
          row_number() over () = 1 | a row filter does not take a window function
          site = '{principal.site}' | a row filter does not take an attribute inside a text or a name
          current_setting('x') = 'y' | a row filter does not take settings, which the client may change
          """)
  void isSaidWithItsPlace(String filter, String problem) {
    assertThat(RowRules.problems(policy(filter))).containsExactly("p.yaml:19:15: rows: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          insurer_id = {principal.insurer} |
          site = {principal.site} and (insurer_id = {principal.insurer} or open) |
          name like 'a%' or id between 1 and {principal.insurer} |
          lower(site) = lower({principal.site}) and day > date '2024-01-01' |
          true |
          """)
  void goodOnesHaveNone(String filter) {
    assertThat(RowRules.problems(policy(filter))).isEmpty();
  }

  @Test
  void namesOfAttributesAreNotPasted() {
    assertThat(policy("a = {principal.site}").access().get(0).rows().values())
        .allSatisfy(filters -> assertThat(filters.get(0).attributes()).isEqualTo(List.of("site")));
  }
}
