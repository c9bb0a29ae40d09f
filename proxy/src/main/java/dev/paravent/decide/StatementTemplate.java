package dev.paravent.decide;

import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on every statement with one fingerprint whose tied literals have the same values. A
 * literal is tied if anything asked for its value on the way to the verdict, or if it did not reach
 * the server's text as a constant; the others are holes, filled from each statement. So it keeps no
 * value that could be a person's (G5). Immutable.
 */
final class StatementTemplate implements PlanTemplate {
  private static final int LONGEST_TIED = 64;
  private static final int MOST_DIGITS = 5;

  private final int[] tiedTokens;
  private final String[] tiedSources;
  private final PlanContent content;

  private StatementTemplate(int[] tiedTokens, String[] tiedSources, PlanContent content) {
    this.tiedTokens = tiedTokens;
    this.tiedSources = tiedSources;
    this.content = content;
  }

  /**
   * What may be kept of a verdict.
   *
   * @param tokens of the one statement, after everything that decided was done
   * @return null if it must not be kept
   */
  static @Nullable StatementTemplate of(PgTokens tokens, Decision decision) {
    if (keepsProtected(tokens, decision)) {
      return null;
    }
    BitSet holes = new BitSet();
    decision.text().literals().forEach(literal -> holes.set(literal.token()));
    set(holes, decision.literalTokens());
    set(holes, decision.subjectTokens());
    PlanContent content =
        switch (decision.verdict()) {
          case Verdict.Forward forward ->
              placed(
                  holes.isEmpty()
                      ? new PlanContent.Whole(List.of(forward))
                      : PlanContent.Holes.of(forward.plan(), decision),
                  forward.plan().notices(),
                  tokens);
          case Verdict.Refuse(Reason reason) -> refusal(tokens, reason);
          case Verdict.Perform perform -> null;
        };
    boolean isRefusal = decision.verdict() instanceof Verdict.Refuse;
    List<Integer> tied = new ArrayList<>();
    for (int token = 0; token < tokens.size(); token++) {
      boolean isHole = isRefusal || holes.get(token);
      if (tokens.isLiteral(token) && (tokens.isTied(token) || !isHole)) {
        tied.add(token);
      }
    }
    String[] sources = new String[tied.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = tokens.source(tied.get(i));
      if (!mayBeKept(sources[i])) {
        return null;
      }
    }
    return content == null
        ? null
        : new StatementTemplate(
            tied.stream().mapToInt(Integer::intValue).toArray(), sources, content);
  }

  /** With the places of what the client is told; null if one is unknown. */
  private static @Nullable PlanContent placed(
      PlanContent content, List<Notice> notices, PgTokens tokens) {
    return notices.isEmpty() ? content : PlanContent.Noticed.of(content, notices, tokens);
  }

  /** Whether a literal that meets a protected column would be kept: its value was looked at. */
  private static boolean keepsProtected(PgTokens tokens, Decision decision) {
    if (!(decision.verdict() instanceof Verdict.Forward(StatementPlan plan))) {
      return false;
    }
    for (int i = 0; i < plan.parameters().size(); i++) {
      int token = i < decision.literalTokens().size() ? decision.literalTokens().get(i) : -1;
      boolean holds =
          switch (plan.parameters().get(i).source()) {
            case ServerParameter.LiteralProtected l -> true;
            case ServerParameter.LiteralDocument l -> true;
            case ServerParameter.ClientProtected c -> false;
            case ServerParameter.ClientDocument c -> false;
            case ServerParameter.Client c -> false;
            case ServerParameter.TokenFlag f -> false;
            case ServerParameter.OfEndUser u -> false;
            case ServerParameter.CompanionOf c -> false;
          };
      if (holds && (token < 0 || tokens.isTied(token))) {
        return true;
      }
    }
    return false;
  }

  private static void set(BitSet holes, List<Integer> tokens) {
    for (int token : tokens) {
      if (token >= 0) {
        holes.set(token);
      }
    }
  }

  private static @Nullable PlanContent refusal(PgTokens tokens, Reason reason) {
    if (reason.position() == 0) {
      return new PlanContent.Whole(List.of(new Verdict.Refuse(reason)));
    }
    for (int token = 0; token < tokens.size(); token++) {
      if (tokens.start(token) + 1 == reason.position()) {
        return new PlanContent.Refusal(reason, token);
      }
    }
    return null;
  }

  /** A word, a position or a length; not what could be a date or an identity. */
  private static boolean mayBeKept(String source) {
    int digits = 0;
    for (int i = 0; i < source.length(); i++) {
      digits += Character.isDigit(source.charAt(i)) ? 1 : 0;
    }
    return source.length() <= LONGEST_TIED && digits <= MOST_DIGITS;
  }

  @Override
  public boolean isFor(PlanCache.Wanted wanted) {
    for (int i = 0; i < tiedTokens.length; i++) {
      if (!wanted.tokens().isSource(tiedTokens[i], tiedSources[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<Verdict> verdicts(PlanCache.Wanted wanted) {
    return content.verdicts(wanted.tokens());
  }

  @Override
  public int size() {
    int size = 64;
    for (String source : tiedSources) {
      size += source.length();
    }
    return size + content.size();
  }

  /** The tied literals, as tokens. Not to be changed. */
  int[] tiedTokens() {
    return tiedTokens;
  }

  /** As {@link #tiedTokens} are written. Not to be changed. */
  String[] tiedSources() {
    return tiedSources;
  }

  /** The token that a refusal points at; -1 if it points at none. */
  int refusedToken() {
    return content instanceof PlanContent.Refusal refusal ? refusal.token() : -1;
  }

  @Override
  public String toString() {
    return "StatementTemplate/" + tiedTokens.length;
  }
}
