package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Analyses FROM. */
final class FromItems {
  private final FlowContext context;
  private final Queries queries;
  private final Expressions expressions;
  private final RowOrder rowOrder;

  FromItems(FlowContext context, Queries queries, Expressions expressions, RowOrder rowOrder) {
    this.context = context;
    this.queries = queries;
    this.expressions = expressions;
    this.rowOrder = rowOrder;
  }

  /** Analyses a comma list and adds it to the scope, entry by entry. */
  List<SqlNode> list(List<SqlNode> nodes, Scope scope) {
    List<SqlNode> printed = new ArrayList<>();
    for (SqlNode node : nodes) {
      FromItem item = item(node, scope, true);
      scope.add(item.variables(), item.columns());
      printed.add(item.node());
    }
    return printed;
  }

  /**
   * Analyses one entry.
   *
   * @param scope the query's scope with the entries to the left, which LATERAL sees
   * @param inner whether every row of the query passes the conditions of joins here
   */
  FromItem item(SqlNode node, Scope scope, boolean inner) {
    return switch (node) {
      case PgFrom.Table table -> table(table, scope);
      case PgFrom.Derived derived -> derived(derived, scope);
      case PgFrom.FunctionTable functions ->
          new FunctionTables(context, expressions).table(functions, scope);
      case PgFrom.JsonTable json ->
          new DocumentTables(context, expressions.documents()).json(json, scope);
      case PgFrom.XmlTable xml ->
          new DocumentTables(context, expressions.documents()).xml(xml, scope);
      case PgFrom.Join join -> new Joins(context, this, expressions).join(join, scope, inner);
      default -> throw expressions.unsupported(node);
    };
  }

  FromItem table(PgFrom.Table table, Scope scope) {
    return table(table, scope, false);
  }

  /** A table that is written: it is printed as itself, whichever of its rows are visible. */
  FromItem target(PgFrom.Table table, Scope scope) {
    return table(table, scope, true);
  }

  private FromItem table(PgFrom.Table table, Scope scope, boolean written) {
    String name = table.name.names.get(table.name.names.size() - 1);
    if (table.name.names.size() == 1) {
      Scope.CommonTable common = scope.commonTable(name);
      if (common != null) {
        return commonTable(table, common, name);
      }
    }
    Relation relation = context.names().filtered(table.name);
    return relation(table, relation, name, scope, written);
  }

  private FromItem commonTable(PgFrom.Table table, Scope.CommonTable common, String name) {
    if (!common.isReadable()) {
      throw new FlowException(
          Violation.INVALID_RECURSION,
          "the recursive table " + name + " cannot be read here",
          table);
    }
    String shown = table.alias != null && table.alias.name != null ? table.alias.name : name;
    String alias = context.uniqueAlias(shown);
    List<String> renames = table.alias == null ? List.of() : table.alias.columns;
    context.block().read(common.block());
    List<VisibleColumn> columns = renamed(ownRows(common.columns()), renames, alias);
    carrySubstitutes(common.columns(), columns);
    SqlNode printed =
        new PgFrom.Table(
            new SqlIdentifier(List.of(common.alias()), table.name.getParserPosition()),
            false,
            new PgFrom.Alias(
                alias, aliases(columns, !renames.isEmpty()), List.of(), SqlParserPos.ZERO),
            null,
            table.getParserPosition());
    RangeVariable variable =
        new RangeVariable(context.nextVariable(), shown, null, alias, columns, null);
    return new FromItem(printed, List.of(variable), columns);
  }

  private void carrySubstitutes(List<VisibleColumn> inner, List<VisibleColumn> outer) {
    for (int i = 0; i < outer.size(); i++) {
      Substitute substitute = context.substitute(inner.get(i).reference());
      if (substitute != null) {
        context.noteSubstitute(outer.get(i).reference(), substitute);
      }
    }
  }

  /** Columns of one reference: values of two references to one table are of different rows. */
  private List<VisibleColumn> ownRows(List<VisibleColumn> columns) {
    Map<List<Integer>, Integer> variables = new HashMap<>();
    List<VisibleColumn> own = new ArrayList<>();
    for (VisibleColumn column : columns) {
      own.add(
          column
              .labelled(ownRow(column.label(), variables))
              .from(ownRow(column.source(), variables)));
    }
    return own;
  }

  private Label ownRow(Label label, Map<List<Integer>, Integer> variables) {
    return switch (label) {
      case Label.Identity identity ->
          new Label.Identity(
              identity.valueClass(),
              identity.array(),
              identity.fresh(),
              ownRow(identity.origin(), variables));
      case Label.Document document ->
          new Label.Document(
              document.map(), document.fresh(), ownRow(document.origin(), variables));
      case Label.Companion companion ->
          new Label.Companion(
              companion.valueClass(),
              companion.part(),
              ownRow(companion.origin(), variables),
              companion.partnerColumn());
      default -> label;
    };
  }

  private @Nullable Origin ownRow(@Nullable Origin origin, Map<List<Integer>, Integer> variables) {
    return origin == null
        ? null
        : new Origin(
            variables.computeIfAbsent(
                List.of(origin.variable(), origin.inner()), key -> context.nextVariable()),
            0,
            origin.relation(),
            origin.column(),
            origin.member());
  }

  private FromItem relation(
      PgFrom.Table table, Relation relation, String name, Scope scope, boolean written) {
    boolean hasAlias = table.alias != null && table.alias.name != null;
    String shown = table.alias != null && table.alias.name != null ? table.alias.name : name;
    String alias = context.uniqueAlias(shown);
    int id = context.nextVariable();
    List<String> renames = table.alias == null ? List.of() : table.alias.columns;
    List<VisibleColumn> columns = renamed(columns(relation, id), renames, alias);
    refuseFiltered(table, relation);
    if (relation.kind() == Relation.Kind.SEQUENCE) {
      context.clocks().count(1); // it shows what nextval has done so far
    }
    if (!relation.columns().stream().allMatch(Column::deterministicCollation)) {
      context.compareWidely();
    }
    rowOrder.note(relation, id, context.block());
    String setting = context.isTrusted() ? null : context.surroundings().settingColumn(relation);
    if (setting != null) {
      RangeVariable variable =
          new RangeVariable(
              id, shown, hasAlias ? null : relation.schema(), alias, columns, relation);
      return settings(table, relation, setting, variable);
    }
    RangeVariable variable =
        new RangeVariable(id, shown, hasAlias ? null : relation.schema(), alias, columns, relation);
    VisibleRows rows =
        context.isTrusted() ? VisibleRows.ALL : context.surroundings().visibleRows(relation);
    if (rows instanceof VisibleRows.Where where && !written) {
      if (table.sample != null) {
        throw new FlowException(
            Violation.ROW_FILTERED, "a filtered relation is not sampled", table.sample);
      }
      SqlNode query = context.filteredRelations().read(table, relation, where, variable);
      return new FromItem(query, List.of(variable), columns);
    }
    SqlNode printed =
        new PgFrom.Table(
            new SqlIdentifier(
                List.of(relation.schema(), relation.name()), table.name.getParserPosition()),
            table.only,
            new PgFrom.Alias(
                alias, aliases(columns, !renames.isEmpty()), List.of(), SqlParserPos.ZERO),
            sample(table.sample, scope),
            table.getParserPosition());
    return new FromItem(printed, List.of(variable), columns);
  }

  /**
   * A relation with the values of settings: a query in its place shows those that may be read. What
   * it gives is public, whatever its columns are called around it.
   */
  private FromItem settings(
      PgFrom.Table table, Relation relation, String setting, RangeVariable variable) {
    if (table.sample != null) {
      throw expressions.unsupported(table.sample);
    }
    SqlParserPos pos = table.getParserPosition();
    String inner = context.uniqueAlias(relation.name());
    List<SqlNode> items = new ArrayList<>();
    List<VisibleColumn> open = new ArrayList<>();
    for (int i = 0; i < variable.columns().size(); i++) {
      VisibleColumn column = variable.columns().get(i);
      String name = relation.columns().get(i).name();
      SqlNode stored = VisibleColumn.reference(inner, name);
      SqlNode value =
          name.equals(setting)
              ? SystemCode.readable(
                  VisibleColumn.reference(inner, "name"),
                  stored,
                  context.surroundings().readableSettings())
              : expressions.columns().use(column.renamed(name, stored), table).node();
      items.add(new PgQuery.Item(value, column.printedName(), pos));
      open.add(column.labelled(Label.PUBLIC));
    }
    SqlNode stored =
        new PgFrom.Table(
            new SqlIdentifier(List.of(relation.schema(), relation.name()), pos),
            false,
            new PgFrom.Alias(inner, List.of(), List.of(), SqlParserPos.ZERO),
            null,
            pos);
    SqlNode select =
        new PgQuery.Select(
            false, List.of(), items, List.of(stored), null, false, List.of(), null, List.of(), pos);
    SqlNode printed =
        new PgFrom.Derived(
            select,
            false,
            new PgFrom.Alias(variable.alias(), aliases(open, true), List.of(), SqlParserPos.ZERO),
            pos);
    RangeVariable shown =
        new RangeVariable(
            variable.id(), variable.name(), variable.schema(), variable.alias(), open, relation);
    return new FromItem(printed, List.of(shown), open);
  }

  /** How many rows such a view has is derived, even where none of its columns is read. */
  private void refuseFiltered(PgFrom.Table table, Relation relation) {
    if (!context.surroundings().filtersByProtected(relation)) {
      return;
    }
    if (!context.isTrusted()) {
      throw new FlowException(
          Violation.PROTECTED_DERIVED, "this view filters by protected values", table);
    }
    context.taint(true);
  }

  /** The columns of a stored relation, labelled. */
  List<VisibleColumn> columns(Relation relation, int variable) {
    context.budget().keep(relation.columns().size());
    List<VisibleColumn> columns = new ArrayList<>();
    for (Column column : relation.columns()) {
      columns.add(
          new VisibleColumn(
              column.name(),
              new SqlIdentifier(List.of(column.name()), SqlParserPos.ZERO),
              context.columnLabel(relation, column, variable),
              context.types().base(column.typeOid()),
              modifier(column),
              relation.viewDefinition() == null
                  ? new Origin(variable, 0, relation.oid(), column.number())
                  : null));
    }
    return columns;
  }

  private int modifier(Column column) {
    int type = column.typeOid();
    int modifier = column.typeModifier();
    for (int depth = 0; depth < 32; depth++) {
      PgType found = context.catalog().type(type).orElse(null);
      if (found == null || !found.isDomain()) {
        return modifier;
      }
      modifier = found.baseModifier();
      type = found.baseType();
    }
    return -1;
  }

  /**
   * The columns under the names that a list of aliases gives the first of them. Columns of one
   * name, which a star may show, are told apart by what is printed.
   */
  static List<VisibleColumn> renamed(
      List<VisibleColumn> columns, List<String> names, String alias) {
    if (names.size() > columns.size()) {
      throw new FlowException(
          Violation.INVALID_STATEMENT,
          "%s has %d columns available but %d columns specified"
              .formatted(alias, columns.size(), names.size()),
          null);
    }
    Set<String> taken = new HashSet<>(names);
    columns.forEach(column -> taken.add(column.name()));
    Set<String> given = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>();
    List<VisibleColumn> renamed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      VisibleColumn column = columns.get(i);
      String name = i < names.size() ? names.get(i) : column.name();
      String printed = name;
      if (!given.add(printed)) {
        String stem = Aliases.stem(name) + "_";
        do {
          printed = stem + numbers.merge(stem, 1, Integer::sum);
        } while (!taken.add(printed));
        given.add(printed);
      }
      renamed.add(column.renamed(name, VisibleColumn.reference(alias, printed)));
    }
    return renamed;
  }

  /**
   * The list of aliases that gives columns the names they are printed with; empty if none is
   * needed.
   */
  static List<String> aliases(List<VisibleColumn> columns, boolean needed) {
    List<String> aliases = new ArrayList<>();
    boolean differ = needed;
    for (VisibleColumn column : columns) {
      String printed = column.printedName();
      differ |= !printed.equals(column.name());
      aliases.add(printed);
    }
    return differ ? aliases : List.of();
  }

  private @Nullable SqlNode sample(@Nullable SqlNode node, Scope scope) {
    if (!(node instanceof PgFrom.Sample sample)) {
      return null;
    }
    String method = sample.method.names.get(sample.method.names.size() - 1);
    boolean builtIn =
        (method.equals("system") || method.equals("bernoulli"))
            && (sample.method.names.size() == 1 || sample.method.names.get(0).equals("pg_catalog"));
    if (!builtIn && !context.isTrusted()) {
      throw new FlowException(
          Violation.FUNCTION_NOT_ALLOWED, "this sampling method is not allowed", sample);
    }
    List<SqlNode> arguments = new ArrayList<>();
    for (SqlNode argument : sample.arguments) {
      arguments.add(open(argument, scope));
    }
    SqlNode repeatable = sample.repeatable == null ? null : open(sample.repeatable, scope);
    SqlIdentifier name =
        builtIn
            ? new SqlIdentifier(List.of("pg_catalog", method), sample.method.getParserPosition())
            : sample.method;
    return new PgFrom.Sample(name, arguments, repeatable, sample.getParserPosition());
  }

  private SqlNode open(SqlNode node, Scope scope) {
    context.block().mayFail |= Failing.mayBeNegative(node);
    return expressions
        .publicExpression(node, scope, Violation.PROTECTED_PREDICATE, "a sample's size or seed")
        .node();
  }

  private FromItem derived(PgFrom.Derived derived, Scope scope) {
    Scope visible = derived.lateral ? scope : outerOf(scope);
    Queries.Result result = queries.subquery(derived.query, visible);
    String shown = derived.alias == null ? null : derived.alias.name;
    String alias = context.uniqueAlias(shown == null ? "unnamed" : shown);
    List<String> renames = derived.alias == null ? List.of() : derived.alias.columns;
    List<VisibleColumn> columns = renamed(result.outputs(), renames, alias);
    carrySubstitutes(result.outputs(), columns);
    // Names that the server would make up are given, so that what is referred to exists.
    List<String> names = aliases(columns, true);
    SqlNode printed =
        new PgFrom.Derived(
            result.node(),
            derived.lateral,
            new PgFrom.Alias(alias, names, List.of(), SqlParserPos.ZERO),
            derived.getParserPosition());
    RangeVariable variable =
        new RangeVariable(context.nextVariable(), shown, null, alias, columns, null);
    return new FromItem(printed, List.of(variable), columns);
  }

  /** What a sub-query that is not LATERAL sees: the queries around, and common tables. */
  static Scope outerOf(Scope scope) {
    return scope.withoutVariables();
  }
}
