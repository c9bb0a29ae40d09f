package dev.paravent.decide;

import java.util.Set;

/**
 * How COPY writes rows. PostgreSQL docs, COPY. Immutable.
 *
 * @param delimiter between the columns of text and csv
 * @param nullText what stands for NULL in text and csv
 * @param header whether the column names come first
 * @param quote around csv values
 * @param escape before a quote in csv values
 * @param forceQuote columns, from 0, whose csv values are always quoted
 */
public record CopyFormat(
    Kind kind,
    char delimiter,
    String nullText,
    boolean header,
    char quote,
    char escape,
    Set<Integer> forceQuote) {

  /** The FORMAT option. */
  public enum Kind {
    TEXT,
    CSV,
    BINARY
  }

  public static final CopyFormat TEXT =
      new CopyFormat(Kind.TEXT, '\t', "\\N", false, '"', '"', Set.of());
  public static final CopyFormat CSV = new CopyFormat(Kind.CSV, ',', "", false, '"', '"', Set.of());
  public static final CopyFormat BINARY =
      new CopyFormat(Kind.BINARY, '\t', "", false, '"', '"', Set.of());

  public CopyFormat {
    forceQuote = Set.copyOf(forceQuote);
  }

  public boolean isBinary() {
    return kind == Kind.BINARY;
  }
}
