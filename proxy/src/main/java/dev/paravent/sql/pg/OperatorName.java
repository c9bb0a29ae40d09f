package dev.paravent.sql.pg;

import org.jspecify.annotations.Nullable;

/**
 * An operator as written: bare, or OPERATOR(schema.symbol). {@code !=} is {@code <>} here; a bare
 * operator's schema is null.
 */
public record OperatorName(@Nullable String schema, String symbol) {
  public static OperatorName of(String symbol) {
    return new OperatorName(null, symbol);
  }
}
