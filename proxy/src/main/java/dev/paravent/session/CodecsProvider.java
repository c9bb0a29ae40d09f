package dev.paravent.session;

import dev.paravent.decide.Principal;

/** Finds the keys of a principal. Thread-safe; called once per session, on an event loop. */
public interface CodecsProvider {
  /**
   * The codecs of the principal's token domain; must not block.
   *
   * @throws IllegalStateException if the keys are not there; the session is refused
   */
  Codecs codecsFor(Principal principal);
}
