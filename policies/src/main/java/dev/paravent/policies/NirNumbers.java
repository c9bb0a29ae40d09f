package dev.paravent.policies;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A class of NIRs that a token domain takes as clear values; others are malformed. */
public enum NirNumbers {
  /** Everybody with a known month of birth. */
  BORN("A", 242_400_000_000L),
  /** Month of birth unknown, born overseas or abroad. */
  UNKNOWN_MONTH("B", 144_000_000_000L),
  /** Numbers given provisionally, first digit 7 or 8. */
  PROVISIONAL("C", 600_000_000_000L),
  /** Migrants passing through, first digit 5 or 6. */
  MIGRANT("MIG", 400_000_000_000L),
  /** As A, in Corsica, with {@code 2a} or {@code 2b} in lower case. */
  LOWER_CASE("LOWER_CASE", 4_800_000_000L);

  /** What a domain takes where it names none. */
  public static final Set<NirNumbers> DEFAULT =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(MIGRANT)));

  private final String label;
  private final long size;

  NirNumbers(String label, long size) {
    this.label = label;
    this.size = size;
  }

  /** The name in policy files. */
  public String label() {
    return label;
  }

  /** How many numbers there are. */
  public long size() {
    return size;
  }

  /** How many numbers there are in several classes. */
  static long sizeOf(Set<NirNumbers> classes) {
    return classes.stream().mapToLong(NirNumbers::size).sum();
  }
}
