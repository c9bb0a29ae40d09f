package dev.paravent.crypto.identity;

/** What of a card number its token keeps. */
enum CardFace {
  /**
   * Nothing. Cards of payment schemes begin with 2 to 6, tokens with 0, 1, 7, 8 or 9: told at
   * sight. Other industries (ISO/IEC 7812-1: airlines, fuel, health, national schemes) are
   * malformed as clear values, and a token may be a number of theirs.
   */
  NOTHING("industry", 0),
  /** The first six digits (issuer by ISO/IEC 7812-1:2006); not told from a card. */
  BIN6("bin6", 6),
  /** The first eight digits (issuer by ISO/IEC 7812-1:2017); not told from a card. */
  BIN8("bin8", 8);

  private final String label;
  private final int kept;

  CardFace(String label, int kept) {
    this.label = label;
    this.kept = kept;
  }

  String label() {
    return label;
  }

  /** How many leading digits stay. */
  int kept() {
    return kept;
  }
}
