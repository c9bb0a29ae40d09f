package dev.paravent.crypto.identity;

/** A gapless numbering, from zero, of the values of one fixed length. Immutable. */
interface Numbering {

  /** How many values there are. */
  long size();

  /** The number of the characters, or -1 if they are no such value. */
  long rank(byte[] characters);

  /** Writes the characters of a number in {@code [0, size)}. */
  void unrank(long number, byte[] characters);
}
