package dev.paravent.crypto;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A gapless numbering of several classes of NIR, one after the other. Immutable. */
final class NirRanking {

  /** Everything that can be a clear NIR in the default policy, with lower case. */
  static final Set<NirClass> DEFAULT =
      Set.of(NirClass.BORN, NirClass.UNKNOWN_MONTH, NirClass.PROVISIONAL, NirClass.LOWER_CASE);

  private final NirClass[] classes;
  private final long[] before = new long[NirClass.values().length]; // by class; -1 if left out
  private final long size;

  NirRanking(Set<NirClass> included) {
    if (included.isEmpty()) {
      throw new IllegalArgumentException("classes: none (expected: at least one)");
    }
    Arrays.fill(before, -1);
    classes = EnumSet.copyOf(included).toArray(NirClass[]::new);
    long sum = 0;
    for (NirClass next : classes) {
      before[next.ordinal()] = sum;
      sum += next.size();
    }
    size = sum;
  }

  long size() {
    return size;
  }

  /** The rank of a number in {@code [0, size)}, or -1 if it is of none of the classes. */
  long rank(long nir) {
    if (nir < 0) {
      return -1;
    }
    long digits = NirNumber.digits(nir);
    long front = digits / NirClass.TAILS;
    int head = (int) (front / 100);
    int department = (int) (front - head * 100L);
    int letters = NirNumber.letters(nir);
    long tail = digits - front * NirClass.TAILS;
    return switch (head / 10_000) {
      case 1, 2 -> {
        if (letters >= NirNumber.LOWER_A) {
          yield rank(
              NirClass.LOWER_CASE, NirClass.LOWER_CASE.prefix(head, department, letters), tail);
        }
        yield head % 100 <= 12
            ? rank(NirClass.BORN, NirClass.BORN.prefix(head, department, letters), tail)
            : rank(
                NirClass.UNKNOWN_MONTH,
                NirClass.UNKNOWN_MONTH.prefix(head, department, letters),
                tail);
      }
      case 5, 6 -> rank(NirClass.MIGRANT, NirClass.MIGRANT.prefix(head, department, letters), tail);
      case 7, 8 ->
          rank(NirClass.PROVISIONAL, NirClass.PROVISIONAL.prefix(head, department, letters), tail);
      default -> -1;
    };
  }

  private long rank(NirClass of, long prefix, long tail) {
    long start = before[of.ordinal()];
    return prefix < 0 || start < 0 ? -1 : start + prefix * NirClass.TAILS + tail;
  }

  /** The number of that rank. */
  long unrank(long rank) {
    Ranges.requireInside(rank, size);
    long rest = rank;
    for (NirClass candidate : classes) {
      if (rest < candidate.size()) {
        return candidate.first(rest / NirClass.TAILS) + rest % NirClass.TAILS;
      }
      rest -= candidate.size();
    }
    throw new IllegalStateException("the classes do not add up to " + size);
  }
}
