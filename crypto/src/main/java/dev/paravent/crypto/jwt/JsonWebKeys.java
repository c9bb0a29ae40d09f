package dev.paravent.crypto.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON Web Keys (RFC 7517, RFC 8037). */
final class JsonWebKeys {
  private static final int LONGEST_ID = 200;

  private JsonWebKeys() {}

  /** The keys of a set, or the one key. */
  static List<IssuerKey> read(byte[] content) throws KeyFileException {
    Optional<ObjectNode> root = StrictJson.object(content);
    if (root.isEmpty()) {
      throw new KeyFileException("no JSON object, or one that says a member twice");
    }
    JsonNode keys = root.get().get("keys");
    if (keys == null) {
      return List.of(key(root.get()));
    }
    if (!keys.isArray()) {
      throw new KeyFileException("keys: no array");
    }
    List<IssuerKey> read = new ArrayList<>();
    for (JsonNode key : keys) {
      if (!(key instanceof ObjectNode object)) {
        throw new KeyFileException("keys: an element that is no object");
      }
      try {
        read.add(key(object));
      } catch (KeyFileException broken) {
        throw new KeyFileException("key " + (read.size() + 1) + ": " + broken.getMessage());
      }
    }
    return read;
  }

  private static IssuerKey key(ObjectNode jwk) throws KeyFileException {
    for (String secret : List.of("d", "k", "p", "q")) {
      if (jwk.has(secret)) {
        throw new KeyFileException("holds a secret (expected: public keys alone)");
      }
    }
    IssuerKey key =
        switch (text(jwk, "kty") + " " + text(jwk, "crv")) {
          case "OKP Ed25519" ->
              PublicKeys.named(
                  SignatureAlgorithm.ED25519, PublicKeys.ed25519(coordinate(jwk, "x")));
          case "EC P-256" ->
              PublicKeys.named(
                  SignatureAlgorithm.ES256,
                  PublicKeys.p256(coordinate(jwk, "x"), coordinate(jwk, "y")));
          default ->
              throw new KeyFileException(
                  "a key of another kind (expected: OKP Ed25519, or EC P-256)");
        };
    if (jwk.has("alg") && !key.algorithm().isNamed(text(jwk, "alg"))) {
      throw new KeyFileException("alg is not one of the key's kind");
    }
    if (jwk.has("use") && !text(jwk, "use").equals("sig")) {
      throw new KeyFileException("use is not sig");
    }
    if (!jwk.has("kid")) {
      return key;
    }
    String id = text(jwk, "kid");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new KeyFileException("kid is no text of 1 to " + LONGEST_ID + " characters");
    }
    return new IssuerKey(id, key.algorithm(), key.key());
  }

  private static String text(ObjectNode jwk, String member) {
    JsonNode node = jwk.get(member);
    return node != null && node.isTextual() ? node.textValue() : "";
  }

  private static byte[] coordinate(ObjectNode jwk, String member) throws KeyFileException {
    Optional<byte[]> bytes = Base64Url.decode(text(jwk, member));
    if (bytes.isEmpty() || bytes.get().length != PublicKeys.COORDINATE) {
      throw new KeyFileException(
          member + " is not " + PublicKeys.COORDINATE + " bytes in base64url");
    }
    return bytes.get();
  }
}
