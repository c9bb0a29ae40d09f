package dev.paravent.sql;

import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Labels calls. A function of the allow-list takes public arguments; a few take a protected one and
 * say so here, everything else is derived.
 */
final class Calls {
  /** Window functions that hand a value of another row through. */
  private static final Set<String> CARRIERS =
      Set.of("lag", "lead", "first_value", "last_value", "nth_value");

  /** Aggregates that give one of the values that they are over. */
  private static final Set<String> EXTREMES = Set.of("min", "max");

  /** Types of a single fraction: float8, numeric, int4. */
  private static final Set<Integer> FRACTIONS = Set.of(701, Types.NUMERIC, Types.INT4);

  /** Ordered-set aggregates that give one of the values that they sort. */
  private static final Set<String> PICKING = Set.of("mode", "percentile_disc");

  /** Functions of which two calls in one statement differ in a way that tells which came first. */
  private static final Set<String> CLOCKS =
      Set.of(
          "nextval",
          "currval",
          "lastval",
          "setval",
          "clock_timestamp",
          "timeofday",
          "random",
          "random_normal",
          "set_config",
          "array_shuffle",
          "array_sample",
          "uuidv7");

  /**
   * Functions that tell what the statement has done so far although the server takes them for
   * stable: it computes them before it sorts, where no random key hides the order.
   */
  private static final Set<String> PROGRESS =
      Set.of(
          "pg_current_xact_id",
          "pg_current_xact_id_if_assigned",
          "pg_xact_status",
          "txid_current",
          "txid_current_if_assigned",
          "txid_status");

  /** Functions that fill a row of their first argument's type with values of a document. */
  private static final Pattern POPULATING = Pattern.compile("jsonb?_populate_record.*");

  private final FlowContext context;
  private final Expressions expressions;
  private final Keywords keywords;
  private final Windows windows;
  private final ListedFunctions listed;
  private final OrderFree orderFree;

  Calls(FlowContext context, Expressions expressions, Comparisons comparisons) {
    this.context = context;
    this.expressions = expressions;
    this.keywords = new Keywords(context, expressions, comparisons);
    this.windows = new Windows(context, expressions);
    this.listed = new ListedFunctions(context);
    this.orderFree = new OrderFree(context, expressions);
  }

  Windows windows() {
    return windows;
  }

  OrderFree orderFree() {
    return orderFree;
  }

  Expr call(PgCall node, Scope scope) {
    Expr band = expressions.bands().of(node, scope);
    if (band != null) {
      return band;
    }
    return switch (node) {
      case PgCall.Function function -> function(function, scope);
      case PgCall.Keyword keyword -> keywords.keyword(keyword, scope);
      case PgCall.Special special -> keywords.special(special, scope);
      case PgCall.Json json -> expressions.documents().json(json, scope);
      case PgCall.Xml xml -> expressions.documents().xml(xml, scope);
      case PgCall.Window window -> throw expressions.unsupported(window);
      case PgCall.WindowRef reference -> throw expressions.unsupported(reference);
      case PgCall.NamedWindow window -> throw expressions.unsupported(window);
      case PgCall.Frame frame -> throw expressions.unsupported(frame);
      case PgCall.Bound bound -> throw expressions.unsupported(bound);
    };
  }

  private void noteClock(PgCall.Function call, String name, boolean builtIn) {
    if (!builtIn || isClock(name)) {
      context.block().clockInList = call;
      // what the time zone is shows in every later timestamp
      context.clocks().count(name.equals("set_config") ? 2 : 1);
    } else if (PROGRESS.contains(name)) {
      context.block().clockElsewhere = call;
      context.clocks().count(1);
    }
  }

  /** Whether the result depends on when it is called, so that it tells the order of rows. */
  private static boolean isClock(String name) {
    return CLOCKS.contains(name)
        || name.startsWith("pg_advisory_")
        || name.startsWith("pg_try_advisory_");
  }

  /**
   * What an ordered-set aggregate gives that sorts protected values: one of them, or a number that
   * compares a value of the client's choice with each.
   */
  private Label picked(Label sorted, boolean picks, PgCall.Function call) {
    boolean single = call.withinGroup.size() == 1;
    return picks && single && sorted instanceof Label.Identity identity && !context.isTrusted()
        ? identity.withoutOrigin()
        : context.derived(
            Violation.PROTECTED_DERIVED, "this aggregate would compute on protected values", call);
  }

  /** A function found by name. */
  record Found(String schema, String name, List<Routine> candidates) {}

  Found find(SqlIdentifier name) {
    Found found = findOrNull(name);
    if (found == null) {
      throw new FlowException(
          Violation.UNKNOWN_FUNCTION,
          "function " + FlowContext.quoted(name) + " does not exist",
          name);
    }
    return found;
  }

  private boolean exists(SqlIdentifier name) {
    return findOrNull(name) != null;
  }

  private @Nullable Found findOrNull(SqlIdentifier name) {
    List<String> names = name.names;
    String last = names.get(names.size() - 1);
    List<String> schemas = new ArrayList<>();
    if (names.size() == 1) {
      schemas.add("pg_catalog");
      schemas.addAll(context.searchPath());
    } else if (names.size() == 2) {
      schemas.add(names.get(0));
    } else if (names.size() == 3 && names.get(0).equals(context.catalog().database())) {
      schemas.add(names.get(1));
    }
    for (String schema : schemas) {
      List<Routine> candidates = context.catalog().routines(schema, last);
      if (!candidates.isEmpty()) {
        return new Found(schema, last, candidates);
      }
    }
    return null;
  }

  private Expr function(PgCall.Function call, Scope scope) {
    PgExpr.Cast cast = asCast(call);
    if (cast != null) {
      return expressions.expression(cast, scope);
    }
    Found found = find(call.name);
    boolean builtIn = found.schema().equals("pg_catalog");
    List<Expr> arguments = new ArrayList<>();
    List<SqlNode> nodes = new ArrayList<>();
    List<Integer> types = new ArrayList<>();
    Surroundings.FunctionUse use = Arities.use(context.surroundings(), found, call);
    boolean code =
        !context.isTrusted()
            && (use == Surroundings.FunctionUse.CODE
                || builtIn && found.name().equals("pg_get_expr"));
    for (SqlNode argument : call.arguments) {
      Expr parsed =
          code
              ? expressions.columns().nodeTree(argument, scope)
              : countsRows(call, found, use)
                  ? expressions.columns().presence(argument, scope)
                  : null;
      Expr expr =
          parsed != null
              ? parsed
              : expressions.expression(
                  argument instanceof PgExpr.NamedArg named ? named.value : argument, scope);
      arguments.add(expr);
      types.add(expr.type());
      nodes.add(
          argument instanceof PgExpr.NamedArg named
              ? new PgExpr.NamedArg(named.name, expr.node(), named.getParserPosition())
              : expr.node());
    }
    if (call.name.names.size() == 1 && builtIn) {
      refuseRedefined(call, found, types);
    }
    context.block().mayFail |= Failing.mayFail(call, context.types(), types);
    List<SqlNode> narrowed = new ArrayList<>(nodes);
    if (builtIn && TimeRange.narrow(found.name(), arguments, narrowed)) {
      context.block().mayFail = true;
    }
    if (context.block().mayComeInOrder()) {
      nodes = narrowed;
    } else if (!nodes.equals(narrowed)) {
      context.block().mayFail = true; // rows of a query that follows may come in order
    }
    Label label = label(call, found, use, arguments, nodes);
    noteClock(call, found.name(), builtIn);
    List<SqlNode> orderBy = windows.sortKeys(call.orderBy, scope);
    List<Expr> within = new ArrayList<>();
    List<SqlNode> withinGroup = windows.sortKeys(call.withinGroup, scope, within);
    SqlNode filter = expressions.optionalCondition(call.filter, scope, false);
    boolean own = AggregateLevel.isOwn(scope, nodes, orderBy, withinGroup, filter);
    if (call.over == null && found.candidates().get(0).kind() == 'a' && own) {
      context.block().aggregates = true;
    }
    boolean shows =
        found.candidates().get(0).kind() == 'a'
            && !context.isTrusted()
            && !orderFree.isFree(call, found, arguments, within, scope);
    if (shows && call.over == null && context.block().hasHolders()) {
      if (!call.withinGroup.isEmpty()) {
        context.block().showOrder(call, own); // it takes no more keys
      } else if (!call.distinct) {
        orderBy = RowOrder.withRandomKey(orderBy);
      } else if (arguments.isEmpty()
          || !orderFree.isExact(call.arguments.get(0), arguments.get(0), scope)) {
        context.block().showOrder(call, own); // which of two equal values it takes
      }
    }
    // of an array of fractions it gives an array
    boolean one = types.stream().allMatch(FRACTIONS::contains);
    boolean picks = one && builtIn && PICKING.contains(found.name());
    Label sorted = Label.Constant.NULL;
    for (Expr key : within) {
      sorted = Label.merge(sorted, key.label());
    }
    if (sorted.isProtected()) {
      label = picked(sorted, picks, call);
    }
    SqlNode over = call.over == null ? null : windows.over(call.over, scope, found.name(), shows);
    SqlNode node =
        new PgCall.Function(
            new SqlIdentifier(List.of(found.schema(), found.name()), call.name.getParserPosition()),
            call.distinct,
            call.star,
            call.variadic,
            nodes,
            orderBy,
            withinGroup,
            filter,
            over,
            call.ignoreNulls,
            call.getParserPosition());
    int type =
        label instanceof Label.Identity && picks
            ? within.get(0).type()
            : label instanceof Label.Identity
                    && !arguments.isEmpty()
                    && !EXTREMES.contains(found.name())
                ? found.name().equals("unnest")
                    ? context.types().element(arguments.get(0).type())
                    : arguments.get(0).type()
                : context.types().call(found.candidates(), types);
    return new Expr(context.isTrusted() ? node : listed.shown(node, call, use, nodes), label, type);
  }

  /** Whether it is count of one argument, of which it only asks whether it is there. */
  private boolean countsRows(PgCall.Function call, Found found, Surroundings.FunctionUse use) {
    return !context.isTrusted()
        && ListedFunctions.isListed(use)
        && found.schema().equals("pg_catalog")
        && found.name().equals("count")
        && call.arguments.size() == 1
        && !call.distinct
        && !call.variadic;
  }

  /** A call by the name of a type where no function has that name; null if it is none. */
  private PgExpr.@Nullable Cast asCast(PgCall.Function call) {
    boolean plain =
        call.arguments.size() == 1
            && !(call.arguments.get(0) instanceof PgExpr.NamedArg)
            && !call.distinct
            && !call.variadic
            && call.over == null
            && call.filter == null
            && call.orderBy.isEmpty()
            && call.withinGroup.isEmpty();
    if (!plain || exists(call.name)) {
      return null;
    }
    SqlDataTypeSpec type =
        new PgTypeName(
                call.name.names, List.of(), List.of(), null, false, call.name.getParserPosition())
            .toSpec();
    return context.types().isType(type)
        ? new PgExpr.Cast(
            PgExpr.CastForm.CAST, call.arguments.get(0), type, call.getParserPosition())
        : null;
  }

  /**
   * A bare name that a function of another schema has too: which one is meant depends on types. One
   * with the argument types of a built-in function is hidden by it; one of an extension's types is
   * not meant where all arguments are of built-in types.
   */
  private void refuseRedefined(PgCall.Function call, Found found, List<Integer> types) {
    if (context.isTrusted()) {
      return;
    }
    String name = found.name();
    boolean builtIn = types.stream().allMatch(context.types()::isBuiltIn);
    for (String schema : context.searchPath()) {
      for (Routine routine : context.catalog().routines(schema, name)) {
        boolean couldBeMeant =
            builtIn
                ? routine.argumentTypes().stream().allMatch(context.types()::isBuiltIn)
                    && Arities.mayBe(routine, call)
                    && found.candidates().stream()
                        .noneMatch(other -> other.argumentTypes().equals(routine.argumentTypes()))
                : !routine.language().equals("c");
        if (couldBeMeant) {
          throw new FlowException(
              Violation.FUNCTION_NOT_ALLOWED,
              "function " + name + " is redefined in schema " + schema + ": write its schema",
              call);
        }
      }
    }
  }

  private Label label(
      PgCall.Function call,
      Found found,
      Surroundings.FunctionUse use,
      List<Expr> arguments,
      List<SqlNode> printed) {
    boolean builtIn = found.schema().equals("pg_catalog");
    if (builtIn && found.name().equals("count")) {
      return count(call, arguments);
    }
    if (builtIn && EXTREMES.contains(found.name()) && arguments.size() == 1 && call.over == null) {
      Label extreme = extreme(arguments.get(0).label(), call);
      if (extreme != null) {
        return extreme;
      }
    }
    if (builtIn && arguments.size() >= 1 && arguments.get(0).label() instanceof Label.Identity id) {
      Label carried = carried(call, found.name(), id, arguments);
      if (carried != null) {
        context.block().touches = true;
        return carried;
      }
    }
    if (builtIn
        && found.name().equals("unnest")
        && arguments.size() == 1
        && arguments.get(0).label() instanceof Label.Constant constant) {
      return constant.elements();
    }
    Label label = Label.PUBLIC;
    for (Expr argument : arguments) {
      Label required =
          expressions.requirePublic(
              argument.label(),
              call,
              Violation.PROTECTED_DERIVED,
              "function " + found.name() + " of a protected value");
      label = required.isProtected() ? required : label;
    }
    if (context.isTrusted()) {
      return ListedFunctions.isListed(use)
          ? label
          : context.derived(
              Violation.PROTECTED_DERIVED, "a function that may read what it likes", call);
    }
    listed.requireAllowed(call, found, use, printed);
    if (builtIn && POPULATING.matcher(found.name()).matches()) {
      refusePopulated(call, arguments);
    }
    return label;
  }

  /** The fields of a row are made from text: by their types, which must run no user's function. */
  private void refusePopulated(PgCall.Function call, List<Expr> arguments) {
    int type = arguments.isEmpty() ? Types.NOT_INFERRED : arguments.get(0).type();
    boolean known = type > 0 && type != Types.UNKNOWN;
    if (!known || context.types().runsCode(type)) {
      throw new FlowException(
          Violation.FUNCTION_NOT_ALLOWED, "the type of the row that is filled is not known", call);
    }
  }

  private @Nullable Label carried(
      PgCall.Function call, String name, Label.Identity identity, List<Expr> arguments) {
    if (CARRIERS.contains(name) && call.over != null) {
      Label merged = identity.withoutOrigin();
      for (int i = 1; i < arguments.size(); i++) {
        boolean isDefault = (name.equals("lag") || name.equals("lead")) && i == 2;
        if (isDefault) {
          merged = expressions.merge(merged, arguments.get(i).label(), call);
        } else {
          expressions.requirePublic(
              arguments.get(i).label(), call, Violation.PROTECTED_DERIVED, "an offset");
        }
      }
      return merged;
    }
    if (identity.array() && arguments.size() == 1 && name.equals("unnest")) {
      return identity.element().withoutOrigin();
    }
    if (identity.array() && (name.equals("cardinality") || name.equals("array_length"))) {
      for (int i = 1; i < arguments.size(); i++) {
        expressions.requirePublic(
            arguments.get(i).label(), call, Violation.PROTECTED_DERIVED, "a dimension");
      }
      return Label.PUBLIC;
    }
    return null;
  }

  /** The least or greatest of protected values, where policy allows it; null otherwise. */
  private @Nullable Label extreme(Label label, PgCall.Function call) {
    if (label instanceof Label.Band) {
      context.block().touches = true;
      return label; // the band of the least age is the least of the bands
    }
    if (!(label instanceof Label.Identity identity)
        || identity.array()
        || identity.fresh()
        || context.isTrusted()
        || !context.surroundings().allowsMinMax(identity.valueClass())) {
      return null;
    }
    context.block().touches = true;
    context.block().sorts = true;
    context.facts().add(new Fact.MinMax(identity.valueClass(), FlowContext.position(call)));
    return identity.withoutOrigin();
  }

  private Label count(PgCall.Function call, List<Expr> arguments) {
    for (Expr argument : arguments) {
      switch (argument.label()) {
        case Label.Identity identity -> {
          context.block().touches = true;
          if (call.distinct) {
            windows.group(identity, call);
          }
        }
        case Label.Document document -> {
          context.block().touches = true;
          if (call.distinct) {
            return context.derived(
                Violation.PROTECTED_GROUP,
                "documents with protected members cannot be grouped",
                call);
          }
        }
        case Label.Companion companion -> {
          context.block().touches = true;
          if (call.distinct) {
            return context.derived(
                Violation.PROTECTED_GROUP, "part of a value cannot be grouped", call);
          }
        }
        case Label.Band band when !call.distinct -> context.block().touches = true;
        default ->
            expressions.requirePublic(
                argument.label(), call, Violation.PROTECTED_DERIVED, "count of a derived value");
      }
    }
    return Label.PUBLIC;
  }
}
