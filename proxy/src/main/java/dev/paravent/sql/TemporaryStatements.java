package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Index;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.TemporaryCatalog;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgTableUtility;
import dev.paravent.sql.pg.PgTableUtility.ColumnConstraint;
import dev.paravent.sql.pg.PgTypeName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Says statements about temporary tables as the server gets them (FLOW-RULES, "Other doors"): plain
 * columns, or the public values of a query, under a name that nothing else in the database means.
 * Stateless.
 */
public final class TemporaryStatements {
  private final FlowContext context;

  /** Reads names by this search path: effective schemas without pg_catalog, in order. */
  public TemporaryStatements(Catalog catalog, Surroundings surroundings, List<String> searchPath) {
    this.context = new FlowContext(catalog, surroundings, searchPath, false);
  }

  /** What CREATE is about. */
  public record Wanted(String name, boolean ifNotExists, boolean dropsOnCommit) {}

  /** A table as it will be, and the statement that makes it. */
  public record Creation(Analysis analysis, Relation relation) {}

  /** Tables by what the client calls them, and the statement for all of them. */
  public record Selection(String text, List<String> names) {
    public Selection {
      names = List.copyOf(names);
    }
  }

  /** What is to be made. */
  public Wanted wanted(Statement.CreateTemporary statement) {
    return switch (statement.tree()) {
      case PgTableUtility.CreateTemporary create ->
          wanted(create.name, create.ifNotExists, create.onCommit);
      case PgTableUtility.CreateTemporaryAs create ->
          wanted(create.name, create.ifNotExists, create.onCommit);
      default -> throw new IllegalStateException("no CREATE TABLE");
    };
  }

  private static Wanted wanted(
      SqlIdentifier name, boolean ifNotExists, PgTableUtility.OnCommit onCommit) {
    List<String> names = name.names;
    boolean temporary =
        names.size() == 1 || names.size() == 2 && names.get(0).equals(TemporaryCatalog.SCHEMA);
    if (!temporary) {
      throw new FlowException(
          Violation.INVALID_STATEMENT,
          "cannot create temporary relation in non-temporary schema",
          name);
    }
    return new Wanted(
        names.get(names.size() - 1), ifNotExists, onCommit == PgTableUtility.OnCommit.DROP);
  }

  /**
   * The table and the statement that makes it under the server's name.
   *
   * @param query the analysis of what AS stands before
   * @param exists whether the server has the table already, so that nothing will be done
   */
  public Creation create(
      Statement.CreateTemporary statement,
      @Nullable Analysis query,
      String serverName,
      boolean exists) {
    return switch (statement.tree()) {
      case PgTableUtility.CreateTemporary create -> columns(create, serverName, exists);
      case PgTableUtility.CreateTemporaryAs create when query != null ->
          query(create, query, serverName, exists);
      default -> throw new IllegalStateException("no CREATE TABLE");
    };
  }

  private Creation columns(
      PgTableUtility.CreateTemporary create, String serverName, boolean exists) {
    List<SqlNode> printed = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    for (SqlNode node : create.columns) {
      PgTableUtility.TemporaryColumn column = (PgTableUtility.TemporaryColumn) node;
      PgFrom.ColumnDef definition = column.column;
      int number = columns.size() + 1;
      PgType type = storable(definition.type);
      boolean unique = column.constraints.contains(ColumnConstraint.UNIQUE);
      boolean key = column.constraints.contains(ColumnConstraint.PRIMARY_KEY);
      boolean notNull = key || column.constraints.contains(ColumnConstraint.NOT_NULL);
      boolean array = !PgTypeName.of(definition.type).dimensions().isEmpty();
      columns.add(column(definition.name, number, array ? type.arrayType() : type.oid(), notNull));
      if (unique || key) {
        indexes.add(
            new Index("unique_" + number, List.of(number), List.of(), List.of(), true, false));
      }
      printed.add(
          new PgTableUtility.TemporaryColumn(
              new PgFrom.ColumnDef(
                  definition.name,
                  context.types().qualified(definition.type, type),
                  collation(definition.collation),
                  definition.getParserPosition()),
              column.constraints,
              column.getParserPosition()));
    }
    SqlNode tree =
        new PgTableUtility.CreateTemporary(
            name(serverName), exists, printed, create.onCommit, create.getParserPosition());
    return new Creation(
        new Analysis(tree, List.of(), List.of(), List.of(), List.of(), 0, false, false),
        relation(serverName, columns, indexes));
  }

  /** A type whose input runs no code of a user. */
  private PgType storable(SqlDataTypeSpec spec) {
    PgType type = context.types().resolve(spec);
    boolean plain =
        switch (type.kind()) {
          case 'b', 'r', 'm' -> type.isBuiltIn();
          case 'e' -> true;
          default -> false;
        };
    boolean array = !PgTypeName.of(spec).dimensions().isEmpty();
    if (!plain || PgTypeName.of(spec).isSetOf() || array && type.arrayType() == 0) {
      throw new FlowException(
          Violation.UNSUPPORTED_CONSTRUCT,
          "a temporary table has columns of built-in types and enums only",
          spec);
    }
    return type;
  }

  private static @Nullable SqlIdentifier collation(@Nullable SqlIdentifier name) {
    if (name == null) {
      return null;
    }
    List<String> names = name.names;
    boolean builtIn = names.size() == 1 || names.size() == 2 && names.get(0).equals("pg_catalog");
    if (!builtIn) {
      throw new FlowException(
          Violation.UNSUPPORTED_CONSTRUCT, "this collation is not supported here", name);
    }
    return new SqlIdentifier(
        List.of("pg_catalog", names.get(names.size() - 1)), name.getParserPosition());
  }

  private Creation query(
      PgTableUtility.CreateTemporaryAs create, Analysis query, String serverName, boolean exists) {
    if (create.columns.size() > query.outputs().size()) {
      throw new FlowException(
          Violation.SYNTAX_ERROR, "too many column names were specified", create);
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < query.outputs().size(); i++) {
      Analysis.OutputColumn output = query.outputs().get(i);
      String name = i < create.columns.size() ? create.columns.get(i) : output.name();
      columns.add(
          column(name, i + 1, output.type() == Types.UNKNOWN ? Types.TEXT : output.type(), false));
    }
    SqlNode tree =
        new PgTableUtility.CreateTemporaryAs(
            name(serverName),
            exists,
            create.columns,
            create.onCommit,
            query.tree(),
            create.withData,
            create.getParserPosition());
    Analysis analysis =
        new Analysis(
            tree,
            List.of(),
            query.facts(),
            query.slots(),
            query.pins(),
            0,
            query.touchesProtected(),
            query.tellsOrder());
    return new Creation(analysis, relation(serverName, columns, List.of()));
  }

  private static Column column(String name, int number, int type, boolean notNull) {
    return new Column(name, number, type, -1, notNull, false, false, List.of(), true);
  }

  private static Relation relation(String name, List<Column> columns, List<Index> indexes) {
    return new Relation(
        0,
        TemporaryCatalog.SCHEMA,
        name,
        Relation.Kind.TABLE,
        columns,
        indexes,
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static SqlIdentifier name(String serverName) {
    return new SqlIdentifier(List.of(TemporaryCatalog.SCHEMA, serverName), SqlParserPos.ZERO);
  }

  /** DROP TABLE of the session's own temporary tables. */
  public Selection drop(Statement.DropTables statement) {
    PgTableUtility.DropTable drop = (PgTableUtility.DropTable) statement.tree();
    List<SqlNode> tables = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (SqlNode node : drop.names) {
      SqlIdentifier name = (SqlIdentifier) node;
      Relation relation = context.relation(name);
      if (relation == null && !drop.ifExists) {
        throw new FlowException(
            Violation.UNKNOWN_RELATION,
            "table " + FlowContext.quoted(name) + " does not exist",
            name);
      }
      if (relation != null) {
        names.add(name.names.get(name.names.size() - 1));
        tables.add(name(own(relation, name, "dropped").name()));
      }
    }
    if (tables.isEmpty()) {
      tables.add(name("paravent_none")); // the server has to answer, and to find nothing
    }
    return new Selection(
        PgPrinter.print(
            new PgTableUtility.DropTable(
                tables, drop.ifExists, drop.cascade, drop.getParserPosition())),
        names);
  }

  /** TRUNCATE of the session's own temporary tables. */
  public Selection truncate(Statement.Truncate statement) {
    PgTableUtility.Truncate truncate = (PgTableUtility.Truncate) statement.tree();
    List<SqlNode> tables = new ArrayList<>();
    for (SqlNode node : truncate.tables) {
      PgFrom.Table table = (PgFrom.Table) node;
      Relation relation = own(context.visibleRelation(table.name), table.name, "truncated");
      tables.add(
          new PgFrom.Table(
              name(relation.name()), table.only, null, null, table.getParserPosition()));
    }
    return new Selection(
        PgPrinter.print(
            new PgTableUtility.Truncate(
                tables, truncate.restartIdentity, truncate.cascade, truncate.getParserPosition())),
        List.of());
  }

  private static Relation own(Relation relation, SqlNode at, String what) {
    if (!relation.schema().equals(TemporaryCatalog.SCHEMA)) {
      throw new FlowException(
          Violation.UNSUPPORTED_STATEMENT,
          "only a temporary table of the session can be " + what,
          at);
    }
    return relation;
  }
}
