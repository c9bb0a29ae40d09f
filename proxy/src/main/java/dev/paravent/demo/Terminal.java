package dev.paravent.demo;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out what the demo is shown on. */
final class Terminal {
  private static final int WIDTH_WITHOUT_TERMINAL = 120;
  private static final int NARROWEST = 72;
  private static final int WIDEST = 200;

  private Terminal() {}

  static Screen screen(PrintStream out) {
    // With jdk.console=java.base (the launcher sets it) there is a console on a terminal only.
    Console console = System.console();
    boolean terminal = console != null && !"dumb".equals(System.getenv("TERM"));
    boolean colours = terminal && System.getenv("NO_COLOR") == null;
    int width =
        (terminal ? measuredWidth() : Optional.<Integer>empty())
            .or(() -> number(System.getenv().getOrDefault("COLUMNS", "")))
            .orElse(WIDTH_WITHOUT_TERMINAL);
    return new Screen(out, Math.clamp(width, NARROWEST, WIDEST), terminal, colours);
  }

  /** What stty says about the terminal on standard input: rows and columns. */
  private static Optional<Integer> measuredWidth() {
    try {
      Process process =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor(1, TimeUnit.SECONDS);
      return number(size.substring(size.indexOf(' ') + 1).strip());
    } catch (IOException noStty) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number > 0 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
