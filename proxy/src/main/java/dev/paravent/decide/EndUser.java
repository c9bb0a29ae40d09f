package dev.paravent.decide;

import java.util.Map;

/**
 * The person on whose behalf a session acts, as the portal's issuer has signed it. Immutable.
 *
 * @param subject tells end users of one account apart; no control characters, at most 255
 *     characters
 * @param attributes by the names that the policy gives them: exactly those
 */
public record EndUser(String subject, Map<String, Attribute> attributes) {
  public EndUser {
    attributes = Map.copyOf(attributes);
  }

  /** What is known of an end user. */
  public sealed interface Attribute {}

  /** A text without control characters, at most 255 characters. */
  public record Text(String value) implements Attribute {}

  /** A whole number. */
  public record Whole(long value) implements Attribute {}

  /** Shows the person to nobody. */
  @Override
  public String toString() {
    return "EndUser";
  }
}
