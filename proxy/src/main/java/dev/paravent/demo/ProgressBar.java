package dev.paravent.demo;

import java.util.Locale;

/** Shows how much of a known amount is done. Not thread-safe. */
final class ProgressBar {
  private static final int CELLS = 30;

  private final Screen screen;
  private final String label;
  private final long total;
  private long shown = -1;

  ProgressBar(Screen screen, String label, long total) {
    this.screen = screen;
    this.label = label;
    this.total = total;
  }

  /** Draws again when a whole per cent more is done. */
  void show(long done) {
    long percent = total == 0 ? 100 : done * 100 / total;
    if (percent != shown) {
      shown = percent;
      screen.redraw(line(done), done == total);
    }
  }

  String line(long done) {
    int filled = total == 0 ? CELLS : (int) (done * CELLS / total);
    return String.format(
        Locale.ROOT,
        "  %-10s [%s%s] %,d",
        label,
        "#".repeat(filled),
        ".".repeat(CELLS - filled),
        done);
  }
}
