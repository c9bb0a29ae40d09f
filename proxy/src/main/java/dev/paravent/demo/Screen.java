package dev.paravent.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain text of a known width; colours only when asked. Not thread-safe.
 *
 * <p>Side by side means two blocks of equal width with a rule between them.
 */
final class Screen {
  /** What a line says, so what colour it has on a terminal. */
  enum Tone {
    PLAIN(""),
    HEADING("\u001b[1m"),
    FAINT("\u001b[2m"),
    GOOD("\u001b[32m"),
    BAD("\u001b[31m"),
    WARNING("\u001b[33m");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** A line of a block. */
  record Line(String text, Tone tone) {}

  private static final String RESET = "\u001b[0m";
  private static final String RULE = " | ";

  private final PrintStream out;
  private final int width;
  private final boolean terminal;
  private final boolean colours;

  Screen(PrintStream out, int width, boolean terminal, boolean colours) {
    this.out = out;
    this.width = width;
    this.terminal = terminal;
    this.colours = colours;
  }

  int width() {
    return width;
  }

  void blank() {
    out.println();
  }

  /** Prints a text behind a prefix, broken between words where the line ends. */
  void print(Tone tone, String prefix, String text) {
    String start = prefix;
    for (String line : wrap(text, width - prefix.length())) {
      out.println(start + paint(line, tone));
      start = " ".repeat(prefix.length());
    }
  }

  /** Prints one line, cut where the screen ends. */
  void row(Tone tone, String text) {
    out.println(paint(cut(text, width), tone));
  }

  /** Prints a title with a line to the right edge. */
  void title(String text) {
    String dashes = "-".repeat(Math.max(0, width - text.length() - 4));
    out.println(paint("-- " + text + " " + dashes, Tone.HEADING));
  }

  /** Prints two blocks beside each other; longer lines are cut. */
  void sideBySide(List<Line> left, List<Line> right) {
    int half = half();
    for (int row = 0; row < Math.max(left.size(), right.size()); row++) {
      Line one = row < left.size() ? left.get(row) : new Line("", Tone.PLAIN);
      Line two = row < right.size() ? right.get(row) : new Line("", Tone.PLAIN);
      out.println(
          paint(pad(cut(one.text(), half), half), one.tone())
              + RULE
              + paint(cut(two.text(), half), two.tone()));
    }
  }

  /** The width of one of two blocks. */
  int half() {
    return (width - RULE.length()) / 2;
  }

  /** Replaces the current line; without a terminal nothing is shown before the last. */
  void redraw(String text, boolean last) {
    if (terminal) {
      out.print("\r" + pad(cut(text, width - 1), width - 1));
    } else if (last) {
      out.print(text);
    }
    if (last) {
      out.println();
    }
    out.flush();
  }

  /** The lines of a text that fit a width. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text, or as much of it as fits with an ellipsis. */
  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String paint(String text, Tone tone) {
    return colours && tone != Tone.PLAIN ? tone.code + text + RESET : text;
  }
}
