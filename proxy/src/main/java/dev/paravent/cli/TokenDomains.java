package dev.paravent.cli;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.EscapingCodecs;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.TokenContext;
import dev.paravent.crypto.TokenFormat;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.decide.Principal;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.ClassGrant.OnMalformed;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenDomain;
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
  private record Domain(String name, List<String> names, TokenFormat format) {}

  @Override
  public Codecs codecsFor(Principal principal) {
    TokenDomain domain =
        principal
            .access()
            .domain()
            .orElseThrow(
                () -> new IllegalStateException("token domain: none (expected: the policy's)"));
    Domain key =
        new Domain(name(domain, principal), names(domain, principal), TokenFormats.format(domain));
    TokenContext context =
        switch (domain.scope()) {
          case POLICY, ROLE, ACCOUNT -> contexts.get(key, this::create);
          case SESSION -> create(key);
        };
    return (protectedClass, type, format) ->
        escapes(principal, protectedClass)
            ? escaping(context.escaping(), domain, protectedClass, type, format)
            : codec(context, domain, protectedClass, type, format);
  }

  private TokenContext create(Domain domain) {
    return TokenContext.create(
        keys, domain.names(), APPLICATION, TENANT, domain.name(), domain.format());
  }

  private static ColumnCodec codec(
      TokenContext context,
      TokenDomain domain,
      ProtectedClass protectedClass,
      ColumnType type,
      WireFormat format) {
    return switch (protectedClass) {
      case FR_NIR ->
          switch (type) {
            case TEXT, BPCHAR -> context.nir(format);
            case INT8 -> context.nirInt8(format);
            case NUMERIC -> context.nirNumeric(format);
            case DATE -> throw noSuchColumn(protectedClass);
          };
      case BIRTH_DATE -> context.birthDate(format);
      case US_SSN, BE_NISS, ES_DNI, IBAN, CARD, DIGITS, TEXT ->
          context.codec(TokenFormats.scheme(domain, protectedClass));
    };
  }

  private static boolean escapes(Principal principal, ProtectedClass protectedClass) {
    ClassGrant grant = principal.access().classes().get(protectedClass);
    return grant != null && grant.onMalformed() == OnMalformed.ESCAPE;
  }

  private static ColumnCodec escaping(
      EscapingCodecs codecs,
      TokenDomain domain,
      ProtectedClass protectedClass,
      ColumnType type,
      WireFormat format) {
    boolean isPadded = type == ColumnType.BPCHAR;
    return switch (protectedClass) {
      case FR_NIR ->
          switch (type) {
            case TEXT, BPCHAR -> codecs.nir(format, isPadded);
            case INT8 -> codecs.nirInt8(format);
            case NUMERIC -> codecs.nirNumeric(format);
            case DATE -> throw noSuchColumn(protectedClass);
          };
      case BIRTH_DATE -> codecs.birthDate(format);
      case US_SSN, BE_NISS, ES_DNI, IBAN, CARD, DIGITS, TEXT ->
          codecs.codec(TokenFormats.scheme(domain, protectedClass), isPadded);
    };
  }

  private static IllegalStateException noSuchColumn(ProtectedClass protectedClass) {
    return new IllegalStateException(
        "column: date (expected: a type of " + protectedClass.label() + ")");
  }

  /** Lengths first, so that no two domains share a name. */
  private static String name(TokenDomain domain, Principal principal) {
    String own = domain.name().length() + ":" + domain.name();
    String prefix = domain.scope() + ":" + own;
    return switch (domain.scope()) {
      case POLICY -> prefix;
      case ROLE -> prefix + ":" + principal.user();
      case ACCOUNT ->
          principal
              .endUser()
              .map(
                  endUser ->
                      String.join(
                          ":",
                          "END_USER",
                          own,
                          Integer.toString(principal.user().length()),
                          principal.user(),
                          endUser.subject()))
              .orElse(prefix + ":" + principal.user());
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
}
