package dev.paravent.sql.pg;

/** What a token is. */
public enum TokenKind {
  /** An identifier or keyword without quotes. */
  IDENT,
  /** "..." or U&"...". */
  QUOTED_IDENT,
  /** '...', E'...', U&'...' or $$...$$. */
  STRING,
  /** B'...'. */
  BIT_STRING,
  /** X'...'. */
  HEX_STRING,
  /** Digits only, in base 2, 8, 10 or 16. */
  INTEGER,
  /** A number with a point or an exponent. */
  DECIMAL,
  /** $n. */
  PARAM,
  /** An operator that has no kind of its own. */
  OPERATOR,
  PLUS,
  MINUS,
  STAR,
  SLASH,
  PERCENT,
  CARET,
  LESS,
  GREATER,
  EQUAL,
  LESS_EQUAL,
  GREATER_EQUAL,
  /** {@code <>} or {@code !=}. */
  NOT_EQUAL,
  COMMA,
  LEFT_PAREN,
  RIGHT_PAREN,
  LEFT_BRACKET,
  RIGHT_BRACKET,
  DOT,
  DOT_DOT,
  SEMICOLON,
  COLON,
  /** {@code ::}. */
  TYPECAST,
  /** {@code :=}. */
  COLON_EQUAL,
  /** {@code =>}. */
  ARROW,
  /** After the last token. */
  END
}
