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

  private static final int NIR_DIGITS = 12;
  private static final int BOUND_DIGITS = 6;

  private final MasterKey master;
  private final Scope scope;
  private final Secret nirKey;
  private final Secret dateKey;
  private final NirFace nirFace;
  private final DateFace dateFace;
  private final byte[] nirTweak;
  private @Nullable BirthDateTable dateTable; // guarded by this, made on first use

  /** Where the tokens are the same. */
  private record Scope(String application, String tenant, String domain) {

    Secret key(MasterKey master, String type, String face) {
      return KeyDerivation.derive(
          master, new KeyDerivation.Purpose(application, tenant, domain, type, face));
    }
  }

  private TokenContext(MasterKey master, Scope scope, NirFace nirFace, DateFace dateFace) {
    this.master = master;
    this.scope = scope;
    this.nirKey = scope.key(master, IdentityType.FR_NIR.derivationName(), nirFace.derivationName());
    this.dateKey =
        scope.key(master, IdentityType.BIRTH_DATE.derivationName(), dateFace.derivationName());
    this.nirFace = nirFace;
    this.dateFace = dateFace;
    this.nirTweak = ("nir/v" + master.id()).getBytes(StandardCharsets.US_ASCII);
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
    return create(keys, List.of(domain), application, tenant, domain, nirFace, dateFace);
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
      NirFace nirFace,
      DateFace dateFace) {
    return new TokenContext(
        keys.keyFor(names), new Scope(application, tenant, domain), nirFace, dateFace);
  }

  /** A codec of another kind of identity, which does with its key what it says. */
  public ColumnCodec codec(IdentityScheme scheme) {
    return with(scope.key(master, scheme.derivationName(), scheme.face()), scheme::codec);
  }

  /** A codec of NIRs. They are text on the wire, so both formats are the same bytes. */
  public ColumnCodec nir(WireFormat format) {
    return switch (format) {
      case TEXT, BINARY ->
          new NirCodec(
              Nir.RANKING,
              nirFace,
              with(nirKey, key -> new Ff1Permutation(key, 10, NIR_DIGITS)),
              nirTweak);
    };
  }

  /** A codec of birth dates in a column of type date. */
  public ColumnCodec birthDate(WireFormat format) {
    DateMapping mapping =
        switch (dateFace) {
          case PAST -> dateTable();
          case BOUND ->
              new BoundDates(with(dateKey, key -> new Ff1Permutation(key, 10, BOUND_DIGITS)));
          case BOUND_PAST ->
              new BoundDates(with(dateKey, key -> new SwapOrNotPermutation(key, BirthDates.COUNT)));
        };
    return new BirthDateCodec(format, dateFace, mapping);
  }

  private synchronized BirthDateTable dateTable() {
    BirthDateTable table = dateTable;
    if (table == null) {
      table = with(dateKey, BirthDateTable::new);
      dateTable = table;
    }
    return table;
  }

  /** Lends the bytes of a key and wipes them afterwards; the ciphers hold their own copies. */
  private static <T> T with(Secret secret, Function<byte[], T> use) {
    byte[] key = secret.copy();
    try {
      return use.apply(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
