package dev.paravent.session;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sessions that are open, by client channel, so that they can be told what concerns them all.
 * Thread-safe.
 */
final class OpenSessions {
  private final Map<Channel, OpenSession> sessions = new ConcurrentHashMap<>();

  /** What is told, on the client's event loop. */
  interface OpenSession {
    /** End as soon as no statement and no transaction runs. */
    void drain();

    /** End now. */
    void end();

    /** Another policy is in force: end if it does not treat the user alike. */
    void review();
  }

  void add(Channel client, OpenSession session) {
    sessions.put(client, session);
  }

  void remove(Channel client) {
    sessions.remove(client);
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  void drain() {
    tell(OpenSession::drain);
  }

  void end() {
    tell(OpenSession::end);
  }

  void review() {
    tell(OpenSession::review);
  }

  private void tell(Consumer<OpenSession> what) {
    sessions.forEach((client, session) -> client.eventLoop().execute(() -> what.accept(session)));
  }
}
