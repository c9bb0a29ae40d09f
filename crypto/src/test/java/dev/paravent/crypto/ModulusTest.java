package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModulusTest {

  private static final long[] MODULI = {
    2,
    3,
    7,
    10,
    1_000,
    1_024,
    49_673,
    999_983,
    1_000_000,
    1L << 32,
    (1L << 32) - 1,
    1L << 40,
    (1L << 40) - 1,
    986_400_000_000L
  };

  @Test
  void everyRemainderAndQuotientAgreesWithDivision() {
    Random random = new Random(71);
    int wrong = 0;
    for (long value : MODULI) {
      Modulus modulus = new Modulus(value);
      for (int i = 0; i < 200_000; i++) {
        long dividend = random.nextLong() >>> random.nextInt(64);
        long near = Long.divideUnsigned(dividend, value) * value - i % 3;
        for (long tried : new long[] {dividend, near, -1 - i % 5, i % 5}) {
          wrong += modulus.reduce(tried) == Long.remainderUnsigned(tried, value) ? 0 : 1;
          if (tried >= 0) {
            wrong += modulus.quotient(tried) == tried / value ? 0 : 1;
          }
        }
      }
    }
    assertThat(wrong).isZero();
  }

  @Test
  void ninetySixBitsAreReducedAsOneNumber() {
    Random random = new Random(72);
    for (long value : MODULI) {
      for (int i = 0; i < 500; i++) {
        long high = i == 0 ? -1 : random.nextLong();
        int low = i == 0 ? -1 : random.nextInt();
        BigInteger whole =
            new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(32)
                .add(BigInteger.valueOf(Integer.toUnsignedLong(low)));
        assertThat(new Modulus(value).reduce(high, low))
            .isEqualTo(whole.mod(BigInteger.valueOf(value)).longValueExact());
      }
    }
  }

  @Test
  void sumsAndDifferencesStayBelow() {
    Modulus modulus = new Modulus(10);
    for (int some = 0; some < 10; some++) {
      for (int other = 0; other < 10; other++) {
        assertThat(modulus.add(some, other)).isEqualTo((some + other) % 10);
        assertThat(modulus.subtract(some, other)).isEqualTo((some - other + 10) % 10);
      }
    }
  }

  @Test
  void refusesWhatItCannotDivideBy() {
    for (long value : new long[] {-1, 0, 1, (1L << 40) + 1, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Modulus(value));
    }
  }
}
