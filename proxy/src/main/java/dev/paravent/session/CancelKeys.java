package dev.paravent.session;

import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.StartupPacket.CancelRequest;
import java.net.SocketAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The cancel keys that clients have, and the server's own behind them: governed sessions get keys
 * of the proxy's, clear ones see the server's. The process ID is the server's for both: by it
 * clients know their own notifications. A request with any other key goes nowhere. Thread-safe.
 */
final class CancelKeys {
  private static final int SHORT_KEY = Integer.BYTES;

  /** As long as PostgreSQL 18 makes them; protocol 3.2 allows 256 bytes. */
  private static final int LONG_KEY = 32;

  private final ConcurrentMap<Integer, List<Entry>> entries = new ConcurrentHashMap<>();
  private final SecureRandom random;

  /** What a request is sent on to: a server process, at the address that the session has. */
  record Target(BackendKeyData server, SocketAddress address) {}

  private record Entry(byte[] key, Target target) {}

  CancelKeys(SecureRandom random) {
    this.random = random;
  }

  /**
   * Makes a key for the client of this server process.
   *
   * @param isLong whether the client speaks protocol 3.2
   */
  BackendKeyData issue(Target target, boolean isLong) {
    byte[] key = new byte[isLong ? LONG_KEY : SHORT_KEY];
    BackendKeyData issued;
    do {
      random.nextBytes(key);
      issued = new BackendKeyData(target.server().processId(), key.clone());
    } while (find(new CancelRequest(issued.processId(), key)).isPresent());
    add(issued, target);
    return issued;
  }

  /** The client knows the server's own key. */
  void know(Target target) {
    add(target.server(), target);
  }

  private void add(BackendKeyData known, Target target) {
    // servers of several addresses may have the same number
    entries.merge(known.processId(), List.of(new Entry(known.key(), target)), CancelKeys::concat);
  }

  private static List<Entry> concat(List<Entry> some, List<Entry> others) {
    List<Entry> all = new ArrayList<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  /** The client with this key is gone. */
  void revoke(BackendKeyData known) {
    entries.computeIfPresent(
        known.processId(),
        (processId, some) -> {
          List<Entry> rest =
              some.stream().filter(entry -> !matches(entry.key, known.key())).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  /** Where the request is to go; empty if no client has its key. */
  Optional<Target> find(CancelRequest request) {
    return entries.getOrDefault(request.processId(), List.of()).stream()
        .filter(entry -> matches(entry.key, request.key()))
        .map(Entry::target)
        .findFirst();
  }

  /** Takes the same time wherever the first difference is. */
  private static boolean matches(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
