package dev.paravent.sql;

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
      Set.of(Types.TEXT, Types.VARCHAR, Types.BPCHAR, Types.DATE, TIMESTAMP);

  private final FlowContext context;

  Casts(FlowContext context) {
    this.context = context;
  }

  Expr cast(PgExpr.Cast cast, Expr operand, int sourceModifier) {
    PgType target = target(cast.type, cast);
    PgTypeName name = PgTypeName.of(cast.type);
    SqlDataTypeSpec type = context.types().qualified(cast.type, target);
    SqlNode node = new PgExpr.Cast(cast.form, operand.node(), type, cast.getParserPosition());
    int result = name.dimensions().isEmpty() ? target.oid() : context.types().array(target.oid());
    int base = context.types().base(result);
    Label label =
        switch (operand.label()) {
          case Label.Public p -> Label.PUBLIC;
          case Label.Constant constant when constant.isNull() -> constant;
          case Label.Constant constant when keepsConstant(operand.type(), result, name) -> constant;
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
   * harmless; XML and query types run nothing.
   */
  PgType target(SqlDataTypeSpec spec, SqlNode at) {
    PgType target = context.types().resolve(spec);
    boolean userType = !target.isBuiltIn() && target.kind() != 'e' && target.kind() != 'd';
    if (userType && !context.isTrusted() && !target.schema().equals("information_schema")) {
      throw new FlowException(
          Violation.FUNCTION_NOT_ALLOWED,
          "casting to the user-defined type "
              + target.schema()
              + "."
              + target.name()
              + " is not allowed",
          at);
    }
    return target;
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
    return from == Types.DATE && to == Types.DATE;
  }

  private static int length(PgTypeName name) {
    if (name.modifiers().size() == 1 && name.modifiers().get(0) instanceof SqlLiteral literal) {
      java.math.BigDecimal value = literal.bigDecimalValue();
      return value == null || value.precision() > 9 ? -1 : value.intValue();
    }
    return -1;
  }
}
