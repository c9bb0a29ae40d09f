package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.sql.Analysis;
import dev.paravent.sql.FlowAnalysis;
import dev.paravent.sql.Statement;
import dev.paravent.sql.TemporaryStatements;
import dev.paravent.sql.pg.PgTokens;
import java.util.List;
import java.util.Set;

/** Judges statements about temporary tables. Stateless. */
final class TemporaryDecider {
  private final Catalog catalog;
  private final Protection protection;
  private final List<String> searchPath;
  private final Temporaries temporaries;
  private final PgTokens tokens;
  private final Decider decider;
  private final TemporaryStatements statements;

  /** Judges for a session; {@code catalog} holds its temporary tables. */
  TemporaryDecider(
      AccessPolicy access,
      Catalog catalog,
      Protection protection,
      List<String> searchPath,
      Temporaries temporaries,
      PgTokens tokens) {
    this.catalog = catalog;
    this.protection = protection;
    this.searchPath = searchPath;
    this.temporaries = temporaries;
    this.tokens = tokens;
    this.decider = new Decider(access, protection);
    this.statements = new TemporaryStatements(catalog, protection, searchPath);
  }

  Verdict create(Statement.CreateTemporary create, List<Integer> parameterOids) {
    TemporaryStatements.Wanted wanted = statements.wanted(create);
    TemporaryTable existing = temporaries.find(wanted.name()).orElse(null);
    if (existing != null && !wanted.ifNotExists()) {
      return refuse(RefusalCode.DUPLICATE_TABLE, "the temporary table already exists");
    }
    if (existing == null && temporaries.tables().size() >= Temporaries.MOST) {
      return refuse(RefusalCode.LIMIT_EXCEEDED, "the session has too many temporary tables");
    }
    Statement.Data query = create.query();
    Analysis stored =
        query == null
            ? null
            : new FlowAnalysis(catalog, protection).analyseStored(query, searchPath);
    TemporaryStatements.Creation creation =
        statements.create(
            create,
            stored,
            existing == null ? temporaries.nextName() : existing.serverName(),
            existing != null);
    SessionEffect effect =
        existing == null
            ? new SessionEffect.CreateTable(
                new TemporaryTable(wanted.name(), creation.relation(), wanted.dropsOnCommit()))
            : SessionEffect.None.INSTANCE;
    Statement.Data read =
        query == null
            ? new Statement.Data(Statement.DataKind.SELECT, creation.analysis().tree(), 0)
            : query;
    return switch (decider.decide(read, creation.analysis(), parameterOids, tokens).verdict()) {
      case Verdict.Forward(StatementPlan plan) ->
          new Verdict.Forward(
              new StatementPlan(
                      StatementKind.TEMPORARY,
                      plan.sql(),
                      plan.clientParameters(),
                      plan.parameters(),
                      List.of(),
                      0,
                      plan.comparesOrGroups(),
                      effect,
                      false)
                  .failing(plan.failsAlike()));
      case Verdict.Perform perform -> perform;
      case Verdict.Refuse refuse -> refuse;
    };
  }

  Verdict drop(Statement.DropTables drop) {
    TemporaryStatements.Selection dropped = statements.drop(drop);
    return forward(
        dropped.text(),
        dropped.names().isEmpty()
            ? SessionEffect.None.INSTANCE
            : new SessionEffect.DropTables(dropped.names()));
  }

  Verdict truncate(Statement.Truncate truncate) {
    return forward(statements.truncate(truncate).text(), SessionEffect.None.INSTANCE);
  }

  private static Verdict forward(String text, SessionEffect effect) {
    return new Verdict.Forward(
        new StatementPlan(
            StatementKind.TEMPORARY, text, 0, List.of(), List.of(), 0, Set.of(), effect, false));
  }

  private static Verdict refuse(RefusalCode code, String sentence) {
    return new Verdict.Refuse(Reason.of(code, sentence));
  }
}
