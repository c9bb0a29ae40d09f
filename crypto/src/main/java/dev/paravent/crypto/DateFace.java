package dev.paravent.crypto;

/** How birth-date tokens look, and whether equal birthdays look equal. */
public enum DateFace {

  /**
   * Deterministic, 1753-01-01 to 1888-12-31: equal birthdays have equal tokens, so dates can be
   * searched and joined, and somebody who can look up every date owns the dictionary.
   */
  PAST("past", CivilDate.toDays(1753, 1, 1), BirthDates.COUNT),

  /** Bound to the row's subject, 2200-01-01 to 4937-11-27: equal birthdays do not show. */
  BOUND("bound", CivilDate.toDays(2200, 1, 1), 1_000_000),

  /** Bound to the row's subject, 1753-01-01 to 1888-12-31. */
  BOUND_PAST("bound-past", CivilDate.toDays(1753, 1, 1), BirthDates.COUNT);

  private final String derivationName;
  private final int firstDay;
  private final int dayCount;

  DateFace(String derivationName, int firstDay, int dayCount) {
    this.derivationName = derivationName;
    this.firstDay = firstDay;
    this.dayCount = dayCount;
  }

  /** The fixed name in key derivation. */
  String derivationName() {
    return derivationName;
  }

  /** The first day of the face, in days since 2000-01-01. */
  int firstDay() {
    return firstDay;
  }

  /** How many days the face has. */
  int dayCount() {
    return dayCount;
  }
}
