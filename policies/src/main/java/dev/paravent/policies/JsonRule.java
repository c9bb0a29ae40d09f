package dev.paravent.policies;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy says of a JSON value and of all that is in it. Immutable. */
public sealed interface JsonRule {
  /** Public, with all that is in it. */
  record Open() implements JsonRule {}

  /** One value of a class, written as a string or a number. */
  record Classified(ProtectedClass protectedClass) implements JsonRule {}

  /**
   * An object or an array of which some members or the elements are named; everything else in it
   * leaves as null.
   *
   * @param members by their names as unescaped text
   * @param elements what each element of an array is, null where a policy names none
   */
  record Container(Map<String, JsonRule> members, @Nullable JsonRule elements)
      implements JsonRule {
    public Container {
      members = Map.copyOf(members);
    }
  }
}
