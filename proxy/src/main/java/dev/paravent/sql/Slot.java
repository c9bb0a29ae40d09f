package dev.paravent.sql;

import dev.paravent.sql.pg.PgLiteral;
import dev.paravent.sql.pg.PgTokens;
import java.math.BigDecimal;
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
  private @Nullable SqlNode publicUse;
  private @Nullable Protection protection;

  /**
   * What an occurrence meets: a protected column.
   *
   * @param valueClass the class of its values; empty for a document
   * @param document where it is a document with protected members; otherwise null
   */
  public record Protection(
      String valueClass,
      boolean array,
      int typeOid,
      @Nullable Slot companionOf,
      @Nullable String companionPart,
      @Nullable Document document) {
    Protection(
        String valueClass,
        boolean array,
        int typeOid,
        @Nullable Slot companionOf,
        @Nullable String companionPart) {
      this(valueClass, array, typeOid, companionOf, companionPart, null);
    }
  }

  /** A document that is written; {@code overwrites} where it may take the place of another. */
  public record Document(DocumentMap map, boolean overwrites) {}

  Slot(int number, SqlNode node, int parameter) {
    this.number = number;
    this.node = node;
    this.parameter = parameter;
  }

  /** Position among the occurrences of the statement, from 0. */
  public int number() {
    return number;
  }

  /** The literal or parameter as parsed. */
  public SqlNode node() {
    return node;
  }

  /**
   * The literal's value as text; null for a parameter. Whoever decides by it ties the plan to the
   * value.
   */
  public @Nullable String text() {
    return node instanceof SqlLiteral literal ? text(literal) : null;
  }

  /**
   * As {@link #text()}, for someone who takes it from the literal at {@link #token} of each
   * statement that shares the plan.
   */
  public @Nullable String takenText() {
    return node instanceof PgLiteral literal ? literal.takenText() : text();
  }

  /**
   * The literal's place among the tokens; -1 if it is none of them or its value was read with them.
   */
  public int token(PgTokens tokens) {
    return node instanceof PgLiteral literal ? literal.token(tokens) : -1;
  }

  /** Whether it is an integer of at most 18 digits without a sign. */
  public boolean isInteger() {
    return node instanceof PgLiteral literal && literal.literalClass().isInteger();
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
    if (publicUse != null || known != null && !known.equals(demanded)) {
      throw conflict(at);
    }
    protection = demanded;
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
