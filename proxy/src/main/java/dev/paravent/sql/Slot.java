package dev.paravent.sql;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a literal or parameter in the client's text. What it is used for is found
 * during the analysis; two different uses of one occurrence are refused. Confined to one analysis.
 */
public final class Slot {
  private final int number;
  private final SqlNode node;
  private final @Nullable String text;
  private final int parameter;
  private @Nullable SqlNode publicUse;
  private @Nullable Protection protection;

  /** What an occurrence meets: a protected column. */
  public record Protection(
      String valueClass,
      boolean array,
      int typeOid,
      @Nullable Slot companionOf,
      @Nullable String companionPart) {}

  Slot(int number, SqlNode node, @Nullable String text, int parameter) {
    this.number = number;
    this.node = node;
    this.text = text;
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

  /** The literal's value as text; null for a parameter. */
  public @Nullable String text() {
    return text;
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
    if (publicUse != null || protection != null && !protection.equals(demanded)) {
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
