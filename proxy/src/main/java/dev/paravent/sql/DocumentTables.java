package dev.paravent.sql;

import dev.paravent.sql.pg.PgClause;
import dev.paravent.sql.pg.PgFrom;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Analyses JSON_TABLE and XMLTABLE: rows of a document, which must be public. Like functions they
 * see the entries of FROM to their left with or without LATERAL.
 */
final class DocumentTables {
  private final FlowContext context;
  private final Documents documents;

  DocumentTables(FlowContext context, Documents documents) {
    this.context = context;
    this.documents = documents;
  }

  /** Where an entry has no alias it is called like its function. */
  private FromItem item(
      PgFrom.@Nullable Alias given,
      String function,
      List<VisibleColumn> columns,
      java.util.function.Function<PgFrom.Alias, SqlNode> printed) {
    context.block().mayFail = true;
    String shown = given == null || given.name == null ? function : given.name;
    String alias = context.uniqueAlias(shown);
    List<String> renames = given == null ? List.of() : given.columns;
    List<VisibleColumn> visible = FromItems.renamed(columns, renames, alias);
    SqlNode node =
        printed.apply(
            new PgFrom.Alias(
                alias, FromItems.aliases(visible, true), List.of(), SqlParserPos.ZERO));
    RangeVariable variable =
        new RangeVariable(context.nextVariable(), shown, null, alias, visible, null);
    return new FromItem(node, List.of(variable), visible);
  }

  private VisibleColumn column(String name, @Nullable SqlDataTypeSpec type, SqlNode at) {
    int oid = type == null ? Types.INT4 : documents.typeOf(type, at);
    return new VisibleColumn(
        name, new SqlIdentifier(List.of(name), SqlParserPos.ZERO), Label.PUBLIC, oid, -1);
  }

  FromItem json(PgFrom.JsonTable table, Scope scope) {
    SqlNode input = documents.part(table.input, scope);
    List<SqlNode> passing = documents.parts(table.passing, scope);
    List<VisibleColumn> columns = new ArrayList<>();
    List<SqlNode> definitions = jsonColumns(table.columns, scope, columns);
    SqlNode onError = documents.optional(table.onError, scope);
    return item(
        table.alias,
        "json_table",
        columns,
        alias ->
            new PgFrom.JsonTable(
                table.lateral,
                input,
                table.path,
                table.pathName,
                passing,
                definitions,
                onError,
                alias,
                table.getParserPosition()));
  }

  /** Columns of nested paths come behind those beside them (parse_jsontable.c). */
  private List<SqlNode> jsonColumns(List<SqlNode> nodes, Scope scope, List<VisibleColumn> columns) {
    List<SqlNode> printed = new ArrayList<>(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof PgClause.JsonColumn definition) {
        columns.add(column(definition.name, definition.type, definition));
        printed.set(i, jsonColumn(definition, scope));
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof PgClause.JsonNested nested) {
        printed.set(
            i,
            new PgClause.JsonNested(
                nested.path,
                nested.pathName,
                jsonColumns(nested.columns, scope, columns),
                nested.getParserPosition()));
      }
    }
    return printed;
  }

  private SqlNode jsonColumn(PgClause.JsonColumn column, Scope scope) {
    return new PgClause.JsonColumn(
        column.name,
        column.type == null ? null : documents.qualified(column.type, column),
        column.exists,
        column.formatted,
        column.encoding,
        column.path,
        column.wrapper,
        column.quotes,
        documents.optional(column.onEmpty, scope),
        documents.optional(column.onError, scope),
        column.getParserPosition());
  }

  FromItem xml(PgFrom.XmlTable table, Scope scope) {
    List<SqlNode> namespaces = documents.parts(table.namespaces, scope);
    SqlNode row = documents.part(table.row, scope);
    SqlNode document = documents.part(table.document, scope);
    List<VisibleColumn> columns = new ArrayList<>();
    List<SqlNode> definitions = new ArrayList<>();
    for (SqlNode node : table.columns) {
      PgClause.XmlColumn definition = (PgClause.XmlColumn) node;
      columns.add(column(definition.name, definition.type, definition));
      definitions.add(
          new PgClause.XmlColumn(
              definition.name,
              definition.type == null ? null : documents.qualified(definition.type, definition),
              documents.optional(definition.path, scope),
              documents.optional(definition.missing, scope),
              definition.notNull,
              definition.getParserPosition()));
    }
    return item(
        table.alias,
        "xmltable",
        columns,
        alias ->
            new PgFrom.XmlTable(
                table.lateral,
                namespaces,
                row,
                document,
                definitions,
                alias,
                table.getParserPosition()));
  }
}
