package dev.paravent.decide;

/** What a forwarded statement is. */
public enum StatementKind {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  TRANSACTION,
  /** COMMIT or ROLLBACK PREPARED. */
  TWO_PHASE,
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
