package dev.paravent.policies;

import java.util.Optional;

/** A class of protected values that a policy can name. */
public enum ProtectedClass {
  /** French social security number: 986.4e9 possible values. */
  FR_NIR("fr.nir", 986_400_000_000L),
  /** Date of birth: 49,673 possible values, a dictionary for whoever may look values up. */
  BIRTH_DATE("birth-date", 49_673L);

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

  /** How many clear values there are. */
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
