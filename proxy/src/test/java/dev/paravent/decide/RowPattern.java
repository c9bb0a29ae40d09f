package dev.paravent.decide;

import java.util.Random;

/**
 * Statements that insert many rows of one shape, made of a pattern: of {@code before [row] after}
 * the row is repeated. In it {@code #} is a number, {@code 'n'} a NIR, {@code 'd'} a date, {@code
 * 's'} a text, {@code ?} the next parameter and {@code $row} one that is the same wherever it
 * stands in the row.
 */
final class RowPattern {
  private final String before;
  private final String row;
  private final String after;

  RowPattern(String pattern) {
    int open = pattern.indexOf('[');
    int close = pattern.lastIndexOf(']');
    this.before = pattern.substring(0, open);
    this.row = pattern.substring(open + 1, close);
    this.after = pattern.substring(close + 1);
  }

  String statement(int rows, Random random) {
    int[] parameter = {before.contains("$1") || row.contains("$1") ? 1 : 0};
    StringBuilder sql = new StringBuilder(before);
    for (int i = 0; i < rows; i++) {
      sql.append(i == 0 ? "" : random.nextBoolean() ? "," : "\n , /* next */ ");
      sql.append(filled(row, parameter, random));
    }
    return sql.append(filled(after, parameter, random)).toString();
  }

  private static String filled(String pattern, int[] parameter, Random random) {
    StringBuilder filled = new StringBuilder();
    int own = pattern.contains("$row") ? ++parameter[0] : 0;
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.startsWith("'n'", i)) {
        filled.append('\'').append(1_850_500_000_000L + random.nextInt(1 << 30)).append('\'');
        i += 2;
      } else if (pattern.startsWith("'d'", i)) {
        filled.append("'19").append(10 + random.nextInt(80)).append("-02-1");
        filled.append(random.nextInt(10)).append('\'');
        i += 2;
      } else if (pattern.startsWith("'s'", i)) {
        filled.append("'it''s ").append(random.nextInt(1_000)).append('\'');
        i += 2;
      } else if (pattern.startsWith("$row", i)) {
        filled.append('$').append(own);
        i += 3;
      } else if (pattern.charAt(i) == '#') {
        filled.append(random.nextInt(1_000_000));
      } else if (pattern.charAt(i) == '?') {
        filled.append('$').append(++parameter[0]);
      } else {
        filled.append(pattern.charAt(i));
      }
    }
    return filled.toString();
  }
}
