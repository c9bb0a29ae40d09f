package dev.paravent.crypto.scram;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's half of one exchange, as PostgreSQL's auth-scram.c has it. Not thread-safe; for one
 * use.
 *
 * <p>Guarantees: a proof is taken only for the nonce that was made here, for the channel if binding
 * was agreed upon, and compared in constant time. A user that does not exist takes the same path.
 */
public final class ScramServer {
  /** The mechanism without channel binding. */
  public static final String PLAIN = "SCRAM-SHA-256";

  /** The mechanism with channel binding. */
  public static final String PLUS = "SCRAM-SHA-256-PLUS";

  static final String BINDING_TYPE = "tls-server-end-point";
  static final int NONCE = 18; // bytes, as in PostgreSQL

  private static final int LONGEST_CLIENT_NONCE = 1024;

  private final ScramVerifier verifier;
  private final Optional<byte[]> binding;
  private final String nonce;
  private boolean isBound;
  private char flag;
  private @Nullable String clientFirstBare;
  private @Nullable String combinedNonce;
  private @Nullable String serverFirst;

  /**
   * Begins an exchange.
   *
   * @param binding the hash of the certificate that this server has shown; empty without TLS
   */
  public ScramServer(ScramVerifier verifier, Optional<byte[]> binding, SecureRandom random) {
    this.verifier = verifier;
    this.binding = binding;
    byte[] bytes = new byte[NONCE];
    random.nextBytes(bytes);
    this.nonce = Base64.getEncoder().encodeToString(bytes);
  }

  /** What is offered, best first. */
  public List<String> mechanisms() {
    return binding.isPresent() ? List.of(PLUS, PLAIN) : List.of(PLAIN);
  }

  /** A proof that was right. */
  public record Proven(byte[] serverFinal, ScramKeys keys) {
    @Override
    public String toString() {
      return "Proven[withheld]";
    }
  }

  /**
   * Answers the client's first message.
   *
   * @throws ScramException if it cannot be answered
   */
  public byte[] first(String mechanism, byte[] clientFirst) throws ScramException {
    if (serverFirst != null) {
      throw Attributes.malformed("it comes twice");
    }
    isBound = mechanism.equals(PLUS) && binding.isPresent();
    if (!isBound && !mechanism.equals(PLAIN)) {
      throw new ScramException(
          ScramException.Kind.MALFORMED, "client selected an invalid SASL authentication mechanism");
    }
    Attributes attributes = Attributes.of(clientFirst);
    channelBinding(attributes);
    if (attributes.next() == 'a') {
      throw unsupported("client uses authorization identity, but it is not supported");
    }
    attributes.comma();
    int bare = attributes.position();
    if (attributes.next() == 'm') {
      throw unsupported("client requires an unsupported SCRAM extension");
    }
    attributes.value('n'); // the name in the start-up packet is the one that counts
    String clientNonce = attributes.value('r');
    if (!Attributes.isNonce(clientNonce) || clientNonce.length() > LONGEST_CLIENT_NONCE) {
      throw Attributes.malformed("the nonce is not printable, or too long");
    }
    while (!attributes.isAtEnd()) {
      attributes.any();
    }
    clientFirstBare = attributes.from(bare);
    combinedNonce = clientNonce + nonce;
    String answer =
        "r="
            + combinedNonce
            + ",s="
            + Base64.getEncoder().encodeToString(verifier.salt())
            + ",i="
            + verifier.iterations();
    serverFirst = answer;
    return answer.getBytes(StandardCharsets.UTF_8);
  }

  private static ScramException unsupported(String message) {
    return new ScramException(ScramException.Kind.UNSUPPORTED, message);
  }

  private void channelBinding(Attributes attributes) throws ScramException {
    flag = attributes.next();
    switch (flag) {
      case 'n' -> {
        attributes.take();
        if (isBound) {
          throw Attributes.malformed("the mechanism binds the channel, the message does not");
        }
        attributes.comma();
      }
      case 'y' -> {
        attributes.take();
        if (isBound) {
          throw Attributes.malformed("the mechanism binds the channel, the message does not");
        }
        if (binding.isPresent()) {
          // somebody between took the better mechanism off the list
          throw new ScramException(
              ScramException.Kind.CHANNEL_BINDING, "SCRAM channel binding negotiation error");
        }
        attributes.comma();
      }
      case 'p' -> {
        String type = attributes.value('p');
        if (!isBound) {
          throw Attributes.malformed("the message binds the channel, the mechanism does not");
        }
        if (!type.equals(BINDING_TYPE)) {
          throw new ScramException(
              ScramException.Kind.MALFORMED, "unsupported SCRAM channel-binding type");
        }
      }
      default -> throw Attributes.malformed("unexpected channel-binding flag");
    }
  }

  /**
   * Checks the client's final message.
   *
   * @return empty if the proof is wrong
   * @throws ScramException if it is not the final message of this exchange
   */
  public Optional<Proven> last(byte[] clientFinal) throws ScramException {
    if (clientFirstBare == null || combinedNonce == null || serverFirst == null) {
      throw Attributes.malformed("it comes before the first");
    }
    Attributes attributes = Attributes.of(clientFinal);
    requireBinding(attributes.value('c'));
    if (!attributes.value('r').equals(combinedNonce)) {
      throw new ScramException(
          ScramException.Kind.MALFORMED, "invalid SCRAM response: nonce does not match");
    }
    int beforeProof = attributes.position();
    while (attributes.next() != 'p') {
      attributes.any();
      beforeProof = attributes.position();
    }
    byte[] proof = Attributes.base64(attributes.value('p'));
    if (proof.length != Hashes.LENGTH || !attributes.isAtEnd()) {
      throw Attributes.malformed("malformed proof in client-final-message");
    }
    String authMessage =
        clientFirstBare + "," + serverFirst + "," + attributes.before(beforeProof - 1);
    byte[] clientKey = Hashes.xor(proof, Hashes.hmac(verifier.storedKey(), authMessage));
    byte[] signature = Hashes.hmac(verifier.serverKey(), authMessage);
    boolean isRight =
        MessageDigest.isEqual(Hashes.hash(clientKey), verifier.storedKey()) & !verifier.isMock();
    if (!isRight) {
      return Optional.empty();
    }
    byte[] serverFinal =
        ("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.UTF_8);
    return Optional.of(
        new Proven(
            serverFinal,
            new ScramKeys(
                verifier.salt(), verifier.iterations(), clientKey, verifier.serverKey())));
  }

  private void requireBinding(String value) throws ScramException {
    if (!isBound) {
      if (!value.equals(flag == 'n' ? "biws" : "eSws")) { // Base64 of "n,," and "y,,"
        throw new ScramException(
            ScramException.Kind.MALFORMED,
            "unexpected SCRAM channel-binding attribute in client-final-message");
      }
      return;
    }
    byte[] expected = bindingInput(binding.orElseThrow());
    if (!MessageDigest.isEqual(Attributes.base64(value), expected)) {
      throw new ScramException(
          ScramException.Kind.CHANNEL_BINDING, "SCRAM channel binding check failed");
    }
  }

  /** The header of the first message and the hash of the certificate. */
  static byte[] bindingInput(byte[] hash) {
    byte[] header = ("p=" + BINDING_TYPE + ",,").getBytes(StandardCharsets.US_ASCII);
    byte[] input = new byte[header.length + hash.length];
    System.arraycopy(header, 0, input, 0, header.length);
    System.arraycopy(hash, 0, input, header.length, hash.length);
    return input;
  }
}
