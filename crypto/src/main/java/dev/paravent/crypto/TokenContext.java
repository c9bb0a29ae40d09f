package dev.paravent.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  private final Secret nirKey;
  private final Secret dateKey;
  private final TokenFormat format;
  private final NirRanking nirRanking;
  private final byte[] nirTweak;
  private @Nullable BirthDateTable dateTable; // guarded by this, made on first use

  private TokenContext(Secret nirKey, Secret dateKey, TokenFormat format, int version) {
    this.nirKey = nirKey;
    this.dateKey = dateKey;
    this.format = format;
    this.nirRanking = new NirRanking(format.nirClasses());
    this.nirTweak =
        switch (format.permutation()) {
          case FF1 -> ("nir/v" + version).getBytes(StandardCharsets.US_ASCII);
          case SWAP_OR_NOT -> new byte[0]; // the key says it all, and tweaks are short
        };
  }

  /**
   * The context of a token domain.
   *
   * @param keys whose primary key is used
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
    MasterKey master = keys.primary();
    Secret nirKey =
        KeyDerivation.derive(
            master,
            new KeyDerivation.Purpose(
                application, tenant, domain, IdentityType.FR_NIR, format.nirDerivationName()));
    Secret dateKey =
        KeyDerivation.derive(
            master,
            new KeyDerivation.Purpose(
                application, tenant, domain, IdentityType.BIRTH_DATE, format.dateDerivationName()));
    return new TokenContext(nirKey, dateKey, format, master.id());
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
      case TEXT -> nir(new NirDecimal(false));
      case BINARY -> nir(new NirInt8());
    };
  }

  /** A codec of NIRs in a column of type numeric: 13 digits, or 15 with the key, no fraction. */
  public ColumnCodec nirNumeric(WireFormat wireFormat) {
    return switch (wireFormat) {
      case TEXT -> nir(new NirDecimal(true));
      case BINARY -> nir(new NirNumeric());
    };
  }

  /** A codec of birth dates in a column of type date. */
  public ColumnCodec birthDate(WireFormat wireFormat) {
    NumberMapping mapping =
        switch (format.dateFace()) {
          case PAST -> dateTable();
          case BOUND ->
              new BoundMapping(
                  with(dateKey, key -> format.permutation().create(key, 10, BOUND_DIGITS)),
                  BirthDates.COUNT);
          case BOUND_PAST ->
              new BoundMapping(
                  with(dateKey, key -> new SwapOrNotPermutation(key, BirthDates.COUNT)),
                  BirthDates.COUNT);
        };
    return new BirthDateCodec(wireFormat, format.dateFace(), mapping);
  }

  private ColumnCodec nir(NirForm form) {
    LongPermutation permutation = with(nirKey, format::nirPermutation);
    return new NirCodec(form, nirRanking, format.nirFace(), permutation, nirTweak);
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
