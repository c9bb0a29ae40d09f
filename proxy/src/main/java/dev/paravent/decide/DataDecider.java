package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.sql.Analysis;
import dev.paravent.sql.FlowAnalysis;
import dev.paravent.sql.Positioned;
import dev.paravent.sql.Statement;
import dev.paravent.sql.TableStatements;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgTokens;
import java.util.List;
import java.util.Set;

/**
 * Judges statements on relations, also those inside EXPLAIN, PREPARE, DECLARE and COPY. Stateless.
 */
final class DataDecider {
  private final Catalog catalog;
  private final Protection protection;
  private final List<String> searchPath;
  private final Temporaries temporaries;
  private final Decider decider;
  private final PgTokens tokens;
  private final Budget budget;
  private final TableStatements tables;

  DataDecider(
      AccessPolicy access,
      Catalog catalog,
      Protection protection,
      List<String> searchPath,
      Temporaries temporaries,
      PgTokens tokens,
      Budget budget) {
    this.budget = budget;
    this.temporaries = temporaries;
    this.tokens = tokens;
    this.catalog = catalog;
    this.protection = protection;
    this.searchPath = searchPath;
    this.decider = new Decider(access, protection);
    this.tables = new TableStatements(catalog, protection, searchPath, budget);
  }

  /** The verdict of a statement on its own, with the places of its literals. */
  Decision judge(Statement.Data data, List<Integer> parameterOids) {
    Positioned positioned = Positioned.of(data, tokens.text());
    return positioned == null
        ? decision(data, parameterOids)
        : Decision.of(current(positioned, parameterOids));
  }

  private Decision decision(Statement.Data data, List<Integer> parameterOids) {
    tables.requireJudged(parameterOids);
    return decider.decide(data, analyse(data, parameterOids), parameterOids, tokens, budget);
  }

  private Verdict current(Positioned positioned, List<Integer> parameterOids) {
    Verdict verdict = decide(positioned.data(), parameterOids);
    return verdict instanceof Verdict.Forward(StatementPlan plan)
        ? new Verdict.Perform(
            new SessionCommand.Positioned(positioned.cursor(), positioned.placeHolder(), plan))
        : verdict;
  }

  private Verdict decide(Statement.Data data, List<Integer> parameterOids) {
    return decision(data, parameterOids).verdict();
  }

  private Analysis analyse(Statement.Data data) {
    return analyse(data, List.of());
  }

  private Analysis analyse(Statement.Data data, List<Integer> parameterOids) {
    return new FlowAnalysis(catalog, protection).analyse(data, searchPath, parameterOids, budget);
  }

  /** A plan tells sizes, ranges and constants, so nothing protected may be near it. */
  Verdict explain(Statement.Explain explain, List<Integer> parameterOids) {
    String options = ExplainOptions.text(explain.options());
    if (options == null) {
      return refuse(
          RefusalCode.EXPLAIN_NOT_ALLOWED,
          "EXPLAIN with ANALYZE or with an option that is not listed is not allowed",
          "COSTS, VERBOSE, SUMMARY, GENERIC_PLAN and FORMAT are allowed");
    }
    tables.requireJudged(parameterOids);
    Analysis analysis = analyse(explain.statement());
    Verdict verdict =
        inOrder(
            decider.decide(explain.statement(), analysis, parameterOids, tokens, budget).verdict());
    if (!(verdict instanceof Verdict.Forward(StatementPlan plan))) {
      return verdict;
    }
    if (tables.touchesProtectedRelation(analysis)) {
      return refuse(
          RefusalCode.EXPLAIN_NOT_ALLOWED,
          "EXPLAIN of a statement on a relation with protected columns is not allowed",
          "");
    }
    return new Verdict.Forward(
        new StatementPlan(
            StatementKind.EXPLAIN,
            "EXPLAIN " + options + plan.sql(),
            plan.clientParameters(),
            plan.parameters(),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            plan.cacheable()));
  }

  /** Refuses a sort key that would be left out: a cursor has places, and files are compared. */
  private static Verdict inOrder(Verdict verdict) {
    return verdict instanceof Verdict.Forward(StatementPlan plan) && !plan.notices().isEmpty()
        ? new Verdict.Refuse(
            new Reason(
                RefusalCode.PROTECTED_ORDER,
                "rows cannot be ordered by a protected column here",
                "onOrder: drop leaves sort keys of queries out, not those of cursors, COPY and"
                    + " EXPLAIN",
                plan.notices().get(0).position()))
        : verdict;
  }

  Verdict prepare(Statement.Prepare prepare) {
    List<Integer> types = tables.types(prepare);
    return switch (decide(prepare.statement(), types)) {
      case Verdict.Forward(StatementPlan plan) ->
          new Verdict.Perform(
              new SessionCommand.Prepare(
                  prepare.name(),
                  request(prepare.text(), types),
                  plan.noticing(Notice.anywhere(plan.notices()))));
      case Verdict.Perform perform -> perform;
      case Verdict.Refuse refuse -> refuse;
    };
  }

  Verdict declare(Statement.Declare declare, List<Integer> parameterOids) {
    return switch (inOrder(decide(declare.query(), parameterOids))) {
      case Verdict.Forward(StatementPlan plan) ->
          new Verdict.Perform(
              new SessionCommand.Declare(
                  declare.name(),
                  declare.options(),
                  declare.binary(),
                  declare.hold(),
                  request(declare.text(), parameterOids),
                  plan));
      case Verdict.Perform perform -> perform;
      case Verdict.Refuse refuse -> refuse;
    };
  }

  private PlanRequest request(String text, List<Integer> types) {
    return new PlanRequest(text, searchPath, types, true, temporaries);
  }

  Verdict lock(Statement.Lock lock) {
    return new Verdict.Forward(plan(StatementKind.LOCK, tables.lock(lock)));
  }

  Verdict copy(Statement.Copy copy) {
    return copy.from() ? copyFrom(copy) : copyTo(copy);
  }

  /** The rows of a query, which runs as one, so that its result is checked and transformed. */
  private Verdict copyTo(Statement.Copy copy) {
    Statement.Data query = tables.copiedOut(copy);
    Analysis analysis = analyse(query);
    Verdict verdict = inOrder(decider.decide(query, analysis, List.of(), tokens, budget).verdict());
    if (!(verdict instanceof Verdict.Forward(StatementPlan plan))) {
      return verdict;
    }
    List<String> names =
        analysis.outputs().stream()
            .limit(plan.visibleOutputs())
            .map(Analysis.OutputColumn::name)
            .toList();
    CopyFormat format = CopyOptions.format(copy.options(), names);
    if (format == null) {
      return badOptions();
    }
    if (plan.outputs().isEmpty()) {
      return refuse(
          RefusalCode.UNSUPPORTED_CONSTRUCT, "COPY query must have a RETURNING clause", "");
    }
    return new Verdict.Forward(
        new StatementPlan(
            StatementKind.COPY_TO,
            plan.sql(),
            plan.clientParameters(),
            plan.parameters(),
            plan.outputs(),
            plan.hiddenOutputs(),
            plan.comparesOrGroups(),
            plan.effect(),
            plan.cacheable(),
            format,
            plan.failsAlike(),
            List.of()));
  }

  /**
   * Into public columns the server takes the client's rows as they are. Rows with protected values
   * are inserted one by one: every value is a parameter, and each is guarded like one of INSERT.
   */
  private Verdict copyFrom(Statement.Copy copy) {
    Statement.Data insert = tables.copiedIn(copy);
    Analysis analysis = analyse(insert);
    Verdict verdict = decider.decide(insert, analysis, List.of(), tokens, budget).verdict();
    if (!(verdict instanceof Verdict.Forward(StatementPlan plan))) {
      return verdict;
    }
    boolean open =
        plan.parameters().stream()
            .allMatch(parameter -> parameter.source() instanceof ServerParameter.Client);
    return open ? relayed(copy, analysis) : read(copy, plan);
  }

  private Verdict relayed(Statement.Copy copy, Analysis insert) {
    if (!CopyOptions.areForwarded(copy.options())) {
      return badOptions();
    }
    Statement.Data filter = tables.filter(copy);
    Analysis analysis = tables.copyIn(copy, copy.filtered() ? analyse(filter) : insert);
    Verdict verdict = decider.decide(filter, analysis, List.of(), tokens, budget).verdict();
    if (!(verdict instanceof Verdict.Forward(StatementPlan plan))) {
      return verdict;
    }
    return plan.parameters().isEmpty()
        ? new Verdict.Forward(plan(StatementKind.COPY_FROM, plan.sql()))
        : refuse(
            RefusalCode.PROTECTED_PREDICATE,
            "the condition of COPY looks at a protected column",
            "");
  }

  private Verdict read(Statement.Copy copy, StatementPlan insert) {
    CopySource source = CopyOptions.source(copy.options(), tables.copiedColumns(copy));
    if (source == null) {
      return badOptions();
    }
    return copy.filtered()
        ? refuse(
            RefusalCode.UNSUPPORTED_CONSTRUCT,
            "COPY .. WHERE into protected columns is not supported",
            "INSERT .. SELECT .. WHERE is")
        : new Verdict.Perform(
            new SessionCommand.CopyIn(request(copy.text(), List.of()), insert, source));
  }

  private static StatementPlan plan(StatementKind kind, String text) {
    return new StatementPlan(
        kind, text, 0, List.of(), List.of(), 0, Set.of(), SessionEffect.None.INSTANCE, true);
  }

  private static Verdict badOptions() {
    return refuse(
        RefusalCode.UNSUPPORTED_CONSTRUCT,
        "an option of COPY is not supported, or does not go with the others",
        "FORMAT, DELIMITER, NULL, HEADER, QUOTE, ESCAPE and FORCE_* are");
  }

  private static Verdict refuse(RefusalCode code, String sentence, String advice) {
    return new Verdict.Refuse(new Reason(code, sentence, advice, 0));
  }
}
