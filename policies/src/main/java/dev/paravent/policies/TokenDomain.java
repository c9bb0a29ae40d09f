package dev.paravent.policies;

import java.util.Map;
import java.util.Set;

/**
 * Where pseudonyms are the same and where they are not. Immutable.
 *
 * @param scope what shares pseudonyms
 * @param key the name of the key in the keyset
 * @param permutation the cipher that permutes numbers
 * @param faces how tokens of each class look; classes without one have the default
 * @param nirNumbers which NIRs are clear values
 */
public record TokenDomain(
    String name,
    Scope scope,
    String key,
    Permutation permutation,
    Map<ProtectedClass, TokenFace> faces,
    Set<NirNumbers> nirNumbers) {
  public TokenDomain {
    faces = Map.copyOf(faces);
    nirNumbers = Set.copyOf(nirNumbers);
  }

  /** A domain with the default cipher and the default NIRs. */
  public TokenDomain(String name, Scope scope, String key, Map<ProtectedClass, TokenFace> faces) {
    this(name, scope, key, Permutation.FF1, faces, NirNumbers.DEFAULT);
  }

  /** How tokens of a class look. */
  public TokenFace face(ProtectedClass protectedClass) {
    return faces.getOrDefault(protectedClass, TokenFace.defaultOf(protectedClass));
  }

  /** What shares pseudonyms. */
  public enum Scope {
    POLICY,
    ROLE,
    ACCOUNT,
    SESSION
  }

  /** The cipher that permutes numbers. */
  public enum Permutation {
    /** FF1 of NIST SP 800-38G; patents are claimed on it. */
    FF1,
    /** Swap-or-not, for installations that do without FF1; slower. */
    SWAP_OR_NOT
  }
}
