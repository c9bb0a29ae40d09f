package dev.paravent.fuzz;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * What Calcite's own parser, validator, converter and metadata say of a query's outputs: the
 * columns that each is made of. Confined to one thread.
 */
final class CalciteOrigins {
  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withConformance(SqlConformanceEnum.BABEL)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          // or it would not find its own functions by their lower-case names
          .withCaseSensitive(false);

  private static final SqlOperatorTable OPERATORS =
      SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
          EnumSet.of(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL));

  private final Catalog catalog;
  private final CalciteSchema schemas;
  private final List<String> path;
  private final Map<String, String> differences;

  /**
   * A reader of origins.
   *
   * @param path the schema of unqualified names
   * @param differences operators whose operands are no origins of their results, with the reason
   */
  CalciteOrigins(Catalog catalog, List<String> path, Map<String, String> differences) {
    this.catalog = catalog;
    this.schemas = CalciteSchemas.of(catalog);
    this.path = path;
    this.differences = differences;
  }

  /** A column of a relation, as the catalog numbers it. */
  record Origin(Relation relation, int number) {
    String column() {
      return relation.column(number).orElseThrow().name();
    }

    @Override
    public String toString() {
      return relation.schema() + "." + relation.name() + "." + column();
    }
  }

  /** The table of differences: an operator and a reason a line. */
  static Map<String, String> differences(String text) {
    Map<String, String> differences = new TreeMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s*\\|\\s*", 2))
        .forEach(parts -> differences.put(parts[0], parts[1]));
    return differences;
  }

  /**
   * The origins of each output, empty where Calcite does not know them; empty where Calcite does
   * not take the statement.
   */
  Optional<List<Optional<Set<Origin>>>> of(String sql) {
    try {
      RelNode rel = new Conversion().converted(sql, path).rel;
      rel = rel.accept(new Narrowing(rel.getCluster().getRexBuilder()));
      RelMetadataQuery query = rel.getCluster().getMetadataQuery();
      List<Optional<Set<Origin>>> outputs = new ArrayList<>();
      for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
        Set<RelColumnOrigin> origins = query.getColumnOrigins(rel, i);
        outputs.add(Optional.ofNullable(origins).map(this::columns));
      }
      return Optional.of(outputs);
    } catch (SqlParseException | RuntimeException | AssertionError | StackOverflowError notTaken) {
      return Optional.empty();
    }
  }

  private Set<Origin> columns(Set<RelColumnOrigin> origins) {
    Set<Origin> columns = new TreeSet<>(Comparator.comparing(Origin::toString));
    origins.forEach(origin -> columns.add(column(origin)));
    return columns;
  }

  private Origin column(RelColumnOrigin origin) {
    List<String> name = origin.getOriginTable().getQualifiedName();
    Relation relation = catalog.relation(name.get(0), name.get(1)).orElseThrow();
    return new Origin(relation, relation.columns().get(origin.getOriginColumnOrdinal()).number());
  }

  /** PostgreSQL's words for what Calcite calls otherwise, and its parameters. */
  private static String calcite(String sql) {
    return sql.replaceAll("\\$[0-9]+", "?")
        .replaceAll("(?i)\\bE'", "'")
        .replaceAll("(?i)::\\s*(\"?pg_catalog\"?\\.)?\"?text\"?\\[\\]", "")
        .replaceAll("(?i)\\btext\\b", "varchar")
        .replaceAll("(?i)\\bint\\b", "integer")
        .replaceAll("(?i)\\b(not )?materialized \\(", "(");
  }

  private static final class Metadata extends RelMetadataQuery {
    Metadata() {
      super(new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE));
    }
  }

  /** One statement's way to relational algebra. */
  private final class Conversion implements RelOptTable.ViewExpander {
    private final RelDataTypeFactory types = new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT);
    private final RelOptCluster cluster =
        RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));

    Conversion() {
      cluster.setMetadataQuerySupplier(Metadata::new);
    }

    RelRoot converted(String sql, List<String> searched) throws SqlParseException {
      SqlNode tree = SqlParser.create(calcite(sql), PARSER).parseQuery();
      Properties properties = new Properties();
      properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
      CalciteCatalogReader reader =
          new CalciteCatalogReader(
              schemas, searched, types, new CalciteConnectionConfigImpl(properties));
      SqlValidator validator =
          SqlValidatorUtil.newValidator(
              OPERATORS,
              reader,
              types,
              SqlValidator.Config.DEFAULT
                  .withConformance(SqlConformanceEnum.BABEL)
                  .withIdentifierExpansion(true));
      SqlToRelConverter converter =
          new SqlToRelConverter(
              this,
              validator,
              reader,
              cluster,
              StandardConvertletTable.INSTANCE,
              SqlToRelConverter.config().withExpand(true).withTrimUnusedFields(false));
      return converter.convertQuery(validator.validate(tree), false, true);
    }

    @Override
    public RelRoot expandView(
        org.apache.calcite.rel.type.RelDataType rowType,
        String definition,
        List<String> schemaPath,
        List<String> viewPath) {
      try {
        return converted(definition.replaceAll(";\\s*$", ""), schemaPath);
      } catch (SqlParseException notTaken) {
        throw new IllegalStateException("a view of Calcite's", notTaken);
      }
    }
  }

  /** Takes away what the table of differences explains. */
  private final class Narrowing extends RelHomogeneousShuttle {
    private final RexBuilder rex;

    Narrowing(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RelNode visit(RelNode other) {
      return super.visit(other).accept(expressions);
    }

    @Override
    public RelNode visit(LogicalAggregate aggregate) {
      RelNode visited = super.visit(aggregate);
      if (!(visited instanceof LogicalAggregate narrowed)) {
        return visited;
      }
      List<AggregateCall> calls =
          narrowed.getAggCallList().stream()
              .map(
                  call ->
                      isExplained(call.getAggregation())
                          ? AggregateCall.create(
                              SqlStdOperatorTable.COUNT,
                              false,
                              false,
                              false,
                              List.of(),
                              List.of(),
                              -1,
                              null,
                              org.apache.calcite.rel.RelCollations.EMPTY,
                              call.getType(),
                              call.getName())
                          : call)
              .toList();
      return narrowed.copy(
          narrowed.getTraitSet(),
          narrowed.getInput(),
          narrowed.getGroupSet(),
          narrowed.getGroupSets(),
          calls);
    }

    private final RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return isExplained(call.getOperator())
                ? rex.makeNullLiteral(call.getType())
                : super.visitCall(call);
          }

          /** The partition of a window leaves; its arguments and its order stay. */
          @Override
          public RexNode visitOver(RexOver over) {
            List<RexNode> operands = new ArrayList<>();
            if (!isExplained(over.getAggOperator())) {
              over.getOperands().forEach(operand -> operands.add(operand.accept(this)));
            }
            over.getWindow().orderKeys.forEach(key -> operands.add(key.left.accept(this)));
            if (!differences.containsKey("PARTITION_BY")) {
              operands.addAll(over.getWindow().partitionKeys);
            }
            return operands.isEmpty()
                ? rex.makeNullLiteral(over.getType())
                : rex.makeCall(over.getType(), SqlStdOperatorTable.COALESCE, operands);
          }
        };

    private boolean isExplained(SqlOperator operator) {
      return differences.containsKey(operator.getKind().name())
          || differences.containsKey(operator.getName().toUpperCase(Locale.ROOT));
    }
  }
}
