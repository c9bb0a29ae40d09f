package dev.paravent.crypto.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The claims of an assertion that was verified. Immutable; shows none of them. */
public final class Assertion {
  private final ObjectNode claims;
  private final Instant expiresAt;

  Assertion(ObjectNode claims, Instant expiresAt) {
    this.claims = claims;
    this.expiresAt = expiresAt;
  }

  /** From when on it does not count any more, the tolerance for clocks included. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** A claim that is a string; empty if it is not there, or anything else. */
  public Optional<String> text(String claim) {
    JsonNode node = claims.get(claim);
    return node != null && node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** A claim that is a whole number of 64 bits; empty if it is not there, or anything else. */
  public OptionalLong wholeNumber(String claim) {
    JsonNode node = claims.get(claim);
    return node != null && node.isIntegralNumber() && node.canConvertToLong()
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  @Override
  public String toString() {
    return "Assertion";
  }
}
