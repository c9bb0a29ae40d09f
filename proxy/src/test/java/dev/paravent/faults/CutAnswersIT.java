package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database dies at every place of what it answers: during the login, in the middle of a
 * description and of a row, between two messages. The client gets an error or an end, nothing
 * clear, and never an answer that looks complete.
 */
@NullMarked
class CutAnswersIT extends FaultFixture {
  /** The database is ready twice before the conversation begins: the proxy asks for the path. */
  private static final int LOGIN_READY = 2;

  /** Ends the connection behind so many bytes, by a FIN or by a reset. */
  private static final class Cut implements Fault {
    private final boolean resets;
    private int left;

    Cut(int bytes, boolean resets) {
      this.left = bytes;
      this.resets = resets;
    }

    @Override
    public void answer(TamperingRelay.Link link, Frame answer) throws IOException {
      int taken = Math.min(left, answer.bytes().length);
      left -= taken;
      link.toProxy(Arrays.copyOf(answer.bytes(), taken));
      if (left > 0) {
        return;
      }
      if (resets) {
        link.reset();
      } else {
        link.cut();
      }
    }
  }

  /**
   * Where the answers to a conversation are cut; those of the login with the first conversation
   * only, for they are always the same.
   */
  private static TreeSet<Integer> places(Conversation conversation) throws IOException {
    List<Frame> answers = answers(conversation);
    boolean hasLogin = conversation == Conversation.SIMPLE;
    TreeSet<Integer> places = new TreeSet<>();
    int at = 0;
    int ready = 0;
    char before = 0;
    for (Frame answer : answers) {
      int length = answer.bytes().length;
      boolean first = answer.type() != before;
      if ((hasLogin || ready >= LOGIN_READY) && (first || answer.type() == 'D')) {
        // before it, in its length word, in its middle, before its last byte
        places.addAll(List.of(at, at + 3, at + length / 2 + 1, at + length - 1));
      }
      ready += answer.type() == 'Z' ? 1 : 0;
      before = answer.type();
      at += length;
    }
    int end = at;
    places.removeIf(place -> place >= end);
    return places;
  }

  @ParameterizedTest
  @EnumSource(Conversation.class)
  void theDatabaseDiesAnywhere(Conversation conversation) throws IOException {
    boolean resets = false;
    for (int place : places(conversation)) {
      boolean now = resets;
      relay.against(VICTIM, () -> new Cut(place, now));
      resets = !resets;
      Answer answer = play(conversation);
      assertThat(answer.isClosed()).isTrue();
      assertThat(ready(answer))
          .as("cut behind %d bytes: %s", place, answer.types())
          .isLessThan(1 + conversation.ready());
      // where the client is still sending, the end of the connection may overtake what it says
      if (!now && conversation != Conversation.COPY_IN) {
        assertThat(answer.types()).as("cut behind %d bytes", place).endsWith("E");
      }
    }
  }
}
