package dev.paravent.crypto.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides whether an assertion counts. Immutable, thread-safe; a verification takes some hundred
 * microseconds.
 *
 * <p>Guarantees: what is returned was signed, as it stands, by a key of the issuer with the
 * algorithm of that key, says that it is for this audience, and is valid at that instant. Nothing
 * of a claim is looked at before the signature is.
 *
 * <p>Leaks: whoever holds an assertion may use it until it expires, any number of times.
 */
public final class AssertionVerifier {
  private static final int LONGEST = 8192;
  private static final int PARTS = 3;
  private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

  /** Beyond it, instants would have no year that anybody writes. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final IssuerKeys keys;
  private final AssertionRules rules;

  public AssertionVerifier(IssuerKeys keys, AssertionRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  /**
   * The claims of an assertion in compact form.
   *
   * @throws AssertionException if it does not count
   */
  public Assertion verify(String text, Instant now) throws AssertionException {
    if (text.length() > LONGEST) {
      throw new AssertionException(AssertionProblem.TOO_LONG);
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new AssertionException(AssertionProblem.MALFORMED);
    }
    IssuerKey key = key(object(parts[0]));
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!key.algorithm().verifies(key.key(), signed, bytes(parts[2]))) {
      throw new AssertionException(AssertionProblem.SIGNATURE);
    }
    ObjectNode claims = object(parts[1]);
    requireIssuerAndAudience(claims);
    return new Assertion(claims, end(claims, now));
  }

  private IssuerKey key(ObjectNode header) throws AssertionException {
    String type = header.has("typ") ? text(header, "typ").toUpperCase(Locale.ROOT) : "JWT";
    boolean hasKnownMembers =
        HEADER.containsAll(header.properties().stream().map(Map.Entry::getKey).toList());
    if (!hasKnownMembers || !type.equals("JWT")) {
      throw new AssertionException(AssertionProblem.HEADER);
    }
    Optional<IssuerKey> key = keys.find(text(header, "kid"));
    if (key.isEmpty()) {
      throw new AssertionException(AssertionProblem.UNKNOWN_KEY);
    }
    if (!key.get().algorithm().isNamed(text(header, "alg"))) {
      throw new AssertionException(AssertionProblem.ALGORITHM);
    }
    return key.get();
  }

  private void requireIssuerAndAudience(ObjectNode claims) throws AssertionException {
    if (!text(claims, "iss").equals(rules.issuer())) {
      throw new AssertionException(AssertionProblem.ISSUER);
    }
    JsonNode audience = claims.path("aud");
    boolean isNamed = text(claims, "aud").equals(rules.audience());
    if (audience.isArray()) {
      for (JsonNode each : audience) {
        if (!each.isTextual()) {
          throw new AssertionException(AssertionProblem.AUDIENCE);
        }
        isNamed |= each.textValue().equals(rules.audience());
      }
    }
    if (!isNamed) {
      throw new AssertionException(AssertionProblem.AUDIENCE);
    }
  }

  /** From when on the assertion does not count any more. */
  private Instant end(ObjectNode claims, Instant now) throws AssertionException {
    Instant issued = instant(claims, "iat");
    Instant expires = instant(claims, "exp");
    Instant begins = claims.has("nbf") ? instant(claims, "nbf") : issued;
    if (!expires.isAfter(issued)) {
      throw new AssertionException(AssertionProblem.TIMES);
    }
    if (Duration.between(issued, expires).compareTo(rules.longestLifetime()) > 0) {
      throw new AssertionException(AssertionProblem.LIFETIME);
    }
    Instant latest = now.plus(rules.clockSkew());
    if (issued.isAfter(latest) || begins.isAfter(latest)) {
      throw new AssertionException(AssertionProblem.NOT_YET_VALID);
    }
    Instant end = expires.plus(rules.clockSkew());
    if (!now.isBefore(end)) {
      throw new AssertionException(AssertionProblem.EXPIRED);
    }
    return end;
  }

  private static Instant instant(ObjectNode claims, String claim) throws AssertionException {
    OptionalLong seconds = new Assertion(claims, Instant.EPOCH).wholeNumber(claim);
    if (seconds.isEmpty() || seconds.getAsLong() < 0 || seconds.getAsLong() > LAST_SECOND) {
      throw new AssertionException(AssertionProblem.TIMES);
    }
    return Instant.ofEpochSecond(seconds.getAsLong());
  }

  private static String text(ObjectNode object, String member) {
    JsonNode node = object.get(member);
    return node != null && node.isTextual() ? node.textValue() : "";
  }

  private static ObjectNode object(String part) throws AssertionException {
    return StrictJson.object(bytes(part))
        .orElseThrow(() -> new AssertionException(AssertionProblem.MALFORMED));
  }

  private static byte[] bytes(String part) throws AssertionException {
    return Base64Url.decode(part)
        .orElseThrow(() -> new AssertionException(AssertionProblem.MALFORMED));
  }
}
