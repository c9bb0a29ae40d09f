package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.PgDml;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Analyses RETURNING: an output list over the rows that a statement wrote. PostgreSQL 18 also gives
 * the two states of each row a name, OLD and NEW.
 */
final class Returnings {
  /** server_version_num of the first release that knows OLD and NEW. */
  private static final int NAMES_ROWS = 180_000;

  private final FlowContext context;
  private final Queries queries;

  Returnings(FlowContext context, Queries queries) {
    this.context = context;
    this.queries = queries;
  }

  /**
   * A RETURNING as it is printed.
   *
   * @param rowAliases null where neither row is named in it
   * @param hidden how many of the last outputs the proxy added
   */
  record Returning(Selects.OutputList list, @Nullable SqlNode rowAliases, int hidden) {
    List<SqlNode> items() {
      return list.items;
    }

    Queries.Result of(SqlNode statement) {
      return new Queries.Result(statement, list.columns, list.subjects, hidden);
    }
  }

  /**
   * Analyses the list.
   *
   * @param scope what the list sees besides the two rows, the target with what was written into it
   * @param top whether the rows leave
   */
  Returning returning(
      List<SqlNode> items,
      @Nullable SqlNode aliases,
      RangeVariable target,
      Scope scope,
      SqlNode at,
      boolean top) {
    Rows rows = items.isEmpty() ? null : rows((PgDml.RowAliases) aliases, target, scope);
    SqlNode generalised = context.generalised();
    Selects.OutputList list = queries.selects().outputs(items, scope, top);
    if (top) {
      context.restoreGeneralised(generalised);
    }
    int hidden =
        top && !items.isEmpty() ? queries.selects().addSubjects(list, scope, at, List.of()) : 0;
    return new Returning(list, rows == null ? null : rows.aliases(list.items), hidden);
  }

  /** What the old and the new row are called in the printed text. */
  private record Rows(String oldAlias, String newAlias) {
    @Nullable SqlNode aliases(List<SqlNode> items) {
      boolean used =
          items.stream().anyMatch(item -> Names.has(item, oldAlias) || Names.has(item, newAlias));
      return used ? new PgDml.RowAliases(oldAlias, newAlias, SqlParserPos.ZERO) : null;
    }
  }

  private @Nullable Rows rows(
      PgDml.@Nullable RowAliases aliases, RangeVariable target, Scope scope) {
    if (context.catalog().serverVersion() < NAMES_ROWS) {
      if (aliases != null) {
        throw new FlowException(
            Violation.UNSUPPORTED_CONSTRUCT, "the server knows no names for the rows", aliases);
      }
      return null;
    }
    String oldName = aliases == null ? null : aliases.oldName;
    String newName = aliases == null ? null : aliases.newName;
    List<RangeVariable> rows = new ArrayList<>();
    String oldAlias = row(oldName, "old", target, scope, false, rows, aliases);
    String newAlias = row(newName, "new", target, scope, true, rows, aliases);
    scope.addQualified(rows);
    return new Rows(oldAlias, newAlias);
  }

  /**
   * Adds a row under the name that the client gave it. The usual name is another table's where one
   * is called so.
   */
  private String row(
      @Nullable String given,
      String usual,
      RangeVariable target,
      Scope scope,
      boolean written,
      List<RangeVariable> rows,
      @Nullable SqlNode at) {
    String name = given == null ? usual : given;
    boolean taken =
        scope.variables().stream().anyMatch(variable -> name.equals(variable.name()))
            || rows.stream().anyMatch(variable -> name.equals(variable.name()));
    if (taken && given != null) {
      throw new FlowException(
          Violation.AMBIGUOUS_NAME, "table name " + name + " is specified more than once", at);
    }
    String alias = context.uniqueAlias(name);
    Relation relation = target.relation();
    if (!taken && relation != null) {
      int id = context.nextVariable();
      List<VisibleColumn> columns =
          FromItems.renamed(queries.selects().fromItems().columns(relation, id), List.of(), alias);
      rows.add(
          new RangeVariable(
              id, name, null, alias, written ? Writes.fresh(columns) : columns, relation));
    }
    return alias;
  }

  /** Whether a printed expression names a range variable. */
  private static final class Names extends SqlBasicVisitor<@Nullable Void> {
    private final String alias;
    private boolean found;

    private Names(String alias) {
      this.alias = alias;
    }

    static boolean has(SqlNode node, String alias) {
      Names names = new Names(alias);
      node.accept(names);
      return names.found;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier name) {
      found |= name.names.get(0).equals(alias);
      return null;
    }
  }
}
