package dev.paravent.sql.pg;

import java.util.List;

/** A rule's right side, or a part of one. Immutable. */
sealed interface Production {
  /**
   * A key word.
   *
   * @param word in lower case
   * @param printed in upper case
   */
  record Word(String word, String printed) implements Production {}

  /** An identifier of this value. */
  record Identifier(String value) implements Production {}

  /** One token that is no word. */
  record Punctuation(String text) implements Production {}

  /** What another grammar reads. */
  record Leaf(DefinitionLeaf leaf) implements Production {}

  /** The rule of this name. */
  record Rule(String name) implements Production {}

  /** All of these, one after the other. */
  record Sequence(List<Production> parts) implements Production {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** The first of these that fits. */
  record Choice(List<Production> alternatives) implements Production {
    public Choice {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** This or nothing. */
  record Optional(Production part) implements Production {}

  /** This as often as it fits. */
  record Repeated(Production part, boolean atLeastOnce) implements Production {}

  /** This once or more, with commas between. */
  record Listed(Production part) implements Production {}

  /** Nothing, where this does not fit. */
  record Absent(Production part) implements Production {}
}
