package dev.paravent.sql;

import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Walks down a document with protected members (FLOW-RULES, "Other doors"): by {@code ->}, {@code
 * ->>}, {@code #>}, {@code #>>} and subscripts with constant keys.
 *
 * <p>Every walk is printed as a chain of {@code ->}, which takes a text for a member and a number
 * for an element: a step of {@code #>} is either, as the document happens to be.
 */
final class DocumentWalks {
  private static final SqlParserPos ZERO = SqlParserPos.ZERO;

  private final FlowContext context;

  DocumentWalks(FlowContext context) {
    this.context = context;
  }

  static boolean isWalk(String symbol) {
    return switch (symbol) {
      case "->", "->>", "#>", "#>>" -> true;
      default -> false;
    };
  }

  /** One step: the name of a member, or the number of an element. */
  private record Step(@Nullable String key, int element) {
    static Step of(String key) {
      return new Step(key, 0);
    }

    static Step of(int element) {
      return new Step(null, element);
    }

    @Nullable DocumentMap in(DocumentMap map) {
      return key == null ? map.element() : map.member(key);
    }

    SqlNode node() {
      return key == null
          ? SqlLiteral.createExactNumeric(Integer.toString(element), ZERO)
          : SqlLiteral.createCharString(key, ZERO);
    }
  }

  /** An operator whose left side is a document. */
  Expr operator(PgOperation.Binary binary, Expr left, Expr right) {
    String symbol = binary.operator.symbol();
    boolean asText = symbol.endsWith(">>");
    if (symbol.startsWith("-")) {
      Step step = step(right);
      context.usePublicly(right.label(), binary);
      return step == null
          ? notConstant(binary)
          : walk(left, List.of(step), List.of(), asText, binary);
    }
    List<String> keys = keys(right.node());
    context.usePublicly(right.label(), binary);
    return keys == null ? notConstant(binary) : walk(left, keys, asText, binary);
  }

  /** What lies below a member that nobody names. */
  Expr below(String symbol, int type) {
    int result = symbol.endsWith(">>") ? Types.TEXT : type;
    return new Expr(new Columns(context).nullOf(result), new Label.Withheld(), result);
  }

  /** Subscripts of a document of type jsonb: as {@code #>}. */
  Expr subscripts(Expr base, List<Expr> subscripts, SqlNode at) {
    List<String> keys = new ArrayList<>();
    for (Expr subscript : subscripts) {
      Step step = step(subscript);
      context.usePublicly(subscript.label(), at);
      if (step == null || base.type() != Documents.JSONB) {
        return notConstant(at);
      }
      keys.add(step.key() == null ? Integer.toString(step.element()) : step.key());
    }
    return walk(base, keys, false, at);
  }

  private Expr notConstant(SqlNode at) {
    return refused(at, "a document with protected members is walked by constant keys only");
  }

  private Expr refused(SqlNode at, String why) {
    return new Expr(
        at, context.derived(Violation.PROTECTED_DERIVED, why, at), Types.NOT_INFERRED);
  }

  /** Keys as {@code #>} takes them; in a public part nothing but the server decides. */
  private Expr walk(Expr base, List<String> keys, boolean asText, SqlNode at) {
    List<Step> steps = new ArrayList<>();
    DocumentMap map = ((Label.Document) base.label()).map();
    for (String key : keys) {
      if (map instanceof DocumentMap.Open) {
        break;
      }
      Step step = either(key, map);
      steps.add(step);
      map = map == null ? null : step.in(map);
    }
    return walk(base, steps, keys.subList(steps.size(), keys.size()), asText, at);
  }

  /** Steps to a place, and keys of {@code #>} from there on in a public part. */
  private Expr walk(Expr base, List<Step> steps, List<String> rest, boolean asText, SqlNode at) {
    context.block().touches = true;
    Label.Document document = (Label.Document) base.label();
    DocumentMap map = document.map();
    SqlNode printed = base.node();
    for (int i = 0; i < steps.size(); i++) {
      map = map == null ? null : steps.get(i).in(map);
      boolean last = rest.isEmpty() && i == steps.size() - 1;
      printed = operation(printed, asText && last ? "->>" : "->", steps.get(i).node());
    }
    if (!rest.isEmpty()) {
      printed = operation(printed, asText ? "#>>" : "#>", texts(rest));
    }
    if (asText && steps.isEmpty()) {
      return refused(at, "the text of a document with protected members");
    }
    int type = asText ? Types.TEXT : base.type();
    Origin origin = document.origin() == null ? null : document.origin().asMember();
    return switch (map) {
      case null -> withheld(printed, type);
      case DocumentMap.Value value when !value.shown() -> withheld(printed, type);
      case DocumentMap.Open open -> new Expr(printed, Label.PUBLIC, type);
      case DocumentMap.Value value when asText ->
          new Expr(
              printed,
              new Label.Identity(value.valueClass(), false, document.fresh(), origin),
              type);
      case DocumentMap.Container container when asText ->
          refused(at, "the text of a part with protected members");
      case DocumentMap.Value part ->
          new Expr(printed, new Label.Document(part, document.fresh(), origin), type);
      case DocumentMap.Container part ->
          new Expr(printed, new Label.Document(part, document.fresh(), origin), type);
    };
  }

  private Expr withheld(SqlNode printed, int type) {
    return new Expr(
        context.isTrusted() ? printed : new Columns(context).nullOf(type),
        new Label.Withheld(),
        type);
  }

  /** With its schema, for another operator could be meant by what the keys are printed as. */
  private static SqlNode operation(SqlNode left, String symbol, SqlNode right) {
    return new PgOperation.Binary(new OperatorName("pg_catalog", symbol), left, right, ZERO);
  }

  private SqlNode texts(List<String> keys) {
    List<SqlNode> items = new ArrayList<>();
    for (String key : keys) {
      items.add(SqlLiteral.createCharString(key, ZERO));
    }
    return new PgExpr.Cast(
        PgExpr.CastForm.CAST,
        new PgExpr.Array(items, ZERO),
        context.types().spec(context.types().array(Types.TEXT)).orElseThrow(),
        ZERO);
  }

  /** The key of {@code ->}: a text names a member, a number an element. */
  private static @Nullable Step step(Expr key) {
    SqlNode node = key.node();
    boolean negative =
        node instanceof PgOperation.Prefix prefix && prefix.operator.symbol().equals("-");
    if (negative) {
      node = ((PgOperation.Prefix) node).operand;
    }
    if (key.type() == Types.TEXT
        && node instanceof PgExpr.Cast cast
        && key.label() instanceof Label.Constant) {
      node = cast.operand;
    }
    SqlLiteral literal = literal(node);
    if (literal == null) {
      return null;
    }
    if (literal.getTypeName() == SqlTypeName.CHAR) {
      return negative ? null : Step.of(literal.getValueAs(String.class));
    }
    BigDecimal number = literal.bigDecimalValue();
    if (Types.numeric(literal) != Types.INT4 || number == null) {
      return null;
    }
    return Step.of(negative ? -number.intValueExact() : number.intValueExact());
  }

  private static @Nullable SqlLiteral literal(SqlNode node) {
    return switch (node) {
      case SlotNode slot when slot.slot().node() instanceof SqlLiteral literal -> literal;
      case SqlLiteral literal -> literal;
      default -> null;
    };
  }

  /** A step that may be a number: an element where the map names elements. */
  private static Step either(String key, @Nullable DocumentMap map) {
    boolean number = key.matches("-?(0|[1-9][0-9]{0,8})");
    boolean elements =
        map instanceof DocumentMap.Container container && container.elements() != null;
    return number && elements ? Step.of(Integer.parseInt(key)) : Step.of(key);
  }

  /** The keys of {@code #>}: an array of constants, or its text. */
  private static @Nullable List<String> keys(SqlNode node) {
    List<String> keys = new ArrayList<>();
    if (node instanceof PgExpr.Array array) {
      for (SqlNode item : array.items) {
        SqlLiteral literal = literal(item);
        if (literal == null || literal.getTypeName() != SqlTypeName.CHAR) {
          return null;
        }
        keys.add(literal.getValueAs(String.class));
      }
      return keys;
    }
    SqlNode plain = node instanceof PgExpr.Cast cast ? cast.operand : node;
    SqlLiteral literal = literal(plain);
    return literal == null || literal.getTypeName() != SqlTypeName.CHAR
        ? null
        : ArrayLiteral.elements(literal.getValueAs(String.class));
  }
}
