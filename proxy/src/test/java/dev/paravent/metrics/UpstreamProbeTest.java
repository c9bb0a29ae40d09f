package dev.paravent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpstreamProbeTest {
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  @Test
  void isNoObstacleOnceTheUpstreamAnswers() throws Exception {
    try (ServerSocket upstream = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        UpstreamProbe probe = new UpstreamProbe("127.0.0.1", upstream.getLocalPort())) {
      assertThat(probe.obstacle()).contains("upstream not probed yet");
      probe.start();
      assertThat(await(probe, Optional.empty())).isTrue();
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (UpstreamProbe probe = new UpstreamProbe("127.0.0.1", port)) {
      probe.start();
      assertThat(await(probe, Optional.of("upstream unreachable: 127.0.0.1 port " + port)))
          .isTrue();
    }
  }

  private static boolean await(UpstreamProbe probe, Optional<String> expected)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      if (probe.obstacle().equals(expected)) {
        return true;
      }
      Thread.sleep(5);
    }
    return false;
  }
}
