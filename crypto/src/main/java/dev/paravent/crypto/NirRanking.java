package dev.paravent.crypto;

import java.util.List;

/** A gapless numbering of several classes of NIR, one after the other. Immutable. */
final class NirRanking {

  private final NirClass[] classes;
  private final long size;

  NirRanking(List<NirClass> classes) {
    this.classes = classes.toArray(NirClass[]::new);
    this.size = classes.stream().mapToLong(NirClass::size).sum();
  }

  long size() {
    return size;
  }

  /** The rank of 13 characters in {@code [0, size)}, or -1 if they are of none of the classes. */
  long rank(byte[] src, int offset) {
    long before = 0;
    for (NirClass candidate : classes) {
      long rank = candidate.rank(src, offset);
      if (rank >= 0) {
        return before + rank;
      }
      before += candidate.size();
    }
    return -1;
  }

  /** Writes the 13 characters of that rank. */
  void unrank(long rank, byte[] dst, int offset) {
    Ranges.requireInside(rank, size);
    long rest = rank;
    for (NirClass candidate : classes) {
      if (rest < candidate.size()) {
        candidate.unrank(rest, dst, offset);
        return;
      }
      rest -= candidate.size();
    }
    throw new IllegalStateException("the classes do not add up to " + size);
  }
}
