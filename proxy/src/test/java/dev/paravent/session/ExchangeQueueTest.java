package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ExchangeQueueTest {
  private final ExchangeQueue queue = new ExchangeQueue();
  private final List<String> replies = new ArrayList<>();

  private Exchange.Reply reply(String text) {
    return new Exchange.Reply(() -> replies.add(text));
  }

  @Test
  void answersByItselfWhenItsTurnComes() {
    queue.add(reply("at once"));
    assertThat(replies).containsExactly("at once");
    queue.add(new Exchange.Prepare(null, true, null));
    queue.add(reply("later"));
    queue.add(new Exchange.Synchronise(0, 0));
    assertThat(replies).containsExactly("at once");
    queue.complete();
    assertThat(replies).containsExactly("at once", "later");
    assertThat(queue.head()).isInstanceOf(Exchange.Synchronise.class);
  }

  @Test
  void dropsAndUndoesUpToSyncAfterAnError() {
    Names<PreparedStatement> names = new Names<>();
    queue.add(
        new Exchange.Prepare(
            null, true, new Exchange.NameChange<>(names, names.predict("s", null, 1))));
    queue.add(reply("never"));
    queue.add(new Exchange.Synchronise(1, 1));
    queue.add(new Exchange.Prepare(null, true, null));
    assertThat(queue.fail()).hasSize(2);
    assertThat(replies).isEmpty();
    assertThat(names.size()).isZero();
    assertThat(queue.hasSynchronise()).isTrue();
    queue.complete();
    assertThat(queue.hasSynchronise()).isFalse();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.endsUnsynchronised()).isTrue();
  }
}
