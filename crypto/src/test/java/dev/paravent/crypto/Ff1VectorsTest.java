package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Published vectors (NIST samples, ACVP) and vectors over whole numbers, both directions. */
class Ff1VectorsTest {

  private static final String ALPHABET =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  @Test
  void everyPublishedVectorHoldsInBothDirections() {
    List<Vector> vectors = Vector.read("ff1_vectors.csv");
    assertThat(vectors).hasSize(86);
    for (Vector vector : vectors) {
      byte[] clear = numerals(vector.plaintext());
      byte[] image = numerals(vector.ciphertext());
      Ff1Strings engine = new Ff1Strings(vector.key(), vector.radix());

      byte[] forward = clear.clone();
      engine.forward(forward, forward.length, vector.tweak());
      assertThat(forward).as(vector.toString()).isEqualTo(image);
      engine.inverse(forward, forward.length, vector.tweak());
      assertThat(forward).as(vector.toString()).isEqualTo(clear);
    }
  }

  @Test
  void everyIntegerVectorHoldsInBothDirections() {
    List<Vector> vectors = Vector.read("ff1_integer_domain_bc.csv");
    assertThat(vectors).hasSize(48);
    for (Vector vector : vectors) {
      long clear = Long.parseLong(vector.plaintext());
      long image = Long.parseLong(vector.ciphertext());
      Ff1Permutation ff1 = new Ff1Permutation(vector.key(), vector.radix(), vector.numerals());

      assertThat(ff1.forward(clear, vector.tweak())).as(vector.toString()).isEqualTo(image);
      assertThat(ff1.inverse(image, vector.tweak())).as(vector.toString()).isEqualTo(clear);
    }
  }

  @Test
  void decimalVectorsHoldThroughThePermutation() {
    List<Vector> vectors =
        Vector.read("ff1_vectors.csv").stream()
            .filter(vector -> vector.radix() == 10 && vector.plaintext().length() <= 18)
            .toList();
    assertThat(vectors).hasSizeGreaterThan(20);
    for (Vector vector : vectors) {
      Ff1Permutation ff1 = new Ff1Permutation(vector.key(), 10, vector.plaintext().length());
      long clear = Long.parseLong(vector.plaintext());
      long image = Long.parseLong(vector.ciphertext());
      assertThat(ff1.forward(clear, vector.tweak())).isEqualTo(image);
      assertThat(ff1.inverse(image, vector.tweak())).isEqualTo(clear);
    }
  }

  private static byte[] numerals(String text) {
    byte[] numerals = new byte[text.length()];
    for (int i = 0; i < numerals.length; i++) {
      numerals[i] = (byte) ALPHABET.indexOf(text.charAt(i));
    }
    return numerals;
  }
}
