package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.RawClient;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A clear role is relayed byte for byte, in both directions (G7). */
@NullMarked
class ClearRelayIT extends FaultFixture {
  private static final String CLEAR = "steward";

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Every kind of answer, one of some megabytes; five of them end in ReadyForQuery. */
  private static List<byte[]> conversation() {
    short none = 0;
    short one = 1;
    return List.of(
            Frame.of('Q', "/* as it is */ select id, nir, birth_date from care.person -- all"),
            Frame.of('Q', "select g, repeat(md5(g::text), 8) from generate_series(1, 20000) g"),
            Frame.of('Q', "copy care.person to stdout; select 1 / 0"),
            Frame.of('Q', "do $$ begin raise notice 'é %', current_user; end $$"),
            Frame.of('P', "s", "select $1::text, nir from care.person", none),
            Frame.of('B', "", "s", none, one, 1, 'x', one, one),
            Frame.of('D', 'S', "s"),
            Frame.of('E', "", 0),
            Frame.of('S'))
        .stream()
        .map(Frame::bytes)
        .toList();
  }

  @Test
  void isRelayedByteForByte() throws Exception {
    List<byte[]> answers = Collections.synchronizedList(new ArrayList<>());
    relay.against(
        CLEAR,
        () ->
            (link, answer) -> {
              answers.add(answer.bytes());
              link.toProxy(answer.bytes());
            });
    List<byte[]> said = conversation();
    try (RawClient client = RawClient.login(account(CLEAR))) {
      assertThat(client.answer().isReady()).isTrue();
      TamperingRelay.Link link = relay.links(CLEAR).getLast();
      int before = link.messages().size();
      wiretap.takeReturned();
      answers.clear();
      client.raw(joined(said));
      client.await(5);
      assertThat(wiretap.takeReturned()).hasSizeGreaterThan(5_000_000).isEqualTo(joined(answers));
      assertThat(
              joined(
                  link.messages().subList(before, link.messages().size()).stream()
                      .map(Frame::bytes)
                      .toList()))
          .isEqualTo(joined(said));
    }
  }
}
