package dev.paravent.policies;

/** How wide the bands are that are shown in place of an age computed from a birth date. */
public enum AgeBand {
  FIVE(5),
  TEN(10);

  private final int years;

  AgeBand(int years) {
    this.years = years;
  }

  /** The width in years; bands begin at its multiples. */
  public int years() {
    return years;
  }

  /** The wider of two, which tells no more than either. */
  static AgeBand wider(AgeBand one, AgeBand other) {
    return one.years >= other.years ? one : other;
  }
}
