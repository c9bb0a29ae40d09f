package dev.paravent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:6432, 127.0.0.1, 6432",
    "db.example.org:5432, db.example.org, 5432",
    "[::1]:5432, ::1, 5432",
    "localhost:0, localhost, 0",
  })
  void readsHostAndPortAndPrintsThemAgain(String text, String host, int port) throws Exception {
    Endpoint endpoint = Endpoint.parse(ConfigKey.LISTEN, text);
    assertThat(endpoint).isEqualTo(new Endpoint(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5432", ":5432", "::1:5432", "[]:5432", "[localhost]:1", "host"})
  void refusesWhatIsNotHostAndPort(String text) {
    assertThatThrownBy(() -> Endpoint.parse(ConfigKey.UPSTREAM, text))
        .isInstanceOf(ConfigException.class)
        .hasMessage("upstream: " + text + " (expected: HOST:PORT, [::1]:PORT for IPv6)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "x", "", "+5", "99999999999"})
  void refusesWhatIsNotAPort(String port) {
    assertThatThrownBy(() -> Endpoint.parse(ConfigKey.LISTEN, "localhost:" + port))
        .hasMessage("listen: port " + port + " (expected: 0 to 65535)");
  }

  @Test
  void tellsThatAHostIsUnknown() {
    assertThatThrownBy(() -> new Endpoint("no-such-host.invalid", 1).resolve(ConfigKey.UPSTREAM))
        .hasMessage("upstream: unknown host no-such-host.invalid");
  }
}
