package dev.paravent.decide;

import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;

/** What the proxy does with one field of every row. */
public sealed interface Output {
  /** Forwarded as it is. The server must not attribute it to a protected column. */
  record Pass() implements Output {
    public static final Pass INSTANCE = new Pass();
  }

  /**
   * Replaced by its token.
   *
   * @param typeOid the type the server must announce (base type of a domain, array type for
   *     arrays); 0 for a value that is no plain column: any type that values of the class can have
   * @param array whether the field is an array of values
   * @param subjectOutput for a bound date, the index of the output that holds the subject key;
   *     otherwise -1
   */
  record Tokenise(ProtectedClass protectedClass, int typeOid, boolean array, int subjectOutput)
      implements Output {}

  /**
   * A JSON document of which the classified members are replaced by tokens and those that no policy
   * names by null.
   *
   * @param typeOid json or jsonb, as the server must announce it; 0 for a value that is no plain
   *     column: either
   * @param subjectOutput for a bound date, the index of the output that holds the subject key;
   *     otherwise -1
   */
  record Document(JsonRule rule, int typeOid, int subjectOutput) implements Output {}

  /**
   * A companion column: replaced by the part of its partner's token, or by null if the partner is
   * not in the row.
   *
   * @param partner the index of the partner's output, or -1
   */
  record Companion(ProtectedClass protectedClass, ColumnRule.Part part, int partner)
      implements Output {}

  /** The printed text already yields NULL here; anything else is an incident. */
  record Null() implements Output {
    public static final Null INSTANCE = new Null();
  }
}
