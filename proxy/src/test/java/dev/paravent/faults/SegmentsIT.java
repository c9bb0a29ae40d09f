package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every byte travels alone, in both directions and on both legs: nothing else comes of it. */
@NullMarked
class SegmentsIT extends FaultFixture {
  private static final long BETWEEN_BYTES_NANOS = 20_000;

  private Wiretap whole = wiretap;

  @BeforeEach
  void dribble() throws IOException {
    whole = wiretap;
    wiretap = new Wiretap(proxy.address(), Wiretap.Segments.OF_ONE_BYTE);
  }

  @AfterEach
  void flow() throws IOException {
    wiretap.close();
    wiretap = whole;
  }

  @ParameterizedTest
  @EnumSource(Conversation.class)
  void bytesComeOneByOne(Conversation conversation) throws IOException {
    Wiretap dribbling = wiretap;
    wiretap = whole;
    Answer expected = play(conversation);
    wiretap = dribbling;
    relay.against(
        VICTIM,
        () ->
            (link, answer) -> {
              for (byte one : answer.bytes()) {
                link.toProxy(new byte[] {one});
                LockSupport.parkNanos(BETWEEN_BYTES_NANOS);
              }
            });
    assertThat(said(play(conversation))).isEqualTo(said(expected));
  }

  /** All but the salts and keys of the login. */
  private static String said(Answer answer) {
    return answer.visible().substring(answer.types().indexOf('Z'));
  }
}
