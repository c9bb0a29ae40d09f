package dev.paravent.decide;

import dev.paravent.policies.ProtectedClass;
import java.util.Optional;

/** The types of columns that hold protected values, as far as tokens differ between them. */
public enum ColumnType {
  TEXT,
  BPCHAR,
  INT8,
  NUMERIC,
  DATE;

  // pg_type.dat
  private static final int OID_INT8 = 20;
  private static final int OID_TEXT = 25;
  private static final int OID_BPCHAR = 1042;
  private static final int OID_VARCHAR = 1043;
  private static final int OID_DATE = 1082;
  private static final int OID_NUMERIC = 1700;

  /**
   * The type of a column of a class, or of its elements.
   *
   * @param oid of the type under any domains
   * @return empty if the class has no tokens in such columns
   */
  public static Optional<ColumnType> of(ProtectedClass protectedClass, int oid) {
    Optional<ColumnType> type =
        switch (oid) {
          case OID_TEXT, OID_VARCHAR -> Optional.of(TEXT);
          case OID_BPCHAR -> Optional.of(BPCHAR);
          case OID_INT8 -> Optional.of(INT8);
          case OID_NUMERIC -> Optional.of(NUMERIC);
          case OID_DATE -> Optional.of(DATE);
          default -> Optional.empty();
        };
    return type.filter(found -> found.holds(protectedClass));
  }

  /** The type in which a class is written where no column says otherwise. */
  public static ColumnType plain(ProtectedClass protectedClass) {
    return protectedClass == ProtectedClass.BIRTH_DATE ? DATE : TEXT;
  }

  /** Whether values are characters. */
  public boolean isText() {
    return this == TEXT || this == BPCHAR;
  }

  /** Whether values are whole numbers. */
  public boolean isNumber() {
    return this == INT8 || this == NUMERIC;
  }

  private boolean holds(ProtectedClass protectedClass) {
    return switch (protectedClass) {
      case FR_NIR -> this != DATE;
      case BIRTH_DATE -> this == DATE;
      case US_SSN, BE_NISS, ES_DNI, IBAN, CARD, DIGITS -> isText();
      case TEXT -> this == TEXT; // the = of char(n) is not that of its bytes
    };
  }
}
