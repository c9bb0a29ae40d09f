package dev.paravent.sql.pg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A key word of PostgreSQL. Immutable.
 *
 * @param since the release that made it one; 13 stands for all that are known
 * @param bareLabel whether it can name an output column without AS
 */
record PgKeyword(String word, Category category, boolean bareLabel, int since) {
  /** The classes of PostgreSQL's grammar: where a key word may stand as a name. */
  enum Category {
    /** Anywhere. */
    UNRESERVED,
    /** As a column or table, not as a function or type. */
    COLUMN_NAME,
    /** As a function or type, not as a column or table. */
    TYPE_OR_FUNCTION,
    /** Only after AS and after a dot. */
    RESERVED
  }

  private static final int SLOTS = 2048;
  private static final int LONGEST = 32;
  private static final @Nullable PgKeyword[] TABLE = load();

  /** The key word that an unquoted identifier is, compared without ASCII case. */
  static @Nullable PgKeyword find(String text, int start, int end, ServerVersion version) {
    int length = end - start;
    if (length > LONGEST) {
      return null;
    }
    int hash = length;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + fold(text.charAt(i));
    }
    for (int slot = slot(hash); ; slot = (slot + 1) & (SLOTS - 1)) {
      PgKeyword keyword = TABLE[slot];
      if (keyword == null) {
        return null;
      }
      if (keyword.matches(text, start, length)) {
        return version.isBefore(keyword.since) ? null : keyword;
      }
    }
  }

  static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private boolean matches(String text, int start, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (fold(text.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (SLOTS - 1);
  }

  /**
   * Reads lines such as {@code between C t} or {@code json C t 16}: the output of pg_get_keywords()
   * of PostgreSQL 18, and since when the word is one if that is after 13.
   */
  private static @Nullable PgKeyword[] load() {
    String lines;
    try (InputStream in = PgKeyword.class.getResourceAsStream("keywords.txt")) {
      if (in == null) {
        throw new IllegalStateException("keywords.txt is missing");
      }
      lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    @Nullable PgKeyword[] table = new PgKeyword[SLOTS];
    for (int start = 0, end; (end = lines.indexOf('\n', start)) >= 0; start = end + 1) {
      int blank = lines.indexOf(' ', start);
      String word = lines.substring(start, blank);
      boolean bareLabel = lines.charAt(blank + 3) == 't';
      int since = blank + 4 < end ? Integer.parseInt(lines, blank + 5, end, 10) : 13;
      Category category =
          switch (lines.charAt(blank + 1)) {
            case 'U' -> Category.UNRESERVED;
            case 'C' -> Category.COLUMN_NAME;
            case 'T' -> Category.TYPE_OR_FUNCTION;
            default -> Category.RESERVED;
          };
      int hash = word.length();
      for (int i = 0; i < word.length(); i++) {
        hash = hash * 31 + word.charAt(i);
      }
      int slot = slot(hash);
      while (table[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      table[slot] = new PgKeyword(word.intern(), category, bareLabel, since);
    }
    return table;
  }
}
