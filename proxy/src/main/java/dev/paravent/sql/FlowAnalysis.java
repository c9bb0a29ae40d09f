package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * Follows every value of a statement from where it is read to where it leaves, is compared or is
 * written. Stateless.
 */
public final class FlowAnalysis {
  private final Catalog catalog;
  private final Surroundings surroundings;

  public FlowAnalysis(Catalog catalog, Surroundings surroundings) {
    this.catalog = catalog;
    this.surroundings = surroundings;
  }

  /**
   * Analyses a query or a statement that writes.
   *
   * @param searchPath effective schemas without pg_catalog, in order
   * @throws FlowException if a rule is broken whatever a policy grants
   * @throws dev.paravent.sql.pg.LimitException if the budget is not enough
   */
  public Analysis analyse(Statement.Data data, List<String> searchPath, Budget budget) {
    return analyse(data, searchPath, List.of(), budget);
  }

  /**
   * As {@link #analyse(Statement.Data, List, Budget)}.
   *
   * @param parameterTypes OIDs that the client has declared for its parameters, 0 for none
   */
  public Analysis analyse(
      Statement.Data data, List<String> searchPath, List<Integer> parameterTypes, Budget budget) {
    return analyse(data, searchPath, parameterTypes, false, budget);
  }

  /**
   * Analyses a query whose rows are stored, in the order they come, where nothing protected may be.
   *
   * @throws FlowException if a rule is broken whatever a policy grants
   * @throws dev.paravent.sql.pg.LimitException if the budget is not enough
   */
  public Analysis analyseStored(Statement.Data data, List<String> searchPath, Budget budget) {
    return analyse(data, searchPath, List.of(), true, budget);
  }

  private Analysis analyse(
      Statement.Data data,
      List<String> searchPath,
      List<Integer> parameterTypes,
      boolean stored,
      Budget budget) {
    SqlNode statement = data.tree();
    FlowContext context = new FlowContext(catalog, surroundings, searchPath, false, budget);
    Queries queries = new Queries(context);
    Scope scope = new Scope(context.budget());
    Queries.Result result =
        switch (statement) {
          case PgQuery query ->
              stored ? queries.orderedSubquery(query, scope) : queries.top(query, scope);
          case PgDml dml ->
              new Writes(context, queries, queries.expressions()).statement(dml, scope, true);
          default ->
              throw new FlowException(
                  Violation.UNSUPPORTED_STATEMENT, "this statement is not supported", statement);
        };
    context.refuseWrittenGeneralised(stored);
    context.clocks().refuseLate();
    BoundSubjects bound = new BoundSubjects(context);
    List<Integer> subjects =
        result.subjectOutputs().isEmpty() ? bound.among(result.outputs()) : result.subjectOutputs();
    List<Analysis.OutputColumn> outputs = new ArrayList<>();
    for (int i = 0; i < result.outputs().size(); i++) {
      VisibleColumn output = result.outputs().get(i);
      if (stored && output.label().isProtected()) {
        throw new FlowException(
            Violation.PROTECTED_INTO_PUBLIC,
            "a protected value would enter the column " + output.name() + " of a temporary table",
            statement);
      }
      leave(output.label(), statement, context);
      int subject = i < subjects.size() ? subjects.get(i) : -1;
      if (result.subjectOutputs().isEmpty()
          && subject < 0
          && bound.boundClass(output.label()) != null) {
        throw new FlowException(
            Violation.PROTECTED_DERIVED,
            "the token of this value depends on its row, which cannot be told here",
            statement);
      }
      outputs.add(
          new Analysis.OutputColumn(
              output.name(),
              output.label(),
              output.type(),
              subject,
              context.substitute(output.reference())));
    }
    return new Analysis(
        context.filteredRelations().finish(result.node(), parameterTypes),
        outputs,
        context.facts(),
        context.slots(),
        context.pins(),
        result.hidden(),
        context.block().touches,
        context.block().couldTellOrder(),
        context.dropped());
  }

  /**
   * A value leaves: a constant as it is sent to the server, so nothing protected may be sent in it.
   */
  private static void leave(Label label, SqlNode statement, FlowContext context) {
    context.usePublicly(label, statement);
    for (String valueClass : label.valueClasses()) {
      context.note(new Fact.Read(valueClass, FlowContext.position(statement)));
    }
  }

  /**
   * What follows from a view's definition.
   *
   * @param labels of its columns, in order
   * @param tellsOrder whether its rows may come in the order of protected values
   * @param filters whether protected values decide which rows it has
   * @param readsFiltered whether it reads a relation of which not every row may be seen
   */
  public record ViewFlow(
      List<Label> labels,
      boolean tellsOrder,
      boolean filters,
      boolean readsFiltered,
      boolean mayFail) {
    public ViewFlow {
      labels = List.copyOf(labels);
    }
  }

  /** What a value is that a view gives: nothing of it is the client's own. */
  private static Label stored(Label label) {
    return switch (label) {
      case Label.Constant constant -> Label.PUBLIC;
      // what may be shown of a system relation is what the analysis prints in its place itself
      case Label.Withheld withheld -> new Label.Withheld(Label.Withheld.Reason.UNNAMED);
      default -> label;
    };
  }

  /**
   * The labels of a view's columns, by its definition; all derived where it cannot be followed. It
   * has a budget of its own, without a clock: what becomes of a view does not depend on who reads
   * it first.
   */
  public ViewFlow view(Relation view) {
    boolean tellsOrder = true;
    boolean filters = true;
    boolean readsFiltered = true;
    boolean mayFail = true;
    List<Label> labels = new ArrayList<>();
    try {
      String definition = view.viewDefinition();
      if (definition == null) {
        throw new FlowException(Violation.UNSUPPORTED_CONSTRUCT, "a view without definition", null);
      }
      Budget budget = Budget.untimed(AnalysisLimits.DEFAULTS);
      FlowContext context = new FlowContext(catalog, surroundings, List.of(), true, budget);
      Queries queries = new Queries(context);
      Queries.Result result =
          queries.subquery(
              new PgParser(ParserLimits.DEFAULTS, context.version())
                  .parseStatement(definition, budget),
              new Scope(context.budget()));
      for (VisibleColumn output : result.outputs()) {
        labels.add(
            context.isTainted()
                ? new Label.Derived("its view filters by protected values")
                : stored(output.label()));
      }
      tellsOrder = context.block().couldTellOrder();
      filters = context.isTainted();
      readsFiltered = context.names().readFiltered();
      mayFail = context.block().mayFail;
    } catch (RuntimeException unfollowed) {
      labels.clear();
    }
    while (labels.size() < view.columns().size()) {
      labels.add(new Label.Derived("its view cannot be followed"));
    }
    return new ViewFlow(labels, tellsOrder, filters, readsFiltered, mayFail);
  }
}
