package dev.paravent.crypto;

/** The clear birth dates: 1900-01-01 to 2035-12-31, numbered from zero. */
final class BirthDates {

  /** Their number. */
  static final int COUNT = 49_673;

  /** 1900-01-01 in days since 2000-01-01. */
  static final int FIRST_DAY = CivilDate.toDays(1900, 1, 1);

  private BirthDates() {}
}
