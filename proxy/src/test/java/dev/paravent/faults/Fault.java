package dev.paravent.faults;

import java.io.IOException;
import org.jspecify.annotations.NullMarked;

/** What becomes of the answers of a server, one after the other. Confined to one connection. */
@NullMarked
@FunctionalInterface
public interface Fault {
  /** Everything goes on as it is. */
  Fault NONE = (link, answer) -> link.toProxy(answer.bytes());

  /** Passes an answer on, or does otherwise. */
  void answer(TamperingRelay.Link link, Frame answer) throws IOException;
}
