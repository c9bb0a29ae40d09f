package dev.paravent.session;

import dev.paravent.decide.Principal;
import dev.paravent.decide.Reason;
import dev.paravent.policies.ProtectedClass;
import java.util.Optional;

/**
 * Counts the clear values that a principal compares or writes. Thread-safe; called on event loops,
 * so it must not block.
 */
public interface Charges {
  /** Counts nothing and refuses nothing. */
  Charges FREE = (principal, protectedClass, clearValues) -> Optional.empty();

  /**
   * Called before the statement is forwarded; what was charged is never refunded.
   *
   * @return why the statement may not run, or empty
   */
  Optional<Reason> charge(Principal principal, ProtectedClass protectedClass, int clearValues);
}
