package dev.paravent.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server still owes, oldest first. Event-loop confined. */
final class ExchangeQueue {
  private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
  private int synchronises;

  /** Appends; an answer of the proxy's own is given at once if nothing is owed before it. */
  void add(Exchange exchange) {
    if (exchange instanceof Exchange.Synchronise) {
      synchronises++;
    }
    exchanges.add(exchange);
    reply();
  }

  /** The answer that is due; null if none is. */
  @Nullable Exchange head() {
    return exchanges.peek();
  }

  /** The due answer is complete. */
  void complete() {
    if (exchanges.poll() instanceof Exchange.Synchronise) {
      synchronises--;
    }
    reply();
  }

  /**
   * Drops what the server skips after an error: everything before the next Sync; newest undone
   * first.
   */
  List<Exchange> fail() {
    List<Exchange> dropped = new ArrayList<>();
    while (!exchanges.isEmpty() && !(exchanges.peek() instanceof Exchange.Synchronise)) {
      dropped.add(exchanges.remove());
    }
    for (int i = dropped.size() - 1; i >= 0; i--) {
      dropped.get(i).undo();
    }
    return dropped;
  }

  boolean isEmpty() {
    return exchanges.isEmpty();
  }

  int size() {
    return exchanges.size();
  }

  /** Whether a Sync is on its way. */
  boolean hasSynchronise() {
    return synchronises > 0;
  }

  /** Whether only Sync is left behind the oldest exchange, as far as the client can see. */
  boolean isHeadLast() {
    boolean behind = false;
    for (Exchange exchange : exchanges) {
      if (exchange instanceof Exchange.Synchronise) {
        return behind;
      }
      if (behind && !(exchange instanceof Exchange.Close close && !close.visible())) {
        return false;
      }
      behind = true;
    }
    return false;
  }

  /** Whether messages were sent that no Sync follows yet. */
  boolean endsUnsynchronised() {
    Exchange last = exchanges.peekLast();
    return last != null && !(last instanceof Exchange.Synchronise);
  }

  private void reply() {
    while (exchanges.peek() instanceof Exchange.Reply reply) {
      exchanges.remove();
      reply.answer().run();
    }
  }
}
