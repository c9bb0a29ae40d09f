package dev.paravent.sql;

import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Analyses functions in FROM: their columns and labels. */
final class FunctionTables {
  private final FlowContext context;
  private final Expressions expressions;

  FunctionTables(FlowContext context, Expressions expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  FromItem table(PgFrom.FunctionTable table, Scope scope) {
    List<SqlNode> functions = new ArrayList<>();
    List<VisibleColumn> columns = new ArrayList<>();
    PgFrom.Alias given = table.alias;
    List<SqlNode> definitions = given == null ? List.of() : given.definitions;
    String shown = given == null ? null : given.name;
    boolean single = table.functions.size() == 1;
    for (SqlNode node : table.functions) {
      PgFrom.FunctionItem item = (PgFrom.FunctionItem) node;
      List<SqlNode> defined = item.columns.isEmpty() ? definitions : item.columns;
      List<SqlNode> calls =
          item.call instanceof PgCall.Function function && isWideUnnest(function)
              ? wideUnnest(function, scope, columns)
              : List.of(call(item.call, defined, scope, columns, single ? shown : null));
      for (SqlNode call : calls) {
        functions.add(
            new PgFrom.FunctionItem(call, qualified(item.columns), item.getParserPosition()));
      }
      if (shown == null) {
        shown = lastName(item.call);
      }
    }
    if (table.ordinality) {
      columns.add(column("ordinality", Label.PUBLIC, Types.INT8));
    }
    String alias = context.uniqueAlias(shown == null ? "function" : shown);
    List<String> renames = given == null ? List.of() : given.columns;
    List<VisibleColumn> visible = FromItems.renamed(columns, renames, alias);
    List<String> names = definitions.isEmpty() ? FromItems.aliases(visible, true) : List.of();
    SqlNode printed =
        new PgFrom.FunctionTable(
            table.rowsFrom || functions.size() > 1,
            functions,
            table.lateral,
            table.ordinality,
            new PgFrom.Alias(alias, names, qualified(definitions), SqlParserPos.ZERO),
            table.getParserPosition());
    RangeVariable variable =
        new RangeVariable(context.nextVariable(), shown, null, alias, visible, null);
    return new FromItem(printed, List.of(variable), visible);
  }

  private static @Nullable String lastName(SqlNode call) {
    if (call instanceof PgCall.Function function) {
      return function.name.names.get(function.name.names.size() - 1);
    }
    return call instanceof PgCall.Keyword keyword
        ? keyword.kind.name().toLowerCase(java.util.Locale.ROOT)
        : null;
  }

  private static VisibleColumn column(String name, Label label, int type) {
    return new VisibleColumn(
        name, new SqlIdentifier(List.of(name), SqlParserPos.ZERO), label, type, -1);
  }

  /** The types of column definitions, with their schemas. */
  private List<SqlNode> qualified(List<SqlNode> definitions) {
    List<SqlNode> qualified = new ArrayList<>();
    for (SqlNode node : definitions) {
      PgFrom.ColumnDef definition = (PgFrom.ColumnDef) node;
      if (definition.collation != null
          && context.catalog().wideCollations().contains(definition.collation.names.getLast())) {
        context.compareWidely();
      }
      qualified.add(
          new PgFrom.ColumnDef(
              definition.name,
              context
                  .types()
                  .qualified(
                      definition.type, expressions.casts().target(definition.type, definition)),
              definition.collation,
              definition.getParserPosition()));
    }
    return qualified;
  }

  private SqlNode call(
      SqlNode node,
      List<SqlNode> definitions,
      Scope scope,
      List<VisibleColumn> columns,
      @Nullable String alias) {
    Expr expr = expressions.expression(node, scope);
    if (!definitions.isEmpty()) {
      requireOpen(expr, node);
      for (SqlNode element : definitions) {
        PgFrom.ColumnDef definition = (PgFrom.ColumnDef) element;
        columns.add(
            column(
                definition.name,
                Label.PUBLIC,
                context
                    .types()
                    .base(expressions.casts().target(definition.type, definition).oid())));
      }
      return expr.node();
    }
    List<Routine> candidates =
        node instanceof PgCall.Function function
            ? expressions.calls().find(function.name).candidates()
            : List.of();
    boolean carries =
        expr.label() instanceof Label.Identity || expr.label() instanceof Label.Constant;
    Routine shaped = carries || opensArray(node, expr) ? null : shaped(candidates, node);
    if (shaped != null) {
      requireOpen(expr, node);
      for (int i = 0; i < shaped.outputNames().size(); i++) {
        int type =
            i < shaped.outputTypes().size() ? shaped.outputTypes().get(i) : Types.NOT_INFERRED;
        columns.add(column(shaped.outputNames().get(i), Label.PUBLIC, context.types().base(type)));
      }
      return expr.node();
    }
    List<Types.Attribute> fields = carries ? List.of() : context.types().attributes(expr.type());
    if (!fields.isEmpty()) {
      requireOpen(expr, node);
      fields.forEach(field -> columns.add(column(field.name(), Label.PUBLIC, field.type())));
      return expr.node();
    }
    String name = alias != null ? alias : lastName(node);
    columns.add(column(name == null ? "function" : name, expr.label(), expr.type()));
    return expr.node();
  }

  /** Whether it is unnest of an array: of a tsvector, it would have three columns. */
  private boolean opensArray(SqlNode node, Expr expr) {
    if (!(node instanceof PgCall.Function function)
        || function.arguments.isEmpty()
        || !"unnest".equals(lastName(node))) {
      return false;
    }
    SqlNode argument = function.arguments.get(0);
    if (argument instanceof PgCall.Function call
        && expressions.calls().find(call.name).candidates().stream()
            .allMatch(context.types()::returnsArray)) {
      return true;
    }
    // The type of an operation on arrays is not inferred, that of a cast is.
    boolean named =
        argument instanceof SqlIdentifier
            || argument instanceof PgCall
            || argument instanceof PgExpr.Cast;
    return expr.type() != Types.NOT_INFERRED || !named;
  }

  private void requireOpen(Expr expr, SqlNode at) {
    expressions.requirePublic(
        expr.label(), at, Violation.PROTECTED_DERIVED, "a function of a protected value");
  }

  /**
   * The routine with named outputs that the call may mean; null where each has one plain column.
   */
  private static @Nullable Routine shaped(List<Routine> candidates, SqlNode node) {
    int arguments = node instanceof PgCall.Function function ? function.arguments.size() : 0;
    Routine found = null;
    for (Routine candidate : candidates) {
      boolean fits =
          arguments <= candidate.argumentTypes().size()
                  && arguments >= candidate.argumentTypes().size() - candidate.defaults()
              || candidate.variadic();
      if (fits && candidate.outputNames().size() > 1) {
        found = candidate;
      }
    }
    if (found == null) {
      for (Routine candidate : candidates) {
        if (candidate.outputNames().size() == 1 && candidate.argumentTypes().size() == arguments) {
          return candidate;
        }
      }
    }
    return found;
  }

  private static boolean isWideUnnest(PgCall.Function function) {
    List<String> names = function.name.names;
    return names.get(names.size() - 1).equals("unnest")
        && (names.size() == 1 || names.size() == 2 && names.get(0).equals("pg_catalog"))
        && function.arguments.size() > 1;
  }

  /**
   * unnest of several arrays, which only FROM knows: one column for each. PostgreSQL docs 7.2.1.4:
   * it is ROWS FROM of one unnest each; only so can each be printed with its schema.
   */
  private List<SqlNode> wideUnnest(
      PgCall.Function function, Scope scope, List<VisibleColumn> columns) {
    List<SqlNode> calls = new ArrayList<>();
    for (SqlNode argument : function.arguments) {
      Expr array = expressions.expression(argument, scope);
      Expr element = new Comparisons(context).elementOf(array, argument);
      if (!(element.label() instanceof Label.Constant)
          && !(element.label() instanceof Label.Identity)) {
        requireOpen(element, argument);
      }
      calls.add(RowOrder.function("unnest", List.of(array.node())));
      columns.add(column("unnest", element.label(), element.type()));
    }
    return calls;
  }
}
