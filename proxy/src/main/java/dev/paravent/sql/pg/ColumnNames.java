package dev.paravent.sql.pg;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The name that PostgreSQL gives an output column without an alias: {@code FigureColname} of its
 * parse_target.c.
 */
public final class ColumnNames {
  /** The name of a column that has none. */
  public static final String NONE = "?column?";

  /** A name, and whether it holds against the name of a type or of CASE around it. */
  private record Figured(String name, boolean isStrong) {}

  private final ServerVersion version;

  /** Whether the name is that of a star's first column. */
  private boolean isOfStar;

  private ColumnNames(ServerVersion version) {
    this.version = version;
  }

  /**
   * The header of an expression.
   *
   * @throws IllegalStateException when it depends on the columns of a relation: a star that is not
   *     expanded yet
   */
  public static String of(SqlNode expression) {
    return of(expression, ServerVersion.NEWEST);
  }

  /** As {@link #of(SqlNode)}, of a server of another release. */
  public static String of(SqlNode expression, ServerVersion version) {
    String name = ofText(expression, version);
    if (name == null) {
      throw new IllegalStateException("header of a star (expected: expanded columns)");
    }
    return name;
  }

  /**
   * As {@link #of(SqlNode, ServerVersion)}; null when it depends on the columns of a relation.
   *
   * @see #of(SqlNode)
   */
  public static @Nullable String ofText(SqlNode expression, ServerVersion version) {
    ColumnNames names = new ColumnNames(version);
    String name = names.name(expression);
    return names.isOfStar ? null : name;
  }

  private String name(SqlNode expression) {
    Figured figured = figure(expression);
    return figured == null ? NONE : figured.name();
  }

  private @Nullable Figured figure(SqlNode node) {
    return switch (node) {
      case SqlIdentifier identifier -> lastName(identifier);
      case PgExpr expression -> ofExpression(expression);
      case PgCall call -> ofCall(call);
      case PgOperation operation -> ofOperation(operation);
      case PgQuery query -> strong(ofQuery(query));
      case SqlLiteral literal -> ofLiteral(literal);
      default -> null;
    };
  }

  /** Before PostgreSQL 15 TRUE was a cast to bool. */
  private @Nullable Figured ofLiteral(SqlLiteral literal) {
    boolean cast = literal.getTypeName() == SqlTypeName.BOOLEAN && version.isBefore(15);
    return cast ? new Figured("bool", false) : null;
  }

  private static Figured strong(String name) {
    return new Figured(name, true);
  }

  /** A star does not count: the whole row t.* is called t. */
  private static @Nullable Figured lastName(SqlIdentifier identifier) {
    List<String> names = identifier.names;
    int length = identifier.isStar() ? names.size() - 1 : names.size();
    return length == 0 ? null : strong(names.get(length - 1));
  }

  private @Nullable Figured ofExpression(PgExpr expression) {
    return switch (expression) {
      case PgExpr.Cast cast -> {
        Figured operand = figure(cast.operand);
        yield operand != null && operand.isStrong()
            ? operand
            : new Figured(PgTypeName.of(cast.type).names().getLast(), false);
      }
      case PgExpr.Case choice -> {
        Figured otherwise = choice.otherwise == null ? null : figure(choice.otherwise);
        yield otherwise != null && otherwise.isStrong() ? otherwise : new Figured("case", false);
      }
      case PgExpr.Indirection indirection -> {
        Figured field = null;
        for (SqlNode step : indirection.steps) {
          field = step instanceof PgExpr.Field named ? strong(named.name) : field;
        }
        yield field != null ? field : figure(indirection.base);
      }
      case PgExpr.Subquery subquery -> strong(ofQuery(subquery.query));
      case PgExpr.Row row -> strong("row");
      case PgExpr.Array array -> strong("array");
      case PgExpr.ArrayQuery array -> strong("array");
      case PgExpr.Exists exists -> strong("exists");
      case PgExpr.NamedArg argument -> figure(argument.value);
      case PgExpr.Field field -> null;
      case PgExpr.AllFields all -> null;
      case PgExpr.Subscript subscript -> null;
      case PgExpr.Slice slice -> null;
      case PgExpr.When when -> null;
      case PgExpr.GroupingSet set -> null;
      case PgExpr.BitString bits -> null;
      case PgExpr.Default missing -> null;
      case PgExpr.CurrentOf current -> null;
    };
  }

  private @Nullable Figured ofCall(PgCall call) {
    return switch (call) {
      case PgCall.Function function -> lastName(function.name);
      case PgCall.Keyword keyword -> strong(keyword.kind.name().toLowerCase(Locale.ROOT));
      case PgCall.Special special ->
          strong(
              switch (special.kind) {
                case EXTRACT -> version.isBefore(14) ? "date_part" : "extract";
                case OVERLAY -> "overlay";
                case POSITION -> "position";
                case SUBSTRING, SUBSTRING_SIMILAR -> "substring";
                case TRIM_BOTH -> "btrim";
                case TRIM_LEADING -> "ltrim";
                case TRIM_TRAILING -> "rtrim";
                case NORMALIZE -> "normalize";
                case COLLATION_FOR -> "pg_collation_for";
              });
      case PgCall.Json json ->
          strong(
              switch (json.kind) {
                case OBJECT -> "json_object";
                case ARRAY, ARRAY_QUERY -> "json_array";
                case OBJECTAGG -> "json_objectagg";
                case ARRAYAGG -> "json_arrayagg";
                case PARSE -> "json";
                case SCALAR -> "json_scalar";
                case SERIALIZE -> "json_serialize";
                case EXISTS -> "json_exists";
                case VALUE -> "json_value";
                case QUERY -> "json_query";
              });
      case PgCall.Xml xml -> strong("xml" + xml.kind.name().toLowerCase(Locale.ROOT));
      case PgCall.Window window -> null;
      case PgCall.WindowRef reference -> null;
      case PgCall.NamedWindow named -> null;
      case PgCall.Frame frame -> null;
      case PgCall.Bound bound -> null;
    };
  }

  /** Operations have no name, but for those that are functions to PostgreSQL. */
  private @Nullable Figured ofOperation(PgOperation operation) {
    return switch (operation) {
      case PgOperation.Collate collate -> figure(collate.operand);
      case PgOperation.AtTimeZone at -> strong("timezone");
      case PgOperation.Overlaps overlaps -> strong("overlaps");
      case PgOperation.Is is ->
          is.negated || !isNormalized(is.test) ? null : strong("is_normalized");
      case PgOperation.Binary binary -> null;
      case PgOperation.Prefix prefix -> null;
      case PgOperation.And and -> null;
      case PgOperation.Or or -> null;
      case PgOperation.Not not -> null;
      case PgOperation.Quantified quantified -> null;
      case PgOperation.In in -> null;
      case PgOperation.InQuery in -> null;
      case PgOperation.Between between -> null;
      case PgOperation.Like like -> null;
      case PgOperation.IsDistinct distinct -> null;
    };
  }

  private static boolean isNormalized(PgOperation.Test test) {
    return switch (test) {
      case NORMALIZED, NFC_NORMALIZED, NFD_NORMALIZED, NFKC_NORMALIZED, NFKD_NORMALIZED -> true;
      case NULL,
          TRUE,
          FALSE,
          UNKNOWN,
          DOCUMENT,
          JSON,
          JSON_VALUE,
          JSON_ARRAY,
          JSON_OBJECT,
          JSON_SCALAR,
          JSON_UNIQUE,
          JSON_VALUE_UNIQUE,
          JSON_ARRAY_UNIQUE,
          JSON_OBJECT_UNIQUE,
          JSON_SCALAR_UNIQUE ->
          false;
    };
  }

  /** A sub-query is called like its first output, even where that is {@link #NONE}. */
  private String ofQuery(SqlNode query) {
    return switch (query) {
      case PgQuery.Query whole -> ofQuery(whole.body);
      case PgQuery.SetOp setOp -> ofQuery(setOp.left);
      case PgQuery.Values values -> "column1";
      case PgQuery.Select select when select.items.isEmpty() -> NONE;
      case PgQuery.Select select -> ofItem((PgQuery.Item) select.items.getFirst());
      default -> throw PgPrinter.unprintable(query, "a query");
    };
  }

  private String ofItem(PgQuery.Item item) {
    if (item.alias != null) {
      return item.alias;
    }
    boolean isStar =
        item.expression instanceof SqlIdentifier identifier && identifier.isStar()
            || item.expression instanceof PgExpr.Indirection indirection
                && indirection.steps.getLast() instanceof PgExpr.AllFields;
    if (isStar) {
      isOfStar = true;
      return NONE;
    }
    return name(item.expression);
  }
}
