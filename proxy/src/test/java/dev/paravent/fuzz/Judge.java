package dev.paravent.fuzz;

import dev.paravent.decide.Output;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Reason;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans statements, runs them in both databases, compares. Confined to one thread. */
final class Judge {
  /** How the printer hides the order of rows. */
  private static final String RANDOM_ORDER = "random";

  private static final int REPETITIONS = 8;

  /** What the server says of a statement that takes too long. */
  private static final String CANCELLED = "57014";

  private final String user;
  private final Planner planner;
  private final Twin truth;
  private final Twin other;
  private final Decoy decoy;
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  /** What became of a statement. */
  enum Outcome {
    REFUSED,
    NOT_RUN,
    FORWARDED,
    COMPARED
  }

  Judge(String user, Planner planner, Twin truth, Twin other, Decoy decoy) {
    this.user = user;
    this.planner = planner;
    this.truth = truth;
    this.other = other;
    this.decoy = decoy;
  }

  Map<Outcome, Long> counts() {
    return counts;
  }

  private void count(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  Optional<Finding> judge(Generated statement) throws SQLException {
    List<Verdict> verdicts =
        planner.plan(
            new PlanRequest(statement.text(), List.of("payment", "public"), List.of(), true));
    return switch (verdicts.getLast()) {
      case Verdict.Refuse(Reason reason) -> {
        count(Outcome.REFUSED);
        yield refused(statement, reason);
      }
      case Verdict.Forward(StatementPlan plan) -> forwarded(statement, plan);
      case Verdict.Perform perform ->
          throw new IllegalStateException("the grammar has no session statements");
    };
  }

  private Optional<Finding> refused(Generated statement, Reason reason) throws SQLException {
    Finding.Wrong wrong =
        switch (reason.code()) {
          case INTERNAL_FAULT -> Finding.Wrong.INTERNAL_FAULT;
          case SYNTAX_ERROR,
              UNKNOWN_RELATION,
              UNKNOWN_COLUMN,
              UNKNOWN_FUNCTION,
              UNKNOWN_TYPE,
              AMBIGUOUS_NAME,
              INVALID_STATEMENT ->
              Finding.Wrong.NOT_RESOLVED;
          default -> Finding.Wrong.REFUSED_OPEN;
        };
    boolean counts =
        wrong == Finding.Wrong.INTERNAL_FAULT
            || (statement.open() || wrong == Finding.Wrong.NOT_RESOLVED)
                && !isRejected(truth.runOriginal(statement));
    return counts
        ? found(wrong, statement, reason.code() + ": " + reason.sentence())
        : Optional.empty();
  }

  /** Whether the server does not understand the statement, whatever its rows. */
  private static boolean isRejected(Answer answer) {
    return answer.sqlState().startsWith("42") || answer.sqlState().startsWith("0A");
  }

  private Optional<Finding> forwarded(Generated statement, StatementPlan plan) throws SQLException {
    Answer first = truth.run(plan, statement);
    if (isRejected(first)) {
      count(Outcome.NOT_RUN);
      return isRejected(truth.runOriginal(statement))
          ? Optional.empty()
          : found(Finding.Wrong.BROKEN_TEXT, statement, first.message() + "\n  " + plan.sql());
    }
    if (first.sqlState().equals(CANCELLED)) {
      count(Outcome.NOT_RUN);
      return Optional.empty();
    }
    count(Outcome.FORWARDED);
    boolean random = plan.sql().contains(RANDOM_ORDER);
    Answer second = other.run(plan, statement);
    if (second.sqlState().equals(CANCELLED)) {
      return Optional.empty();
    }
    boolean comparable = !statement.orderDependent() || !statement.arbitrary() && !random;
    if (comparable) {
      count(Outcome.COMPARED);
      String difference = interference(plan, first, second);
      if (!difference.isEmpty() && !isArbitrary(plan, statement, first)) {
        return found(Finding.Wrong.INTERFERENCE, statement, difference + "\n  " + plan.sql());
      }
    }
    return statement.open() && !(random && statement.orderDependent())
        ? sameAsOriginal(statement, plan, first)
        : Optional.empty();
  }

  /** Whether a hidden order makes the statement do one thing now and another then. */
  private boolean isArbitrary(StatementPlan plan, Generated statement, Answer first)
      throws SQLException {
    for (int i = 0; i < REPETITIONS && plan.sql().contains(RANDOM_ORDER); i++) {
      Answer again = truth.run(plan, statement);
      if (!again.sqlState().equals(first.sqlState())
          || !sorted(again.rows()).equals(sorted(first.rows()))
          || !again.open().equals(first.open())
          || !sortedLines(again.guarded()).equals(sortedLines(first.guarded()))) {
        return true;
      }
    }
    return false;
  }

  private Optional<Finding> sameAsOriginal(Generated statement, StatementPlan plan, Answer printed)
      throws SQLException {
    Answer original = truth.runOriginal(statement);
    boolean same =
        original.sqlState().equals(printed.sqlState())
            && original.header().equals(printed.header())
            && sorted(original.rows()).equals(sorted(printed.rows()))
            && original.open().equals(printed.open());
    return same
        ? Optional.empty()
        : found(
            Finding.Wrong.CHANGED_MEANING,
            statement,
            plan.sql() + "\n  " + brief(original) + "\n  " + brief(printed));
  }

  private static String brief(Answer answer) {
    String text = answer.sqlState() + answer.message() + answer.header() + answer.rows();
    return text.substring(0, Math.min(text.length(), 300));
  }

  /** How the two answers differ beyond the protected values themselves; empty if they do not. */
  private String interference(StatementPlan plan, Answer first, Answer second) {
    if (!first.sqlState().equals(second.sqlState())) {
      return "errors differ: " + brief(first) + " / " + brief(second);
    }
    if (first.rows().size() != second.rows().size()) {
      return "numbers of rows differ: " + first.rows().size() + " / " + second.rows().size();
    }
    List<List<String>> expected = sorted(visible(plan, first.rows(), true));
    List<List<String>> got = sorted(visible(plan, second.rows(), false));
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(got.get(i))) {
        return "rows differ: " + expected.get(i) + " / " + got.get(i);
      }
    }
    if (!first.open().equals(second.open())) {
      return "what open columns hold differs: " + difference(first.open(), second.open());
    }
    List<String> written = sortedLines(first.guarded().stream().map(decoy::translate).toList());
    List<String> otherWritten = sortedLines(second.guarded());
    return written.equals(otherWritten)
        ? ""
        : "what protected columns hold differs: " + difference(written, otherWritten);
  }

  private static List<String> sortedLines(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static String difference(List<String> left, List<String> right) {
    List<String> only = new ArrayList<>(left);
    only.removeAll(right);
    List<String> others = new ArrayList<>(right);
    others.removeAll(left);
    return only + " / " + others;
  }

  /**
   * Rows as a client may tell them apart: tokens by identity, companions by whether they are null.
   */
  private List<List<String>> visible(
      StatementPlan plan, List<List<String>> rows, boolean translated) {
    List<List<String>> visible = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        String field = row.get(i);
        Output output = i < plan.outputs().size() ? plan.outputs().get(i) : Output.Pass.INSTANCE;
        fields.add(
            switch (output) {
              case Output.Pass pass -> field;
              case Output.Null none -> field;
              case Output.Document document ->
                  throw new IllegalStateException("the schema has no documents");
              case Output.Tokenise token -> translated ? decoy.translate(field) : field;
              case Output.Companion companion -> field.equals(Answer.NULL) ? field : "a companion";
            });
      }
      visible.add(fields);
    }
    return visible;
  }

  private static List<List<String>> sorted(List<List<String>> rows) {
    List<List<String>> sorted = new ArrayList<>(rows);
    Collections.sort(sorted, (a, b) -> a.toString().compareTo(b.toString()));
    return sorted;
  }

  private Optional<Finding> found(Finding.Wrong wrong, Generated statement, String detail) {
    return Optional.of(new Finding(wrong, user, statement.text(), detail));
  }
}
