package dev.paravent.sql;

import dev.paravent.catalog.PgType;
import dev.paravent.sql.pg.JsonKind;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgClause;
import dev.paravent.sql.pg.PgTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Labels the functions of SQL/JSON and SQL/XML: a document that is made, tested, taken apart or
 * written as text is public if all that goes into it is, and derived otherwise.
 */
final class Documents {
  private static final int XML = 142;
  static final int JSON = 114;
  static final int JSONB = 3802;

  private final FlowContext context;
  private final Expressions expressions;
  private final Queries queries;

  Documents(FlowContext context, Expressions expressions, Queries queries) {
    this.context = context;
    this.expressions = expressions;
    this.queries = queries;
  }

  /** What the parts of one call have in common. */
  private static final class Parts {
    Label label = Label.PUBLIC;
    final List<Integer> types = new ArrayList<>();
  }

  Expr json(PgCall.Json json, Scope scope) {
    Parts parts = new Parts();
    List<SqlNode> arguments = new ArrayList<>();
    for (SqlNode argument : json.arguments) {
      arguments.add(
          json.kind == JsonKind.ARRAY_QUERY
              ? query(argument, scope, parts)
              : part(argument, scope, parts));
    }
    int type = type(json, parts.types);
    List<SqlNode> passing = parts(json.passing, scope, parts);
    boolean aggregate = json.kind == JsonKind.ARRAYAGG || json.kind == JsonKind.OBJECTAGG;
    List<SqlNode> orderBy = expressions.calls().windows().sortKeys(json.orderBy, scope);
    SqlNode filter = expressions.optionalCondition(json.filter, scope, false);
    if (aggregate && json.over == null) {
      boolean own = AggregateLevel.isOwn(scope, arguments, orderBy, List.of(), filter);
      orderBy = aggregate(json, orderBy, own);
    }
    SqlNode over =
        json.over == null
            ? null
            : expressions.calls().windows().over(json.over, scope, "json_agg", true);
    SqlNode node =
        new PgCall.Json(
            json.kind,
            arguments,
            passing,
            orderBy,
            json.absentOnNull,
            json.uniqueKeys,
            optional(json.returning, scope, parts),
            json.wrapper,
            json.quotes,
            optional(json.onEmpty, scope, parts),
            optional(json.onError, scope, parts),
            filter,
            over,
            json.getParserPosition());
    return new Expr(node, parts.label, type);
  }

  /** The sort keys of an aggregate, with a last one where the order of its input would show. */
  private List<SqlNode> aggregate(PgCall.Json json, List<SqlNode> orderBy, boolean own) {
    context.block().aggregates |= own;
    if (json.kind == JsonKind.OBJECTAGG) {
      // it takes no sort keys
      context.block().showOrder(json, own);
      return orderBy;
    }
    if (!context.block().hasHolders()) {
      return orderBy;
    }
    return RowOrder.withRandomKey(orderBy);
  }

  /** The type of the result: as RETURNING says, or PostgreSQL docs 9.16.1 and 9.16.3. */
  private int type(PgCall.Json json, List<Integer> arguments) {
    if (json.returning instanceof PgClause.JsonReturning returning) {
      return typeOf(returning.type, returning);
    }
    return switch (json.kind) {
      case OBJECT, ARRAY, ARRAY_QUERY, OBJECTAGG, ARRAYAGG ->
          arguments.contains(JSONB)
              ? JSONB
              : arguments.contains(Types.NOT_INFERRED) ? Types.NOT_INFERRED : JSON;
      case PARSE, SCALAR -> JSON;
      case SERIALIZE, VALUE -> Types.TEXT;
      case QUERY -> JSONB;
      case EXISTS -> Types.BOOL;
    };
  }

  /** The base type that a name means. */
  int typeOf(SqlDataTypeSpec spec, SqlNode at) {
    PgType type = expressions.casts().target(spec, at);
    int oid =
        PgTypeName.of(spec).dimensions().isEmpty() ? type.oid() : context.types().array(type.oid());
    return context.types().base(oid);
  }

  /** A type name with its schema; what it may run is judged. */
  SqlDataTypeSpec qualified(SqlDataTypeSpec spec, SqlNode at) {
    return context.types().qualified(spec, expressions.casts().target(spec, at));
  }

  private SqlNode query(SqlNode node, Scope scope, Parts parts) {
    SqlNode body = node instanceof PgClause.JsonInput input ? input.value : node;
    Queries.Result result = queries.orderedSubquery(body, scope);
    if (result.outputs().size() != 1) {
      throw new FlowException(Violation.SYNTAX_ERROR, "subquery must return only one column", node);
    }
    VisibleColumn output = result.outputs().get(0);
    note(require(output.label(), node), output.type(), parts);
    return node instanceof PgClause.JsonInput input
        ? new PgClause.JsonInput(result.node(), input.encoding, input.getParserPosition())
        : result.node();
  }

  private static void note(Label label, int type, Parts parts) {
    parts.types.add(type);
    parts.label = label.isProtected() ? label : parts.label;
  }

  private Label require(Label label, SqlNode at) {
    return expressions.requirePublic(
        label, at, Violation.PROTECTED_DERIVED, "a document of protected values");
  }

  /** Clauses and values of a call or a table, as printed. */
  List<SqlNode> parts(List<SqlNode> nodes, Scope scope) {
    return parts(nodes, scope, new Parts());
  }

  SqlNode part(SqlNode node, Scope scope) {
    return part(node, scope, new Parts());
  }

  @Nullable SqlNode optional(@Nullable SqlNode node, Scope scope) {
    return optional(node, scope, new Parts());
  }

  private List<SqlNode> parts(List<SqlNode> nodes, Scope scope, Parts parts) {
    List<SqlNode> printed = new ArrayList<>();
    for (SqlNode node : nodes) {
      printed.add(part(node, scope, parts));
    }
    return printed;
  }

  private @Nullable SqlNode optional(@Nullable SqlNode node, Scope scope, Parts parts) {
    return node == null ? null : part(node, scope, parts);
  }

  private SqlNode part(SqlNode node, Scope scope, Parts parts) {
    return switch (node) {
      case PgClause.JsonInput input ->
          new PgClause.JsonInput(
              part(input.value, scope, parts), input.encoding, input.getParserPosition());
      case PgClause.JsonMember member ->
          new PgClause.JsonMember(
              part(member.key, scope, parts),
              part(member.value, scope, parts),
              member.getParserPosition());
      case PgClause.Labelled labelled ->
          new PgClause.Labelled(
              part(labelled.value, scope, parts), labelled.name, labelled.getParserPosition());
      case PgClause.JsonBehavior behavior ->
          new PgClause.JsonBehavior(
              behavior.kind, optional(behavior.value, scope, parts), behavior.getParserPosition());
      case PgClause.JsonReturning returning ->
          new PgClause.JsonReturning(
              qualified(returning.type, returning),
              returning.formatted,
              returning.encoding,
              returning.getParserPosition());
      default -> {
        Expr expr = expressions.expression(node, scope);
        note(require(expr.label(), node), expr.type(), parts);
        yield expr.node();
      }
    };
  }

  Expr xml(PgCall.Xml xml, Scope scope) {
    Parts parts = new Parts();
    List<SqlNode> attributes = new ArrayList<>();
    for (SqlNode node : xml.attributes) {
      attributes.add(named((PgClause.Labelled) node, scope, parts));
    }
    List<@Nullable SqlNode> arguments = new ArrayList<>();
    for (SqlNode argument : xml.arguments) {
      arguments.add(optional(argument, scope, parts));
    }
    SqlNode node =
        new PgCall.Xml(
            xml.kind,
            xml.name,
            attributes,
            arguments,
            xml.options,
            xml.type == null ? null : qualified(xml.type, xml),
            xml.getParserPosition());
    int type =
        switch (xml.kind) {
          case CONCAT, ELEMENT, FOREST, PARSE, PI, ROOT -> XML;
          case EXISTS -> Types.BOOL;
          case SERIALIZE -> xml.type == null ? Types.NOT_INFERRED : typeOf(xml.type, xml);
        };
    return new Expr(node, parts.label, type);
  }

  /**
   * An attribute or element of XMLFOREST. One without a name is named like its column, which may be
   * printed by another name.
   */
  private SqlNode named(PgClause.Labelled labelled, Scope scope, Parts parts) {
    SqlNode value = part(labelled.value, scope, parts);
    if (labelled.name != null || !(labelled.value instanceof SqlIdentifier written)) {
      return new PgClause.Labelled(value, labelled.name, labelled.getParserPosition());
    }
    String name = written.names.get(written.names.size() - 1);
    boolean same =
        value instanceof SqlIdentifier printed
            && printed.names.get(printed.names.size() - 1).equals(name);
    // xml.c, map_sql_identifier_to_xml_name: these are escaped only where the name is implied
    if (!same && (name.contains(":") || name.toLowerCase(Locale.ROOT).startsWith("xml"))) {
      throw expressions.unsupported(labelled);
    }
    return new PgClause.Labelled(value, same ? null : name, labelled.getParserPosition());
  }
}
