package dev.paravent.demo;

import dev.paravent.demo.Screen.Line;
import dev.paravent.demo.Screen.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs every statement on both accounts, shows them side by side and judges the portal's answers.
 */
final class Replay {
  private static final String INDENT = "   ";

  private final Screen screen;
  private final Account owner;
  private final Account portal;
  private final List<String> problems = new ArrayList<>();
  private final List<Summary> summaries = new ArrayList<>();
  private int number;

  private record Summary(String title, String owner, String portal, boolean isRight) {}

  Replay(Screen screen, Account owner, Account portal) {
    this.screen = screen;
    this.owner = owner;
    this.portal = portal;
  }

  /**
   * Replays the steps.
   *
   * @param card the clear number that the portal's user reads from a patient's card
   * @return what went otherwise than it must; empty when all is well
   */
  List<String> run(List<Step> steps, String card) {
    String ownerSaw = card;
    String portalSaw = card;
    for (Step step : steps) {
      Answer ofOwner = owner.run(step.kind(), step.sql(card, ownerSaw));
      Answer ofPortal = portal.run(step.kind(), step.sql(card, portalSaw));
      if (number == 0) {
        ownerSaw = firstValue(ofOwner, ownerSaw);
        portalSaw = firstValue(ofPortal, portalSaw);
      }
      number++;
      show(step, step.sql(card, portalSaw), ofOwner, ofPortal);
      judge(step, ofOwner, ofPortal);
    }
    summarise();
    return List.copyOf(problems);
  }

  private static String firstValue(Answer answer, String otherwise) {
    return answer instanceof Answer.Rows rows && !rows.first().isEmpty()
        ? rows.first().getFirst().getFirst()
        : otherwise;
  }

  private void show(Step step, String sql, Answer ofOwner, Answer ofPortal) {
    screen.blank();
    screen.title(number + ". " + step.title());
    screen.print(Tone.PLAIN, INDENT, step.note());
    screen.print(Tone.FAINT, INDENT + "portal> ", sql);
    List<Line> left = new ArrayList<>(List.of(new Line("database owner", Tone.HEADING)));
    left.addAll(AnswerLines.of(ofOwner, screen.half()));
    List<Line> right = new ArrayList<>(List.of(new Line("portal account", Tone.HEADING)));
    right.addAll(AnswerLines.of(ofPortal, screen.half()));
    screen.sideBySide(left, right);
    screen.print(
        ofPortal.isClear() ? Tone.BAD : Tone.GOOD, INDENT, "verdict: " + verdict(ofPortal));
  }

  private static String verdict(Answer answer) {
    return switch (answer) {
      case Answer.Rows rows ->
          rows.isClear()
              ? "LEAK: clear values reached the portal"
              : "forwarded; protected values left as tokens or were not touched";
      case Answer.Failure failure ->
          failure.isClear()
              ? "LEAK: the error message holds a clear value"
              : "refused; " + failure.message();
    };
  }

  private void judge(Step step, Answer ofOwner, Answer ofPortal) {
    int before = problems.size();
    if (ofPortal.isClear()) {
      problem(step, "a clear value reached the portal");
    }
    switch (step.expectation()) {
      case WORKS -> judgeWork(step, ofOwner, ofPortal);
      case IS_REFUSED -> {
        if (!(ofPortal instanceof Answer.Failure)) {
          problem(step, "was not refused");
        }
      }
    }
    summaries.add(
        new Summary(
            number + ". " + step.title(),
            word(ofOwner),
            word(ofPortal),
            before == problems.size()));
  }

  private void judgeWork(Step step, Answer ofOwner, Answer ofPortal) {
    switch (ofPortal) {
      case Answer.Failure failure -> problem(step, "was refused: " + failure.message());
      case Answer.Rows rows -> {
        long expected = ofOwner instanceof Answer.Rows all ? all.count() : -1;
        if (rows.count() != expected) {
          problem(step, "rows: " + rows.count() + " (expected: " + expected + ")");
        }
      }
    }
  }

  private void problem(Step step, String what) {
    problems.add(number + ". " + step.title() + ": " + what);
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case Answer.Rows rows ->
          rows.isClear()
              ? String.format(Locale.ROOT, "%,d in clear", rows.clear())
              : String.format(Locale.ROOT, "%,d, none clear", rows.count());
      case Answer.Failure failure -> failure.isClear() ? "clear value in error" : "refused";
    };
  }

  private void summarise() {
    screen.blank();
    screen.title("In short");
    int title = 40;
    int column = 26;
    screen.row(
        Tone.FAINT,
        INDENT + Screen.pad("", title) + Screen.pad("database owner", column) + "portal account");
    for (Summary summary : summaries) {
      String text =
          Screen.pad(Screen.cut(summary.title(), title - 1), title)
              + Screen.pad(summary.owner(), column)
              + summary.portal();
      screen.row(summary.isRight() ? Tone.GOOD : Tone.BAD, INDENT + text);
    }
  }
}
