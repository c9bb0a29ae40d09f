package dev.paravent.attest;

import static dev.paravent.attest.Needles.In.LOWER_CASE;
import static dev.paravent.attest.Needles.In.SQUASHED;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Forms of a value that is neither a number nor a date of a person. */
final class TextNeedles {
  private TextNeedles() {}

  static void add(Needles needles, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String text = Needles.latin(bytes);
    needles.text("value", LOWER_CASE, text.toLowerCase(Locale.ROOT));
    needles.text("value", SQUASHED, text.replaceAll("[^0-9A-Za-z]", ""));
    needles.text(
        "value reversed",
        LOWER_CASE,
        new StringBuilder(text.toLowerCase(Locale.ROOT)).reverse().toString());
    needles.text("value hex", LOWER_CASE, HexFormat.of().formatHex(bytes));
    needles.base64("value", bytes);
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      byte[] digest = NirNeedles.digest(algorithm, bytes);
      needles.text("value " + algorithm, LOWER_CASE, HexFormat.of().formatHex(digest));
      needles.bytes("value " + algorithm, digest);
    }
  }
}
