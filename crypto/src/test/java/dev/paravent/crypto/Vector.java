package dev.paravent.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** A row of a test-vector file. */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
record Vector(
    String algorithm,
    byte[] key,
    byte[] tweak,
    int radix,
    String plaintext,
    String ciphertext,
    String source) {

  static List<Vector> read(String file) {
    try (InputStream in = Vector.class.getResourceAsStream("/vectors/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().skip(1).map(Vector::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector row(String line) {
    String[] cells = line.split(",", 7);
    HexFormat hex = HexFormat.of();
    return new Vector(
        cells[0],
        hex.parseHex(cells[1]),
        hex.parseHex(cells[2]),
        Integer.parseInt(cells[3]),
        cells[4],
        cells[5],
        cells[6]);
  }

  /** The length n of rows like {@code FF1-integer-rank(n=4)}. */
  int numerals() {
    return Integer.parseInt(
        algorithm.substring(algorithm.indexOf("n=") + 2, algorithm.length() - 1));
  }
}
