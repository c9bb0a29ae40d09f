package dev.paravent.session;

import dev.paravent.session.SessionMetrics.LoginRefusal;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down why a client is not let in, and tells it. Event-loop confined.
 *
 * @param tell sends the client the refusal and closes
 */
record LoginRefuser(SessionMetrics metrics, Consumer<Refusal> tell) {
  private static final Logger LOG = LoggerFactory.getLogger(LoginRefuser.class);

  void refuse(LoginRefusal reason, String sqlState, String message) {
    LOG.info("event=login_refused reason={}", reason.name().toLowerCase(Locale.ROOT));
    metrics.loginRefused(reason);
    tell.accept(Refusal.of(sqlState, message));
  }
}
