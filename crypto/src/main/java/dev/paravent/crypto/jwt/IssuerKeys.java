package dev.paravent.crypto.jwt;

import dev.paravent.crypto.x509.CertificateException;
import dev.paravent.crypto.x509.Pem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The public keys that an issuer signs with. Immutable. */
public final class IssuerKeys {
  private final Map<String, IssuerKey> keys;

  private IssuerKeys(Map<String, IssuerKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a file: a JSON Web Key, a set of them, or PEM blocks {@code PUBLIC KEY}. A key without a
   * {@code kid} is called by its thumbprint (RFC 7638).
   *
   * @throws KeyFileException if there is none, or one is secret, of another kind or broken
   */
  public static IssuerKeys read(byte[] content) throws KeyFileException {
    List<IssuerKey> read = isPem(content) ? pem(content) : JsonWebKeys.read(content);
    Map<String, IssuerKey> keys = new HashMap<>();
    for (IssuerKey key : read) {
      if (keys.put(key.id(), key) != null) {
        throw new KeyFileException("kid " + key.id() + " stands twice");
      }
    }
    if (keys.isEmpty()) {
      throw new KeyFileException("no key (expected: JWK, or PEM, BEGIN PUBLIC KEY)");
    }
    return new IssuerKeys(keys);
  }

  private static boolean isPem(byte[] content) {
    for (byte next : content) {
      if (!Character.isWhitespace(next)) {
        return next != '{';
      }
    }
    return true;
  }

  private static List<IssuerKey> pem(byte[] content) throws KeyFileException {
    List<IssuerKey> keys = new ArrayList<>();
    try {
      for (Pem.Block block : Pem.blocks(content)) {
        if (!block.label().equals("PUBLIC KEY")) {
          throw new KeyFileException("a block " + block.label() + " (expected: PUBLIC KEY)");
        }
        keys.add(PublicKeys.ofDer(block.content()));
      }
    } catch (CertificateException broken) {
      throw new KeyFileException(String.valueOf(broken.getMessage()));
    }
    return keys;
  }

  Optional<IssuerKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** What headers call them. */
  public Set<String> ids() {
    return new TreeSet<>(keys.keySet());
  }
}
