package dev.paravent.session.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of words in double quotes, as PgBouncer's userlist.txt has them: a quote in a word is
 * doubled, a line that begins with # or ; is a comment.
 */
final class QuotedLines {
  private QuotedLines() {}

  /**
   * The words of each line.
   *
   * @param count how many words each line has
   * @throws IOException if a line is another; the message names file and line, never a word
   */
  static List<List<String>> read(Path file, byte[] content, int count) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    int number = 0;
    for (String line : text(file, content).split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      List<String> words = words(stripped);
      if (words.size() != count) {
        throw new IOException(
            "%s:%d: expected %d words in double quotes".formatted(file, number, count));
      }
      lines.add(words);
    }
    return lines;
  }

  private static String text(Path file, byte[] content) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IOException(file + ": not UTF-8", notUtf8);
    }
  }

  /** The words; none if anything stands outside the quotes. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      if (line.charAt(at) != '"') {
        return List.of();
      }
      StringBuilder word = new StringBuilder();
      at++;
      while (true) {
        int quote = line.indexOf('"', at);
        if (quote < 0) {
          return List.of();
        }
        word.append(line, at, quote);
        at = quote + 1;
        if (at >= line.length() || line.charAt(at) != '"') {
          break;
        }
        word.append('"');
        at++;
      }
      words.add(word.toString());
    }
    return words;
  }
}
