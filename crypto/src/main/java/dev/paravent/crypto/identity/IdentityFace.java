package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.IdentityScheme;
import dev.paravent.crypto.PermutationKind;
import dev.paravent.crypto.SwapOrNotPermutation;
import java.util.function.BiFunction;

/**
 * A class of identities and how its tokens look.
 *
 * <p>{@link #clearValues} and {@link #tokens} are the sizes of both sides; where values have
 * several lengths, of the shortest. There are never more clear values than tokens.
 */
public enum IdentityFace implements IdentityScheme {

  /** US SSN as a letter and eight digits, in the layout of the number. */
  US_SSN_LETTERED(
      "us.ssn",
      "lettered",
      true,
      SocialSecurityNumber.SIZE,
      SocialSecurityNumber.Lettered.SIZE,
      Cipher.EITHER,
      (kind, key) ->
          new RankedCodec(
              SocialSecurityNumber.LAYOUTS,
              new SocialSecurityNumber(),
              new SocialSecurityNumber.Lettered(),
              kind.create(key, 10, 9),
              new byte[0])),

  /** US SSN as another SSN that may be assigned: for portals that insist on nine digits. */
  US_SSN_ASSIGNABLE(
      "us.ssn",
      "assignable",
      false,
      SocialSecurityNumber.SIZE,
      SocialSecurityNumber.SIZE,
      Cipher.ITS_OWN,
      (kind, key) ->
          new RankedCodec(
              SocialSecurityNumber.LAYOUTS,
              new SocialSecurityNumber(),
              new SocialSecurityNumber(),
              new SwapOrNotPermutation(key, SocialSecurityNumber.SIZE),
              new byte[0])),

  /** Belgian NISS with a month that does not exist and valid check digits. */
  BE_NISS(
      "be.niss",
      "month",
      true,
      NationalRegisterNumber.CLEAR.size(),
      NationalRegisterNumber.TOKENS.size(),
      Cipher.EITHER,
      (kind, key) ->
          new RankedCodec(
              NationalRegisterNumber.LAYOUTS,
              NationalRegisterNumber.CLEAR,
              NationalRegisterNumber.TOKENS,
              kind.create(key, 126, 4),
              new byte[0])),

  /** Spanish DNI or NIE as I or O, two letters, five digits and a check letter. */
  ES_IDENTITY_LETTERED(
      "es.identity",
      "lettered",
      true,
      SpanishIdentity.SIZE,
      SpanishIdentity.Lettered.SIZE,
      Cipher.EITHER,
      (kind, key) ->
          new RankedCodec(
              SpanishIdentity.LAYOUTS,
              new SpanishIdentity(),
              new SpanishIdentity.Lettered(),
              kind.create(key, 107, 4),
              new byte[0])),

  /** Spanish DNI or NIE as another DNI or NIE with a right check letter. */
  ES_IDENTITY_ASSIGNABLE(
      "es.identity",
      "assignable",
      false,
      SpanishIdentity.SIZE,
      SpanishIdentity.SIZE,
      Cipher.ITS_OWN,
      (kind, key) ->
          new RankedCodec(
              SpanishIdentity.LAYOUTS,
              new SpanishIdentity(),
              new SpanishIdentity(),
              new SwapOrNotPermutation(key, SpanishIdentity.SIZE),
              new byte[0])),

  /** IBAN as another IBAN of its country. */
  IBAN(
      "iban",
      "country",
      false,
      IdentityFace.TEN_TO_11,
      IdentityFace.TEN_TO_11,
      Cipher.FF1,
      (kind, key) -> new IbanCodec(key)),

  /** Card number as one that no payment scheme issues; sizes of 13 digits. */
  CARD(
      "card",
      CardFace.NOTHING.label(),
      true,
      IdentityFace.TEN_TO_11 * 5,
      IdentityFace.TEN_TO_11 * 5,
      Cipher.FF1,
      (kind, key) -> new CardCodec(key, CardFace.NOTHING)),

  /** Card number that keeps six digits; sizes of 13 digits and one issuer. */
  CARD_BIN6(
      "card",
      CardFace.BIN6.label(),
      false,
      1_000_000,
      1_000_000,
      Cipher.FF1,
      (kind, key) -> new CardCodec(key, CardFace.BIN6)),

  /** Card number of 15 digits and more that keeps eight; sizes of 15 digits and one issuer. */
  CARD_BIN8(
      "card",
      CardFace.BIN8.label(),
      false,
      1_000_000,
      1_000_000,
      Cipher.FF1,
      (kind, key) -> new CardCodec(key, CardFace.BIN8)),

  /** Digits as other digits of the same length. */
  DIGITS(
      "digits",
      "same-length",
      false,
      1_000_000,
      1_000_000,
      Cipher.FF1,
      (kind, key) -> new DigitsCodec(key)),

  /** Any text as authenticated base64; both sides are too many to count. */
  OPAQUE_TEXT(
      "text",
      "pvt1",
      true,
      Long.MAX_VALUE,
      Long.MAX_VALUE,
      Cipher.ITS_OWN,
      (kind, key) -> new OpaqueTextCodec(key));

  /** Which ciphers can make the tokens. */
  private enum Cipher {
    /** FF1 or swap-or-not, on a range of numbers. */
    EITHER,
    /** FF1 on strings. */
    FF1,
    /** One that is no choice: swap-or-not on an exact range, or AES-SIV. */
    ITS_OWN
  }

  private static final long TEN_TO_11 = 100_000_000_000L;

  private final String derivationName;
  private final String face;
  private final boolean isRecognisable;
  private final long clearValues;
  private final long tokens;

  private final Cipher cipher;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, without state
  private final BiFunction<PermutationKind, byte[], ColumnCodec> codecs;

  IdentityFace(
      String derivationName,
      String face,
      boolean isRecognisable,
      long clearValues,
      long tokens,
      Cipher cipher,
      BiFunction<PermutationKind, byte[], ColumnCodec> codecs) {
    this.derivationName = derivationName;
    this.face = face;
    this.isRecognisable = isRecognisable;
    this.clearValues = clearValues;
    this.tokens = tokens;
    this.cipher = cipher;
    this.codecs = codecs;
  }

  @Override
  public String derivationName() {
    return derivationName;
  }

  @Override
  public String face() {
    return face;
  }

  @Override
  public boolean isRecognisable() {
    return isRecognisable;
  }

  /** How many clear values there are, of the shortest length. */
  public long clearValues() {
    return clearValues;
  }

  /** How many tokens the face can write, of the shortest length. */
  public long tokens() {
    return tokens;
  }

  @Override
  public ColumnCodec codec(byte[] key) {
    return codecs.apply(PermutationKind.FF1, key);
  }

  /**
   * The same with a cipher of choice, which is part of the face in key derivation.
   *
   * @throws IllegalArgumentException if that cipher cannot make the tokens
   */
  public IdentityScheme with(PermutationKind kind) {
    if (kind == PermutationKind.FF1 || cipher == Cipher.ITS_OWN) {
      return this;
    }
    if (cipher == Cipher.FF1) {
      throw new IllegalArgumentException(
          "permutation: " + kind + " (expected: FF1, the only cipher of " + derivationName + ")");
    }
    return new Permuted(this, kind);
  }

  /** A face whose tokens another cipher than FF1 makes. */
  private record Permuted(IdentityFace of, PermutationKind kind) implements IdentityScheme {
    @Override
    public String derivationName() {
      return of.derivationName;
    }

    @Override
    public String face() {
      return kind.derivationName(of.face);
    }

    @Override
    public boolean isRecognisable() {
      return of.isRecognisable;
    }

    @Override
    public ColumnCodec codec(byte[] key) {
      return of.codecs.apply(kind, key);
    }
  }
}
