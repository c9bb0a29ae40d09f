package dev.paravent.session.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * Counts failed logins and says when it is enough: of one source for one user, and of one source
 * for all users. Counts leak away with time. Thread-safe.
 *
 * <p>Guarantees: its memory is bounded whatever comes. Whether a user exists makes no difference.
 */
public final class LoginLimiter {
  private static final int MOST_KEYS = 100_000;
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int NETWORK = 8; // bytes: an IPv6 customer has all of a /64

  private final LongSupplier nanoClock;
  private final Limit perUser;
  private final Limit perSource;
  private final Cache<String, Level> levels =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(KEPT).build();

  /**
   * How many failures there may be.
   *
   * @param burst at once
   * @param each in how much time one is forgotten
   */
  public record Limit(int burst, Duration each) {}

  private record Level(double failures, long atNanos) {}

  public LoginLimiter(LongSupplier nanoClock, Limit perUser, Limit perSource) {
    this.nanoClock = nanoClock;
    this.perUser = perUser;
    this.perSource = perSource;
  }

  /** Ten failures a minute of a source for a user, a hundred for all users. */
  public static LoginLimiter usual(LongSupplier nanoClock) {
    return new LoginLimiter(
        nanoClock, new Limit(10, Duration.ofSeconds(6)), new Limit(100, Duration.ofMillis(600)));
  }

  /** Whether the source has to wait before it may try again. */
  public boolean isExhausted(InetAddress source, String user) {
    String network = network(source);
    // whether one more failure would be one too many: what leaked since the last one counts whole
    return level(pair(network, user), perUser) + 1 > perUser.burst()
        || level(network, perSource) + 1 > perSource.burst();
  }

  /** A login failed. */
  public void failed(InetAddress source, String user) {
    String network = network(source);
    add(pair(network, user), perUser);
    add(network, perSource);
  }

  /** A login succeeded: what failed before was a slip. */
  public void succeeded(InetAddress source, String user) {
    levels.invalidate(pair(network(source), user));
  }

  private double level(String key, Limit limit) {
    Level level = levels.getIfPresent(key);
    return level == null ? 0 : leaked(level, limit, nanoClock.getAsLong());
  }

  private void add(String key, Limit limit) {
    long now = nanoClock.getAsLong();
    levels
        .asMap()
        .compute(
            key,
            (same, before) ->
                new Level(
                    Math.min(limit.burst(), before == null ? 0 : leaked(before, limit, now)) + 1,
                    now));
  }

  private static double leaked(Level level, Limit limit, long now) {
    double forgotten = (double) (now - level.atNanos()) / limit.each().toNanos();
    return Math.max(0, level.failures() - forgotten);
  }

  private static String network(InetAddress source) {
    byte[] address = source.getAddress();
    return HexFormat.of()
        .formatHex(source instanceof Inet6Address ? Arrays.copyOf(address, NETWORK) : address);
  }

  private static String pair(String network, String user) {
    return network + " " + user;
  }
}
