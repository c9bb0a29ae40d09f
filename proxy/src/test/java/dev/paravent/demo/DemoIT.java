package dev.paravent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.config.Endpoint;
import dev.paravent.config.ServeConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The demo's own control: where nothing protects, it has to say so. */
class DemoIT {
  /** No proxy at all: the portal talks to the database. */
  private record Nothing(Endpoint listen) implements ProxyStarter.Proxy {
    @Override
    public Optional<Endpoint> metrics() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  @Test
  void failsWhereNothingProtects() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen =
        new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), 120, false, false);
    ProxyStarter starter =
        (ServeConfig config) -> new Nothing(config.upstream().servers().getFirst());

    boolean right = new Demo(starter, screen, 500, true).run();

    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(right).isFalse();
    assertThat(text)
        .contains("1. Search by NIR: a clear value reached the portal")
        .contains("5. The mass read: a clear value reached the portal")
        .contains("6. A part of the number: a clear value reached the portal")
        .contains("7. A cast that fails: a clear value reached the portal")
        .contains("8. The birth-date decoder: a clear value reached the portal")
        .contains("9. COPY: a clear value reached the portal")
        .contains("10. The planner's statistics: a clear value reached the portal");
  }
}
