package dev.paravent.sql.pg;

/** SQL/JSON functions. The comment gives the arguments. */
public enum JsonKind {
  /** {@link PgClause.JsonMember}s. */
  OBJECT,
  /** Values. */
  ARRAY,
  /** One query. */
  ARRAY_QUERY,
  /** One {@link PgClause.JsonMember}. */
  OBJECTAGG,
  /** One value. */
  ARRAYAGG,
  /** One value: JSON(value). */
  PARSE,
  /** One value. */
  SCALAR,
  /** One value. */
  SERIALIZE,
  /** Value, path. */
  EXISTS,
  /** Value, path. */
  VALUE,
  /** Value, path. */
  QUERY
}
