package dev.paravent.decide;

import dev.paravent.sql.InsertedRows;
import dev.paravent.sql.Statement;
import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.PgTokens;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on INSERTs of any number of rows of one shape, found out of the first rows of one of
 * them. A literal that is tied in one row has the same value in all of them. Immutable.
 */
final class FoldedTemplate implements PlanTemplate {
  private final FoldedRows analysed;
  private final StatementTemplate around;

  /** By place in a row: what stands there in every row; null for what may be anything. */
  private final @Nullable String[] tiedInRows;

  private final boolean isTiedInRows;
  private final @Nullable FoldedPlan plan;
  private final @Nullable Reason refusal;

  private FoldedTemplate(
      FoldedRows analysed,
      StatementTemplate around,
      @Nullable String[] tiedInRows,
      @Nullable FoldedPlan plan,
      @Nullable Reason refusal) {
    this.analysed = analysed;
    this.around = around;
    this.tiedInRows = tiedInRows;
    this.isTiedInRows = !Arrays.stream(tiedInRows).allMatch(source -> source == null);
    this.plan = plan;
    this.refusal = refusal;
  }

  /**
   * What holds for any number of rows.
   *
   * @param rows of the whole statement
   * @param statement its first rows
   * @param tokens of these, after everything that decided was done
   * @param mostCharacters how long a text may be
   * @return null if nothing does, or it must not be kept
   */
  static @Nullable FoldedTemplate of(
      FoldedRows rows,
      Statement.Data statement,
      PgTokens tokens,
      Decision decision,
      long mostCharacters) {
    StatementTemplate template = StatementTemplate.of(tokens, decision);
    FoldedRows analysed = rows.analysed();
    if (template == null || !InsertedRows.areSourceOf(statement, analysed, tokens)) {
      return null;
    }
    @Nullable String[] tiedInRows = new String[rows.stride()];
    for (int i = 0; i < template.tiedTokens().length; i++) {
      int token = template.tiedTokens()[i];
      int row = analysed.row(token);
      if (row >= 0) {
        int place = token - rows.first() - row * rows.stride();
        String source = template.tiedSources()[i];
        if (tiedInRows[place] != null && !source.equals(tiedInRows[place])) {
          return null;
        }
        tiedInRows[place] = source;
      }
    }
    return switch (decision.verdict()) {
      case Verdict.Forward(StatementPlan whole) -> {
        FoldedPlan plan = FoldedPlan.of(rows, tokens, decision, whole, mostCharacters);
        yield plan == null ? null : new FoldedTemplate(analysed, template, tiedInRows, plan, null);
      }
      case Verdict.Refuse(Reason reason) ->
          new FoldedTemplate(analysed, template, tiedInRows, null, reason);
      case Verdict.Perform perform -> null;
    };
  }

  @Override
  public boolean isFor(PlanCache.Wanted wanted) {
    FoldedRows rows = wanted.rows();
    if (rows == null) {
      return false;
    }
    for (int i = 0; i < around.tiedTokens().length; i++) {
      int token = around.tiedTokens()[i];
      if (analysed.row(token) < 0
          && !wanted.tokens().isSource(token(token, rows), around.tiedSources()[i])) {
        return false;
      }
    }
    for (int row = 0; isTiedInRows && row < rows.count(); row++) {
      for (int place = 0; place < tiedInRows.length; place++) {
        String source = tiedInRows[place];
        int token = rows.first() + row * rows.stride() + place;
        if (source != null && !wanted.tokens().isSource(token, source)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where a token outside the rows stands in a statement with so many of them. */
  private int token(int token, FoldedRows rows) {
    return token < analysed.last()
        ? token
        : token + (rows.count() - FoldedRows.ANALYSED) * rows.stride();
  }

  @Override
  public List<Verdict> verdicts(PlanCache.Wanted wanted) {
    FoldedRows rows = wanted.rows();
    if (rows == null) {
      throw new IllegalStateException("rows: none (expected: those of the fingerprint)");
    }
    if (plan != null) {
      return List.of(plan.verdict(wanted.tokens(), rows));
    }
    Reason reason = refusal;
    if (reason == null) {
      throw new IllegalStateException("neither a plan nor a refusal");
    }
    int refused = around.refusedToken();
    int position = refused < 0 ? 0 : wanted.tokens().start(token(refused, rows)) + 1;
    return List.of(
        new Verdict.Refuse(
            new Reason(reason.code(), reason.sentence(), reason.advice(), position)));
  }

  @Override
  public int size() {
    return around.size() + tiedInRows.length + (plan == null ? 0 : plan.size());
  }

  @Override
  public String toString() {
    return "FoldedTemplate/" + tiedInRows.length;
  }
}
