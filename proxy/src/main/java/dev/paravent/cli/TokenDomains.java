package dev.paravent.cli;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.DateFace;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.NirFace;
import dev.paravent.crypto.TokenContext;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.Principal;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenDomain;
import dev.paravent.policies.TokenFace;
import dev.paravent.session.Codecs;
import dev.paravent.session.CodecsProvider;
import java.util.List;
import java.util.UUID;

/** Finds the keys of a principal's token domain; contexts are shared and kept. Thread-safe. */
final class TokenDomains implements CodecsProvider {
  private static final String APPLICATION = "paravent";
  private static final String TENANT = "";
  // A context holds a table of dates, about a quarter of a megabyte.
  private static final int KEPT = 256;

  private final Keyset keys;
  private final Cache<Domain, TokenContext> contexts =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  TokenDomains(Keyset keys) {
    this.keys = keys;
  }

  /**
   * @param names what an assignment in the keyset may call it, the narrowest name first
   */
  private record Domain(String name, List<String> names, NirFace nirFace, DateFace dateFace) {}

  @Override
  public Codecs codecsFor(Principal principal) {
    TokenDomain domain =
        principal
            .access()
            .domain()
            .orElseThrow(
                () -> new IllegalStateException("token domain: none (expected: the policy's)"));
    Domain key =
        new Domain(
            name(domain, principal), names(domain, principal), nirFace(domain), dateFace(domain));
    TokenContext context =
        switch (domain.scope()) {
          case POLICY, ROLE, ACCOUNT -> contexts.get(key, this::create);
          case SESSION -> create(key);
        };
    return (protectedClass, format) -> codec(context, protectedClass, format);
  }

  private TokenContext create(Domain domain) {
    return TokenContext.create(
        keys,
        domain.names(),
        APPLICATION,
        TENANT,
        domain.name(),
        domain.nirFace(),
        domain.dateFace());
  }

  private static ColumnCodec codec(
      TokenContext context, ProtectedClass protectedClass, WireFormat format) {
    return switch (protectedClass) {
      case FR_NIR -> context.nir(format);
      case BIRTH_DATE -> context.birthDate(format);
    };
  }

  /** Lengths first, so that no two domains share a name. */
  private static String name(TokenDomain domain, Principal principal) {
    String prefix = domain.scope() + ":" + domain.name().length() + ":" + domain.name();
    return switch (domain.scope()) {
      case POLICY -> prefix;
      // Until portals announce their users, the account is the database role.
      case ROLE, ACCOUNT -> prefix + ":" + principal.user();
      case SESSION -> prefix + ":" + UUID.randomUUID();
    };
  }

  /** An account may have a key of its own where it has tokens of its own. */
  private static List<String> names(TokenDomain domain, Principal principal) {
    return switch (domain.scope()) {
      case POLICY, SESSION -> List.of(domain.name());
      case ROLE, ACCOUNT -> List.of(domain.name() + "/" + principal.user(), domain.name());
    };
  }

  private static NirFace nirFace(TokenDomain domain) {
    TokenFace face = domain.faces().getOrDefault(ProtectedClass.FR_NIR, TokenFace.NIR_NINE);
    return switch (face) {
      case NIR_NINE -> NirFace.NINE;
      case DATE_PAST, DATE_BOUND, DATE_BOUND_PAST -> throw wrongFace(face, ProtectedClass.FR_NIR);
    };
  }

  private static DateFace dateFace(TokenDomain domain) {
    TokenFace face = domain.faces().getOrDefault(ProtectedClass.BIRTH_DATE, TokenFace.DATE_BOUND);
    return switch (face) {
      case DATE_PAST -> DateFace.PAST;
      case DATE_BOUND -> DateFace.BOUND;
      case DATE_BOUND_PAST -> DateFace.BOUND_PAST;
      case NIR_NINE -> throw wrongFace(face, ProtectedClass.BIRTH_DATE);
    };
  }

  private static IllegalStateException wrongFace(TokenFace face, ProtectedClass protectedClass) {
    return new IllegalStateException(
        "face: " + face.label() + " (expected: one of " + protectedClass.label() + ")");
  }
}
