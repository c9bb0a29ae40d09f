package dev.paravent.attest;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Searches everything a client received for canaries, in every form we thought of. */
public final class CanaryScanner {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\u00([0-9a-fA-F]{2})|\\\\x([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{2});");
  private static final Pattern DECIMAL = Pattern.compile("&#([0-9]{2,3});");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^0-9A-Za-z]");

  private final Needles needles = new Needles();

  /**
   * A scanner for planted values.
   *
   * @param nirs of 13 characters, or 15 with the control key
   * @param birthDates with years that nothing else in the answers could be
   * @param texts other values, of six characters or more
   * @param today ages count up to this day
   */
  public CanaryScanner(
      List<String> nirs, List<LocalDate> birthDates, List<String> texts, LocalDate today) {
    nirs.forEach(nir -> NirNeedles.add(needles, nir));
    birthDates.forEach(date -> DateNeedles.add(needles, date, today));
    texts.forEach(text -> TextNeedles.add(needles, text));
  }

  /**
   * What was found; empty if nothing.
   *
   * @param received every byte
   * @param fields the fields that the bytes hold, one after the other
   */
  public Set<String> scan(byte[] received, String fields) {
    String raw = Needles.latin(received);
    String text = Needles.latin(fields.getBytes(StandardCharsets.UTF_8));
    List<String> bodies = new ArrayList<>(List.of(raw, text));
    for (String body : List.of(raw, text)) {
      String decoded = unescaped(body);
      if (!decoded.equals(body)) {
        bodies.add(decoded);
      }
    }
    Set<String> found = new TreeSet<>();
    for (String body : bodies) {
      String lower = body.toLowerCase(Locale.ROOT);
      String squashed = body == raw ? "" : NEITHER_LETTER_NOR_DIGIT.matcher(body).replaceAll("");
      for (Needles.Text needle : needles.texts) {
        String haystack =
            switch (needle.where()) {
              case BYTES -> body;
              case LOWER_CASE -> lower;
              case SQUASHED -> squashed;
            };
        if (haystack.contains(needle.text())) {
          found.add(needle.what());
        }
      }
      for (Needles.Shape needle : needles.shapes) {
        if (needle.pattern().matcher(body).find()) {
          found.add(needle.what());
        }
      }
    }
    return found;
  }

  private static String unescaped(String body) {
    String hexadecimal =
        ESCAPE
            .matcher(body)
            .replaceAll(
                match -> {
                  String digits = "";
                  for (int group = 1; group <= match.groupCount(); group++) {
                    digits = match.group(group) == null ? digits : match.group(group);
                  }
                  return quoted(Integer.parseInt(digits, 16));
                });
    String decimal =
        DECIMAL.matcher(hexadecimal).replaceAll(match -> quoted(Integer.parseInt(match.group(1))));
    return OCTAL.matcher(decimal).replaceAll(match -> quoted(Integer.parseInt(match.group(1), 8)));
  }

  private static String quoted(int code) {
    return java.util.regex.Matcher.quoteReplacement("" + (char) code);
  }
}
