package dev.paravent.crypto.scram;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's half of one exchange. Not thread-safe; for one use.
 *
 * <p>Guarantees: {@link #verify} passes only if the server knows the secret; the channel is bound
 * where both sides can.
 */
public final class ScramClient {
  private final ScramSecret secret;
  private final Optional<byte[]> binding;
  private final String nonce;
  private String header = "n,,";
  private @Nullable String serverKeyed;
  private @Nullable ScramKeys keys;

  /**
   * Begins an exchange.
   *
   * @param binding the hash of the certificate that the server has shown; empty without TLS
   */
  public ScramClient(ScramSecret secret, Optional<byte[]> binding, SecureRandom random) {
    this.secret = secret;
    this.binding = binding;
    byte[] bytes = new byte[ScramServer.NONCE];
    random.nextBytes(bytes);
    this.nonce = Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The best of the mechanisms that the server offers.
   *
   * @throws ScramException if there is none
   */
  public String choose(List<String> offered) throws ScramException {
    if (binding.isPresent() && offered.contains(ScramServer.PLUS)) {
      header = "p=" + ScramServer.BINDING_TYPE + ",,";
      return ScramServer.PLUS;
    }
    if (!offered.contains(ScramServer.PLAIN)) {
      throw new ScramException(
          ScramException.Kind.UNSUPPORTED, "the server offers none of SCRAM-SHA-256's mechanisms");
    }
    // "y": we would bind, if only the server could
    header = binding.isPresent() ? "y,," : "n,,";
    return ScramServer.PLAIN;
  }

  /** The first message. */
  public byte[] first() {
    return (header + firstBare()).getBytes(StandardCharsets.US_ASCII);
  }

  private String firstBare() {
    return "n=,r=" + nonce; // PostgreSQL knows the name already
  }

  /**
   * The final message. Slow if the secret is a password that was not used with this salt before.
   *
   * @throws ScramException if the server's message is broken or asks for another secret
   */
  public byte[] last(byte[] serverFirst) throws ScramException {
    Attributes attributes = Attributes.of(serverFirst);
    String combined = attributes.value('r');
    if (!combined.startsWith(nonce)
        || combined.length() == nonce.length()
        || !Attributes.isNonce(combined)) {
      throw new ScramException(
          ScramException.Kind.MALFORMED, "invalid SCRAM response: nonce does not match");
    }
    byte[] salt = Attributes.base64(attributes.value('s'));
    int iterations = iterations(attributes.value('i'));
    if (!attributes.isAtEnd()) {
      throw Attributes.malformed("garbage at its end");
    }
    ScramVerifier.requireBounds(iterations, salt);
    ScramKeys found = secret.keys(salt, iterations);
    String withoutProof = "c=" + Base64.getEncoder().encodeToString(channel()) + ",r=" + combined;
    String authMessage =
        firstBare() + "," + new String(serverFirst, StandardCharsets.UTF_8) + "," + withoutProof;
    byte[] signature = Hashes.hmac(Hashes.hash(found.clientKey()), authMessage);
    keys = found;
    serverKeyed = authMessage;
    return (withoutProof
            + ",p="
            + Base64.getEncoder().encodeToString(Hashes.xor(found.clientKey(), signature)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static int iterations(String text) throws ScramException {
    if (!text.matches("[1-9][0-9]{0,7}")) {
      throw Attributes.malformed("the iteration count is not a number, or too large");
    }
    return Integer.parseInt(text);
  }

  private byte[] channel() {
    return header.startsWith("p")
        ? ScramServer.bindingInput(binding.orElseThrow())
        : header.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Checks that the server knows the secret too.
   *
   * @throws ScramException if it does not
   */
  public void verify(byte[] serverFinal) throws ScramException {
    if (keys == null || serverKeyed == null) {
      throw Attributes.malformed("it comes before the first");
    }
    Attributes attributes = Attributes.of(serverFinal);
    if (attributes.next() != 'v') {
      throw new ScramException(
          ScramException.Kind.SERVER_UNPROVEN, "the server ended the SCRAM exchange with an error");
    }
    byte[] signature = Attributes.base64(attributes.value('v'));
    if (!MessageDigest.isEqual(signature, Hashes.hmac(keys.serverKey(), serverKeyed))) {
      throw new ScramException(
          ScramException.Kind.SERVER_UNPROVEN, "incorrect server signature");
    }
  }
}
