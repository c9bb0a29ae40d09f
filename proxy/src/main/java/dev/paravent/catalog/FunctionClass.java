package dev.paravent.catalog;

/** What a governed session may do with a function of the system. */
public enum FunctionClass {
  /** Computes from its arguments, the clock or the session: allowed with public arguments. */
  SAFE("safe"),

  /** An aggregate or window function: allowed with public arguments. */
  AGGREGATE_SAFE("aggregate"),

  /** Tells about the schema, the server or the session, never about rows: allowed. */
  METADATA("metadata"),

  /**
   * Shows code, constants or sizes, which may be or may tell protected values: not to be executed.
   * A planner may put NULL in its place, so that psql and drivers go on.
   */
  METADATA_CODE("code"),

  /**
   * Shows the state of the generator behind random(). Not to be executed where random() hides the
   * order of rows, for that order could be undone.
   */
  RANDOM("random"),

  /** Reads a setting: allowed with a constant name that the session may read. */
  SETTING("setting"),

  /** Reads or advances a sequence: allowed with a constant name of a public sequence. */
  SEQUENCE("sequence"),

  /** Calls the input of a type named by text: allowed with a constant that names one of pg_catalog. */
  TYPE("type"),

  REFUSED("refuse");

  private final String word;

  FunctionClass(String word) {
    this.word = word;
  }

  /** Its name in the inventory's files. */
  String word() {
    return word;
  }
}
