package dev.paravent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanTemplate;
import dev.paravent.decide.PlanVariants;
import dev.paravent.decide.Verdict;
import dev.paravent.sql.pg.PgTokens;
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
            .weigher((Key key, PlanVariants kept) -> key.fingerprint().size() + kept.size())
            .build();
    this.observer = observer;
  }

  @Override
  public @Nullable List<Verdict> find(Key key, PgTokens tokens) {
    PlanVariants kept = plans.getIfPresent(key);
    List<Verdict> verdicts = kept == null ? null : kept.verdicts(tokens);
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
