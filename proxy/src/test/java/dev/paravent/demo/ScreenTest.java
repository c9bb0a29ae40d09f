package dev.paravent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.demo.Screen.Line;
import dev.paravent.demo.Screen.Tone;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void putsTwoBlocksBesideEachOtherAndCutsWhatIsTooLong() {
    screen(27, false)
        .sideBySide(
            List.of(new Line("owner", Tone.HEADING), new Line("1850275116042 Martin", Tone.PLAIN)),
            List.of(new Line("portal", Tone.HEADING)));
    assertThat(text()).isEqualTo("owner        | portal\n185027511... | \n");
  }

  @Test
  void breaksLinesBetweenWords() {
    assertThat(Screen.wrap("select nir from patient", 11))
        .containsExactly("select nir", "from", "patient");
  }

  @Test
  void coloursOnlyATerminal() {
    screen(40, false).print(Tone.BAD, "", "no");
    screen(40, true).print(Tone.BAD, "", "yes");
    assertThat(text()).isEqualTo("no\n\u001b[31myes\u001b[0m\n");
  }

  @Test
  void laysRowsOutInColumnsWithTheirCount() {
    Answer answer =
        new Answer.Rows(
            List.of("nir", "name"), List.of(List.of("9123", "Li"), List.of("94", "Bo")), 1_200, 0);
    assertThat(AnswerLines.of(answer, 40))
        .extracting(Line::text)
        .containsExactly(
            "nir   name", "9123  Li", "94    Bo", "...", "1,200 rows, nothing in clear");
  }

  @Test
  void saysThatAnErrorMessageHoldsAClearValue() {
    Answer answer = new Answer.Failure("22003", "value \"1\" is out of range", true);
    assertThat(AnswerLines.of(answer, 80))
        .extracting(Line::text)
        .containsExactly(
            "ERROR 22003: value \"1\" is out of range", "(and the message holds a clear value)");
  }

  @Test
  void drawsTheBarInProportion() {
    ProgressBar bar = new ProgressBar(screen(80, false), "patients", 100_000);
    assertThat(bar.line(50_000)).isEqualTo("  patients   [###############...............] 50,000");
    bar.show(50_000);
    bar.show(100_000);
    assertThat(text()).isEqualTo("  patients   [##############################] 100,000\n");
  }

  private Screen screen(int width, boolean terminal) {
    return new Screen(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), width, terminal, terminal);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
