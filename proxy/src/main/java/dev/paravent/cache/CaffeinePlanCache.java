package dev.paravent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanTemplate;
import dev.paravent.decide.PlanVariants;
import dev.paravent.decide.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans of one role in memory, bounded by the size of what is kept. Thread-safe. */
public final class CaffeinePlanCache implements PlanCache {
  /** Told of every look-up. */
  public interface Observer {
    void hit();

    void miss();
  }

  private final Cache<Key, PlanVariants> plans;
  private final Observer observer;

  /**
   * Creates a cache.
   *
   * @param maximumCharacters how many characters of statements and plans it keeps, at most
   */
  public CaffeinePlanCache(long maximumCharacters, Observer observer) {
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(maximumCharacters)
            .weigher((Key key, PlanVariants kept) -> key.size() + kept.size())
            .build();
    this.observer = observer;
  }

  @Override
  public @Nullable List<Verdict> find(Wanted wanted) {
    PlanVariants kept = plans.getIfPresent(wanted.key());
    List<Verdict> verdicts = kept == null ? null : kept.verdicts(wanted);
    if (verdicts == null) {
      observer.miss();
    } else {
      observer.hit();
    }
    return verdicts;
  }

  @Override
  public void keep(Key key, PlanTemplate template) {
    plans.asMap().merge(key, PlanVariants.of(template), (kept, added) -> kept.with(template));
  }
}
