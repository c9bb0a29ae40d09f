package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.policies.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis must know of policy: the labels of stored columns and which objects are public.
 */
public interface Surroundings {
  /** What becomes of a relation that is named. */
  enum RelationUse {
    VISIBLE,
    UNCLASSIFIED,
    SYSTEM
  }

  /** What becomes of a function that is named. */
  enum FunctionUse {
    /** Reads nothing but its arguments; allowed with public ones. */
    SAFE,
    /** current_setting: a constant name of the allow-list. */
    SETTING,
    /** set_config: a constant name of a setting that may have any value. */
    CHANGE,
    /** nextval and its kin: a constant that names a public sequence. */
    SEQUENCE,
    /** Gives SQL as text, to be shown where it holds no constants. */
    CODE,
    /** Gives what must not be known: not executed, NULL. */
    HIDDEN,
    /** pg_input_is_valid and its kin: the second argument names a type of pg_catalog. */
    TYPE,
    REFUSED
  }

  /** The label of a stored column, without its origin. Views by their definitions. */
  Label label(Relation relation, Column column);

  /** Whether a view's rows may come in the order of protected values, whatever is read of them. */
  boolean tellsOrder(Relation relation);

  /** Whether what a view computes may fail for one row and not for another. */
  boolean mayFail(Relation view);

  /** Whether there may be rows that are not to be seen. */
  boolean filtersRows();

  /** Which rows of a stored relation or view may be seen. */
  VisibleRows visibleRows(Relation relation);

  /** Whether a view's number of rows depends on protected values, whatever is read of them. */
  boolean filtersByProtected(Relation relation);

  RelationUse relationUse(Relation relation);

  FunctionUse functionUse(String schema, String name, int arguments);

  boolean isPublicSequence(String schema, String name);

  boolean isReadableSetting(String name);

  /** Whether the session may give the setting any value. */
  boolean isFreeSetting(String name);

  /** Whether nothing in the database is protected, nor left unnamed by policy. */
  boolean protectsNothing();

  /** The settings that may be read, in lower case. */
  List<String> readableSettings();

  /**
   * The column of a system relation that holds the values of settings, which its column {@code
   * name} names; null for any other relation.
   */
  @Nullable String settingColumn(Relation relation);

  /**
   * The column that holds the subject key of a bound value of that relation's column; empty string
   * where the relation has none; null where the class is not bound.
   */
  @Nullable String boundSubject(Relation relation, String valueClass);

  /** Whether tokens of the class depend on the subject of their row. */
  boolean isBound(String valueClass);

  /** The column whose values a written token of the class must be among; null if there is none. */
  @Nullable Registry registry(String valueClass);

  /** A registry column, named as in the database, and its type under any domains. */
  record Registry(String schema, String relation, String column, int type) {}

  /** Whether tokens of the class may be written, so that writes must be guarded. */
  boolean writesTokens(String valueClass);

  /**
   * Whether a token may be written over the value that it stands for: object-relational mappers
   * write whole rows back. Nothing changes, and no more is told than by looking the token up.
   */
  boolean returnsTokens(String valueClass);

  /** Whether a derived top-level output is replaced by NULL instead of refusing the statement. */
  boolean nullsDerivedOutputs();

  /** Whether the least and the greatest value of the class may be taken. */
  boolean allowsMinMax(String valueClass);

  /** Whether a sort key on a column of the class is left out where only the order depends on it. */
  boolean dropsOrder(String valueClass);

  /** How many years wide the bands of ages of values of the class are; 0 if none is shown. */
  int ageBand(String valueClass);

  /**
   * What columns of the class show; anything but a token stands for them wherever they are named.
   */
  Shown shown(String valueClass);
}
