package dev.paravent.decide;

import dev.paravent.sql.ServerText;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a verdict: nothing that comes from a literal whose value may differ. Immutable.
 */
sealed interface PlanContent {
  /** The verdict on the statement of these tokens. */
  List<Verdict> verdicts(PgTokens tokens);

  /** About how many characters it keeps. */
  int size();

  /** A verdict without holes. */
  record Whole(List<Verdict> verdicts) implements PlanContent {
    public Whole {
      verdicts = List.copyOf(verdicts);
    }

    @Override
    public List<Verdict> verdicts(PgTokens tokens) {
      return verdicts;
    }

    @Override
    public int size() {
      return verdicts.get(0) instanceof Verdict.Forward(StatementPlan plan)
          ? plan.sql().length()
          : 0;
    }
  }

  /** A refusal of the expression that begins at a token. */
  record Refusal(Reason reason, int token) implements PlanContent {
    @Override
    public List<Verdict> verdicts(PgTokens tokens) {
      int position = tokens.start(token) + 1;
      return List.of(
          new Verdict.Refuse(
              new Reason(reason.code(), reason.sentence(), reason.advice(), position)));
    }

    @Override
    public int size() {
      return reason.sentence().length() + reason.advice().length();
    }
  }

  /** A plan of which the client is told something about the expressions that begin at tokens. */
  record Noticed(PlanContent content, List<Integer> tokens) implements PlanContent {
    /** Null where an expression begins at no token. */
    static @Nullable Noticed of(PlanContent content, List<Notice> notices, PgTokens tokens) {
      List<Integer> found = new ArrayList<>();
      for (Notice notice : notices) {
        int token = 0;
        while (token < tokens.size() && tokens.start(token) + 1 != notice.position()) {
          token++;
        }
        if (token == tokens.size()) {
          return null;
        }
        found.add(token);
      }
      return new Noticed(content, List.copyOf(found));
    }

    @Override
    public List<Verdict> verdicts(PgTokens of) {
      return content.verdicts(of).stream().map(verdict -> placed(verdict, of)).toList();
    }

    private Verdict placed(Verdict verdict, PgTokens of) {
      if (!(verdict instanceof Verdict.Forward(StatementPlan plan))) {
        return verdict;
      }
      List<Notice> placed = new ArrayList<>();
      for (int i = 0; i < plan.notices().size(); i++) {
        placed.add(plan.notices().get(i).at(of.start(tokens.get(i)) + 1));
      }
      return new Verdict.Forward(plan.noticing(placed));
    }

    @Override
    public int size() {
      return content.size();
    }
  }

  /**
   * A plan with holes.
   *
   * @param plan without text, its parameters without values
   * @param pieces of the text, one more than there are holes in it
   * @param holes the tokens between the pieces
   * @param parameterTokens for each parameter the token that holds its value, or -1; empty if no
   *     parameter has a hole
   * @param subjectTokens for each parameter the token that holds the subject key, or -1
   * @param size of the text without what fills the holes
   */
  record Holes(
      StatementPlan plan,
      List<String> pieces,
      List<Integer> holes,
      List<Integer> parameterTokens,
      List<Integer> subjectTokens,
      int size)
      implements PlanContent {
    static Holes of(StatementPlan plan, Decision decision) {
      List<String> pieces = new ArrayList<>();
      List<Integer> holes = new ArrayList<>();
      int end = 0;
      for (ServerText.Literal literal : decision.text().literals()) {
        pieces.add(plan.sql().substring(end, literal.start()));
        holes.add(literal.token());
        end = literal.end();
      }
      pieces.add(plan.sql().substring(end));
      int size = pieces.stream().mapToInt(String::length).sum();
      List<ServerParameter> parameters = new ArrayList<>();
      boolean filled = false;
      for (int i = 0; i < plan.parameters().size(); i++) {
        boolean valued = decision.literalTokens().get(i) >= 0;
        boolean subject = decision.subjectTokens().get(i) >= 0;
        filled |= valued || subject;
        parameters.add(with(plan.parameters().get(i), valued ? "" : null, subject ? "0" : null));
      }
      return new Holes(
          with(plan, "", parameters),
          List.copyOf(pieces),
          List.copyOf(holes),
          filled ? decision.literalTokens() : List.of(),
          decision.subjectTokens(),
          size);
    }

    @Override
    public List<Verdict> verdicts(PgTokens tokens) {
      StringBuilder sql = new StringBuilder(size + 32 * holes.size());
      for (int i = 0; i < holes.size(); i++) {
        sql.append(pieces.get(i));
        tokens.appendLiteral(holes.get(i), sql);
      }
      sql.append(pieces.get(holes.size()));
      List<ServerParameter> parameters = plan.parameters();
      if (!parameterTokens.isEmpty()) {
        parameters = new ArrayList<>(plan.parameters().size());
        for (int i = 0; i < plan.parameters().size(); i++) {
          parameters.add(
              with(
                  plan.parameters().get(i),
                  text(tokens, parameterTokens.get(i)),
                  text(tokens, subjectTokens.get(i))));
        }
      }
      return List.of(new Verdict.Forward(with(plan, sql.toString(), parameters)));
    }

    private static @Nullable String text(PgTokens tokens, int token) {
      return token < 0 ? null : tokens.literalText(token);
    }

    static StatementPlan with(StatementPlan plan, String sql, List<ServerParameter> parameters) {
      return new StatementPlan(
          plan.kind(),
          sql,
          plan.clientParameters(),
          parameters,
          plan.outputs(),
          plan.hiddenOutputs(),
          plan.comparesOrGroups(),
          plan.effect(),
          plan.cacheable(),
          plan.copy(),
          plan.failsAlike(),
          plan.notices());
    }

    /** The parameter with another value and another subject key, where they are not null. */
    static ServerParameter with(
        ServerParameter parameter, @Nullable String value, @Nullable String subject) {
      return switch (parameter.source()) {
        case ServerParameter.LiteralProtected(String text, Demand demand) ->
            new ServerParameter(
                parameter.typeOid(),
                new ServerParameter.LiteralProtected(
                    value == null ? text : value, with(demand, subject)));
        case ServerParameter.ClientProtected(int index, Demand demand) when subject != null ->
            new ServerParameter(
                parameter.typeOid(),
                new ServerParameter.ClientProtected(index, with(demand, subject)));
        case ServerParameter.LiteralDocument(String text, DocumentDemand demand) ->
            new ServerParameter(
                parameter.typeOid(),
                new ServerParameter.LiteralDocument(value == null ? text : value, demand));
        case ServerParameter.ClientDocument client -> parameter;
        case ServerParameter.ClientProtected client -> parameter;
        case ServerParameter.Client client -> parameter;
        case ServerParameter.TokenFlag flag -> parameter;
        case ServerParameter.OfEndUser user -> parameter;
        case ServerParameter.CompanionOf companion -> parameter;
      };
    }

    private static Demand with(Demand demand, @Nullable String subject) {
      return subject == null
          ? demand
          : new Demand(
              demand.protectedClass(),
              demand.array(),
              demand.tokenAllowed(),
              demand.clear(),
              demand.confirmedBy(),
              demand.looksUp(),
              demand.writes(),
              new Demand.Subject(-1, Long.parseLong(subject), true));
    }
  }
}
