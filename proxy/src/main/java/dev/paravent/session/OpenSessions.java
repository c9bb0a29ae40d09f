package dev.paravent.session;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The governed sessions that are open, by client channel, so that they can be drained. Thread-safe.
 */
final class OpenSessions {
  private final Map<Channel, Session> sessions = new ConcurrentHashMap<>();

  void add(Channel client, Session session) {
    sessions.put(client, session);
  }

  void remove(Channel client) {
    sessions.remove(client);
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** Each session ends when its statement and transaction have. */
  void drain() {
    sessions.forEach((client, session) -> client.eventLoop().execute(session::drain));
  }

  /** Each session ends now. */
  void end() {
    sessions.forEach((client, session) -> client.eventLoop().execute(session::end));
  }
}
