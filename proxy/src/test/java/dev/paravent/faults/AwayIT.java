package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.RawClient;
import dev.paravent.mustnotleak.LeakDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The proxy cannot read the catalog any more: after its time nothing is judged, whoever asks, until
 * it can again.
 */
@NullMarked
class AwayIT extends FaultFixture {
  private static final String SQL =
      "/* " + Conversation.MARK + " */ select nir, birth_date from care.person where id = 9001";

  /** How the connections of the catalog's reader fail. */
  private enum Loss {
    /** They end, and others are not let in. */
    CUT,
    /** They fall silent. */
    SILENT,
    /** Their queries fail. */
    FAILING
  }

  @Override
  boolean hasBystander() {
    return false; // it would be refused as everybody is
  }

  private static void lose(Loss loss) {
    List<TamperingRelay.Link> links = relay.links(LeakDatabase.CATALOG_USER);
    switch (loss) {
      case CUT -> {
        relay.against(LeakDatabase.CATALOG_USER, () -> (link, answer) -> link.cut());
        links.forEach(TamperingRelay.Link::cut);
      }
      case SILENT -> {
        relay.against(LeakDatabase.CATALOG_USER, () -> (link, answer) -> link.vanish());
        links.forEach(TamperingRelay.Link::vanish);
      }
      case FAILING -> {
        Frame error =
            Frame.of(
                'E', 'S', "ERROR", 'V', "ERROR", 'C', "58030", 'M', "could not read", new byte[1]);
        relay.against(
            LeakDatabase.CATALOG_USER,
            () ->
                (link, answer) -> {
                  switch (answer.type()) {
                    case 'T' -> link.toProxy(error.bytes());
                    case 'D', 'C' -> {
                      // not said
                    }
                    default -> link.toProxy(answer.bytes());
                  }
                });
        links.forEach(TamperingRelay.Link::cut);
      }
    }
  }

  @AfterEach
  void find() {
    relay.against(LeakDatabase.CATALOG_USER, () -> Fault.NONE);
  }

  private static Answer ask(RawClient client) throws IOException {
    client.add('Q', SQL).send();
    client.await(1);
    Answer answer = client.takeAnswer();
    requireHarmless(answer);
    return answer;
  }

  /** Asks until the answer has these types; returns the last one. */
  private static Answer await(RawClient client, String types, Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    Answer answer = ask(client);
    while (!answer.types().equals(types) && System.nanoTime() < deadline) {
      Thread.sleep(100);
      answer = ask(client);
    }
    return answer;
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void nothingIsJudgedWithoutACatalog(Loss loss) throws Exception {
    try (RawClient client = RawClient.login(account(VICTIM))) {
      client.takeAnswer();
      client.add('P', "kept", SQL, (short) 0).add('S').send();
      client.await(1);
      client.takeAnswer();
      assertThat(ask(client).types()).isEqualTo("TDCZ");
      lose(loss);
      Answer refused = await(client, "EZ", Duration.ofSeconds(9));
      assertThat(refused.refusals()).containsExactly("INTERNAL_FAULT");
      client.add('B', "", "kept", (short) 0, (short) 0, (short) 0).add('E', "", 0).add('S').send();
      client.await(1);
      Answer bound = client.takeAnswer();
      assertThat(bound.types()).isEqualTo("EZ");
      try (RawClient late = RawClient.login(account(VICTIM))) {
        if (!late.answer().isClosed()) {
          late.takeAnswer();
          assertThat(ask(late).types()).isEqualTo("EZ");
        }
      }
      find();
      relay.links(LeakDatabase.CATALOG_USER).forEach(TamperingRelay.Link::cut);
      assertThat(await(client, "TDCZ", Duration.ofSeconds(20)).types()).isEqualTo("TDCZ");
    }
  }
}
