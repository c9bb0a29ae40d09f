package dev.paravent.sql.pg;

/**
 * How much SQL the parser takes before it refuses. Immutable.
 *
 * @param characters length of the text in UTF-16 units
 * @param tokens tokens of the text
 * @param depth levels of nesting; each step of a left-deep chain such as {@code a + b + c} is one
 * @param parameters the highest {@code $n}
 */
public record ParserLimits(int characters, int tokens, int depth, int parameters) {
  /** 1 MiB of text, 250,000 tokens, 250 levels, and the parameters that the protocol can count. */
  public static final ParserLimits DEFAULTS = new ParserLimits(1 << 20, 250_000, 250, 65_535);

  public ParserLimits {
    if (characters < 1 || tokens < 1 || depth < 1 || parameters < 0 || parameters > 65_535) {
      throw new IllegalArgumentException("parser limits out of range");
    }
  }
}
