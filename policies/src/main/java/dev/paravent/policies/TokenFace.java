package dev.paravent.policies;

import java.util.Arrays;
import java.util.List;

/** How tokens of a class look. The first face of a class is its default. */
public enum TokenFace {
  /** NIR: first digit 9, which no assignment rule uses. */
  NIR_NINE(ProtectedClass.FR_NIR, "9", 1_000_000_000_000L),
  /** NIR: first digit 7 or 8 and year digits 30 to 99, which no provisional number has. */
  NIR_SEVEN_EIGHT(ProtectedClass.FR_NIR, "7/8", 1_400_000_000_000L),
  /** Birth date: bound to the row's subject, 2200-01-01 and later. */
  DATE_BOUND(ProtectedClass.BIRTH_DATE, "bound", Trait.BOUND),
  /** Birth date: a fixed permutation onto 1753-01-01..1888-12-31. */
  DATE_PAST(ProtectedClass.BIRTH_DATE, "past"),
  /** Birth date: bound to the row's subject, 1753-01-01..1888-12-31. */
  DATE_BOUND_PAST(ProtectedClass.BIRTH_DATE, "bound-past", Trait.BOUND),
  /** SSN: a letter and eight digits. */
  SSN_LETTERED(ProtectedClass.US_SSN, "lettered"),
  /** SSN: another number that may be somebody's. */
  SSN_ASSIGNABLE(ProtectedClass.US_SSN, "assignable", Trait.HIDDEN),
  /** NISS: a month that does not exist. */
  NISS_MONTH(ProtectedClass.BE_NISS, "month"),
  /** DNI or NIE: I or O, letters and digits. */
  DNI_LETTERED(ProtectedClass.ES_DNI, "lettered"),
  /** DNI or NIE: another one that may be somebody's. */
  DNI_ASSIGNABLE(ProtectedClass.ES_DNI, "assignable", Trait.HIDDEN),
  /** IBAN: another one of its country. */
  IBAN_COUNTRY(ProtectedClass.IBAN, "country", Trait.HIDDEN, Trait.NEEDS_FF1),
  /** Card: a number that no payment scheme issues. */
  CARD_INDUSTRY(ProtectedClass.CARD, "industry", Trait.NEEDS_FF1),
  /** Card: the issuer's six digits stay. */
  CARD_BIN6(ProtectedClass.CARD, "bin6", Trait.HIDDEN, Trait.NEEDS_FF1, Trait.OF_ONE_ISSUER),
  /** Card: the issuer's eight digits stay. */
  CARD_BIN8(ProtectedClass.CARD, "bin8", Trait.HIDDEN, Trait.NEEDS_FF1, Trait.OF_ONE_ISSUER),
  /** Digits: other digits of the same length. */
  DIGITS_SAME_LENGTH(ProtectedClass.DIGITS, "same-length", Trait.HIDDEN, Trait.NEEDS_FF1),
  /** Text: authenticated base64. */
  TEXT_SEALED(ProtectedClass.TEXT, "pvt1");

  private static final long CARDS_OF_ONE_ISSUER = 1_000_000L; // 13 digits, six of them kept

  /** What is not so with most faces. */
  private enum Trait {
    /** Tokens depend on the row's subject. */
    BOUND,
    /** Tokens are not told from clear values at sight. */
    HIDDEN,
    /** No other cipher than FF1 makes them. */
    NEEDS_FF1,
    /** The token shows who issued the number. */
    OF_ONE_ISSUER
  }

  private final ProtectedClass protectedClass;
  private final String label;
  private final long capacity;
  private final List<Trait> traits;

  TokenFace(ProtectedClass protectedClass, String label, Trait... traits) {
    this(protectedClass, label, Long.MAX_VALUE, traits);
  }

  TokenFace(ProtectedClass protectedClass, String label, long capacity, Trait... traits) {
    this.protectedClass = protectedClass;
    this.label = label;
    this.capacity = capacity;
    this.traits = List.of(traits);
  }

  /** The face of a class where a domain names none. */
  public static TokenFace defaultOf(ProtectedClass protectedClass) {
    return of(protectedClass).getFirst();
  }

  /** The faces of a class. */
  public static List<TokenFace> of(ProtectedClass protectedClass) {
    return Arrays.stream(values()).filter(face -> face.protectedClass == protectedClass).toList();
  }

  /** The class whose tokens look so. */
  public ProtectedClass protectedClass() {
    return protectedClass;
  }

  /** The name in policy files. */
  public String label() {
    return label;
  }

  /** Whether equal clear values have equal tokens within a domain. */
  public boolean isDeterministic() {
    return !traits.contains(Trait.BOUND);
  }

  /** Whether tokens are told from clear values at sight. */
  public boolean isRecognisable() {
    return !traits.contains(Trait.HIDDEN);
  }

  /** Whether FF1 makes them and nothing else can. */
  public boolean needsFf1() {
    return traits.contains(Trait.NEEDS_FF1);
  }

  /** How many tokens there are, where the values of the class are a choice; else enough. */
  long capacity() {
    return capacity;
  }

  /** Among how many values a token hides its own, at least. */
  public long valueCount() {
    return traits.contains(Trait.OF_ONE_ISSUER) ? CARDS_OF_ONE_ISSUER : protectedClass.size();
  }
}
