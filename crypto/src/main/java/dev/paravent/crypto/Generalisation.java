package dev.paravent.crypto;

/**
 * Coarser values that may be shown in place of a birth date. Days are counted from 2000-01-01, as
 * PostgreSQL's date does.
 *
 * <p>Guarantees: the result is the same for all dates of a year, decade or band; ages of {@value
 * #OLDEST} and more are one band, since few people have them.
 *
 * <p>Leaks: what it says. Together with other columns a band may still single a person out.
 */
public enum Generalisation {
  /** The year of birth. */
  YEAR,
  /** The first year of the decade of birth. */
  DECADE,
  /** The least age of a band of five years. */
  AGE_BAND_5,
  /** The least age of a band of ten years. */
  AGE_BAND_10;

  /** Ages from here on are one band. */
  public static final int OLDEST = 90;

  /**
   * The coarser value of a birth date.
   *
   * @param day the birth date
   * @param today the day that ages are counted on; dates behind it are age 0
   */
  public int of(int day, int today) {
    int year = CivilDate.year(day);
    return switch (this) {
      case YEAR -> year;
      case DECADE -> year - Math.floorMod(year, 10);
      case AGE_BAND_5 -> band(age(day, today), 5);
      case AGE_BAND_10 -> band(age(day, today), 10);
    };
  }

  /** Full years from a day to another, as {@code extract(year from age(day))} counts them. */
  private static int age(int day, int today) {
    int years = CivilDate.year(today) - CivilDate.year(day);
    boolean birthdayIsToCome = CivilDate.monthAndDay(today) < CivilDate.monthAndDay(day);
    return Math.max(0, birthdayIsToCome ? years - 1 : years);
  }

  private static int band(int age, int width) {
    return age >= OLDEST ? OLDEST : age - age % width;
  }
}
