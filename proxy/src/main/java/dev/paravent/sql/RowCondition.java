package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgLiteral;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgSyntaxException;
import dev.paravent.sql.pg.ServerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a row filter: on the relation's own columns that are not protected, by built-in
 * code whose result depends on nothing but its arguments and the transaction. Immutable.
 */
public final class RowCondition {
  private static final Set<String> SETTINGS = Set.of("current_setting", "set_config");

  private final SqlNode tree;

  private RowCondition(SqlNode tree) {
    this.tree = tree;
  }

  /**
   * Reads a condition.
   *
   * @param sql with a parameter for each of {@code values}, in order, {@code $1} the first
   * @throws PgSyntaxException if it does not parse
   * @throws FlowException if it is no condition of a row filter, whatever the relation is
   */
  public static RowCondition parse(String sql, List<EndUserValue> values) {
    SqlNode tree = new PgParser(ParserLimits.DEFAULTS, ServerVersion.NEWEST).parseExpression(sql);
    List<Integer> found = new ArrayList<>();
    SqlNode condition =
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlDynamicParam parameter) {
                found.add(parameter.getIndex());
                if (parameter.getIndex() < 0 || parameter.getIndex() >= values.size()) {
                  throw wrong("a parameter");
                }
                return new EndUserNode(values.get(parameter.getIndex()));
              }

              /** Tokens note who asks for their values: those of a policy are shared. */
              @Override
              public @Nullable SqlNode visit(SqlLiteral literal) {
                return literal instanceof PgLiteral token ? plain(token) : literal;
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                requirePlain(call);
                return super.visit(call);
              }
            });
    if (condition == null || found.size() != values.size()) {
      throw wrong("an attribute inside a text or a name");
    }
    return new RowCondition(condition);
  }

  private static SqlLiteral plain(PgLiteral token) {
    return token.getTypeName() == SqlTypeName.CHAR
        ? SqlLiteral.createCharString(token.takenText(), token.getParserPosition())
        : SqlLiteral.createExactNumeric(token.takenText(), token.getParserPosition());
  }

  private static void requirePlain(SqlCall call) {
    switch (call) {
      case PgQuery query -> throw wrong("a sub-query or an order");
      case PgCall.Function function when function.over != null -> throw wrong("a window function");
      case PgCall.Function function
          when SETTINGS.contains(function.name.names.get(function.name.names.size() - 1)) ->
          throw wrong("settings, which the client may change");
      default -> {
        // the analysis says what else it is
      }
    }
  }

  /**
   * Checks that it can be used for a relation.
   *
   * @throws FlowException if it cannot
   */
  public void check(Relation relation, Catalog catalog, Surroundings surroundings) {
    Budget budget = Budget.untimed(AnalysisLimits.DEFAULTS);
    // nothing may depend on whose search path it is
    FlowContext context = new FlowContext(catalog, surroundings, List.of(), false, budget);
    Expr expr = analysed(relation, relation.name(), context);
    FlowContext.Block block = context.block();
    boolean protects =
        block.touches
            || !context.facts().isEmpty()
            || context.slots().stream().anyMatch(slot -> slot.protection() != null);
    if (protects) {
      throw wrong("a protected column");
    }
    if (block.aggregates || block.clockInList != null || block.clockElsewhere != null) {
      throw wrong("an aggregate, a function of the database's owner or one that changes");
    }
    if (expr.type() != Types.BOOL && expr.type() > 0) {
      throw wrong("what is no condition");
    }
  }

  /** The condition as it is printed for a relation of that alias. */
  Expr analysed(Relation relation, String alias, FlowContext context) {
    Queries queries = new Queries(context);
    int id = context.nextVariable();
    List<VisibleColumn> columns =
        FromItems.renamed(queries.selects().fromItems().columns(relation, id), List.of(), alias);
    Expr expr = analysed(relation, columns, alias, queries, context);
    refuseWholeRow(expr.node(), Set.of(alias));
    return expr;
  }

  /**
   * The condition as it is printed for a row that has these values for its columns.
   *
   * @param values of the columns that it names
   */
  Expr analysed(Relation relation, Map<String, SqlNode> values, FlowContext context) {
    Queries queries = new Queries(context);
    List<VisibleColumn> columns = new ArrayList<>();
    for (VisibleColumn column :
        queries.selects().fromItems().columns(relation, context.nextVariable())) {
      SqlNode value = values.get(column.name());
      if (value != null) {
        columns.add(column.renamed(column.name(), value));
      }
    }
    return analysed(relation, columns, "", queries, context);
  }

  private Expr analysed(
      Relation relation,
      List<VisibleColumn> columns,
      String alias,
      Queries queries,
      FlowContext context) {
    RangeVariable variable =
        new RangeVariable(
            context.nextVariable(), relation.name(), relation.schema(), alias, columns, null);
    Scope scope = new Scope(context.budget());
    scope.add(List.of(variable), columns);
    return queries
        .expressions()
        .publicExpression(
            tree, scope, Violation.PROTECTED_PREDICATE, "a filter of protected values");
  }

  /** A bare name would be looked for in what is around the relation, too. */
  private static void refuseWholeRow(SqlNode node, Set<String> aliases) {
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(org.apache.calcite.sql.SqlIdentifier name) {
            if (name.names.size() == 1 && aliases.contains(name.names.get(0))) {
              throw wrong("a whole row");
            }
            return null;
          }
        });
  }

  private static FlowException wrong(String what) {
    return new FlowException(
        Violation.UNSUPPORTED_CONSTRUCT, "a row filter does not take " + what, null);
  }
}
