package dev.paravent.sql.pg;

/** What definitions.txt leaves to the other grammars. */
enum DefinitionLeaf {
  /** ColId. */
  NAME,
  /** ColLabel: any word. */
  LABEL,
  /** NonReservedWord. */
  NONRESERVED,
  /** type_function_name. */
  TYPENAME,
  /** An identifier that is no key word. */
  PLAIN,
  /** A reserved key word. */
  RESERVED,
  /** A name and the names after its dots. */
  QUALIFIED,
  /** As {@link #QUALIFIED}, at most three names. */
  RELATION,
  /** relation_expr: ONLY and a star may stand with the name. */
  TABLE,
  /** from_list. */
  FROM,
  /** func_name. */
  FUNCTION,
  /** func_expr_windowless: a call. */
  CALL,
  /** func_application: a call of a function that has a name. */
  APPLICATION,
  /** The symbol of an operator. */
  OPERATOR,
  /** Typename. */
  TYPE,
  /** SimpleTypename: no array. */
  SIMPLE_TYPE,
  /** a_expr. */
  EXPRESSION,
  /** b_expr. */
  RESTRICTED,
  /** SelectStmt. */
  QUERY,
  /** PreparableStmt. */
  DATA_STATEMENT,
  /** Whatever SessionGrammar reads. */
  SESSION_STATEMENT,
  /** NotifyStmt. */
  NOTIFY,
  /** Sconst. */
  STRING,
  /** NumericOnly: with a sign or not. */
  NUMBER,
  /** Iconst or FCONST. */
  UNSIGNED,
  /** Iconst. */
  INTEGER,
  /** transaction_mode_list. */
  TRANSACTION_MODES
}
