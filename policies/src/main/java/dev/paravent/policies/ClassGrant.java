package dev.paravent.policies;

import java.util.Optional;
import java.util.Set;

/**
 * What a principal may do with values of one class. Immutable.
 *
 * @param read what columns show
 * @param lookup which constants may be compared with a column
 * @param write which constants may be written
 * @param compare what else columns of the class may be compared with
 * @param copy whether a column may be copied into another of the class
 * @param orderAllowed {@code order: allow}; otherwise the row order is hidden
 * @param dropsOrder {@code onOrder: drop}: a client's own sort key on a column is left out, and the
 *     client told so, where nothing but the order of the rows depends on it
 * @param minMaxAllowed {@code minmax: allow}: the token of the least and of the greatest value
 * @param ageBand {@code derive: [age-band]}: how wide the bands are that ages computed from a
 *     column come in; empty: no age may be computed
 * @param onMalformed what becomes of a stored value that is not of the class
 * @param acceptDictionary the author's reason for accepting that tokens can be looked up one by one
 */
public record ClassGrant(
    Shown read,
    Set<Lookup> lookup,
    Set<Write> write,
    Set<Compare> compare,
    boolean copy,
    boolean orderAllowed,
    boolean dropsOrder,
    boolean minMaxAllowed,
    Optional<AgeBand> ageBand,
    OnMalformed onMalformed,
    Optional<String> acceptDictionary) {
  public ClassGrant {
    lookup = Set.copyOf(lookup);
    write = Set.copyOf(write);
    compare = Set.copyOf(compare);
  }

  /** Whether a column may be compared with tokens that the client has. */
  public boolean comparesTokens() {
    return lookup.contains(Lookup.TOKEN) && compare.contains(Compare.CONSTANT);
  }

  /** Which constants may be compared with a column. */
  public enum Lookup {
    TOKEN,
    CLEAR,
    /** One clear value beside one clear NIR of the same row. */
    CONFIRM
  }

  /** Which constants may be written. */
  public enum Write {
    TOKEN,
    CLEAR
  }

  /** What columns of the class may be compared with. */
  public enum Compare {
    CONSTANT,
    COLUMN,
    GROUP
  }

  /** What becomes of a stored value that is not of the class. */
  public enum OnMalformed {
    /** It leaves as NULL. */
    NULL,
    /** The statement ends and the connection with it. */
    REFUSE,
    /** It leaves as something that stands for it, and is told from tokens and clear values. */
    ESCAPE
  }
}
