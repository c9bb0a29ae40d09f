package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.faults.LiveBuffers;
import dev.paravent.faults.Wiretap;
import dev.paravent.session.WireClient.Message;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.UpstreamTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes and records of TLS whose bytes travel alone, on both legs. */
@NullMarked
class SegmentedTlsIT extends TlsFixture {

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void bytesComeOneByOne(TlsEngine engine) throws Exception {
    UpstreamTls.Settings usual = upstream(UpstreamTls.Verification.VERIFY_FULL);
    UpstreamTls.Settings towardsDatabase =
        new UpstreamTls.Settings(
            usual.verification(), usual.authorities(), usual.certificate(), usual.key(), engine);
    try (Wiretap database =
        new Wiretap(TlsFixture.database.address(), Wiretap.Segments.OF_ONE_BYTE)) {
      InetSocketAddress address =
          start(
              new TransportSecurity(
                  Optional.of(ListenerTls.load(listener(engine))),
                  Optional.of(UpstreamTls.load(towardsDatabase))),
              database.address());
      int before = LiveBuffers.count();
      try (Wiretap clients = new Wiretap(address, Wiretap.Segments.OF_ONE_BYTE)) {
        converse(clients.address());
      }
      assertThat(LiveBuffers.settle(before)).isLessThanOrEqualTo(before);
    }
  }

  private static void converse(InetSocketAddress address) throws IOException {
    try (WireClient client = new WireClient(address)) {
      client.encrypt(certificates.client(null));
      client.startup("portal");
      client.until('Z');
      assertThat(client.query("select 'simple'").types(1)).isEqualTo("TDCZI");
      client.parse("", "select $1").bind("", "", "extended").describe('P', "").execute("", 0);
      List<Message> messages = client.sync().exchange(1);
      assertThat(WireClient.types(messages)).isEqualTo("12TDCZI");
      assertThat(new String(messages.get(3).body(), StandardCharsets.UTF_8)).contains("extended");
    }
  }
}
