package dev.paravent.sql.pg;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;

/**
 * Any bytes as SQL: the parser takes them or names where they are wrong, and what it takes says the
 * same once printed.
 */
@NullMarked
public final class SqlTextFuzz {
  private static final PgParser PARSER = new PgParser();

  private SqlTextFuzz() {}

  /** One input, as fuzzers call it. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    RoundTrip read;
    try {
      read = RoundTrip.of(PARSER, text);
    } catch (PgSyntaxException refused) {
      if (refused.position() < 0 || refused.position() > text.length() + 1) {
        throw new AssertionError("position " + refused.position() + " lies outside the text");
      }
      return;
    }
    if (!read.misplacedInto() && !read.equal()) {
      throw new AssertionError("printed otherwise: " + read.printed());
    }
  }
}
