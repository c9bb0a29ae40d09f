package dev.paravent.session.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.session.auth.LoginLimiter.Limit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginLimiterTest {
  private final AtomicLong clock = new AtomicLong();
  private final LoginLimiter limiter =
      new LoginLimiter(
          clock::get, new Limit(3, Duration.ofSeconds(6)), new Limit(5, Duration.ofSeconds(1)));

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @Test
  void countsOfOneSourceForOneUser() throws Exception {
    InetAddress source = address("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.isExhausted(source, "u")).isFalse();
      limiter.failed(source, "u");
    }
    assertThat(limiter.isExhausted(source, "u")).isTrue();
    assertThat(limiter.isExhausted(source, "v")).isFalse();
    assertThat(limiter.isExhausted(address("192.0.2.2"), "u")).isFalse();
    clock.addAndGet(Duration.ofSeconds(6).toNanos());
    assertThat(limiter.isExhausted(source, "u")).isFalse();
    limiter.failed(source, "u");
    assertThat(limiter.isExhausted(source, "u")).isTrue();
  }

  @Test
  void countsOfOneSourceForAllUsers() throws Exception {
    InetAddress source = address("2001:db8:1:2:3::1");
    for (int i = 0; i < 5; i++) {
      limiter.failed(source, "u" + i);
    }
    assertThat(limiter.isExhausted(source, "another")).isTrue();
    // its neighbour in the same network is the same customer
    assertThat(limiter.isExhausted(address("2001:db8:1:2:ffff::1"), "another")).isTrue();
    assertThat(limiter.isExhausted(address("2001:db8:1:3::1"), "another")).isFalse();
    clock.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(limiter.isExhausted(source, "another")).isFalse();
  }

  @Test
  void forgetsSlipsOfWhoeverSucceeds() throws Exception {
    InetAddress source = address("192.0.2.1");
    limiter.failed(source, "u");
    limiter.failed(source, "u");
    limiter.succeeded(source, "u");
    limiter.failed(source, "u");
    limiter.failed(source, "u");
    assertThat(limiter.isExhausted(source, "u")).isFalse();
  }
}
