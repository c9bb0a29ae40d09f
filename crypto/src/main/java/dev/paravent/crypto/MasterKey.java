package dev.paravent.crypto;

import java.time.LocalDate;

/** One version of the key that all tokens are derived from. Immutable. */
record MasterKey(int id, LocalDate created, Secret material) {

  /** Largest id: versions stay short in tweaks. */
  static final int LARGEST_ID = 9_999;

  MasterKey {
    if (id < 1 || id > LARGEST_ID) {
      throw new IllegalArgumentException("id: " + id + " (expected: 1 to " + LARGEST_ID + ")");
    }
  }
}
