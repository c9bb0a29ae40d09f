package dev.paravent.decide;

import dev.paravent.sql.pg.Fingerprint;
import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.PgTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps verdicts of one role in one database. Thread-safe. */
public interface PlanCache {
  /**
   * What a verdict depends on besides the planner's principal and the values of tied literals.
   *
   * @param fingerprint the statement
   * @param searchPath where its names are looked up
   * @param parameterOids the declared types of its parameters
   * @param generation of catalog and policy
   */
  record Key(
      Fingerprint fingerprint,
      List<String> searchPath,
      List<Integer> parameterOids,
      long generation) {
    public Key {
      searchPath = List.copyOf(searchPath);
      parameterOids = List.copyOf(parameterOids);
    }

    /** About how many characters it keeps. */
    public int size() {
      return fingerprint.size();
    }

    @Override
    public String toString() {
      return fingerprint.toString();
    }
  }

  /**
   * A statement whose verdict is looked for: its key and what it was read from.
   *
   * @param rows its rows, where the key is that of any number of them; null elsewhere
   */
  record Wanted(Key key, PgTokens tokens, @Nullable FoldedRows rows) {}

  /** The verdict that is kept for the statement, its literals filled in; null if none is. */
  @Nullable List<Verdict> find(Wanted wanted);

  /** Keeps a verdict beside those for other values of the tied literals. */
  void keep(Key key, PlanTemplate template);

  /** Keeps nothing. */
  PlanCache NONE =
      new PlanCache() {
        @Override
        public @Nullable List<Verdict> find(Wanted wanted) {
          return null;
        }

        @Override
        public void keep(Key key, PlanTemplate template) {}
      };
}
