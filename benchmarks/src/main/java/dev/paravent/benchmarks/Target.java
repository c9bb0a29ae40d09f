package dev.paravent.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a route begins.
 *
 * @param proxy the process between client and database, if there is one
 */
record Target(Route route, Address address, Optional<ServedProcess> proxy) {
  Duration processorTime(ProcessorTime clock) throws IOException {
    return proxy.isPresent() ? proxy.get().processorTime(clock) : Duration.ZERO;
  }

  /**
   * Checks that the route does what its name says before anything is timed.
   *
   * @throws IOException when a governed route shows clear numbers or another one does not
   */
  void check() throws IOException {
    try (var client = RowClient.connect(address, route.user())) {
      var values = client.firstColumn("SELECT nir FROM payment.patient WHERE id = 1");
      boolean token = values.size() == 1 && values.getFirst().startsWith("9");
      if (values.size() != 1 || token != (route == Route.GOVERNED)) {
        throw new IOException(
            "%s: %d rows, pseudonyms: %b (expected: 1 row, pseudonyms: %b)"
                .formatted(route.label(), values.size(), token, route == Route.GOVERNED));
      }
    }
  }
}
