package dev.paravent.decide;

import java.util.List;
import java.util.function.Supplier;

/** Keeps verdicts of texts that hold nothing that may not be kept. Thread-safe. */
public interface PlanCache {
  /** What a verdict depends on besides the planner's own principal. */
  record Key(PlanRequest request, long generation) {}

  /** The verdicts of the key, made by the supplier if they are not kept. */
  List<Verdict> get(Key key, Supplier<List<Verdict>> make);

  /** Keeps nothing. */
  PlanCache NONE = (key, make) -> make.get();
}
