package dev.paravent.decide;

/** What a forwarded statement is. */
public enum StatementKind {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  TRANSACTION,
  SET,
  SHOW,
  DISCARD,
  EXPLAIN,
  COPY_TO,
  COPY_FROM,
  DECLARE,
  FETCH,
  NOTIFY,
  /** CREATE, DROP or TRUNCATE of a temporary table. */
  TEMPORARY,
  LOCK
}
