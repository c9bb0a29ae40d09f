package dev.paravent.policies;

/** How coarse a date is that is shown in place of a birth date: the first day of what it says. */
public enum Generalisation {
  /** 1 January of the year of birth. */
  YEAR("year"),
  /** 1 January of the first year of the decade of birth. */
  DECADE("decade"),
  /** 1 January of the year in which somebody of the least age of a band of five years was born. */
  AGE_BAND_5("age-band-5"),
  /** 1 January of the year in which somebody of the least age of a band of ten years was born. */
  AGE_BAND_10("age-band-10");

  private final String label;

  Generalisation(String label) {
    this.label = label;
  }

  /** The name in policy files. */
  public String label() {
    return label;
  }

  /**
   * Whether everything that this shows follows from what {@code other} shows: ages are those
   * reached in the calendar year, so they follow from the year of birth.
   */
  public boolean isCoarserThan(Generalisation other) {
    return switch (other) {
      case YEAR -> true;
      case AGE_BAND_5 -> this == AGE_BAND_5 || this == AGE_BAND_10;
      case DECADE, AGE_BAND_10 -> this == other;
    };
  }
}
