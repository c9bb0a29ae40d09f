package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgTableUtility;
import dev.paravent.sql.pg.PgTypeName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Says statements about whole tables as the queries and inserts that do the same, so that one
 * analysis judges all of them. Stateless.
 */
public final class TableStatements {
  private final Catalog catalog;
  private final Surroundings surroundings;
  private final FlowContext context;

  /** Reads names by this search path: effective schemas without pg_catalog, in order. */
  public TableStatements(
      Catalog catalog, Surroundings surroundings, List<String> searchPath, Budget budget) {
    this.catalog = catalog;
    this.surroundings = surroundings;
    this.context = new FlowContext(catalog, surroundings, searchPath, false, budget);
  }

  /** The query whose rows COPY TO gives. */
  public Statement.Data copiedOut(Statement.Copy statement) {
    PgTableUtility.Copy copy = (PgTableUtility.Copy) statement.tree();
    SqlParserPos pos = copy.getParserPosition();
    if (copy.query != null) {
      Statement.Data data = SessionReader.data(copy.query, 0);
      if (data == null) {
        throw new FlowException(
            Violation.UNSUPPORTED_STATEMENT, "this statement cannot be copied", copy);
      }
      return data;
    }
    SqlIdentifier table = table(copy);
    Relation relation = requireTable(context.names().filtered(table), table);
    List<SqlNode> items = new ArrayList<>();
    boolean all =
        copy.columns.isEmpty() && relation.columns().stream().noneMatch(Column::generated);
    if (all) {
      items.add(new PgQuery.Item(SqlIdentifier.star(pos), null, pos));
    } else {
      for (String column : columns(copy, relation)) {
        items.add(new PgQuery.Item(new SqlIdentifier(column, pos), null, pos));
      }
    }
    SqlNode select =
        new PgQuery.Select(
            false,
            List.of(),
            items,
            List.of(new PgFrom.Table(table, true, null, null, pos)),
            null,
            false,
            List.of(),
            null,
            List.of(),
            pos);
    return new Statement.Data(Statement.DataKind.SELECT, select, 0);
  }

  /**
   * The insert that COPY FROM stands for, one parameter a column. COPY writes what it is given even
   * into identity columns.
   */
  public Statement.Data copiedIn(Statement.Copy statement) {
    PgTableUtility.Copy copy = (PgTableUtility.Copy) statement.tree();
    SqlParserPos pos = copy.getParserPosition();
    SqlIdentifier table = table(copy);
    List<SqlNode> targets = new ArrayList<>();
    List<SqlNode> values = new ArrayList<>();
    for (String column : copiedColumns(statement)) {
      targets.add(new PgDml.Target(column, List.of(), pos));
      values.add(new SqlDynamicParam(values.size(), pos));
    }
    SqlNode rows = new PgQuery.Values(List.of(new PgExpr.Row(false, values, pos)), pos);
    SqlNode insert =
        new PgDml.Insert(
            null, table, null, targets, PgDml.Overriding.SYSTEM, rows, null, List.of(), pos);
    return new Statement.Data(Statement.DataKind.INSERT, insert, values.size());
  }

  /** The columns that a row of COPY FROM has values for, in order. */
  public List<String> copiedColumns(Statement.Copy statement) {
    PgTableUtility.Copy copy = (PgTableUtility.Copy) statement.tree();
    return columns(copy, requireTable(table(copy)));
  }

  /** The query whose condition is the WHERE of COPY FROM. */
  public Statement.Data filter(Statement.Copy statement) {
    PgTableUtility.Copy copy = (PgTableUtility.Copy) statement.tree();
    SqlParserPos pos = copy.getParserPosition();
    SqlNode select =
        new PgQuery.Select(
            false,
            List.of(),
            List.of(new PgQuery.Item(SqlLiteral.createExactNumeric("1", pos), null, pos)),
            List.of(new PgFrom.Table(table(copy), true, null, null, pos)),
            copy.where,
            false,
            List.of(),
            null,
            List.of(),
            pos);
    return new Statement.Data(Statement.DataKind.SELECT, select, 0);
  }

  /**
   * COPY FROM STDIN with every name qualified, and the options as they are.
   *
   * @param filter the analysis of {@link #filter}, or of the insert where there is none
   */
  public Analysis copyIn(Statement.Copy statement, Analysis filter) {
    PgTableUtility.Copy copy = (PgTableUtility.Copy) statement.tree();
    SqlIdentifier table = table(copy);
    Relation relation = requireTable(table);
    SqlNode tree =
        new PgTableUtility.Copy(
            qualified(relation, table.getParserPosition()),
            columns(copy, relation),
            null,
            true,
            false,
            null,
            copy.options,
            copy.where == null ? null : condition(filter.tree(), relation, copy),
            copy.getParserPosition());
    return new Analysis(
        tree,
        List.of(),
        filter.facts(),
        filter.slots(),
        List.of(),
        0,
        filter.touchesProtected(),
        filter.tellsOrder());
  }

  /** The condition, if the table has the same name in it as in COPY. */
  private static SqlNode condition(SqlNode query, Relation relation, SqlNode at) {
    SqlNode body = query instanceof PgQuery.Query wrapped ? wrapped.body : query;
    if (body instanceof PgQuery.Select select
        && select.where != null
        && select.from.size() == 1
        && select.from.get(0) instanceof PgFrom.Table table
        && table.alias != null
        && relation.name().equals(table.alias.name)
        && table.alias.columns.isEmpty()) {
      return select.where;
    }
    throw new FlowException(
        Violation.UNSUPPORTED_CONSTRUCT, "this condition of COPY is not supported", at);
  }

  /** LOCK TABLE with every name qualified. */
  public String lock(Statement.Lock statement) {
    PgTableUtility.Lock lock = (PgTableUtility.Lock) statement.tree();
    List<SqlNode> tables = new ArrayList<>();
    for (SqlNode node : lock.tables) {
      PgFrom.Table table = (PgFrom.Table) node;
      Relation relation = context.visibleRelation(table.name);
      SqlParserPos pos = table.getParserPosition();
      tables.add(new PgFrom.Table(qualified(relation, pos), table.only, null, null, pos));
    }
    return PgPrinter.print(
        new PgTableUtility.Lock(tables, lock.mode, lock.nowait, lock.getParserPosition()));
  }

  /** The types of PREPARE, as OIDs. */
  public List<Integer> types(Statement.Prepare prepare) {
    List<Integer> oids = new ArrayList<>();
    for (SqlNode node : prepare.types()) {
      SqlDataTypeSpec spec = (SqlDataTypeSpec) node;
      int oid = context.types().resolve(spec).oid();
      oids.add(PgTypeName.of(spec).dimensions().isEmpty() ? oid : arrayOf(oid, spec));
    }
    return oids;
  }

  /**
   * Requires that reading a parameter of each type runs no function of a user: the server reads it
   * as the type that the client declares.
   */
  public void requireJudged(List<Integer> parameterTypes) {
    for (int oid : parameterTypes) {
      if (oid != 0 && context.types().runsCode(oid)) {
        throw new FlowException(
            Violation.FUNCTION_NOT_ALLOWED,
            "a parameter's type runs a function of the database's owner",
            null);
      }
    }
  }

  private int arrayOf(int oid, SqlNode at) {
    int array = context.types().array(oid);
    if (array == Types.NOT_INFERRED) {
      throw new FlowException(Violation.UNKNOWN_TYPE, "array type does not exist", at);
    }
    return array;
  }

  /** Whether a statement may touch a relation with a protected column. */
  public boolean touchesProtectedRelation(Analysis analysis) {
    return analysis.touchesProtected()
        || new ProtectedRelations(catalog, surroundings).areIn(analysis.tree());
  }

  private static SqlIdentifier table(PgTableUtility.Copy copy) {
    if (copy.table == null) {
      throw new IllegalStateException("COPY of a query has no table");
    }
    return copy.table;
  }

  private Relation requireTable(SqlIdentifier name) {
    return requireTable(context.visibleRelation(name), name);
  }

  private static Relation requireTable(Relation relation, SqlIdentifier name) {
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> relation;
      case VIEW, MATERIALIZED_VIEW, SEQUENCE, COMPOSITE_TYPE ->
          throw new FlowException(
              Violation.INVALID_STATEMENT,
              "only a table can be copied by name; COPY (SELECT ..) TO copies what a query gives",
              name);
    };
  }

  private static List<String> columns(PgTableUtility.Copy copy, Relation relation) {
    return copy.columns.isEmpty()
        ? relation.columns().stream().filter(c -> !c.generated()).map(Column::name).toList()
        : copy.columns;
  }

  private static SqlIdentifier qualified(Relation relation, SqlParserPos pos) {
    return new SqlIdentifier(List.of(relation.schema(), relation.name()), pos);
  }
}
