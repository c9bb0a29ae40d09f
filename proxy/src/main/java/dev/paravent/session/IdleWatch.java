package dev.paravent.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a session whose client has been silent for too long. Event-loop confined. */
final class IdleWatch {
  private final EventLoop loop;
  private final long nanos;
  private final BooleanSupplier isIdle;
  private final Runnable expired;
  private long lastActivity;
  private @Nullable Future<?> next;

  /**
   * Begins to watch.
   *
   * @param timeout zero watches nothing
   * @param isIdle whether the server waits for the client, outside of a transaction
   * @param expired called once
   */
  IdleWatch(EventLoop loop, Duration timeout, BooleanSupplier isIdle, Runnable expired) {
    this.loop = loop;
    this.nanos = timeout.toNanos();
    this.isIdle = isIdle;
    this.expired = expired;
    if (nanos > 0) {
      lastActivity = System.nanoTime();
      await(nanos);
    }
  }

  /** Something came from the client or from the server. */
  void touch() {
    if (nanos > 0) {
      lastActivity = System.nanoTime();
    }
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
    }
  }

  /** One timer for each session, set anew only when it rings: activity costs a clock, no timer. */
  private void await(long delay) {
    next = loop.schedule(this::look, delay, TimeUnit.NANOSECONDS);
  }

  private void look() {
    long left = lastActivity + nanos - System.nanoTime();
    if (left > 0) {
      await(left);
    } else if (isIdle.getAsBoolean()) {
      expired.run();
    } else {
      await(nanos); // a statement runs, or a transaction is open: that is for the server to limit
    }
  }
}
