package dev.paravent.crypto;

import java.util.function.BiFunction;

/**
 * The codecs of a {@link TokenContext} for columns whose malformed values leave as escapes. Their
 * tokens are those of the context. Thread-safe; the codecs are not.
 */
public final class EscapingCodecs {

  private final TokenContext context;
  private final TokenFormat format;
  private final BiFunction<String, String, Secret> keys;

  /**
   * @param keys the key of a class and a face
   */
  EscapingCodecs(
      TokenContext context, TokenFormat format, BiFunction<String, String, Secret> keys) {
    this.context = context;
    this.format = format;
    this.keys = keys;
  }

  /**
   * As {@link TokenContext#nir}.
   *
   * @param isPadded whether the column is of type char(n)
   */
  public ColumnCodec nir(WireFormat wireFormat, boolean isPadded) {
    return text(
        context.nir(wireFormat),
        IdentityType.FR_NIR.derivationName(),
        format.nirDerivationName(),
        isPadded);
  }

  /** As {@link TokenContext#nirInt8}. */
  public ColumnCodec nirInt8(WireFormat wireFormat) {
    return number(
        context.nirInt8(wireFormat),
        switch (wireFormat) {
          case TEXT -> NumberForm.INTEGER_TEXT;
          case BINARY -> NumberForm.INT8_BINARY;
        });
  }

  /** As {@link TokenContext#nirNumeric}. */
  public ColumnCodec nirNumeric(WireFormat wireFormat) {
    return number(
        context.nirNumeric(wireFormat),
        switch (wireFormat) {
          case TEXT -> NumberForm.NUMERIC_TEXT;
          case BINARY -> NumberForm.NUMERIC_BINARY;
        });
  }

  /** As {@link TokenContext#birthDate}. */
  public ColumnCodec birthDate(WireFormat wireFormat) {
    Escape escape =
        TokenContext.with(
            key(IdentityType.BIRTH_DATE.derivationName(), format.dateDerivationName(), "date"),
            key ->
                new DateEscape(
                    key, wireFormat, format.permutation(), format.dateFace() != DateFace.PAST));
    return new EscapingCodec(context.birthDate(wireFormat), escape);
  }

  /**
   * As {@link TokenContext#codec}, for a class of texts.
   *
   * @param isPadded whether the column is of type char(n)
   */
  public ColumnCodec codec(IdentityScheme scheme, boolean isPadded) {
    return text(context.codec(scheme), scheme.derivationName(), scheme.face(), isPadded);
  }

  private ColumnCodec text(ColumnCodec codec, String type, String face, boolean isPadded) {
    Escape escape =
        TokenContext.with(key(type, face, "text"), key -> new TextEscape(key, isPadded));
    return new EscapingCodec(codec, escape);
  }

  private ColumnCodec number(ColumnCodec codec, NumberForm form) {
    long spare = new NirRanking(format.nirClasses()).unrank(0);
    if (NirForm.hasLetters(spare)) {
      throw new IllegalArgumentException(
          "classes: none without letters (expected: one that numbers can be of)");
    }
    Escape escape =
        TokenContext.with(
            key(IdentityType.FR_NIR.derivationName(), format.nirDerivationName(), "number"),
            key -> new NumberEscape(key, form, spare));
    return new EscapingCodec(codec, escape);
  }

  private Secret key(String type, String face, String kind) {
    return keys.apply(type, face + "/escape/" + kind);
  }
}
