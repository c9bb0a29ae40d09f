package dev.paravent.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of an inventory file: a word, and what it is said about. Blank lines and lines that begin
 * with # are skipped.
 */
record InventoryLine(String word, List<String> entries, String place) {
  private static final Pattern SPACES = Pattern.compile(" +");

  static List<InventoryLine> read(String resource) {
    String text;
    try (InputStream stream = InventoryLine.class.getResourceAsStream(resource)) {
      text =
          new String(
              Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<InventoryLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(SPACES.split(line.strip()));
      String place = resource + ":" + number;
      if (words.size() < 2) {
        throw new IllegalStateException(place + ": nothing after " + words.getFirst());
      }
      lines.add(new InventoryLine(words.getFirst(), words.subList(1, words.size()), place));
    }
    return lines;
  }

  /** A pattern in which * stands for any characters. */
  static Pattern pattern(String entry) {
    return Pattern.compile(
        Stream.of(entry.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  IllegalStateException problem(String what) {
    return new IllegalStateException(place + ": " + what);
  }
}
