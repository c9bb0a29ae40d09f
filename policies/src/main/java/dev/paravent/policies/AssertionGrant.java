package dev.paravent.policies;

import java.util.Map;
import java.util.Optional;

/**
 * Whether a session may say by a signed assertion who its end user is, and what is taken of the
 * assertion. Immutable.
 *
 * @param subject the claim that tells end users apart
 * @param attributes what else is taken, by the names that the policy calls it; all of it has to be
 *     there
 */
public record AssertionGrant(Use use, String subject, Map<String, Attribute> attributes) {
  /** RFC 7519, 4.1.2. */
  static final String DEFAULT_SUBJECT = "sub";

  public AssertionGrant {
    attributes = Map.copyOf(attributes);
  }

  /** Whether there has to be an end user. */
  public enum Use {
    /** Without one the account acts for itself. */
    ALLOWED,
    /** Without one nothing that touches data runs. */
    REQUIRED
  }

  /** What an attribute is. */
  public enum AttributeType {
    TEXT,
    /** A whole number of 64 bits. */
    INTEGER
  }

  /** The claim that an attribute is, and its type. */
  public record Attribute(String claim, AttributeType type) {}

  /** Whether both take the same of an assertion, so that either tells the same end users apart. */
  boolean takesTheSameAs(AssertionGrant other) {
    return subject.equals(other.subject) && attributes.equals(other.attributes);
  }

  /** The more protective of two that take the same: an end user is more than the account. */
  static Optional<AssertionGrant> stricter(
      Optional<AssertionGrant> left, Optional<AssertionGrant> right) {
    return left.isPresent() && (right.isEmpty() || left.get().use == Use.REQUIRED) ? left : right;
  }
}
