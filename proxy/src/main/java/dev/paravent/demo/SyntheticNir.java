package dev.paravent.demo;

/**
 * A made-up social security number with a valid key; nobody's. Immutable.
 *
 * @param number 13 characters S YY MM DD CCC OOO, department 2A or 2B for Corsica
 */
record SyntheticNir(String number) {
  private static final int MODULUS = 97;

  /** The control key: 97 - (n mod 97), where Corsica counts as 19 (2A) and 18 (2B). */
  String key() {
    long value = Long.parseLong(number.replace("2A", "19").replace("2B", "18"));
    long key = MODULUS - value % MODULUS;
    return key < 10 ? "0" + key : Long.toString(key);
  }
}
