package dev.paravent.demo;

import dev.paravent.demo.Screen.Line;
import dev.paravent.demo.Screen.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lays an answer out as the lines of a block. */
final class AnswerLines {
  private static final String GAP = "  ";

  private AnswerLines() {}

  static List<Line> of(Answer answer, int width) {
    return switch (answer) {
      case Answer.Rows rows -> rows(rows);
      case Answer.Failure failure -> failure(failure, width);
    };
  }

  private static List<Line> rows(Answer.Rows rows) {
    List<Line> lines = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>(rows.first());
    if (!rows.headers().isEmpty()) {
      cells.addFirst(rows.headers());
    }
    List<String> laidOut = columns(cells);
    for (int row = 0; row < laidOut.size(); row++) {
      boolean header = row == 0 && !rows.headers().isEmpty();
      lines.add(new Line(laidOut.get(row), header ? Tone.FAINT : Tone.PLAIN));
    }
    if (rows.count() > rows.first().size()) {
      lines.add(new Line("...", Tone.FAINT));
    }
    lines.add(
        new Line(
            String.format(
                Locale.ROOT, "%,d %s, %s", rows.count(), noun(rows.count()), clear(rows.clear())),
            rows.isClear() ? Tone.BAD : Tone.GOOD));
    return lines;
  }

  private static String noun(long count) {
    return count == 1 ? "row" : "rows";
  }

  private static String clear(long clear) {
    return clear == 0 ? "nothing in clear" : String.format(Locale.ROOT, "%,d in clear", clear);
  }

  private static List<Line> failure(Answer.Failure failure, int width) {
    String text = "ERROR " + failure.sqlState() + ": " + failure.message();
    Tone tone = failure.isClear() ? Tone.BAD : Tone.WARNING;
    List<Line> lines = new ArrayList<>();
    Screen.wrap(text, width).forEach(line -> lines.add(new Line(line, tone)));
    if (failure.isClear()) {
      lines.add(new Line("(and the message holds a clear value)", Tone.BAD));
    }
    return lines;
  }

  /** Left-aligned columns, each as wide as its widest cell. */
  private static List<String> columns(List<List<String>> cells) {
    int count = cells.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[count];
    for (List<String> row : cells) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      padded.add(Screen.pad(row.get(column), widths[column]));
    }
    return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
  }
}
