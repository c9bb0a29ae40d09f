package dev.paravent.decide;

import dev.paravent.sql.ServerText;
import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan for any number of rows of one shape: what is printed up to the first row, for each other
 * row, and behind them. It is kept only if the second and the third row came out alike, but for the
 * client's tokens and the numbers of parameters. Immutable.
 */
final class FoldedPlan {
  /** The server's parameters of the second row, the model of all that follow. */
  private record Numbers(int first, int count) {
    boolean hasEnded(int number) {
      return number >= first + 2 * count;
    }

    boolean isOfSecond(int number) {
      return number >= first && number < first + count;
    }

    boolean isOfThird(int number) {
      return number >= first + count && number < first + 2 * count;
    }
  }

  /**
   * A part of the text.
   *
   * @param pieces one more than there are holes
   * @param holes what stands between: one of the client's tokens, or {@code ~} a parameter's number
   */
  private record Segment(List<String> pieces, List<Integer> holes) {
    int size() {
      return pieces.stream().mapToInt(String::length).sum() + 8 * holes.size();
    }
  }

  /** A parameter of the server, and the token that holds its value, or -1. */
  private record Parameter(ServerParameter parameter, int token) {}

  /**
   * Where what was found in the second row stands in another one.
   *
   * @param rows how many rows further down
   * @param more how many more rows there are than were analysed
   * @param longer how many more rows the statement has than the one whose rows were analysed
   */
  private record Shift(int rows, int more, int longer) {}

  private final FoldedRows model;
  private final FoldedRows analysed;
  private final StatementPlan plan;
  private final Numbers numbers;
  private final Segment head;
  private final Segment row;
  private final Segment tail;
  private final List<Parameter> headParameters;
  private final List<Parameter> rowParameters;
  private final List<Parameter> tailParameters;
  private final long mostCharacters;

  private FoldedPlan(
      FoldedRows model,
      StatementPlan plan,
      Numbers numbers,
      List<Segment> segments,
      List<Parameter> parameters,
      long mostCharacters) {
    this.model = model;
    this.analysed = model.analysed();
    this.plan = plan;
    this.numbers = numbers;
    this.head = segments.get(0);
    this.row = segments.get(1);
    this.tail = segments.get(3);
    int second = numbers.first();
    int third = second + numbers.count();
    this.headParameters = List.copyOf(parameters.subList(0, second));
    this.rowParameters = List.copyOf(parameters.subList(second, third));
    this.tailParameters =
        List.copyOf(parameters.subList(third + numbers.count(), parameters.size()));
    this.mostCharacters = mostCharacters;
  }

  /** The plan; null if it cannot be told what another row would be. */
  static @Nullable FoldedPlan of(
      FoldedRows model,
      PgTokens tokens,
      Decision decision,
      StatementPlan plan,
      long mostCharacters) {
    ServerText text = decision.text();
    Numbers numbers = numbers(model, decision, plan);
    boolean told = !plan.notices().isEmpty(); // at a place that rows would move
    if (numbers == null || told || text.rowEnds().size() != FoldedRows.ANALYSED) {
      return null;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < plan.parameters().size(); i++) {
      if (!isAlone(plan.parameters().get(i)) || decision.subjectTokens().get(i) >= 0) {
        return null;
      }
      int token = decision.literalTokens().get(i);
      parameters.add(
          new Parameter(
              token < 0
                  ? plan.parameters().get(i)
                  : PlanContent.Holes.with(plan.parameters().get(i), "", null),
              token));
    }
    FoldedPlan folded =
        new FoldedPlan(
            model,
            PlanContent.Holes.with(plan, "", List.of()),
            numbers,
            segments(text),
            parameters,
            mostCharacters);
    return folded.holds(segments(text).get(2), parameters) ? folded : null;
  }

  /** The parameters of the second row; null if those of the rows do not follow each other. */
  private static @Nullable Numbers numbers(
      FoldedRows model, Decision decision, StatementPlan plan) {
    int[] rows = new int[plan.parameters().size()];
    int first = rows.length;
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      int token = decision.occurrences().get(i);
      rows[i] =
          plan.parameters().get(i).source() instanceof ServerParameter.Client(int index)
              ? model.isOfRow(index + 1) ? model.rowOf(index + 1) : -1
              : token < 0 ? -1 : model.analysed().row(token);
      if (rows[i] == 1) {
        first = Math.min(first, i);
        count++;
      }
    }
    Numbers numbers = new Numbers(first, count);
    for (int i = 0; i < rows.length; i++) {
      int expected = numbers.isOfSecond(i) ? 1 : numbers.isOfThird(i) ? 2 : -1;
      boolean before = rows[i] <= 0 && expected < 0 && (rows[i] < 0 || i < first);
      if (rows[i] != expected && !before) {
        return null;
      }
    }
    return numbers;
  }

  /** Whether nothing else in the statement decides what the parameter must be. */
  private static boolean isAlone(ServerParameter parameter) {
    return switch (parameter.source()) {
      case ServerParameter.ClientProtected(int index, Demand demand) -> isAlone(demand);
      case ServerParameter.LiteralProtected(String text, Demand demand) -> isAlone(demand);
      case ServerParameter.ClientDocument(int index, DocumentDemand demand) ->
          demand.members().values().stream().allMatch(FoldedPlan::isAlone);
      case ServerParameter.LiteralDocument(String text, DocumentDemand demand) ->
          demand.members().values().stream().allMatch(FoldedPlan::isAlone);
      case ServerParameter.Client c -> true;
      case ServerParameter.TokenFlag f -> true;
      case ServerParameter.OfEndUser u -> true;
      case ServerParameter.CompanionOf c -> true;
    };
  }

  private static boolean isAlone(Demand demand) {
    return demand.confirmedBy() < 0 && !demand.subject().isKnown();
  }

  /** The text through the first row, the second, the third, and the rest. */
  private static List<Segment> segments(ServerText text) {
    List<Segment> segments = new ArrayList<>();
    List<Integer> ends = new ArrayList<>(text.rowEnds());
    ends.add(text.text().length());
    int literal = 0;
    int parameter = 0;
    int at = 0;
    for (int end : ends) {
      List<String> pieces = new ArrayList<>();
      List<Integer> holes = new ArrayList<>();
      while (true) {
        ServerText.Literal l =
            literal < text.literals().size() ? text.literals().get(literal) : null;
        ServerText.Parameter p =
            parameter < text.parameters().size() ? text.parameters().get(parameter) : null;
        if (l != null && l.start() < end && (p == null || l.start() < p.start())) {
          pieces.add(text.text().substring(at, l.start()));
          holes.add(l.token());
          at = l.end();
          literal++;
        } else if (p != null && p.start() < end) {
          pieces.add(text.text().substring(at, p.start()));
          holes.add(~p.number());
          at = p.end();
          parameter++;
        } else {
          break;
        }
      }
      pieces.add(text.text().substring(at, end));
      at = end;
      segments.add(new Segment(List.copyOf(pieces), List.copyOf(holes)));
    }
    return segments;
  }

  /** Whether the third row is the second one further down, and what is around names neither. */
  private boolean holds(Segment third, List<Parameter> parameters) {
    Shift down = new Shift(1, 0, 0);
    if (!third.pieces().equals(row.pieces()) || third.holes().size() != row.holes().size()) {
      return false;
    }
    for (int i = 0; i < row.holes().size(); i++) {
      int hole = row.holes().get(i);
      boolean own = hole < 0 ? !numbers.isOfThird(~hole) : analysed.row(hole) == 1;
      if (!own || third.holes().get(i) != moved(hole, down)) {
        return false;
      }
    }
    for (int i = 0; i < numbers.count(); i++) {
      Parameter of = rowParameters.get(i);
      Parameter same = parameters.get(numbers.first() + numbers.count() + i);
      boolean placed = of.token() < 0 ? same.token() < 0 : same.token() == token(of.token(), down);
      if (!placed || !moved(of.parameter(), of.parameter(), down).equals(same.parameter())) {
        return false;
      }
    }
    return isAround(head, headParameters) && isAround(tail, tailParameters);
  }

  private boolean isAround(Segment segment, List<Parameter> parameters) {
    return segment.holes().stream().allMatch(this::isAround)
        && parameters.stream()
            .allMatch(
                parameter ->
                    (parameter.token() < 0 || isAround(parameter.token()))
                        && isAround(~referred(parameter.parameter())));
  }

  private boolean isAround(int hole) {
    return hole < 0
        ? !numbers.isOfSecond(~hole) && !numbers.isOfThird(~hole)
        : analysed.row(hole) <= 0;
  }

  /** The parameter that one is computed from; a number that none has if it is not. */
  private static int referred(ServerParameter parameter) {
    return switch (parameter.source()) {
      case ServerParameter.TokenFlag(int number) -> number;
      case ServerParameter.CompanionOf companion -> companion.parameter();
      default -> Integer.MAX_VALUE;
    };
  }

  private int moved(int hole, Shift shift) {
    return hole < 0 ? ~number(~hole, shift) : token(hole, shift);
  }

  private int token(int token, Shift shift) {
    if (token >= analysed.last()) {
      return token + shift.more() * model.stride();
    }
    return analysed.row(token) <= 0 ? token : token + shift.rows() * model.stride();
  }

  private int number(int number, Shift shift) {
    if (numbers.hasEnded(number)) {
      return number + shift.more() * numbers.count();
    }
    return numbers.isOfSecond(number) ? number + shift.rows() * numbers.count() : number;
  }

  private int index(int index, Shift shift) {
    if (model.isAfterRows(index + 1)) {
      return index + shift.longer() * model.width();
    }
    boolean follows = model.isOfRow(index + 1) && model.rowOf(index + 1) > 0;
    return follows ? index + shift.rows() * model.width() : index;
  }

  /** A parameter further down, with the value of another one. */
  private ServerParameter moved(ServerParameter parameter, ServerParameter value, Shift shift) {
    ServerParameter.Source source =
        switch (value.source()) {
          case ServerParameter.Client(int index) -> new ServerParameter.Client(index(index, shift));
          case ServerParameter.ClientProtected(int index, Demand demand) ->
              new ServerParameter.ClientProtected(index(index, shift), demand);
          case ServerParameter.ClientDocument(int index, DocumentDemand demand) ->
              new ServerParameter.ClientDocument(index(index, shift), demand);
          case ServerParameter.TokenFlag(int number) ->
              new ServerParameter.TokenFlag(number(number, shift));
          case ServerParameter.CompanionOf companion ->
              new ServerParameter.CompanionOf(
                  number(companion.parameter(), shift), companion.part());
          case ServerParameter.LiteralProtected literal -> literal;
          case ServerParameter.LiteralDocument literal -> literal;
          case ServerParameter.OfEndUser user -> user;
        };
    return new ServerParameter(parameter.typeOid(), source);
  }

  /** The verdict on a statement with these rows. */
  Verdict verdict(PgTokens tokens, FoldedRows rows) {
    int following = rows.count() - 1;
    int all = headParameters.size() + following * rowParameters.size() + tailParameters.size();
    long length = head.size() + (long) following * row.size() + tail.size();
    if (all > StatementPlan.MOST_PARAMETERS) {
      return new Verdict.Refuse(StatementPlan.TOO_MANY_PARAMETERS);
    }
    if (length > mostCharacters) {
      return new Verdict.Refuse(
          Reason.of(RefusalCode.LIMIT_EXCEEDED, "the statement has too many rows"));
    }
    int more = rows.count() - FoldedRows.ANALYSED;
    int longer = rows.count() - model.count();
    Shift around = new Shift(0, more, longer);
    StringBuilder sql = new StringBuilder((int) length + 64);
    List<ServerParameter> parameters = new ArrayList<>(all);
    append(head, headParameters, tokens, around, sql, parameters);
    for (int i = 0; i < following; i++) {
      append(row, rowParameters, tokens, new Shift(i, more, longer), sql, parameters);
    }
    append(tail, tailParameters, tokens, around, sql, parameters);
    return new Verdict.Forward(
        new StatementPlan(
            plan.kind(),
            sql.toString(),
            rows.parameters(),
            parameters,
            plan.outputs(),
            plan.hiddenOutputs(),
            plan.comparesOrGroups(),
            plan.effect(),
            plan.cacheable(),
            plan.copy(),
            plan.failsAlike(),
            plan.notices()));
  }

  private void append(
      Segment segment,
      List<Parameter> own,
      PgTokens tokens,
      Shift shift,
      StringBuilder sql,
      List<ServerParameter> parameters) {
    for (int i = 0; i < segment.holes().size(); i++) {
      sql.append(segment.pieces().get(i));
      int hole = moved(segment.holes().get(i), shift);
      if (hole < 0) {
        sql.append('$').append(~hole + 1);
      } else {
        tokens.appendLiteral(hole, sql);
      }
    }
    sql.append(segment.pieces().get(segment.holes().size()));
    for (Parameter each : own) {
      ServerParameter valued =
          each.token() < 0
              ? each.parameter()
              : PlanContent.Holes.with(
                  each.parameter(), tokens.literalText(token(each.token(), shift)), null);
      parameters.add(moved(each.parameter(), valued, shift));
    }
  }

  /** About how many characters it keeps. */
  int size() {
    int parameters = headParameters.size() + rowParameters.size() + tailParameters.size();
    return head.size() + row.size() + tail.size() + 32 * parameters;
  }
}
