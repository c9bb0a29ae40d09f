package dev.paravent.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything one principal's tokens need: made once per principal and cached; hands out codecs.
 * Thread-safe; the codecs are not.
 *
 * <p>Guarantees: contexts that differ in application, tenant, domain, key version or face have
 * unrelated tokens; equal ones have equal tokens, on every machine and in every release.
 */
public final class TokenContext {

  private static final int BOUND_DIGITS = 6;

  private final MasterKey master;
  private final Scope scope;
  private final Secret nirKey;
  private @Nullable Secret dateKey; // guarded by this, derived on first use
  private final TokenFormat format;
  private final NirRanking nirRanking;
  private final byte[] nirTweak;
  private @Nullable BirthDateTable dateTable; // guarded by this, made on first use

  /** Where the tokens are the same. */
  private record Scope(String application, String tenant, String domain) {

    Secret key(MasterKey master, String type, String face) {
      return KeyDerivation.derive(
          master, new KeyDerivation.Purpose(application, tenant, domain, type, face));
    }
  }

  private TokenContext(MasterKey master, Scope scope, TokenFormat format) {
    this.master = master;
    this.scope = scope;
    this.nirKey =
        scope.key(master, IdentityType.FR_NIR.derivationName(), format.nirDerivationName());
    this.format = format;
    this.nirRanking = new NirRanking(format.nirClasses());
    this.nirTweak =
        switch (format.permutation()) {
          case FF1 -> ("nir/v" + master.id()).getBytes(StandardCharsets.US_ASCII);
          case SWAP_OR_NOT -> new byte[0]; // the key says it all, and tweaks are short
        };
  }

  /**
   * The context of a token domain, under the key that the domain's name is assigned to.
   *
   * @param keys whose assignment of the domain is followed; without one, the primary key
   * @param application the installation, so that two products never share tokens
   * @param tenant the customer within the application; may be empty
   * @param domain the token domain of the principal: the same person has unrelated pseudonyms in
   *     two domains
   */
  public static TokenContext create(
      Keyset keys,
      String application,
      String tenant,
      String domain,
      NirFace nirFace,
      DateFace dateFace) {
    return create(keys, application, tenant, domain, TokenFormat.of(nirFace, dateFace));
  }

  /** The context of a token domain whose tokens have a format of their own. */
  public static TokenContext create(
      Keyset keys, String application, String tenant, String domain, TokenFormat format) {
    return create(keys, List.of(domain), application, tenant, domain, format);
  }

  /** As below, with the standard format of the faces. */
  public static TokenContext create(
      Keyset keys,
      List<String> names,
      String application,
      String tenant,
      String domain,
      NirFace nirFace,
      DateFace dateFace) {
    return create(keys, names, application, tenant, domain, TokenFormat.of(nirFace, dateFace));
  }

  /**
   * The context of a token domain, under the key that the first assigned of several names is
   * assigned to.
   *
   * @param names what an assignment may call the principal, the narrowest name first
   */
  public static TokenContext create(
      Keyset keys,
      List<String> names,
      String application,
      String tenant,
      String domain,
      TokenFormat format) {
    return new TokenContext(keys.keyFor(names), new Scope(application, tenant, domain), format);
  }

  /** The same codecs for columns whose malformed values leave as escapes. */
  public EscapingCodecs escaping() {
    return new EscapingCodecs(this, format, (type, face) -> scope.key(master, type, face));
  }

  /** A codec of another kind of identity, which does with its key what it says. */
  public ColumnCodec codec(IdentityScheme scheme) {
    return with(scope.key(master, scheme.derivationName(), scheme.face()), scheme::codec);
  }

  /** A codec of NIRs in a column of text; both formats are the same bytes. */
  public ColumnCodec nir(WireFormat wireFormat) {
    return switch (wireFormat) {
      case TEXT, BINARY -> nir(new NirText());
    };
  }

  /** A codec of NIRs in a column of type int8: 13 digits, or 15 with the key. */
  public ColumnCodec nirInt8(WireFormat wireFormat) {
    return switch (wireFormat) {
      case TEXT -> nir(new NirWhole(NumberForm.INTEGER_TEXT));
      case BINARY -> nir(new NirWhole(NumberForm.INT8_BINARY));
    };
  }

  /** A codec of NIRs in a column of type numeric: 13 digits, or 15 with the key, no fraction. */
  public ColumnCodec nirNumeric(WireFormat wireFormat) {
    return switch (wireFormat) {
      case TEXT -> nir(new NirWhole(NumberForm.NUMERIC_TEXT));
      case BINARY -> nir(new NirWhole(NumberForm.NUMERIC_BINARY));
    };
  }

  /** A codec of birth dates in a column of type date. */
  public ColumnCodec birthDate(WireFormat wireFormat) {
    NumberMapping mapping =
        switch (format.dateFace()) {
          case PAST -> dateTable();
          case BOUND ->
              new BoundMapping(
                  with(dateKey(), key -> format.permutation().create(key, 10, BOUND_DIGITS)),
                  BirthDates.COUNT);
          case BOUND_PAST ->
              new BoundMapping(
                  with(dateKey(), key -> new SwapOrNotPermutation(key, BirthDates.COUNT)),
                  BirthDates.COUNT);
        };
    return new BirthDateCodec(wireFormat, format.dateFace(), mapping);
  }

  private ColumnCodec nir(NirForm form) {
    LongPermutation permutation = with(nirKey, format::nirPermutation);
    return new NirCodec(form, nirRanking, format.nirFace(), permutation, nirTweak);
  }

  /** Deriving a key costs as much as a hundred tokens, and not every principal reads dates. */
  private synchronized Secret dateKey() {
    Secret key = dateKey;
    if (key == null) {
      key =
          scope.key(master, IdentityType.BIRTH_DATE.derivationName(), format.dateDerivationName());
      dateKey = key;
    }
    return key;
  }

  private synchronized BirthDateTable dateTable() {
    BirthDateTable table = dateTable;
    if (table == null) {
      table = with(dateKey(), BirthDateTable::new);
      dateTable = table;
    }
    return table;
  }

  /** Lends the bytes of a key and wipes them afterwards; the ciphers hold their own copies. */
  static <T> T with(Secret secret, Function<byte[], T> use) {
    byte[] key = secret.copy();
    try {
      return use.apply(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
