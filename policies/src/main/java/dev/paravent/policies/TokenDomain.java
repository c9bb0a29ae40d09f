package dev.paravent.policies;

import java.util.Map;

/**
 * Where pseudonyms are the same and where they are not. Immutable.
 *
 * @param scope what shares pseudonyms
 * @param key the name of the key in the keyset
 * @param faces how tokens of each class look
 */
public record TokenDomain(
    String name, Scope scope, String key, Map<ProtectedClass, TokenFace> faces) {
  public TokenDomain {
    faces = Map.copyOf(faces);
  }

  /** What shares pseudonyms. */
  public enum Scope {
    POLICY,
    ROLE,
    ACCOUNT,
    SESSION
  }
}
