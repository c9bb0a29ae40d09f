package dev.paravent.sql.pg;

/** SQL/XML functions. The comment gives the arguments. */
public enum XmlKind {
  /** Values. */
  CONCAT,
  /** A name, attributes, values. */
  ELEMENT,
  /** Attributes: the elements. */
  FOREST,
  /** One value. */
  PARSE,
  /** A name, perhaps a value. */
  PI,
  /** Value, version or null for NO VALUE. */
  ROOT,
  /** One value. */
  SERIALIZE,
  /** Path, document. */
  EXISTS
}
