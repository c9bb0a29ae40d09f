package dev.paravent.crypto;

/** The format of a field on the PostgreSQL wire. */
public enum WireFormat {
  /** Format code 0. */
  TEXT,
  /** Format code 1. */
  BINARY
}
