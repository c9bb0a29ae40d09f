package dev.paravent.sql;

import dev.paravent.policies.Shown;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgTypeName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Ages computed from birth dates where policy says {@code derive: [age-band]} (FLOW-RULES,
 * "Legitimate traffic"): {@code extract(year from age(column))} and {@code date_part('year',
 * age(column))}, up to now, are printed as the least age of a band. What tells of bands something
 * else than it would of ages is refused, so that no answer is silently wrong.
 */
final class AgeBands {
  /** pg_type.dat, float4 and float8. */
  private static final int FLOAT4 = 700;

  private static final int FLOAT8 = 701;

  /** Types that hold every band as it is. */
  private static final Set<Integer> NUMBERS =
      Set.of(Types.INT2, Types.INT4, Types.INT8, Types.NUMERIC, FLOAT4, FLOAT8);

  private static final Set<String> UNITS = Set.of("year", "years");
  private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");

  /** Functions that give the time of the transaction or statement. */
  private static final Set<String> CLOCKS =
      Set.of("now", "transaction_timestamp", "statement_timestamp");

  private final FlowContext context;
  private final Expressions expressions;

  AgeBands(FlowContext context, Expressions expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** The band of an age that a call computes; null where it computes none, or policy shows none. */
  @Nullable Expr of(PgCall call, Scope scope) {
    if (context.isTrusted()) {
      return null;
    }
    return switch (call) {
      case PgCall.Special special
          when special.kind == PgCall.SpecialKind.EXTRACT && isYear(special.arguments.get(0)) ->
          of(special.arguments.get(1), extracted(), special, scope);
      case PgCall.Function part
          when isPlain(part, "date_part")
              && part.arguments.size() == 2
              && isYear(part.arguments.get(0)) ->
          of(part.arguments.get(1), FLOAT8, part, scope);
      default -> null;
    };
  }

  /** What EXTRACT gives (PostgreSQL 14 release notes). */
  private int extracted() {
    return context.catalog().serverVersion() < 140_000 ? FLOAT8 : Types.NUMERIC;
  }

  private @Nullable Expr of(@Nullable SqlNode node, int type, SqlNode at, Scope scope) {
    if (!(node instanceof PgCall.Function age) || !isPlain(age, "age")) {
      return null;
    }
    List<SqlNode> arguments = age.arguments;
    boolean upToNow = arguments.size() == 1 || arguments.size() == 2 && isNow(arguments.get(0));
    VisibleColumn column = upToNow ? date(arguments.get(arguments.size() - 1), scope) : null;
    if (column == null || !(column.label() instanceof Label.Identity identity)) {
      return null;
    }
    int years = context.surroundings().ageBand(identity.valueClass());
    Shown shown = context.surroundings().shown(identity.valueClass());
    boolean granted = years > 0 && (shown instanceof Shown.Token || shown instanceof Shown.Null);
    if (!granted || identity.array() || identity.fresh()) {
      return null;
    }
    context.block().touches = true;
    context.useGeneralised(at);
    SqlNode band = new Substitutes(context).band(column.reference(), years, type);
    return new Expr(band, new Label.Band(identity, years), type);
  }

  private @Nullable VisibleColumn date(SqlNode node, Scope scope) {
    SqlNode operand = node;
    while (operand instanceof PgExpr.Cast cast && isTime(cast)) {
      operand = cast.operand;
    }
    VisibleColumn column =
        operand instanceof SqlIdentifier name && !name.isStar()
            ? expressions.columns().find(name, scope)
            : null;
    return column != null && context.types().base(column.type()) == Types.DATE ? column : null;
  }

  /** Whether an expression is the time of the statement, however precise. */
  private boolean isNow(SqlNode node) {
    return switch (node) {
      case PgExpr.Cast cast when isTime(cast) -> isNow(cast.operand);
      case PgCall.Keyword word ->
          word.kind == PgCall.KeywordKind.CURRENT_DATE
              || word.kind == PgCall.KeywordKind.CURRENT_TIMESTAMP
              || word.kind == PgCall.KeywordKind.LOCALTIMESTAMP;
      case PgCall.Function call ->
          call.arguments.isEmpty() && CLOCKS.stream().anyMatch(name -> isPlain(call, name));
      default -> false;
    };
  }

  private boolean isTime(PgExpr.Cast cast) {
    PgTypeName name = PgTypeName.of(cast.type);
    boolean plain = name.modifiers().isEmpty() && name.dimensions().isEmpty();
    return plain
        && context.types().resolve(cast.type).isBuiltIn()
        && TIMES.contains(context.types().resolve(cast.type).name());
  }

  private static boolean isYear(@Nullable SqlNode unit) {
    String text =
        switch (unit) {
          case SqlLiteral literal when literal.getTypeName() == SqlTypeName.CHAR ->
              String.valueOf(literal.getValueAs(String.class));
          case SqlIdentifier name when name.names.size() == 1 -> name.names.get(0);
          case null, default -> "";
        };
    return UNITS.contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a call is one of that function of pg_catalog, which no other one in sight is called.
   */
  private boolean isPlain(PgCall.Function call, String function) {
    List<String> names = call.name.names;
    boolean plain =
        names.get(names.size() - 1).equals(function)
            && !call.distinct
            && !call.star
            && !call.variadic
            && call.over == null
            && call.filter == null
            && call.orderBy.isEmpty()
            && call.withinGroup.isEmpty();
    return plain
        && expressions.calls().find(call.name).schema().equals("pg_catalog")
        && (names.size() > 1
            || context.searchPath().stream()
                .allMatch(schema -> context.catalog().routines(schema, function).isEmpty()));
  }

  /** Whether values of the type are bands as they are. */
  static boolean holds(int type) {
    return NUMBERS.contains(type);
  }

  /**
   * Whether a comparison is one of an age with a border, for which the band serves as well as the
   * age; refused where it is one of a band with anything else.
   */
  boolean compares(String symbol, Expr left, Expr right, SqlNode at) {
    if (left.label() instanceof Label.Band band) {
      requireBorder(symbol, band, right.label(), at);
      return true;
    }
    if (right.label() instanceof Label.Band band) {
      requireBorder(turned(symbol), band, left.label(), at);
      return true;
    }
    return false;
  }

  /** Requires that BETWEEN is of public values, or of an age with borders. */
  void requireBetween(Expr value, Expr low, Expr high, PgOperation.Between at) {
    compares(at.symmetric ? "" : ">=", value, low, at);
    compares(at.symmetric ? "" : "<=", value, high, at);
    requireOpen(value, at.value);
    requireOpen(low, at.low);
    requireOpen(high, at.high);
  }

  /** Requires a public value, if it is no band. */
  private void requireOpen(Expr expr, SqlNode at) {
    if (!(expr.label() instanceof Label.Band)) {
      expressions.requirePublic(
          expr.label(), at, Violation.PROTECTED_PREDICATE, Operations.DERIVED);
    }
  }

  private static String turned(String symbol) {
    return switch (symbol) {
      case "<" -> ">";
      case ">" -> "<";
      case "<=" -> ">=";
      case ">=" -> "<=";
      default -> symbol;
    };
  }

  private void requireBorder(String symbol, Label.Band band, Label other, SqlNode at) {
    int beyond =
        switch (symbol) {
          case ">=", "<" -> 0;
          case ">", "<=" -> 1; // of whole numbers
          default -> -1;
        };
    if (beyond < 0 || !isBorder(other, beyond, band.years())) {
      throw refused(band, Violation.PROTECTED_PREDICATE, at);
    }
    context.usePublicly(other, at);
  }

  private boolean isBorder(Label label, int beyond, int years) {
    if (!(label instanceof Label.Constant constant)
        || constant.array()
        || constant.uses().size() != 1) {
      return false;
    }
    Label.SlotUse use = constant.uses().iterator().next();
    String text = use.element() ? null : use.slot().text();
    if (text == null || !text.matches("[0-9]{1,3}")) {
      return false;
    }
    int border = Integer.parseInt(text) + beyond;
    return border % years == 0 && border <= Substitutes.OLDEST;
  }

  /** Refuses a band where an age would tell something else. */
  static void refuse(Label label, Violation violation, SqlNode at) {
    if (label instanceof Label.Band band) {
      throw refused(band, violation, at);
    }
  }

  private static FlowException refused(Label.Band band, Violation violation, SqlNode at) {
    return new FlowException(
        violation,
        String.format(
            Locale.ROOT,
            "ages come in bands of %1$d years: they may leave, be grouped, sorted and counted, and"
                + " be compared by >= or < with 0, %1$d, %2$d .. %3$d (by > or <= with one less)",
            band.years(),
            2 * band.years(),
            Substitutes.OLDEST),
        at);
  }
}
