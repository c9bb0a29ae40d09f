package dev.paravent.sql;

import dev.paravent.catalog.CastDefinition;
import dev.paravent.catalog.PgType;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgTypeName;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Which casts keep a value (FLOW-RULES: a closed list of pairs that are injective on the declared
 * type). Every other cast of a protected value is derived; of a constant, computed.
 */
final class Casts {
  private static final int TIMESTAMP = 1114;

  /** Casting a constant to these keeps it: what the client typed can still be read from it. */
  private static final Set<Integer> CONSTANT_TYPES =
      Set.of(
          Types.TEXT,
          Types.VARCHAR,
          Types.BPCHAR,
          Types.DATE,
          TIMESTAMP,
          Types.INT2,
          Types.INT4,
          Types.INT8,
          Types.NUMERIC);

  private static final char PSEUDO = 'p';

  /**
   * Pseudo-types of which there are values. A parameter that is cast to void would be an argument
   * that the server does not count; see {@link Arities}.
   */
  private static final Set<String> MADE =
      Set.of("record", "_record", "cstring", "_cstring", "unknown");

  private final FlowContext context;

  Casts(FlowContext context) {
    this.context = context;
  }

  Expr cast(PgExpr.Cast cast, Expr operand, int sourceModifier) {
    PgType target = target(cast.type, cast);
    refuseCoded(operand, target.oid(), cast);
    PgTypeName name = PgTypeName.of(cast.type);
    SqlDataTypeSpec type = context.types().qualified(cast.type, target);
    SqlNode node = new PgExpr.Cast(cast.form, operand.node(), type, cast.getParserPosition());
    int result = name.dimensions().isEmpty() ? target.oid() : context.types().array(target.oid());
    int base = context.types().base(result);
    Label label =
        switch (operand.label()) {
          case Label.Public p -> Label.PUBLIC;
          case Label.Constant constant when constant.isNull() -> constant;
          case Label.Constant constant when keepsConstant(operand.type(), result, name) -> {
            int element = context.types().isArray(base) ? context.types().element(base) : base;
            constant.uses().forEach(use -> use.slot().cast(family(element), cast));
            yield constant;
          }
          case Label.Constant constant -> {
            context.usePublicly(constant, cast);
            yield Label.PUBLIC;
          }
          case Label.Identity identity
              when !target.isDomain()
                  && keepsIdentity(operand.type(), sourceModifier, base, name, identity.array()) ->
              identity;
          case Label.Identity identity -> derived(cast);
          case Label.Companion companion -> derived(cast);
          case Label.Band band when name.modifiers().isEmpty() && AgeBands.holds(result) -> band;
          case Label.Band band -> {
            AgeBands.refuse(band, Violation.PROTECTED_DERIVED, cast);
            yield band;
          }
          case Label.Document document
              when name.modifiers().isEmpty() && !target.isDomain() && operand.type() == base ->
              document;
          case Label.Document document -> derived(cast);
          case Label.Derived d -> d;
          case Label.Mixed m -> m;
          case Label.Withheld w -> w;
        };
    return new Expr(node, label, base);
  }

  private Label derived(PgExpr.Cast cast) {
    context.block().touches = true;
    return context.derived(
        Violation.PROTECTED_DERIVED, "this cast changes a protected value", cast);
  }

  /**
   * The type that a name means, if values may be made of it: types whose input looks objects up are
   * harmless; XML and query types run nothing; those of users run nothing that a user wrote.
   */
  PgType target(SqlDataTypeSpec spec, SqlNode at) {
    PgType target = context.types().resolve(spec);
    if (!target.isBuiltIn() && !context.catalog().wideCollations().isEmpty()) {
      context.compareWidely(); // a domain, or a field of a row, may have such a collation
    }
    if (target.kind() == PSEUDO && !MADE.contains(target.name()) && !context.isTrusted()) {
      throw new FlowException(
          Violation.UNKNOWN_TYPE, "no value is of the pseudo-type " + target.name(), at);
    }
    boolean coded = context.types().runsCode(target.oid()) || isConverted(target.oid());
    if (coded && !context.isTrusted()) {
      throw notAllowed(target, at);
    }
    return target;
  }

  private static FlowException notAllowed(PgType type, SqlNode at) {
    return new FlowException(
        Violation.FUNCTION_NOT_ALLOWED,
        "type " + type.schema() + "." + type.name() + " runs a function of the database's owner",
        at);
  }

  /**
   * Refuses a cast by a function that a user wrote; of an unknown type, any that could be meant. A
   * constant on its own is no value to cast yet: the type reads its text.
   */
  private void refuseCoded(Expr operand, int target, SqlNode at) {
    boolean written = operand.node() instanceof SlotNode || operand.node() instanceof SqlLiteral;
    int source = operand.type() == Types.UNKNOWN && !written ? Types.NOT_INFERRED : operand.type();
    if (context.isTrusted()
        || source == Types.UNKNOWN
        || context.surroundings().protectsNothing()) {
      return;
    }
    Types types = context.types();
    boolean array = types.isArray(target);
    int to = types.base(array ? types.element(target) : target);
    int from =
        source <= 0 ? source : types.base(types.isArray(source) ? types.element(source) : source);
    for (CastDefinition cast : context.catalog().codedCasts()) {
      if (cast.target() == to && (from <= 0 || cast.source() == from)) {
        throw notAllowed(types.named(target), at);
      }
    }
  }

  /**
   * Whether the server may convert values from or to a type by itself, by a function that a user
   * wrote. Which of them it does where is not followed.
   */
  boolean isConverted(int type) {
    Types types = context.types();
    int base = type <= 0 ? type : types.base(types.isArray(type) ? types.element(type) : type);
    return !context.surroundings().protectsNothing()
        && context.catalog().codedCasts().stream()
            .anyMatch(
                cast -> cast.context() != 'e' && (cast.source() == base || cast.target() == base));
  }

  /**
   * Refuses a value of such a type, or one that is made of types that run code: where it goes, the
   * server could convert it, or make a constant beside it one of its parts. A domain's own value
   * counts as one of the type under it.
   */
  void refuseCodedParts(int type, SqlNode at) {
    refuseConverted(type, at);
    if (!context.isTrusted()
        && type > 0
        && type != Types.UNKNOWN
        && context.types().runsCode(type)) {
      throw notAllowed(context.types().named(type), at);
    }
  }

  void refuseConverted(int type, SqlNode at) {
    if (!context.isTrusted() && type > 0 && isConverted(type)) {
      throw notAllowed(context.types().named(type), at);
    }
  }

  private boolean keepsConstant(int source, int result, PgTypeName name) {
    boolean wasDate = source == Types.DATE || source == TIMESTAMP;
    if (!name.modifiers().isEmpty() || wasDate && result != Types.DATE) {
      return false;
    }
    boolean document = result == Documents.JSON || result == Documents.JSONB;
    if (document && (source == Types.UNKNOWN || source == Types.TEXT || source == result)) {
      return true;
    }
    int element = context.types().isArray(result) ? context.types().element(result) : result;
    return CONSTANT_TYPES.contains(element);
  }

  private boolean keepsIdentity(
      int source, int sourceModifier, int target, PgTypeName name, boolean array) {
    int from = array ? context.types().element(source) : source;
    int to = array ? context.types().element(target) : target;
    if (from <= 0 || to <= 0) {
      return false;
    }
    boolean fromText = from == Types.TEXT || from == Types.VARCHAR || from == Types.BPCHAR;
    if (fromText && (to == Types.TEXT || to == Types.VARCHAR) && name.modifiers().isEmpty()) {
      return true;
    }
    if (fromText && (to == Types.VARCHAR || to == Types.BPCHAR) && !array) {
      int length = length(name);
      // atttypmod of varchar(n) and char(n) is n + 4
      return length > 0 && sourceModifier > 4 && length >= sourceModifier - 4;
    }
    boolean keepsNumber =
        (from == Types.INT8 && to == Types.INT8 || Types.isNumber(from) && to == Types.NUMERIC)
            && name.modifiers().isEmpty();
    return keepsNumber || from == Types.DATE && to == Types.DATE;
  }

  /**
   * A cast within one family fails for no value of a class, or for all: the server must not tell
   * one decoded value from another by casting it.
   */
  static Slot.Family family(int type) {
    return switch (type) {
      case Types.DATE, TIMESTAMP -> Slot.Family.DATE;
      case Types.INT8, Types.NUMERIC -> Slot.Family.NUMBER;
      case Types.INT2, Types.INT4 -> Slot.Family.SMALL_NUMBER;
      default -> Slot.Family.TEXT;
    };
  }

  private static int length(PgTypeName name) {
    if (name.modifiers().size() == 1 && name.modifiers().get(0) instanceof SqlLiteral literal) {
      java.math.BigDecimal value = literal.bigDecimalValue();
      return value == null || value.precision() > 9 ? -1 : value.intValue();
    }
    return -1;
  }
}
