package dev.paravent.faults;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;

/**
 * The buffers that Netty has given out and not got back, all of them: with paranoid detection each
 * is tracked from its allocation to its release. Buffers that were lost to the garbage collector
 * are kept apart.
 */
@NullMarked
public final class LiveBuffers {
  private static final List<String> LOST = new CopyOnWriteArrayList<>();
  private static final Set<?> TRACKED = track();

  private LiveBuffers() {}

  private static Set<?> track() {
    // noting every access of every byte would make large results take minutes
    System.setProperty("io.netty.leakDetection.acquireAndReleaseOnly", "true");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    try {
      Field detectorOfBuffers =
          Class.forName("io.netty.buffer.AbstractByteBuf").getDeclaredField("leakDetector");
      Field leaks = ResourceLeakDetector.class.getDeclaredField("allLeaks");
      detectorOfBuffers.setAccessible(true);
      leaks.setAccessible(true);
      @SuppressWarnings("unchecked")
      ResourceLeakDetector<ByteBuf> detector =
          (ResourceLeakDetector<ByteBuf>) detectorOfBuffers.get(null);
      detector.setLeakListener((resource, records) -> LOST.add(resource + records));
      Set<?> tracked = (Set<?>) leaks.get(detector);
      int before = tracked.size();
      ByteBuf probe = ByteBufAllocator.DEFAULT.directBuffer(16);
      boolean counts = tracked.size() == before + 1;
      probe.release();
      if (!counts) {
        throw new IllegalStateException("buffers are not tracked");
      }
      return tracked;
    } catch (ReflectiveOperationException other) {
      throw new IllegalStateException("Netty keeps its tracked buffers elsewhere", other);
    }
  }

  /** How many are out at present. */
  public static int count() {
    return TRACKED.size();
  }

  /** Waits until no more than these are out; returns how many are. */
  public static int settle(int expected) throws InterruptedException {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (count() > expected && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    return count();
  }

  /** What the detector has found lost so far. */
  public static List<String> lost() {
    return List.copyOf(LOST);
  }
}
