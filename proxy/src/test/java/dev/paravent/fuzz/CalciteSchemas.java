package dev.paravent.fuzz;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calcite's schemas over our snapshot of the catalog; views are expanded by their definitions. */
final class CalciteSchemas {
  private CalciteSchemas() {}

  static CalciteSchema of(Catalog catalog) {
    CalciteSchema root = CalciteSchema.createRootSchema(false);
    Map<String, Map<String, Table>> schemas = new HashMap<>();
    for (Relation relation : catalog.relations()) {
      Map<String, Table> tables =
          schemas.computeIfAbsent(relation.schema(), name -> new HashMap<>());
      switch (relation.kind()) {
        case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW, FOREIGN_TABLE ->
            tables.put(relation.name(), new Stored(catalog, relation));
        case VIEW -> tables.put(relation.name(), new View(catalog, relation));
        case SEQUENCE, COMPOSITE_TYPE -> {}
      }
    }
    schemas.forEach(
        (name, tables) ->
            root.add(
                name,
                new AbstractSchema() {
                  @Override
                  protected Map<String, Table> getTableMap() {
                    return tables;
                  }
                }));
    return root;
  }

  private static class Stored extends AbstractTable {
    private final Catalog catalog;
    final Relation relation;

    Stored(Catalog catalog, Relation relation) {
      this.catalog = catalog;
      this.relation = relation;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      RelDataTypeFactory.Builder row = types.builder();
      for (Column column : relation.columns()) {
        row.add(column.name(), types.createTypeWithNullability(type(types, column), true));
      }
      return row.build();
    }

    private RelDataType type(RelDataTypeFactory types, Column column) {
      PgType type = catalog.type(column.typeOid()).orElseThrow();
      return type.elementType() == 0
          ? scalar(types, type.name())
          : types.createArrayType(
              scalar(types, catalog.type(type.elementType()).orElseThrow().name()), -1);
    }

    private static RelDataType scalar(RelDataTypeFactory types, String name) {
      return types.createSqlType(
          switch (name) {
            case "int2" -> SqlTypeName.SMALLINT;
            case "int4" -> SqlTypeName.INTEGER;
            case "int8" -> SqlTypeName.BIGINT;
            case "float4" -> SqlTypeName.REAL;
            case "float8" -> SqlTypeName.DOUBLE;
            case "numeric" -> SqlTypeName.DECIMAL;
            case "bool" -> SqlTypeName.BOOLEAN;
            case "date" -> SqlTypeName.DATE;
            case "timestamp", "timestamptz" -> SqlTypeName.TIMESTAMP;
            default -> SqlTypeName.VARCHAR;
          });
    }
  }

  private static final class View extends Stored implements TranslatableTable {
    View(Catalog catalog, Relation relation) {
      super(catalog, relation);
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
      return context.expandView(
              table.getRowType(),
              String.valueOf(relation.viewDefinition()),
              List.of(relation.schema()),
              List.of(relation.schema(), relation.name()))
          .rel;
    }
  }
}
