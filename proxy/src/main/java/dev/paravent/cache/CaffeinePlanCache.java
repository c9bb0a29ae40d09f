package dev.paravent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.Verdict;
import java.util.List;
import java.util.function.Supplier;

/** Plans of one role in memory, bounded by the length of their texts. Thread-safe. */
public final class CaffeinePlanCache implements PlanCache {
  /** Told of every look-up. */
  public interface Observer {
    void hit();

    void miss();
  }

  private final Cache<Key, List<Verdict>> plans;
  private final Observer observer;

  /**
   * Creates a cache.
   *
   * @param maximumCharacters how many characters of text it keeps plans for, at most
   */
  public CaffeinePlanCache(long maximumCharacters, Observer observer) {
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(maximumCharacters)
            .weigher((Key key, List<Verdict> verdicts) -> key.request().text().length() + 64)
            .build();
    this.observer = observer;
  }

  @Override
  public List<Verdict> get(Key key, Supplier<List<Verdict>> make) {
    List<Verdict> known = plans.getIfPresent(key);
    if (known != null) {
      observer.hit();
      return known;
    }
    observer.miss();
    List<Verdict> made = make.get();
    plans.put(key, made);
    return made;
  }
}
