package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A function call or a function with a syntax of its own. Immutable. */
public abstract sealed class PgCall extends PgNode {
  PgCall(SqlParserPos pos) {
    super(pos);
  }

  /** ROWS, RANGE or GROUPS. */
  public enum FrameMode {
    ROWS,
    RANGE,
    GROUPS
  }

  /** Where a window frame begins or ends. */
  public enum BoundKind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /** EXCLUDE of a window frame. */
  public enum Exclude {
    NONE,
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  /**
   * Functions that SQL writes with words: their arguments are as the comment says, missing ones
   * null.
   */
  public enum SpecialKind {
    /** field name literal, source. */
    EXTRACT,
    /** source, replacement, from, [for]. */
    OVERLAY,
    /** substring, string. */
    POSITION,
    /** string, [from], [for]; FROM/FOR form. */
    SUBSTRING,
    /** string, pattern, escape. */
    SUBSTRING_SIMILAR,
    /** [characters], source. */
    TRIM_BOTH,
    /** [characters], source. */
    TRIM_LEADING,
    /** [characters], source. */
    TRIM_TRAILING,
    /** string, [form literal]. */
    NORMALIZE,
    /** expression. */
    COLLATION_FOR
  }

  /** Calls that are keywords: no schema, resolved by the server without a search path. */
  public enum KeywordKind {
    CURRENT_DATE,
    CURRENT_TIME,
    CURRENT_TIMESTAMP,
    LOCALTIME,
    LOCALTIMESTAMP,
    CURRENT_USER,
    SESSION_USER,
    SYSTEM_USER,
    USER,
    CURRENT_ROLE,
    CURRENT_CATALOG,
    CURRENT_SCHEMA,
    COALESCE,
    GREATEST,
    LEAST,
    NULLIF,
    GROUPING
  }

  /**
   * name(arguments) with whatever may follow: {@code star} is f(*), {@code over} a {@link Window}
   * or {@link WindowRef}. {@code variadic} marks the last argument.
   */
  public static final class Function extends PgCall {
    public final SqlIdentifier name;
    public final boolean distinct;
    public final boolean star;
    public final boolean variadic;
    public final List<SqlNode> arguments;
    public final List<SqlNode> orderBy;
    public final List<SqlNode> withinGroup;
    public final @Nullable SqlNode filter;
    public final @Nullable SqlNode over;
    public final @Nullable Boolean ignoreNulls;

    public Function(
        SqlIdentifier name,
        boolean distinct,
        boolean star,
        boolean variadic,
        List<SqlNode> arguments,
        List<SqlNode> orderBy,
        List<SqlNode> withinGroup,
        @Nullable SqlNode filter,
        @Nullable SqlNode over,
        @Nullable Boolean ignoreNulls,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.distinct = distinct;
      this.star = star;
      this.variadic = variadic;
      this.arguments = List.copyOf(arguments);
      this.orderBy = List.copyOf(orderBy);
      this.withinGroup = List.copyOf(withinGroup);
      this.filter = filter;
      this.over = over;
      this.ignoreNulls = ignoreNulls;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(
          name,
          distinct,
          star,
          variadic,
          arguments,
          orderBy,
          withinGroup,
          filter,
          over,
          ignoreNulls);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Function(
          parts.required(SqlIdentifier.class),
          parts.flag(),
          parts.flag(),
          parts.flag(),
          parts.nodes(),
          parts.nodes(),
          parts.nodes(),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.optional(Boolean.class),
          pos);
    }
  }

  /** A call that is a keyword, such as CURRENT_DATE or COALESCE(a, b). */
  public static final class Keyword extends PgCall {
    public final KeywordKind kind;
    public final List<SqlNode> arguments;

    public Keyword(KeywordKind kind, List<SqlNode> arguments, SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.arguments = List.copyOf(arguments);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, arguments);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Keyword(parts.required(KeywordKind.class), parts.nodes(), pos);
    }
  }

  /** A function with word syntax; absent arguments are null. */
  public static final class Special extends PgCall {
    public final SpecialKind kind;
    public final List<@Nullable SqlNode> arguments;

    public Special(SpecialKind kind, List<@Nullable SqlNode> arguments, SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.arguments = nullableCopy(arguments);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, arguments);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Special(parts.required(SpecialKind.class), parts.nullableNodes(), pos);
    }
  }

  /** A window specification. */
  public static final class Window extends PgCall {
    public final @Nullable String base;
    public final List<SqlNode> partitionBy;
    public final List<SqlNode> orderBy;
    public final @Nullable SqlNode frame;

    public Window(
        @Nullable String base,
        List<SqlNode> partitionBy,
        List<SqlNode> orderBy,
        @Nullable SqlNode frame,
        SqlParserPos pos) {
      super(pos);
      this.base = base;
      this.partitionBy = List.copyOf(partitionBy);
      this.orderBy = List.copyOf(orderBy);
      this.frame = frame;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(base, partitionBy, orderBy, frame);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Window(
          parts.optional(String.class),
          parts.nodes(),
          parts.nodes(),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** OVER name. */
  public static final class WindowRef extends PgCall {
    public final String name;

    public WindowRef(String name, SqlParserPos pos) {
      super(pos);
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new WindowRef(parts.required(String.class), pos);
    }
  }

  /** WINDOW name AS (..). */
  public static final class NamedWindow extends PgCall {
    public final String name;
    public final SqlNode window;

    public NamedWindow(String name, SqlNode window, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.window = window;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, window);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new NamedWindow(parts.required(String.class), parts.required(SqlNode.class), pos);
    }
  }

  /** ROWS | RANGE | GROUPS start [AND end] [EXCLUDE ..]. */
  public static final class Frame extends PgCall {
    public final FrameMode mode;
    public final SqlNode start;
    public final @Nullable SqlNode end;
    public final Exclude exclude;

    public Frame(
        FrameMode mode, SqlNode start, @Nullable SqlNode end, Exclude exclude, SqlParserPos pos) {
      super(pos);
      this.mode = mode;
      this.start = start;
      this.end = end;
      this.exclude = exclude;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(mode, start, end, exclude);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Frame(
          parts.required(FrameMode.class),
          parts.required(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.required(Exclude.class),
          pos);
    }
  }

  /** A frame bound. */
  public static final class Bound extends PgCall {
    public final BoundKind kind;
    public final @Nullable SqlNode offset;

    public Bound(BoundKind kind, @Nullable SqlNode offset, SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.offset = offset;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, offset);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Bound(parts.required(BoundKind.class), parts.optional(SqlNode.class), pos);
    }
  }
}
