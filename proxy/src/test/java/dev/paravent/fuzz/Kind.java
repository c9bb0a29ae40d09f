package dev.paravent.fuzz;

/** What an expression of a generated statement is: near to a type of the server. */
enum Kind {
  INT("1", "int"),
  NUMBER("1.5", "numeric"),
  TEXT("'a'", "text"),
  DAY("date '2025-02-01'", "date"),
  BOOL("true", "boolean"),
  TEXTS("'{}'::text[]", "text[]"),
  JSON("'{}'::jsonb", "jsonb"),
  /** A social security number. */
  NIR("NULL::text", "text"),
  /** A birth date. */
  BIRTH("NULL::date", "date"),
  /** An array of social security numbers. */
  NIRS("NULL::text[]", "text[]");

  private final String simplest;
  private final String typeName;

  Kind(String simplest, String typeName) {
    this.simplest = simplest;
    this.typeName = typeName;
  }

  /** What a shrunk statement holds instead. */
  String simplest() {
    return simplest;
  }

  String typeName() {
    return typeName;
  }

  boolean isProtected() {
    return this == NIR || this == BIRTH || this == NIRS;
  }

  /** The kind of the same type that is not protected. */
  Kind plain() {
    return switch (this) {
      case NIR -> TEXT;
      case BIRTH -> DAY;
      case NIRS -> TEXTS;
      case INT, NUMBER, TEXT, DAY, BOOL, TEXTS, JSON -> this;
    };
  }
}
