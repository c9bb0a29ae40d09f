package dev.paravent.session;

/** Object identifiers of PostgreSQL's built-in types (pg_type.dat). */
final class TypeOid {
  static final int UNSPECIFIED = 0;
  static final int NAME = 19;
  static final int INT8 = 20;
  static final int INT2 = 21;
  static final int INT4 = 23;
  static final int TEXT = 25;
  static final int JSON = 114;
  static final int UNKNOWN = 705;
  static final int TEXT_ARRAY = 1009;
  static final int BPCHAR_ARRAY = 1014;
  static final int VARCHAR_ARRAY = 1015;
  static final int BPCHAR = 1042;
  static final int VARCHAR = 1043;
  static final int DATE = 1082;
  static final int TIMESTAMP = 1114;
  static final int TIMESTAMP_ARRAY = 1115;
  static final int DATE_ARRAY = 1182;
  static final int JSONB = 3802;

  /** From here on types are made by users and extensions. */
  static final int FIRST_NORMAL = 16384;

  private TypeOid() {}

  static boolean isTextScalar(int oid) {
    return switch (oid) {
      case UNSPECIFIED, UNKNOWN, TEXT, VARCHAR, BPCHAR -> true;
      default -> false;
    };
  }

  static boolean isDocument(int oid) {
    return oid == JSON || oid == JSONB;
  }

  /** Whether values of the type may hold free text, in text and in binary format. */
  static boolean mayHoldText(int oid) {
    return switch (oid) {
      case NAME, TEXT, UNKNOWN, BPCHAR, VARCHAR, JSON, 142, JSONB, 2275, 1790, 2249 -> true;
      case TEXT_ARRAY, BPCHAR_ARRAY, VARCHAR_ARRAY, 1003, 199, 143, 3807, 1263, 2287 -> true;
      case 3614, 3615 -> true; // tsvector, tsquery
      default -> oid >= FIRST_NORMAL || oid < 0;
    };
  }

  /** The type of the elements of an array that can hold protected values, or -1. */
  static int elementOf(int arrayOid) {
    return switch (arrayOid) {
      case TEXT_ARRAY -> TEXT;
      case BPCHAR_ARRAY -> BPCHAR;
      case VARCHAR_ARRAY -> VARCHAR;
      case DATE_ARRAY -> DATE;
      case TIMESTAMP_ARRAY -> TIMESTAMP;
      default -> -1;
    };
  }
}
