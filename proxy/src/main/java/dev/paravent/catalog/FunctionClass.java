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
   * Shows code as the server prints it, which may hold protected constants: its result is shown
   * where it holds none, and is null otherwise, so that psql and drivers go on.
   */
  METADATA_CODE("code"),

  /**
   * Shows sources, sizes or places, which may hold or tell protected values: never executed, its
   * result is null, so that psql and drivers go on.
   */
  METADATA_HIDDEN("hide"),

  /**
   * Shows the state of the generator behind random(). Not to be executed where random() hides the
   * order of rows, for that order could be undone.
   */
  RANDOM("random"),

  /** Reads a setting: allowed with a constant name that the session may read. */
  SETTING("setting"),

  /** Changes a setting: allowed with a constant name of one that may have any value. */
  CHANGE("change"),

  /** Reads or advances a sequence: allowed with a constant name of a public sequence. */
  SEQUENCE("sequence"),

  /**
   * Calls the input of a type named by text: allowed with a constant that names one of pg_catalog.
   */
  TYPE("type"),

  /**
   * What operators, casts, indexes and aggregates are made of, and others that do no harm where
   * nothing is protected: allowed in a database like that.
   */
  OPEN("open"),

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
