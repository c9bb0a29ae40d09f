package dev.paravent.cli;

import dev.paravent.config.StartException;
import dev.paravent.metrics.ProxyMetrics;
import dev.paravent.policies.Policy;
import dev.paravent.session.Governance;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies and the keys in force, read again when it is told. If any of them cannot be used
 * what was in force stays, all of it. Thread-safe.
 */
final class LiveGovernance implements Supplier<Governance> {
  private static final Logger LOG = LoggerFactory.getLogger(LiveGovernance.class);

  private final GovernanceReader reader;
  private final LivePlanners planners;
  private final ProxyMetrics metrics;
  private String keysetDigest; // guarded by this
  private volatile Governance current;

  /** Begins with what was read. */
  LiveGovernance(
      GovernanceReader reader,
      GovernanceReader.Read first,
      LivePlanners planners,
      ProxyMetrics metrics) {
    this.reader = reader;
    this.planners = planners;
    this.metrics = metrics;
    keysetDigest = first.keysetDigest();
    current =
        new Governance(
            first.policy(), planners.under(first.policy()), new TokenDomains(first.keyset()));
  }

  @Override
  public Governance get() {
    return current;
  }

  /** Reads again; returns whether something else is in force now. Blocks. */
  synchronized boolean reload() {
    try {
      Governance before = current;
      Policy policy = reader.policy();
      String digest = reader.keysetDigest();
      boolean sameKeys = digest.equals(keysetDigest);
      boolean samePolicy = policy.fingerprint().equals(before.policy().fingerprint());
      if (!samePolicy || !sameKeys) {
        current =
            new Governance(
                samePolicy ? before.policy() : policy,
                samePolicy ? before.planners() : planners.under(policy),
                sameKeys ? before.codecs() : new TokenDomains(reader.keyset()));
        keysetDigest = digest;
      }
      metrics.reloaded(true);
      LOG.info(
          "event=reloaded policies={} keys={}",
          samePolicy ? "same" : "changed",
          sameKeys ? "same" : "changed");
      return current != before;
    } catch (StartException unusable) {
      metrics.reloaded(false);
      unusable
          .problems()
          .forEach(problem -> LOG.error("event=reload_failed problem=\"{}\"", problem));
      return false;
    } catch (RuntimeException fault) {
      metrics.reloaded(false);
      LOG.error("event=reload_failed cause={}", fault.getClass().getName());
      return false;
    }
  }
}
