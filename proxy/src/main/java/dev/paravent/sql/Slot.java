package dev.paravent.sql;

import dev.paravent.sql.pg.PgLiteral;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgTokens;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a literal or parameter in the client's text. What it is used for is found
 * during the analysis; two different uses of one occurrence are refused. Confined to one analysis.
 */
public final class Slot {
  private final int number;
  private final SqlNode node;
  private final int parameter;
  private final boolean negative;
  private final Set<Family> casts = EnumSet.noneOf(Family.class);
  private @Nullable SqlNode publicUse;
  private @Nullable Protection protection;

  /**
   * What an occurrence meets: a protected column.
   *
   * @param valueClass the class of its values; empty for a document
   * @param family to which the value may be cast on its way; null where it is no value of the class
   * @param document where it is a document with protected members; otherwise null
   */
  public record Protection(
      String valueClass,
      boolean array,
      int typeOid,
      @Nullable Family family,
      @Nullable Slot companionOf,
      @Nullable String companionPart,
      @Nullable Document document) {
    Protection(
        String valueClass,
        boolean array,
        int typeOid,
        @Nullable Family family,
        @Nullable Slot companionOf,
        @Nullable String companionPart) {
      this(valueClass, array, typeOid, family, companionOf, companionPart, null);
    }
  }

  /** A document that is written; {@code overwrites} where it may take the place of another. */
  public record Document(DocumentMap map, boolean overwrites) {}

  /** Types between which a value keeps its meaning. */
  public enum Family {
    TEXT,
    DATE,
    NUMBER,
    /** Too small for some values, so that no protected one is cast to it. */
    SMALL_NUMBER
  }

  Slot(int number, SqlNode node, int parameter) {
    this.number = number;
    this.node = node;
    this.parameter = parameter;
    this.negative = false;
  }

  /** A number behind a minus, which PostgreSQL's grammar takes for one constant too. */
  Slot(int number, PgOperation.Prefix negated) {
    this.number = number;
    this.node = negated;
    this.parameter = -1;
    this.negative = true;
  }

  /** Position among the occurrences of the statement, from 0. */
  public int number() {
    return number;
  }

  /** The literal, with its minus, or the parameter as parsed. */
  public SqlNode node() {
    return node;
  }

  /**
   * The literal's value as text; null for a parameter. Whoever decides by it ties the plan to the
   * value.
   */
  public @Nullable String text() {
    SqlLiteral literal = literal();
    return literal == null ? null : sign() + text(literal);
  }

  private @Nullable SqlLiteral literal() {
    SqlNode value = node instanceof PgOperation.Prefix negated ? negated.operand : node;
    return value instanceof SqlLiteral literal ? literal : null;
  }

  private String sign() {
    return negative ? "-" : "";
  }

  /**
   * As {@link #text()}, for someone who takes it from the literal at {@link #token} of each
   * statement that shares the plan.
   */
  public @Nullable String takenText() {
    return literal() instanceof PgLiteral literal ? sign() + literal.takenText() : text();
  }

  /**
   * The literal's place among the tokens; -1 if it is none of them or its value was read with them.
   */
  public int token(PgTokens tokens) {
    return literal() instanceof PgLiteral literal ? literal.token(tokens) : -1;
  }

  /** The token where the literal or the parameter stands; -1 if that is not known. */
  public int occurrence(PgTokens tokens) {
    return parameter < 0
        ? token(tokens)
        : tokens.beginningAt(node.getParserPosition().getColumnNum() - 1);
  }

  /** Whether the value is more than its token: a minus stands before it. */
  public boolean isNegative() {
    return negative;
  }

  /** Whether it is an integer of at most 18 digits without a sign. */
  public boolean isInteger() {
    return !negative && node instanceof PgLiteral literal && literal.literalClass().isInteger();
  }

  private static String text(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case CHAR -> literal.getValueAs(String.class);
      default -> {
        BigDecimal number = literal.bigDecimalValue();
        yield number == null ? String.valueOf(literal.getValue()) : number.toPlainString();
      }
    };
  }

  /** The client's parameter, from 0; -1 for a literal. */
  public int parameter() {
    return parameter;
  }

  /** What protected column it meets; null if none. */
  public @Nullable Protection protection() {
    return protection;
  }

  boolean isPublic() {
    return publicUse != null;
  }

  void usePublicly(SqlNode at) {
    publicUse = at;
    if (protection != null) {
      throw conflict(at);
    }
  }

  void protect(Protection demanded, SqlNode at) {
    Protection known = protection;
    if (known != null && known.document() != null && demanded.document() != null) {
      boolean same =
          known.typeOid() == demanded.typeOid()
              && known.document().map().equals(demanded.document().map());
      if (same && known.document().overwrites()) {
        return;
      }
      known = same ? null : known;
    }
    if (publicUse != null || known != null && !known.equals(demanded) || !fits(demanded, casts)) {
      throw conflict(at);
    }
    protection = demanded;
  }

  /** Notes that the value is cast to a type of that family before it is used. */
  void cast(Family to, SqlNode at) {
    casts.add(to);
    if (protection != null && !fits(protection, casts)) {
      throw conflict(at);
    }
  }

  private static boolean fits(Protection demanded, Set<Family> casts) {
    return demanded.family() == null || Set.of(demanded.family()).containsAll(casts);
  }

  private static FlowException conflict(SqlNode at) {
    return new FlowException(
        Violation.CONFLICTING_USE,
        "one constant is used both with a protected column and in another way",
        at);
  }

  @Override
  public String toString() {
    return "Slot/" + number;
  }
}
