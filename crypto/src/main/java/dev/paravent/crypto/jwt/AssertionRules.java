package dev.paravent.crypto.jwt;

import java.time.Duration;

/**
 * What an assertion has to say to count here. Immutable.
 *
 * @param issuer the {@code iss}, exactly
 * @param audience what {@code aud} is or holds, exactly
 * @param clockSkew by how much the issuer's clock may be off
 * @param longestLifetime from {@code iat} to {@code exp}
 */
public record AssertionRules(
    String issuer, String audience, Duration clockSkew, Duration longestLifetime) {
  public AssertionRules {
    if (issuer.isEmpty() || audience.isEmpty()) {
      throw new IllegalArgumentException("issuer and audience: empty (expected: a text)");
    }
    if (clockSkew.isNegative() || longestLifetime.isNegative() || longestLifetime.isZero()) {
      throw new IllegalArgumentException("times: negative (expected: at least 0)");
    }
  }
}
