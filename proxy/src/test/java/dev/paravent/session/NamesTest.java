package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NamesTest {
  private final Names<String> names = new Names<>();

  @Test
  void predictsAndConfirms() {
    Names.Change<String> change = names.predict("s", "first", 1);
    assertThat(names.predicted("s")).isEqualTo("first");
    assertThat(names.isUncertain("s", 1)).isFalse();
    assertThat(names.isUncertain("s", 2)).isTrue();
    names.confirm(change);
    assertThat(names.isUncertain("s", 2)).isFalse();
  }

  @Test
  void undoesNewestFirst() {
    names.confirm(names.predict("s", "first", 1));
    Names.Change<String> second = names.predict("s", "second", 2);
    Names.Change<String> third = names.predict("s", "third", 2);
    names.undo(third);
    names.undo(second);
    assertThat(names.predicted("s")).isEqualTo("first");
  }

  @Test
  void undoesBelowALaterChange() {
    names.confirm(names.predict("s", "first", 1));
    Names.Change<String> second = names.predict("s", "second", 2);
    Names.Change<String> third = names.predict("s", "third", 3);
    names.undo(second);
    assertThat(names.predicted("s")).isEqualTo("third");
    names.undo(third);
    assertThat(names.predicted("s")).isEqualTo("first");
  }

  @Test
  void forgetsClosedNames() {
    names.confirm(names.predict("s", "first", 1));
    Names.Change<String> closed = names.predict("s", null, 2);
    assertThat(names.predicted("s")).isNull();
    assertThat(names.isUncertain("s", 3)).isTrue();
    names.confirm(closed);
    assertThat(names.size()).isZero();
  }

  @Test
  void forgetsTheNamesOfEndedTransactionsOnly() {
    names.confirm(names.predict("old", "a", 1));
    names.predict("new", "b", 2);
    names.forgetUntil(1);
    assertThat(names.predicted("old")).isNull();
    assertThat(names.predicted("new")).isEqualTo("b");
  }
}
