package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database says what it was not asked, and something else than it was asked: messages that
 * nobody waits for, with values in them, descriptions and rows that do not belong together, lengths
 * that are none. Nothing of it reaches the client.
 */
@NullMarked
class LyingServerIT extends FaultFixture {
  private static final int LOGIN_READY = 2;

  /** A login tells the path, is asked for it again, and passes its description on to nobody. */
  private static final List<String> OF_A_LOGIN =
      List.of("path", "description", "description that is too short");

  /** Does something to the n-th answer behind the login, or to the first of a type in it. */
  private static final class AtAnswer implements Fault {
    private final int target;
    private final Fault what;
    private final char inLogin;
    private int ready;
    private int seen;

    AtAnswer(int target, Fault what) {
      this(target, what, (char) 0);
    }

    AtAnswer(int target, Fault what, char inLogin) {
      this.target = target;
      this.what = what;
      this.inLogin = inLogin;
    }

    @Override
    public void answer(TamperingRelay.Link link, Frame answer) throws IOException {
      boolean isPlace = inLogin == 0 ? ready >= LOGIN_READY : answer.type() == inLogin;
      boolean now = isPlace && seen++ == target;
      ready += answer.type() == 'Z' ? 1 : 0;
      (now ? what : Fault.NONE).answer(link, answer);
    }
  }

  /** The answers behind the login. */
  private static List<Frame> held(Conversation conversation) throws IOException {
    List<Frame> answers = answers(conversation);
    int ready = 0;
    int from = 0;
    while (ready < LOGIN_READY) {
      ready += answers.get(from++).type() == 'Z' ? 1 : 0;
    }
    return new ArrayList<>(answers.subList(from, answers.size()));
  }

  private static Answer against(Conversation conversation, int position, Fault fault)
      throws IOException {
    relay.against(VICTIM, () -> new AtAnswer(position, fault));
    return play(conversation);
  }

  private static void requireEnded(String as, Conversation conversation, Answer answer) {
    assertThat(ready(answer)).as(as).isLessThan(1 + conversation.ready());
    assertThat(answer.types()).as(as).endsWith("E");
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE", "EXTENDED", "COPY_OUT"})
  void saysWhatNobodyAsked(Conversation conversation) throws IOException {
    List<Frame> answers = held(conversation);
    List<Lie> lies = new ArrayList<>(Lie.all());
    lies.addAll(Lie.untimely());
    // before the rows, between two of them, and before the last
    int row = 0;
    while (answers.get(row).type() != 'D') {
      row++;
    }
    for (int position : new int[] {row / 2, row + 1, answers.size() - 1}) {
      for (Lie lie : lies) {
        Answer answer =
            against(
                conversation,
                position,
                (link, next) -> {
                  link.toProxy(lie.frame().bytes());
                  link.toProxy(next.bytes());
                });
        String as = "%s before answer %d: %s".formatted(lie.name(), position, answer.types());
        assertThat(answer.isClosed()).as(as).isTrue();
        if (lie.endsSession()) {
          requireEnded(as, conversation, answer);
        }
      }
    }
  }

  /** What a trigger on logins may cause comes behind the cancel key. */
  @Test
  void saysMoreInTheLogin() throws IOException {
    List<Lie> lies = new ArrayList<>(Lie.all());
    lies.addAll(Lie.untimely());
    for (char before : new char[] {'Z', 'D'}) {
      for (Lie lie : lies) {
        relay.against(
            VICTIM,
            () ->
                new AtAnswer(
                    0,
                    (link, next) -> {
                      link.toProxy(lie.frame().bytes());
                      link.toProxy(next.bytes());
                    },
                    before));
        Answer answer = play(Conversation.SIMPLE);
        assertThat(answer.isClosed()).as(lie.name()).isTrue();
        if (lie.endsSession() && !OF_A_LOGIN.contains(lie.name())) {
          assertThat(ready(answer)).as("%s before %s", lie.name(), before).isZero();
        }
      }
    }
  }

  @Test
  void speaksAfterItHasFinished() throws IOException {
    int last = held(Conversation.SIMPLE).size() - 1;
    List<Lie> lies = new ArrayList<>(Lie.all());
    lies.addAll(Lie.untimely());
    for (Lie lie : lies) {
      Answer answer =
          against(
              Conversation.SIMPLE,
              last,
              (link, next) -> {
                link.toProxy(next.bytes());
                link.toProxy(lie.frame().bytes());
              });
      assertThat(answer.isClosed()).as(lie.name()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE", "EXTENDED", "BINARY", "CURSOR", "COPY_OUT"})
  void describesAndSendsSomethingElse(Conversation conversation) throws IOException {
    List<Frame> answers = held(conversation);
    Frame description = answers.stream().filter(one -> one.type() == 'T').findFirst().orElseThrow();
    for (int position = 0; position < answers.size(); position++) {
      Frame answer = answers.get(position);
      for (Map.Entry<String, UnaryOperator<Frame>> change :
          changes(answer, description).entrySet()) {
        Answer got =
            against(
                conversation,
                position,
                (link, next) -> link.toProxy(change.getValue().apply(next).bytes()));
        requireEnded(
            "%s at answer %d: %s".formatted(change.getKey(), position, got.types()),
            conversation,
            got);
      }
    }
  }

  private static Map<String, UnaryOperator<Frame>> changes(Frame answer, Frame description) {
    Map<String, UnaryOperator<Frame>> changes = new LinkedHashMap<>();
    switch (answer.type()) {
      case 'T' -> {
        Columns columns = Columns.of(description);
        // id, nir, birth_date, surname, nir15: what is public is said to be protected
        changes.put("the id is the nir", one -> columns.copyOrigin(1, 0).frame());
        changes.put("the surname is the birth date", one -> columns.copyOrigin(2, 3).frame());
        changes.put("the nir is a number", one -> columns.typed(1, 20).frame());
        changes.put("the birth date is a text", one -> columns.typed(2, 25).frame());
        changes.put("the nir is bytes", one -> columns.typed(1, 17).frame());
        changes.put("one column less", one -> columns.first(4).frame());
        changes.put("no columns", one -> columns.first(0).frame());
        changes.put("a cut description", one -> one.holding(cut(one.body())));
        changes.put("no data", one -> Frame.of('n'));
      }
      case 'D' -> {
        byte[] body = answer.body();
        changes.put("one field more", one -> one.holding(counted(body, 6, new byte[4])));
        changes.put("one field less", one -> one.holding(counted(body, 4, new byte[0])));
        changes.put("more fields than the row has", one -> one.holding(counted(body, 9)));
        changes.put("no fields", one -> Frame.of('D', (short) 0));
        changes.put("a negative count", one -> one.holding(counted(body, -1)));
        changes.put("bytes behind", one -> one.holding(Arrays.copyOf(body, body.length + 3)));
        changes.put("a cut row", one -> one.holding(cut(body)));
        changes.put("a negative field", one -> one.holding(field(body, -2)));
        changes.put("a huge field", one -> one.holding(field(body, 0x7fff_fff0)));
        changes.put("a negative length", one -> one.announcing(-1));
        changes.put("a huge length", one -> one.announcing(0x7fff_ffff));
        changes.put("it is a copy's", one -> Frame.of('d', (Object) body));
        changes.put("it is a notification", one -> Frame.of('T', (Object) body));
      }
      case 'Z' -> {
        changes.put("an unknown state", one -> Frame.of('Z', 'X'));
        changes.put("no state", one -> Frame.of('Z'));
      }
      default -> changes.put("bytes behind", one -> one.holding(longer(one.body())));
    }
    if (answer.type() == 'C') {
      changes.remove("bytes behind");
      changes.put("a tag without an end", one -> one.holding(cut(one.body())));
    }
    return changes;
  }

  private static byte[] cut(byte[] body) {
    return Arrays.copyOf(body, body.length - 1);
  }

  private static byte[] longer(byte[] body) {
    return Arrays.copyOf(body, body.length + 1);
  }

  private static byte[] counted(byte[] body, int count, byte... more) {
    byte[] changed = Arrays.copyOf(body, body.length + more.length);
    ByteBuffer.wrap(changed).putShort((short) count);
    return changed;
  }

  /** The first field of another length. */
  private static byte[] field(byte[] body, int length) {
    byte[] changed = body.clone();
    ByteBuffer.wrap(changed).putInt(Short.BYTES, length);
    return changed;
  }
}
