package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement that writes, or one of its clauses. Immutable. */
public abstract sealed class PgDml extends PgNode {
  PgDml(SqlParserPos pos) {
    super(pos);
  }

  /** OVERRIDING SYSTEM VALUE, OVERRIDING USER VALUE or neither. */
  public enum Overriding {
    NONE,
    SYSTEM,
    USER
  }

  /** What a WHEN clause of MERGE applies to. */
  public enum MatchKind {
    MATCHED,
    NOT_MATCHED,
    NOT_MATCHED_BY_SOURCE
  }

  /** What a WHEN clause of MERGE does. */
  public enum MergeAction {
    UPDATE,
    DELETE,
    INSERT,
    NOTHING
  }

  /** INSERT; a null source is DEFAULT VALUES. The columns are {@link Target}s. */
  public static final class Insert extends PgDml {
    public final @Nullable SqlNode with;
    public final SqlIdentifier table;
    public final @Nullable String alias;
    public final List<SqlNode> columns;
    public final Overriding overriding;
    public final @Nullable SqlNode source;
    public final @Nullable SqlNode conflict;
    public final @Nullable SqlNode rowAliases;
    public final List<SqlNode> returning;

    /** Without names for the old and the new row. */
    public Insert(
        @Nullable SqlNode with,
        SqlIdentifier table,
        @Nullable String alias,
        List<SqlNode> columns,
        Overriding overriding,
        @Nullable SqlNode source,
        @Nullable SqlNode conflict,
        List<SqlNode> returning,
        SqlParserPos pos) {
      this(with, table, alias, columns, overriding, source, conflict, null, returning, pos);
    }

    public Insert(
        @Nullable SqlNode with,
        SqlIdentifier table,
        @Nullable String alias,
        List<SqlNode> columns,
        Overriding overriding,
        @Nullable SqlNode source,
        @Nullable SqlNode conflict,
        @Nullable SqlNode rowAliases,
        List<SqlNode> returning,
        SqlParserPos pos) {
      super(pos);
      this.with = with;
      this.table = table;
      this.alias = alias;
      this.columns = List.copyOf(columns);
      this.overriding = overriding;
      this.source = source;
      this.conflict = conflict;
      this.rowAliases = rowAliases;
      this.returning = List.copyOf(returning);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(
          with, table, alias, columns, overriding, source, conflict, rowAliases, returning);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Insert(
          parts.optional(SqlNode.class),
          parts.required(SqlIdentifier.class),
          parts.optional(String.class),
          parts.nodes(),
          parts.required(Overriding.class),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.nodes(),
          pos);
    }
  }

  /** A column to write, with subscripts or fields. */
  public static final class Target extends PgDml {
    public final String column;
    public final List<SqlNode> steps;

    public Target(String column, List<SqlNode> steps, SqlParserPos pos) {
      super(pos);
      this.column = column;
      this.steps = List.copyOf(steps);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(column, steps);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Target(parts.required(String.class), parts.nodes(), pos);
    }
  }

  /** ON CONFLICT ..: the target is {@link ConflictKey}s or the name of a constraint. */
  public static final class Conflict extends PgDml {
    public final List<SqlNode> keys;
    public final @Nullable SqlNode keysWhere;
    public final @Nullable String constraint;
    public final boolean update;
    public final List<SqlNode> sets;
    public final @Nullable SqlNode where;

    public Conflict(
        List<SqlNode> keys,
        @Nullable SqlNode keysWhere,
        @Nullable String constraint,
        boolean update,
        List<SqlNode> sets,
        @Nullable SqlNode where,
        SqlParserPos pos) {
      super(pos);
      this.keys = List.copyOf(keys);
      this.keysWhere = keysWhere;
      this.constraint = constraint;
      this.update = update;
      this.sets = List.copyOf(sets);
      this.where = where;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(keys, keysWhere, constraint, update, sets, where);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Conflict(
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.optional(String.class),
          parts.flag(),
          parts.nodes(),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** A column or expression of an ON CONFLICT target. */
  public static final class ConflictKey extends PgDml {
    public final SqlNode key;
    public final @Nullable SqlIdentifier collation;
    public final @Nullable SqlIdentifier operatorClass;

    public ConflictKey(
        SqlNode key,
        @Nullable SqlIdentifier collation,
        @Nullable SqlIdentifier operatorClass,
        SqlParserPos pos) {
      super(pos);
      this.key = key;
      this.collation = collation;
      this.operatorClass = operatorClass;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(key, collation, operatorClass);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new ConflictKey(
          parts.required(SqlNode.class),
          parts.optional(SqlIdentifier.class),
          parts.optional(SqlIdentifier.class),
          pos);
    }
  }

  /** column = value. */
  public static final class Set extends PgDml {
    public final SqlNode target;
    public final SqlNode value;

    public Set(SqlNode target, SqlNode value, SqlParserPos pos) {
      super(pos);
      this.target = target;
      this.value = value;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(target, value);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Set(parts.required(SqlNode.class), parts.required(SqlNode.class), pos);
    }
  }

  /** (columns) = row or query. */
  public static final class SetRow extends PgDml {
    public final List<SqlNode> targets;
    public final SqlNode source;

    public SetRow(List<SqlNode> targets, SqlNode source, SqlParserPos pos) {
      super(pos);
      this.targets = List.copyOf(targets);
      this.source = source;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(targets, source);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new SetRow(parts.nodes(), parts.required(SqlNode.class), pos);
    }
  }

  /** UPDATE; the target is a {@link PgFrom.Table}. */
  public static final class Update extends PgDml {
    public final @Nullable SqlNode with;
    public final SqlNode table;
    public final List<SqlNode> sets;
    public final List<SqlNode> from;
    public final @Nullable SqlNode where;
    public final @Nullable SqlNode rowAliases;
    public final List<SqlNode> returning;

    /** Without names for the old and the new row. */
    public Update(
        @Nullable SqlNode with,
        SqlNode table,
        List<SqlNode> sets,
        List<SqlNode> from,
        @Nullable SqlNode where,
        List<SqlNode> returning,
        SqlParserPos pos) {
      this(with, table, sets, from, where, null, returning, pos);
    }

    public Update(
        @Nullable SqlNode with,
        SqlNode table,
        List<SqlNode> sets,
        List<SqlNode> from,
        @Nullable SqlNode where,
        @Nullable SqlNode rowAliases,
        List<SqlNode> returning,
        SqlParserPos pos) {
      super(pos);
      this.with = with;
      this.table = table;
      this.sets = List.copyOf(sets);
      this.from = List.copyOf(from);
      this.where = where;
      this.rowAliases = rowAliases;
      this.returning = List.copyOf(returning);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(with, table, sets, from, where, rowAliases, returning);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Update(
          parts.optional(SqlNode.class),
          parts.required(SqlNode.class),
          parts.nodes(),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.nodes(),
          pos);
    }
  }

  /** DELETE; the target is a {@link PgFrom.Table}. */
  public static final class Delete extends PgDml {
    public final @Nullable SqlNode with;
    public final SqlNode table;
    public final List<SqlNode> using;
    public final @Nullable SqlNode where;
    public final @Nullable SqlNode rowAliases;
    public final List<SqlNode> returning;

    /** Without names for the old and the new row. */
    public Delete(
        @Nullable SqlNode with,
        SqlNode table,
        List<SqlNode> using,
        @Nullable SqlNode where,
        List<SqlNode> returning,
        SqlParserPos pos) {
      this(with, table, using, where, null, returning, pos);
    }

    public Delete(
        @Nullable SqlNode with,
        SqlNode table,
        List<SqlNode> using,
        @Nullable SqlNode where,
        @Nullable SqlNode rowAliases,
        List<SqlNode> returning,
        SqlParserPos pos) {
      super(pos);
      this.with = with;
      this.table = table;
      this.using = List.copyOf(using);
      this.where = where;
      this.rowAliases = rowAliases;
      this.returning = List.copyOf(returning);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(with, table, using, where, rowAliases, returning);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Delete(
          parts.optional(SqlNode.class),
          parts.required(SqlNode.class),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.nodes(),
          pos);
    }
  }

  /** MERGE. */
  public static final class Merge extends PgDml {
    public final @Nullable SqlNode with;
    public final SqlNode table;
    public final SqlNode source;
    public final SqlNode on;
    public final List<SqlNode> whens;
    public final @Nullable SqlNode rowAliases;
    public final List<SqlNode> returning;

    /** Without names for the old and the new row. */
    public Merge(
        @Nullable SqlNode with,
        SqlNode table,
        SqlNode source,
        SqlNode on,
        List<SqlNode> whens,
        List<SqlNode> returning,
        SqlParserPos pos) {
      this(with, table, source, on, whens, null, returning, pos);
    }

    public Merge(
        @Nullable SqlNode with,
        SqlNode table,
        SqlNode source,
        SqlNode on,
        List<SqlNode> whens,
        @Nullable SqlNode rowAliases,
        List<SqlNode> returning,
        SqlParserPos pos) {
      super(pos);
      this.with = with;
      this.table = table;
      this.source = source;
      this.on = on;
      this.whens = List.copyOf(whens);
      this.rowAliases = rowAliases;
      this.returning = List.copyOf(returning);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(with, table, source, on, whens, rowAliases, returning);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Merge(
          parts.optional(SqlNode.class),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.nodes(),
          pos);
    }
  }

  /** WHEN [NOT] MATCHED .. THEN action. */
  public static final class MergeWhen extends PgDml {
    public final MatchKind match;
    public final @Nullable SqlNode condition;
    public final MergeAction action;
    public final List<SqlNode> columns;
    public final Overriding overriding;
    public final List<SqlNode> values;
    public final List<SqlNode> sets;

    public MergeWhen(
        MatchKind match,
        @Nullable SqlNode condition,
        MergeAction action,
        List<SqlNode> columns,
        Overriding overriding,
        List<SqlNode> values,
        List<SqlNode> sets,
        SqlParserPos pos) {
      super(pos);
      this.match = match;
      this.condition = condition;
      this.action = action;
      this.columns = List.copyOf(columns);
      this.overriding = overriding;
      this.values = List.copyOf(values);
      this.sets = List.copyOf(sets);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(match, condition, action, columns, overriding, values, sets);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new MergeWhen(
          parts.required(MatchKind.class),
          parts.optional(SqlNode.class),
          parts.required(MergeAction.class),
          parts.nodes(),
          parts.required(Overriding.class),
          parts.nodes(),
          parts.nodes(),
          pos);
    }
  }

  /** RETURNING WITH (OLD AS name, NEW AS name); a null name is not given. */
  public static final class RowAliases extends PgDml {
    public final @Nullable String oldName;
    public final @Nullable String newName;

    public RowAliases(@Nullable String oldName, @Nullable String newName, SqlParserPos pos) {
      super(pos);
      this.oldName = oldName;
      this.newName = newName;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(oldName, newName);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new RowAliases(parts.optional(String.class), parts.optional(String.class), pos);
    }
  }
}
