package dev.paravent.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the start-up parameter {@code options} as the server does (pg_split_opts, then getopt). */
final class StartupOptions {
  private StartupOptions() {}

  /**
   * The settings in order; empty if there is anything but {@code -c name=value} and its long form.
   */
  static Optional<List<Map.Entry<String, String>>> parse(String options) {
    List<String> words = split(options);
    List<Map.Entry<String, String>> settings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String assignment;
      if (word.equals("-c")) {
        if (++i == words.size()) {
          return Optional.empty();
        }
        assignment = words.get(i);
      } else if (word.startsWith("--")) {
        assignment = word.substring(2);
      } else if (word.startsWith("-c")) {
        assignment = word.substring(2);
      } else {
        return Optional.empty();
      }
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        return Optional.empty();
      }
      settings.add(
          Map.entry(
              assignment.substring(0, equals).replace('-', '_'), assignment.substring(equals + 1)));
    }
    return Optional.of(settings);
  }

  /** Words between white space; a backslash takes the next character as it is. */
  private static List<String> split(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < options.length(); i++) {
      char next = options.charAt(i);
      if (next == '\\' && i + 1 < options.length()) {
        word.append(options.charAt(++i));
        inWord = true;
      } else if (next == ' ' || (next >= '\t' && next <= '\r')) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(next);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
