package dev.paravent.decide;

import java.util.List;
import java.util.Set;

/**
 * How the rows of COPY FROM are written that the proxy reads itself. PostgreSQL docs, COPY.
 * Immutable.
 *
 * @param columns names of the columns that a row has values for, in order
 * @param delimiter between the columns of text and csv
 * @param nullText what stands for NULL in text and csv
 * @param quote around csv values
 * @param escape before a quote in csv values
 * @param forceNotNull columns, from 0, whose unquoted csv values are never NULL
 * @param forceNull columns, from 0, whose quoted csv values may be NULL
 */
public record CopySource(
    CopyFormat.Kind kind,
    List<String> columns,
    char delimiter,
    String nullText,
    Header header,
    char quote,
    char escape,
    Set<Integer> forceNotNull,
    Set<Integer> forceNull) {

  /** What the first line is. */
  public enum Header {
    /** A row. */
    NONE,
    /** Anything. */
    SKIP,
    /** The names of the columns. */
    MATCH
  }

  public CopySource {
    columns = List.copyOf(columns);
    forceNotNull = Set.copyOf(forceNotNull);
    forceNull = Set.copyOf(forceNull);
  }

  public boolean isBinary() {
    return kind == CopyFormat.Kind.BINARY;
  }
}
