package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.OperatorDefinition;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgLiteral;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgTypeName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * What the analysis infers of types. It need not infer all: where it does not know, it says so, and
 * its users refuse or treat the value as opaque.
 */
final class Types {
  static final int NOT_INFERRED = -1;
  static final int BOOL = 16;
  static final int INT2 = 21;
  static final int INT8 = 20;
  static final int INT4 = 23;
  static final int NUMERIC = 1700;
  static final int TEXT = 25;
  static final int UNKNOWN = 705;
  static final int BPCHAR = 1042;
  static final int VARCHAR = 1043;
  static final int DATE = 1082;

  /** The polymorphic types that stand for one type. PostgreSQL docs 36.2.5. */
  private static final Set<Integer> ELEMENTS = Set.of(2283, 2776, 5077, 5079);

  static final int OID = 26;
  static final int NODE_TREE = 194;
  private static final int ANYARRAY = 2277;
  private static final int ANYCOMPATIBLEARRAY = 5078;
  private static final Set<Integer> ARRAYS = Set.of(ANYARRAY, ANYCOMPATIBLEARRAY);
  private static final int ANYRANGE = 3831;
  private static final int ANYMULTIRANGE = 4537;
  private static final int ANYCOMPATIBLERANGE = 5080;
  private static final int ANYCOMPATIBLEMULTIRANGE = 4538;

  /**
   * Built-in types of which equal values look alike: bool, bytea, char, name, int8, int2, int4,
   * text, oid, tid, xid, date, time, timestamp, timestamptz, varchar, bit, varbit, uuid, pg_lsn,
   * xid8, money, macaddr, macaddr8, ranges of integers, dates and times.
   */
  private static final Set<Integer> EXACT =
      Set.of(
          BOOL, 17, 18, 19, INT8, INT2, INT4, TEXT, 26, 27, 28, DATE, 1083, 1114, 1184, VARCHAR,
          1560, 1562, 2950, 3220, 5069, 790, 829, 774, 3904, 3926, 3912, 3908, 3910);

  private static final Set<Integer> COLLATED = Set.of(18, 19, TEXT, VARCHAR, BPCHAR, UNKNOWN);

  private final Catalog catalog;
  private final List<String> searchPath;
  private final boolean codeMayRun;

  /** Reads names by that path; {@code codeMayRun} where nothing is protected from users' code. */
  Types(Catalog catalog, List<String> searchPath, boolean codeMayRun) {
    this.catalog = catalog;
    this.searchPath = searchPath;
    this.codeMayRun = codeMayRun;
  }

  /** The type that PostgreSQL gives a number. */
  static int numeric(SqlLiteral literal) {
    if (literal instanceof PgLiteral plain) {
      return switch (plain.literalClass()) {
        case INT4 -> INT4;
        case INT8 -> INT8;
        case NUMERIC, DECIMAL, STRING, ESCAPED, OTHER -> NUMERIC;
      };
    }
    BigDecimal value = literal.bigDecimalValue();
    if (value == null || value.scale() != 0) {
      return NUMERIC;
    }
    return value.precision() <= 9 ? INT4 : value.precision() <= 18 ? INT8 : NUMERIC;
  }

  static boolean isNumber(int oid) {
    return oid == INT8 || oid == NUMERIC || oid == INT4;
  }

  /**
   * Whether equal values of the type look alike. 1.0 and 1.00 do not, nor 0 and -0, 30 days and a
   * month, 'a' and 'a ' of unlike lengths.
   */
  boolean isExact(int oid, int modifier) {
    int type = base(oid);
    if (varies(type)) {
      return modifier >= 0;
    }
    return type == UNKNOWN
        || EXACT.contains(type)
        || catalog.type(type).filter(found -> found.kind() == 'e').isPresent()
        || isArray(type) && isExact(element(type), -1);
  }

  /** Whether values of the type are surely compared without a collation. */
  boolean isWithoutCollation(int oid) {
    int type = base(oid);
    return !COLLATED.contains(type) && (EXACT.contains(type) || type == NUMERIC);
  }

  /** Whether equal values look alike only where they are of one scale or one length. */
  static boolean varies(int oid) {
    return oid == NUMERIC || oid == BPCHAR;
  }

  /** The type under any domains. */
  int base(int oid) {
    int current = oid;
    for (int depth = 0; depth < 32; depth++) {
      Optional<PgType> type = catalog.type(current);
      if (type.isEmpty() || !type.get().isDomain()) {
        return current;
      }
      current = type.get().baseType();
    }
    return NOT_INFERRED;
  }

  /** Whether making a value of the type, or of one that it is made of, runs a user's function. */
  boolean runsCode(int oid) {
    return !codeMayRun && runsCode(oid, 0);
  }

  private boolean runsCode(int oid, int depth) {
    PgType type = catalog.type(oid).orElse(null);
    if (type == null || depth > 32) {
      return true;
    }
    if (type.runsCode()) {
      return true;
    }
    if (type.isBuiltIn()) {
      return false;
    }
    return type.isDomain() && runsCode(type.baseType(), depth + 1)
        || type.elementType() != 0 && runsCode(type.elementType(), depth + 1)
        || type.relation() != 0
            && catalog
                .relation(type.relation())
                .map(
                    relation ->
                        relation.columns().stream()
                            .anyMatch(column -> runsCode(column.typeOid(), depth + 1)))
                .orElse(true);
  }

  /** A field of a composite type: its name and base type. */
  record Attribute(String name, int type) {}

  /** The fields of a composite type; empty for any other. */
  List<Attribute> attributes(int oid) {
    List<Attribute> attributes = new ArrayList<>();
    catalog
        .type(base(oid))
        .filter(type -> type.relation() != 0)
        .flatMap(type -> catalog.relation(type.relation()))
        .ifPresent(
            relation ->
                relation
                    .columns()
                    .forEach(
                        column ->
                            attributes.add(new Attribute(column.name(), base(column.typeOid())))));
    return attributes;
  }

  /** The type of a relation's rows. */
  int rowOf(Relation relation) {
    return catalog
        .type(relation.schema(), relation.name())
        .filter(type -> type.relation() == relation.oid())
        .map(PgType::oid)
        .orElse(NOT_INFERRED);
  }

  /** Whether values of the type are ranges or sets of them, made of nothing that runs code. */
  boolean isPlainRange(int oid) {
    return isRange(oid) && !runsCode(oid);
  }

  PgType named(int oid) {
    return catalog.type(oid).orElseThrow(() -> new IllegalStateException("type: unknown"));
  }

  int element(int oid) {
    return catalog
        .type(base(oid))
        .map(PgType::elementType)
        .filter(e -> e != 0)
        .orElse(NOT_INFERRED);
  }

  int array(int oid) {
    return catalog.type(oid).map(PgType::arrayType).filter(a -> a != 0).orElse(NOT_INFERRED);
  }

  boolean isArray(int oid) {
    return catalog
        .type(base(oid))
        .filter(type -> type.elementType() != 0 && type.category() == 'A')
        .isPresent();
  }

  /** Whether no operator or function of an extension can be meant for a value of this type. */
  boolean isBuiltIn(int oid) {
    if (oid == UNKNOWN) {
      return true;
    }
    return oid != NOT_INFERRED && catalog.type(base(oid)).filter(PgType::isBuiltIn).isPresent();
  }

  boolean isType(SqlDataTypeSpec spec) {
    return find(spec).isPresent();
  }

  PgType resolve(SqlDataTypeSpec spec) {
    return find(spec)
        .orElseThrow(() -> new FlowException(Violation.UNKNOWN_TYPE, "type does not exist", spec));
  }

  private Optional<PgType> find(SqlDataTypeSpec spec) {
    PgTypeName name = PgTypeName.of(spec);
    List<String> names = name.names();
    Optional<PgType> found = Optional.empty();
    if (names.size() == 1) {
      found = catalog.type("pg_catalog", names.get(0));
      for (int i = 0; found.isEmpty() && i < searchPath.size(); i++) {
        found = catalog.type(searchPath.get(i), names.get(0));
      }
    } else if (names.size() == 2) {
      found = catalog.type(names.get(0), names.get(1));
    } else if (names.size() == 3 && names.get(0).equals(catalog.database())) {
      found = catalog.type(names.get(1), names.get(2));
    }
    return found;
  }

  /** Whether a text means a type of pg_catalog, where the server looks first. */
  boolean isNameOfBuiltIn(String text) {
    try {
      SqlNode tree = new PgParser().parseStatement("SELECT NULL::" + text);
      return tree instanceof PgQuery.Select select
          && select.from.isEmpty()
          && select.items.size() == 1
          && select.items.get(0) instanceof PgQuery.Item item
          && item.alias == null
          && item.expression instanceof PgExpr.Cast cast
          && resolve(cast.type).isBuiltIn();
    } catch (RuntimeException noType) {
      return false;
    }
  }

  /** The same type name with its schema. */
  SqlDataTypeSpec qualified(SqlDataTypeSpec spec, PgType type) {
    PgTypeName name = PgTypeName.of(spec);
    return new PgTypeName(
            List.of(type.schema(), type.name()),
            name.modifiers(),
            name.dimensions(),
            name.intervalFields(),
            name.isSetOf(),
            name.getParserPos())
        .toSpec();
  }

  /**
   * The type that PostgreSQL gives two expressions of these types together (select_common_type);
   * {@link #NOT_INFERRED} if it is not known or there is none.
   */
  int common(int left, int right) {
    if (left == right) {
      return left;
    }
    int first = base(left);
    int second = base(right);
    PgType one = catalog.type(first).orElse(null);
    PgType other = catalog.type(second).orElse(null);
    if (first == UNKNOWN || second == UNKNOWN || one == null || other == null) {
      return NOT_INFERRED;
    }
    if (first == second) {
      return first;
    }
    if (one.category() != other.category()) {
      return NOT_INFERRED;
    }
    boolean wider = !one.preferred() && isImplicit(first, second) && !isImplicit(second, first);
    return wider ? second : isImplicit(second, first) ? first : NOT_INFERRED;
  }

  private boolean isImplicit(int source, int target) {
    return catalog.cast(source, target).filter(cast -> cast.context() == 'i').isPresent();
  }

  /** A type as a name, for casts that the analysis prints. */
  Optional<SqlDataTypeSpec> spec(int oid) {
    return catalog
        .type(oid)
        .map(
            type ->
                new PgTypeName(
                        List.of(type.schema(), type.name()),
                        List.<SqlNode>of(),
                        List.of(),
                        null,
                        false,
                        org.apache.calcite.sql.parser.SqlParserPos.ZERO)
                    .toSpec());
  }

  /** The result type of an operator of pg_catalog; an unknown operand takes the other's type. */
  int operator(String symbol, int left, int right) {
    int l = left == UNKNOWN && right != NOT_INFERRED ? right : left;
    int r = right == UNKNOWN && left > 0 ? left : right;
    if (l == UNKNOWN && r == UNKNOWN) {
      l = TEXT;
      r = TEXT;
    }
    int common = 0;
    for (OperatorDefinition candidate : catalog.operators(symbol)) {
      if (!candidate.schema().equals("pg_catalog")) {
        continue;
      }
      if (candidate.leftType() == stringly(l) && candidate.rightType() == stringly(r)) {
        return candidate.resultType();
      }
      if ((candidate.leftType() == 0) == (left == 0)) {
        common = common == 0 || common == candidate.resultType() ? candidate.resultType() : -1;
      }
    }
    return common <= 0 ? NOT_INFERRED : common;
  }

  private static int stringly(int type) {
    return type == VARCHAR ? TEXT : type;
  }

  /** The operators that a user defined and that could be meant for these operands. */
  List<OperatorDefinition> userOperators(String symbol, int left, int right) {
    List<OperatorDefinition> found = new ArrayList<>();
    boolean exact = hasExact(symbol, left, right);
    for (OperatorDefinition candidate : catalog.operators(symbol)) {
      boolean ofDomain = isDomain(candidate.leftType()) || isDomain(candidate.rightType());
      if (!candidate.schema().equals("pg_catalog")
          && (ofDomain || !exact)
          && couldTake(candidate.leftType(), left)
          && couldTake(candidate.rightType(), right)) {
        found.add(candidate);
      }
    }
    return found;
  }

  /**
   * Whether pg_catalog has the operator for exactly these types: it is then taken, before any other
   * (PostgreSQL docs 10.2, step 2; an unknown operand is assumed to be of the other's type).
   */
  private boolean hasExact(String symbol, int left, int right) {
    int l = left == UNKNOWN ? right : left;
    int r = right == UNKNOWN ? left : right;
    return l > 0
        && r > 0
        && catalog.operators(symbol).stream()
            .anyMatch(
                candidate ->
                    candidate.schema().equals("pg_catalog")
                        && candidate.leftType() == l
                        && candidate.rightType() == r);
  }

  private boolean isDomain(int oid) {
    return catalog.type(oid).filter(PgType::isDomain).isPresent();
  }

  private boolean couldTake(int parameter, int argument) {
    if (parameter == 0 || argument == 0) {
      return parameter == argument;
    }
    if (argument == NOT_INFERRED || argument == UNKNOWN || base(parameter) == argument) {
      return true;
    }
    return catalog.cast(argument, parameter).filter(cast -> cast.context() == 'i').isPresent();
  }

  /** Whether a call with so many arguments may mean the routine. */
  static boolean takes(Routine routine, int arguments) {
    int most = routine.argumentTypes().size();
    return arguments >= most - routine.defaults() - (routine.variadic() ? 1 : 0)
        && (arguments <= most || routine.variadic());
  }

  /** The result type of a call, as far as names and argument types tell. */
  int call(List<Routine> candidates, List<Integer> arguments) {
    List<Routine> possible = new ArrayList<>();
    for (Routine candidate : candidates) {
      int declared = candidate.argumentTypes().size();
      boolean fits =
          arguments.size() <= declared && arguments.size() >= declared - candidate.defaults()
              || candidate.variadic() && arguments.size() >= declared - 1;
      if (!fits || !candidate.variadic() && !couldTake(candidate.argumentTypes(), arguments)) {
        continue;
      }
      if (candidate.argumentTypes().equals(arguments)) {
        return result(candidate, arguments);
      }
      possible.add(candidate);
    }
    int common = common(possible, arguments);
    BestFit best = new BestFit(this, catalog);
    if (common == NOT_INFERRED) {
      possible = best.ofSameTypes(possible, arguments);
      common = common(possible, arguments);
    }
    return common == NOT_INFERRED
        ? common(best.ofPreferredTypes(possible, arguments), arguments)
        : common;
  }

  /** The result type that all of them have. */
  private int common(List<Routine> possible, List<Integer> arguments) {
    int common = 0;
    for (Routine candidate : possible) {
      int type = result(candidate, arguments);
      common = common == 0 || common == type ? type : NOT_INFERRED;
    }
    return common == 0 ? NOT_INFERRED : common;
  }

  private boolean couldTake(List<Integer> parameters, List<Integer> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      int parameter = parameters.get(i);
      int argument = arguments.get(i);
      boolean fits =
          switch (parameter) {
            case ANYARRAY, ANYCOMPATIBLEARRAY ->
                argument == NOT_INFERRED || argument == UNKNOWN || isArray(argument);
            case ANYRANGE, ANYMULTIRANGE, ANYCOMPATIBLERANGE, ANYCOMPATIBLEMULTIRANGE ->
                argument == NOT_INFERRED || argument == UNKNOWN || isRange(argument);
            default -> isPseudo(parameter) || couldTake(parameter, argument);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private boolean isRange(int oid) {
    return catalog.type(base(oid)).filter(type -> type.category() == 'R').isPresent();
  }

  private boolean isPseudo(int oid) {
    return catalog.type(oid).filter(type -> type.kind() == 'p').isPresent();
  }

  private int result(Routine routine, List<Integer> arguments) {
    int declared = routine.returnType();
    if (!ELEMENTS.contains(declared) && !ARRAYS.contains(declared)) {
      return isPseudo(declared) ? NOT_INFERRED : declared;
    }
    int element = 0;
    for (int i = 0; i < arguments.size() && i < routine.argumentTypes().size(); i++) {
      int parameter = routine.argumentTypes().get(i);
      int argument = arguments.get(i);
      boolean isArray = ARRAYS.contains(parameter);
      if (argument == UNKNOWN || !isArray && !ELEMENTS.contains(parameter)) {
        continue; // an untyped constant takes the type of the others
      }
      int one = isArray ? element(argument) : argument;
      element = element == 0 || element == one ? one : common(element, one);
      if (element < 0) {
        return NOT_INFERRED;
      }
    }
    return element == 0 ? NOT_INFERRED : ARRAYS.contains(declared) ? array(element) : element;
  }

  /** Whether whatever the routine returns is an array. */
  boolean returnsArray(Routine routine) {
    return ARRAYS.contains(routine.returnType()) || isArray(routine.returnType());
  }
}
