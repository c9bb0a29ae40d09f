package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SearchPathTrackerTest {
  private final SearchPathTracker path =
      new SearchPathTracker("portal", List.of("pg_catalog", "public"));

  @Test
  void expandsTheUserAndLeavesTheCatalogOut() {
    assertThat(path.effective()).containsExactly("public");
    path.set(List.of("pg_catalog", "$user", "app"), false, false);
    assertThat(path.effective()).containsExactly("portal", "app");
  }

  @Test
  void fallsBackWhenTheTransactionFails() {
    path.set(List.of("app"), false, false);
    assertThat(path.isUnsettled()).isTrue();
    path.transactionEnded(false);
    assertThat(path.effective()).containsExactly("public");
    path.set(List.of("app"), false, false);
    path.transactionEnded(true);
    path.transactionEnded(false);
    assertThat(path.effective()).containsExactly("app");
    assertThat(path.isUnsettled()).isFalse();
  }

  @Test
  void forgetsLocalPathsAtTheEnd() {
    path.set(List.of("app"), false, true);
    assertThat(path.effective()).containsExactly("app");
    path.transactionEnded(true);
    assertThat(path.effective()).containsExactly("public");
  }

  @Test
  void followsSavepoints() {
    path.savepoint("a");
    path.set(List.of("one"), false, false);
    path.savepoint("b");
    path.set(List.of("two"), false, true);
    path.rollbackTo("b");
    assertThat(path.effective()).containsExactly("one");
    path.rollbackTo("b");
    path.release("b");
    path.rollbackTo("a");
    assertThat(path.effective()).containsExactly("public");
    path.set(List.of(), true, false);
    assertThat(path.effective()).containsExactly("public");
  }
}
