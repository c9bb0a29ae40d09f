package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPatternTest {
  @ParameterizedTest
  @CsvSource({
    "portal_app, portal_app, true",
    "portal_app, portal_app2, false",
    "portal_app, Portal_app, false",
    "portal_*, portal_, true",
    "portal_*, portal, false",
    "*_app, x_app_app, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*b*c, axxbyybzc, true",
    "a*b*c, axxbyybz, false",
    "*, '', true",
    "?, '', false",
    "a.c, abc, false",
    "[a], a, false",
  })
  void matches(String pattern, String user, boolean expected) {
    assertThat(UserPattern.matches(pattern, user)).isEqualTo(expected);
  }

  @Test
  void starsOnlyMatchEveryone() {
    assertThat(List.of("*", "**", "?*", "*?")).allMatch(UserPattern::matchesEveryone);
    assertThat(List.of("a*", "?", "*a*", "a")).noneMatch(UserPattern::matchesEveryone);
  }

  @Test
  void manyStarsStayCheap() {
    assertThat(UserPattern.matches("*a".repeat(200) + "b", "a".repeat(60_000))).isFalse();
  }

  /** Every pair of patterns of up to three characters, against every name of up to four. */
  @Test
  void overlapAgreesWithTryingAllNames() {
    List<String> patterns = words("ab?*", 3);
    List<String> names = words("ab", 6);
    for (String left : patterns) {
      List<String> matched = names.stream().filter(n -> UserPattern.matches(left, n)).toList();
      for (String right : patterns) {
        assertThat(UserPattern.overlap(left, right))
            .as("%s and %s", left, right)
            .isEqualTo(matched.stream().anyMatch(n -> UserPattern.matches(right, n)));
      }
    }
  }

  private static List<String> words(String alphabet, int length) {
    List<String> words = new ArrayList<>(List.of(""));
    int from = 0;
    for (int size = 1; size <= length; size++) {
      int to = words.size();
      for (String word : List.copyOf(words.subList(from, to))) {
        alphabet.chars().forEach(letter -> words.add(word + (char) letter));
      }
      from = to;
    }
    return words;
  }
}
