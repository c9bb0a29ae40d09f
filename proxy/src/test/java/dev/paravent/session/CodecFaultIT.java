package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.FieldBatch;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.faults.LiveBuffers;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.WireClient.Message;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The tokeniser breaks down, memory ends: in the middle of a row, in the batch at the end, in a
 * parameter. The session ends between two messages, with an error; no other one notices.
 */
@NullMarked
class CodecFaultIT extends SessionFixture {
  private static final List<Supplier<Throwable>> FAULTS =
      List.of(
          () -> new IllegalStateException("1840375123456"),
          () -> new StackOverflowError("1840375123456"),
          () -> new AssertionError("1840375123456"),
          () -> new OutOfMemoryError("1840375123456"));

  /** After how many uses a codec of user portal fails; negative for never. */
  private static final AtomicInteger USES = new AtomicInteger(-1);

  private static volatile Supplier<Throwable> fault = FAULTS.getFirst();

  private record Failing(Codecs sound) implements Codecs {
    @Override
    public ColumnCodec codec(ProtectedClass protectedClass, ColumnType type, WireFormat format) {
      return new FailingCodec(sound.codec(protectedClass, type, format));
    }
  }

  private record FailingCodec(ColumnCodec sound) implements ColumnCodec {
    private static void use() {
      if (USES.get() >= 0 && USES.getAndDecrement() == 0) {
        USES.set(0); // it stays broken
        throw FailingCodec.<RuntimeException>thrown(fault.get());
      }
    }

    @SuppressWarnings("unchecked") // an error goes through as it is
    private static <T extends Throwable> T thrown(Throwable what) throws T {
      throw (T) what;
    }

    @Override
    public boolean keepsLength() {
      return sound.keepsLength();
    }

    @Override
    public Kind kind(byte[] src, int offset, int length) {
      use();
      return sound.kind(src, offset, length);
    }

    @Override
    public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int at) {
      use();
      return sound.tokenise(src, offset, length, subject, dst, at);
    }

    @Override
    public int tokenise(FieldBatch batch) {
      use();
      return sound.tokenise(batch);
    }

    @Override
    public int detokenise(byte[] src, int offset, int length, long subject, byte[] dst, int at) {
      use();
      return sound.detokenise(src, offset, length, subject, dst, at);
    }

    @Override
    public int maxLength(int inputLength) {
      return sound.maxLength(inputLength);
    }
  }

  private static ProxyServer failing() {
    return new ProxyServer(
        ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), database.address()),
        () -> FAILING,
        (principal, protectedClass, count) -> Optional.empty(),
        SessionMetrics.NONE);
  }

  private static final Governance FAILING =
      new Governance(
          POLICY,
          (principal, server) -> CompletableFuture.completedFuture(PLANNER),
          principal ->
              principal.user().equals("portal") ? new Failing(new FakeCodecs()) : new FakeCodecs());

  private interface Asking {
    void ask(WireClient client);
  }

  private static void check(Asking asking, String whole) throws Exception {
    int before = LiveBuffers.count();
    try (ProxyServer server = failing()) {
      InetSocketAddress at = server.start();
      for (Supplier<Throwable> one : FAULTS) {
        fault = one;
        boolean failed = true;
        for (int uses = 0; failed; uses++) {
          USES.set(-1);
          try (WireClient clear = WireClient.login(at, "postgres");
              WireClient client = WireClient.login(at, "portal")) {
            USES.set(uses);
            asking.ask(client);
            client.send();
            List<Message> messages = client.until('Z');
            failed = messages.getLast().type() == '!';
            if (failed) {
              assertThat(messages.get(messages.size() - 2).type()).isEqualTo('E');
              assertThat(WireClient.code(messages)).isEqualTo("XX000");
            } else {
              assertThat(WireClient.types(messages)).isEqualTo(whole);
            }
            USES.set(-1);
            assertThat(clear.query("select 1").types(1)).isEqualTo("TDCZI");
          }
        }
      }
    } finally {
      USES.set(-1);
    }
    assertThat(LiveBuffers.settle(before)).isLessThanOrEqualTo(before);
  }

  @Test
  void rowsEndWhereTheTokeniserBreaksDown() throws Exception {
    check(
        client -> client.query("select id, nir, birth_date from app.patient order by id"),
        "TDDDCZI");
  }

  @Test
  void partnersAndArraysEndAlike() throws Exception {
    check(client -> client.query("select key, nirs, nir from app.patient where id = 1"), "TDCZI");
  }

  @Test
  void parametersEndAlike() throws Exception {
    check(
        client ->
            client
                .parse("", "select id from app.patient where nir = $1")
                .bind("", "", "9840375123456")
                .execute("", 0)
                .sync(),
        "12DCZI");
  }
}
