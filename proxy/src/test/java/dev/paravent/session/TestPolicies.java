package dev.paravent.session;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.Classification;
import dev.paravent.policies.Policy;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.Shown;
import dev.paravent.policies.TokenDomain;
import dev.paravent.policies.TokenFace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Policies for tests: some governed users, one clear one. */
@NullMarked
final class TestPolicies {
  private TestPolicies() {}

  static AccessPolicy governed(TokenFace dateFace, String... users) {
    ClassGrant grant =
        new ClassGrant(
            Shown.TOKEN,
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            false,
            false,
            false,
            Optional.empty(),
            ClassGrant.OnMalformed.NULL,
            Optional.empty());
    return new AccessPolicy(
        "governed",
        Optional.empty(),
        List.of(users),
        AccessPolicy.Access.GOVERNED,
        Optional.of(
            new TokenDomain(
                "test",
                TokenDomain.Scope.POLICY,
                "master",
                Map.of(
                    ProtectedClass.FR_NIR,
                    TokenFace.NIR_NINE,
                    ProtectedClass.BIRTH_DATE,
                    dateFace))),
        Map.of(ProtectedClass.FR_NIR, grant, ProtectedClass.BIRTH_DATE, grant),
        AccessPolicy.OnRefusal.ERROR,
        List.of("public", "app"),
        Optional.empty(),
        Map.of());
  }

  static AccessPolicy clear(String... users) {
    return new AccessPolicy(
        "clear",
        Optional.empty(),
        List.of(users),
        AccessPolicy.Access.CLEAR,
        Optional.empty(),
        Map.of(),
        AccessPolicy.OnRefusal.ERROR,
        List.of(),
        Optional.empty(),
        Map.of());
  }

  static Policy policy(AccessPolicy... access) {
    return new Policy(
        new Classification(Map.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of()),
        List.of(access),
        "test");
  }
}
