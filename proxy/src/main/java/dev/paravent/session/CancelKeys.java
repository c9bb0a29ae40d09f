package dev.paravent.session;

import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.StartupPacket.CancelRequest;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The cancel keys that governed sessions were given, and the server's own behind them. Thread-safe.
 */
final class CancelKeys {
  private final ConcurrentMap<Integer, Entry> entries = new ConcurrentHashMap<>();
  private final SecureRandom random;

  private record Entry(int key, BackendKeyData server) {}

  CancelKeys(SecureRandom random) {
    this.random = random;
  }

  /** Makes a key for the client of this server process. */
  BackendKeyData issue(BackendKeyData server) {
    while (true) {
      int processId = random.nextInt(1, Integer.MAX_VALUE);
      int key = random.nextInt();
      if (entries.putIfAbsent(processId, new Entry(key, server)) == null) {
        return new BackendKeyData(processId, key);
      }
    }
  }

  void revoke(BackendKeyData issued) {
    entries.remove(issued.processId());
  }

  /** The server's key behind a client's; empty if the client has none. */
  Optional<BackendKeyData> find(CancelRequest request) {
    Entry entry = entries.get(request.processId());
    boolean matches =
        entry != null
            && request.key().length == Integer.BYTES
            && ByteBuffer.wrap(request.key()).getInt() == entry.key;
    return entry != null && matches ? Optional.of(entry.server) : Optional.empty();
  }
}
