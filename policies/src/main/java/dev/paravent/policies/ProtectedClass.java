package dev.paravent.policies;

import java.util.Optional;

/** A class of protected values that a policy can name. */
public enum ProtectedClass {
  /** French social security number: 986.4e9 possible values. */
  FR_NIR("fr.nir", 986_400_000_000L),
  /** Date of birth: 49,673 possible values, a dictionary for whoever may look values up. */
  BIRTH_DATE("birth-date", 49_673L),
  /** US social security number. */
  US_SSN("us.ssn", 888_931_098L),
  /** Belgian national register number, or number of the Crossroads Bank. */
  BE_NISS("be.niss", 249_100_800L),
  /** Spanish DNI or NIE. */
  ES_DNI("es.dni", 130_000_000L),
  /** International bank account number; the least country has that many. */
  IBAN("iban", 100_000_000_000L),
  /** Payment card number; there are that many of 13 digits. */
  CARD("card", 500_000_000_000L),
  /** Digits; there are that many of six, and longer ones may be used as sparsely. */
  DIGITS("digits", 1_000_000L),
  /** Any text: nothing says how many different ones a column holds. */
  TEXT("text", 2L);

  /** Below this many values a deterministic token is a dictionary (FLOW-RULES). */
  public static final long DICTIONARY_SIZE = 100_000_000L;

  private final String label;
  private final long size;

  ProtectedClass(String label, long size) {
    this.label = label;
    this.size = size;
  }

  /** The name in policy files, metrics and reports. */
  public String label() {
    return label;
  }

  /** How many clear values there are, or at least may be. */
  public long size() {
    return size;
  }

  public boolean isDictionarySized() {
    return size < DICTIONARY_SIZE;
  }

  public static Optional<ProtectedClass> ofLabel(String label) {
    for (ProtectedClass candidate : values()) {
      if (candidate.label.equals(label)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
