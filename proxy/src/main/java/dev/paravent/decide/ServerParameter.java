package dev.paravent.decide;

import dev.paravent.policies.ColumnRule;

/**
 * A parameter of the text that the server receives. Immutable.
 *
 * @param typeOid the type to declare in Parse; 0 leaves it to the client's declaration or the
 *     server
 * @param source where its value comes from
 */
public record ServerParameter(int typeOid, Source source) {
  /** Where the value of a server parameter comes from. */
  public sealed interface Source {}

  /** The client's parameter, bytes and format as they are. */
  public record Client(int index) implements Source {}

  /** The client's parameter, checked and detokenised as demanded. */
  public record ClientProtected(int index, Demand demand) implements Source {}

  /**
   * A literal of the client's text, checked and detokenised as demanded. {@code text} is as typed,
   * unquoted.
   */
  public record LiteralProtected(String text, Demand demand) implements Source {
    @Override
    public String toString() {
      return "LiteralProtected";
    }
  }

  /** The client's parameter, a document whose members are checked and detokenised as demanded. */
  public record ClientDocument(int index, DocumentDemand demand) implements Source {}

  /** A literal of the client's text, a document treated so. {@code text} is as typed, unquoted. */
  public record LiteralDocument(String text, DocumentDemand demand) implements Source {
    @Override
    public String toString() {
      return "LiteralDocument";
    }
  }

  /**
   * An attribute of the end user, for whoever that is in this execution: an integer where it is a
   * whole number, else a text.
   */
  public record OfEndUser(String attribute) implements Source {}

  /** Whether another server parameter holds a token in this execution: a boolean, in text. */
  public record TokenFlag(int parameter) implements Source {}

  /**
   * A companion of what another server parameter writes, computed from its clear value: the control
   * key of a NIR as two digits, the year of a date. NULL where the other is NULL.
   */
  public record CompanionOf(int parameter, ColumnRule.Part part) implements Source {}
}
