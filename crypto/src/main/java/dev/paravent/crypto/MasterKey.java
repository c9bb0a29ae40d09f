package dev.paravent.crypto;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of the key that all tokens are derived from. Immutable.
 *
 * @param retireAfter the last day on which anything may still be assigned to it, if there is one
 */
record MasterKey(int id, LocalDate created, @Nullable LocalDate retireAfter, Secret material) {

  /** Largest id: versions stay short in tweaks. */
  static final int LARGEST_ID = 9_999;

  MasterKey {
    if (id < 1 || id > LARGEST_ID) {
      throw new IllegalArgumentException("id: " + id + " (expected: 1 to " + LARGEST_ID + ")");
    }
  }

  MasterKey(int id, LocalDate created, Secret material) {
    this(id, created, null, material);
  }

  boolean isRetired(LocalDate today) {
    return retireAfter != null && today.isAfter(retireAfter);
  }

  MasterKey retiringAfter(LocalDate day) {
    return new MasterKey(id, created, day, material);
  }
}
