package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Classification;
import dev.paravent.sql.FlowException;
import dev.paravent.sql.Statement;
import dev.paravent.sql.StatementReader;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.Budgets;
import dev.paravent.sql.pg.Fingerprint;
import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.LimitException;
import dev.paravent.sql.pg.ParsedStatement;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgSyntaxException;
import dev.paravent.sql.pg.PgTokens;
import dev.paravent.sql.pg.ServerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the statements of one principal: reads, analyses, decides. A fault of any stage is a
 * refusal. Thread-safe.
 */
public final class Planner implements StatementPlanner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  private final Principal principal;
  private final Classification classification;
  private final Supplier<Optional<Catalog>> catalogs;
  private final PlanCache cache;
  private final FunctionInventory functions;
  private final SystemRelations systemRelations;
  private final UtilityDecider utilities;
  private final Budgets budgets;
  private volatile State state;

  /** What follows from one snapshot of the catalog. */
  private record State(Catalog catalog, Protection protection, StatementReader reader) {}

  /** Creates a planner with {@link Budgets#DEFAULTS}. */
  public Planner(
      Principal principal,
      Classification classification,
      Catalog first,
      Supplier<Optional<Catalog>> catalogs,
      FunctionInventory functions,
      SystemRelations systemRelations,
      PlanCache cache) {
    this(
        principal,
        classification,
        first,
        catalogs,
        functions,
        systemRelations,
        cache,
        Budgets.DEFAULTS);
  }

  /**
   * Creates a planner.
   *
   * @param catalogs the fresh catalog of the principal's database; empty while there is none, which
   *     refuses every statement
   * @param budgets what the analysis of a message may take
   */
  public Planner(
      Principal principal,
      Classification classification,
      Catalog first,
      Supplier<Optional<Catalog>> catalogs,
      FunctionInventory functions,
      SystemRelations systemRelations,
      PlanCache cache,
      Budgets budgets) {
    this.budgets = budgets;
    this.principal = principal;
    this.classification = classification;
    this.catalogs = catalogs;
    this.cache = cache;
    this.functions = functions;
    this.systemRelations = systemRelations;
    this.utilities = new UtilityDecider(principal.access());
    this.state = stateOf(first);
  }

  private State stateOf(Catalog catalog) {
    ServerVersion version = ServerVersion.of(catalog.serverVersion());
    return new State(
        catalog,
        new Protection(classification, catalog, principal.access(), functions, systemRelations),
        new StatementReader(new PgParser(budgets.limits().text(), version)));
  }

  private State state() {
    State current = state;
    Optional<Catalog> fresh = catalogs.get();
    if (fresh.isPresent() && fresh.get() != current.catalog()) {
      current = stateOf(fresh.get());
      state = current;
    }
    return current;
  }

  @Override
  public long generation() {
    return state().catalog().generation();
  }

  @Override
  public boolean isProtected(int relationOid, int columnNumber) {
    try {
      return state().protection().isProtected(relationOid, columnNumber);
    } catch (RuntimeException | StackOverflowError fault) {
      return true;
    }
  }

  @Override
  public List<Verdict> plan(PlanRequest request) {
    try {
      return plan(request, budgets.full());
    } catch (LimitException limit) {
      return refused(Reason.of(RefusalCode.LIMIT_EXCEEDED, limit.sentence()));
    }
  }

  @Override
  public @Nullable List<Verdict> planBriefly(PlanRequest request) {
    try {
      return plan(request, budgets.brief());
    } catch (LimitException notBrief) {
      return null;
    }
  }

  private List<Verdict> plan(PlanRequest request, Budget budget) {
    if (catalogs.get().isEmpty()) {
      return refused(
          Reason.of(RefusalCode.CATALOG_UNAVAILABLE, "the catalog is not available now"));
    }
    State current = state();
    try {
      PgTokens tokens = current.reader().scan(request.text());
      boolean keeps = cache != PlanCache.NONE && request.temporaries().tables().isEmpty();
      List<Verdict> folded = keeps ? folded(request, tokens, current, budget) : null;
      if (folded != null) {
        return folded;
      }
      Fingerprint fingerprint = keeps ? Fingerprint.of(tokens) : null;
      if (fingerprint == null) {
        return make(request, tokens, current, null, budget);
      }
      PlanCache.Key key =
          new PlanCache.Key(
              fingerprint,
              request.searchPath(),
              request.parameterOids(),
              current.catalog().generation());
      List<Verdict> kept = cache.find(new PlanCache.Wanted(key, tokens, null));
      return kept == null ? make(request, tokens, current, key, budget) : kept;
    } catch (PgSyntaxException syntax) {
      return refused(reason(syntax));
    } catch (LimitException limit) {
      throw limit;
    } catch (RuntimeException fault) {
      return fault(fault);
    } catch (StackOverflowError deep) {
      return refused(Reason.of(RefusalCode.LIMIT_EXCEEDED, "statement is nested too deeply"));
    } catch (OutOfMemoryError large) {
      LOG.error("event=planner_out_of_memory");
      return refused(
          Reason.of(RefusalCode.LIMIT_EXCEEDED, "there is not enough memory for the statement"));
    }
  }

  /**
   * The verdict on an INSERT of rows of one shape, found out of the first of them for any number;
   * null if it has to be judged as a whole.
   */
  private @Nullable List<Verdict> folded(
      PlanRequest request, PgTokens tokens, State current, Budget budget) {
    FoldedRows rows = FoldedRows.of(tokens);
    List<Integer> types = rows == null ? null : rows.types(request.parameterOids());
    Fingerprint fingerprint = rows == null || types == null ? null : Fingerprint.of(tokens, rows);
    if (rows == null || types == null || fingerprint == null) {
      return null;
    }
    PlanCache.Key key =
        new PlanCache.Key(fingerprint, request.searchPath(), types, current.catalog().generation());
    PlanCache.Wanted wanted = new PlanCache.Wanted(key, tokens, rows);
    List<Verdict> kept = cache.find(wanted);
    if (kept != null) {
      return kept;
    }
    FoldedTemplate template = template(request, rows, tokens, current, budget);
    if (template == null || !template.isFor(wanted)) {
      return null;
    }
    cache.keep(key, template);
    return template.verdicts(wanted);
  }

  private @Nullable FoldedTemplate template(
      PlanRequest request, FoldedRows rows, PgTokens whole, State current, Budget budget) {
    PgTokens tokens;
    List<Statement> statements;
    try {
      tokens = current.reader().scan(rows.analysedText(whole));
      statements = current.reader().read(tokens, budget);
    } catch (PgSyntaxException syntax) {
      return null; // whose place the whole text tells
    }
    if (statements.size() != 1 || !(statements.get(0) instanceof Statement.Data data)) {
      return null;
    }
    Decision decision =
        judge(data, request, request.searchPath(), request.temporaries(), current, tokens, budget);
    return FoldedTemplate.of(rows, data, tokens, decision, budget.printable());
  }

  /** The refusal of a text that does not parse. */
  static Reason reason(PgSyntaxException syntax) {
    RefusalCode code =
        switch (syntax.kind()) {
          case SYNTAX -> RefusalCode.SYNTAX_ERROR;
          case UNSUPPORTED -> RefusalCode.UNSUPPORTED_CONSTRUCT;
          case LIMIT -> RefusalCode.LIMIT_EXCEEDED;
        };
    String message = syntax.getMessage() == null ? "syntax error" : syntax.getMessage();
    return new Reason(code, message, "", syntax.position());
  }

  /**
   * What becomes of each statement of a text, each judged as if it came alone. For a person: the
   * cache is not asked.
   */
  public List<Explanation> explain(String text, List<String> searchPath) {
    State current = state();
    List<Explanation> explanations = new ArrayList<>();
    try {
      StatementReader reader = current.reader();
      for (ParsedStatement parsed : reader.parse(text)) {
        Budget budget = budgets.full();
        String own = text.substring(parsed.start(), parsed.end());
        PgTokens tokens = reader.scan(own);
        PlanRequest request = new PlanRequest(own, searchPath, List.of(), true);
        Decision decision =
            judge(
                reader.read(tokens, budget).get(0),
                request,
                searchPath,
                Temporaries.NONE,
                current,
                tokens,
                budget);
        explanations.add(Explanation.of(own, decision, current.catalog()));
      }
    } catch (PgSyntaxException syntax) {
      return List.of(Explanation.of(text, reason(syntax)));
    } catch (LimitException limit) {
      Reason reason = Reason.of(RefusalCode.LIMIT_EXCEEDED, limit.sentence());
      return List.of(Explanation.of(text, reason));
    }
    return explanations;
  }

  private List<Verdict> make(
      PlanRequest request,
      PgTokens tokens,
      State current,
      PlanCache.@Nullable Key key,
      Budget budget) {
    List<Statement> statements = current.reader().read(tokens, budget);
    if (statements.size() == 1) {
      Decision decision =
          judge(
              statements.get(0),
              request,
              request.searchPath(),
              request.temporaries(),
              current,
              tokens,
              budget);
      PlanTemplate template =
          key == null || !isKept(statements.get(0)) ? null : PlanTemplate.of(tokens, decision);
      if (key != null && template != null) {
        cache.keep(key, template);
      }
      return List.of(decision.verdict());
    }
    return request.singleStatement() && statements.size() > 1
        ? refused(
            Reason.of(
                RefusalCode.SYNTAX_ERROR,
                "cannot insert multiple commands into a prepared statement"))
        : judge(statements, request, current, tokens, budget);
  }

  /** Statements inside others hold literals that no template knows the place of. */
  private static boolean isKept(Statement statement) {
    return statement instanceof Statement.Data
        || statement instanceof Statement.Transaction
        || statement instanceof Statement.Show;
  }

  private List<Verdict> judge(
      List<Statement> statements,
      PlanRequest request,
      State current,
      PgTokens tokens,
      Budget budget) {
    List<Verdict> verdicts = new ArrayList<>(statements.size());
    List<String> searchPath = request.searchPath();
    Temporaries temporaries = request.temporaries();
    for (Statement statement : statements) {
      Verdict verdict =
          judge(statement, request, searchPath, temporaries, current, tokens, budget).verdict();
      verdicts.add(verdict);
      if (verdict instanceof Verdict.Refuse) {
        return verdicts;
      }
      if (verdict instanceof Verdict.Forward(StatementPlan plan)) {
        temporaries = after(plan.effect(), temporaries);
      }
      if (verdict instanceof Verdict.Forward(StatementPlan plan)
          && plan.effect() instanceof SessionEffect.SearchPath path
          && statements.size() > 1) {
        if (path.isDefault()) {
          verdicts.add(
              new Verdict.Refuse(
                  Reason.of(
                      RefusalCode.UNSUPPORTED_CONSTRUCT,
                      "a message may not reset search_path and go on")));
          return verdicts;
        }
        searchPath = effective(path.schemas(), current.catalog());
      }
    }
    return verdicts;
  }

  /** What ends a transaction may end tables too: a session sends nothing behind it then. */
  private static Temporaries after(SessionEffect effect, Temporaries before) {
    return switch (effect) {
      case SessionEffect.CreateTable(TemporaryTable table) -> before.with(table);
      case SessionEffect.DropTables(List<String> names) -> before.without(names);
      case SessionEffect.DiscardTables ignored -> new Temporaries(List.of(), before.next());
      default -> before;
    };
  }

  /** A search path as the server uses it: existing schemas, without pg_catalog. */
  private List<String> effective(List<String> schemas, Catalog catalog) {
    List<String> effective = new ArrayList<>();
    for (String schema : schemas) {
      String name = schema.equals("$user") ? principal.databaseUser() : schema;
      if (!name.equals("pg_catalog") && catalog.hasSchema(name)) {
        effective.add(name);
      }
    }
    return effective;
  }

  private Decision judge(
      Statement statement,
      PlanRequest request,
      List<String> searchPath,
      Temporaries temporaries,
      State current,
      PgTokens tokens,
      Budget budget) {
    try {
      Catalog catalog = temporaries.over(current.catalog());
      DataDecider decider =
          new DataDecider(
              principal.access(),
              catalog,
              current.protection(),
              searchPath,
              temporaries,
              tokens,
              budget);
      TemporaryDecider tables =
          new TemporaryDecider(
              principal.access(),
              catalog,
              current.protection(),
              searchPath,
              temporaries,
              tokens,
              budget);
      return switch (statement) {
        case Statement.Data data -> decider.judge(data, request.parameterOids());
        case Statement.Explain explain ->
            Decision.of(decider.explain(explain, request.parameterOids()));
        case Statement.Prepare prepare -> Decision.of(decider.prepare(prepare));
        case Statement.Declare declare ->
            Decision.of(decider.declare(declare, request.parameterOids()));
        case Statement.Lock lock -> Decision.of(decider.lock(lock));
        case Statement.Copy copy -> Decision.of(decider.copy(copy));
        case Statement.CreateTemporary create ->
            Decision.of(tables.create(create, request.parameterOids()));
        case Statement.DropTables drop -> Decision.of(tables.drop(drop));
        case Statement.Truncate truncate -> Decision.of(tables.truncate(truncate));
        default -> Decision.of(utilities.decide(statement, current.protection()));
      };
    } catch (FlowException broken) {
      return Decision.of(
          new Verdict.Refuse(
              new Reason(
                  RefusalCode.valueOf(broken.violation().name()),
                  broken.sentence(),
                  "",
                  broken.position())));
    }
  }

  private static List<Verdict> fault(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    LOG.error(
        "event=planner_fault type={} at={}",
        fault.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
    return refused(Reason.of(RefusalCode.INTERNAL_FAULT, "the statement could not be judged"));
  }

  private static List<Verdict> refused(Reason reason) {
    return List.of(new Verdict.Refuse(reason));
  }
}
