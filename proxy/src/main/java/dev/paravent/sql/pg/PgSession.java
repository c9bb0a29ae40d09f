package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement about prepared statements, cursors, plans or notifications. Immutable. */
public abstract sealed class PgSession extends PgUtility {
  PgSession(SqlParserPos pos) {
    super(pos);
  }

  /** How DECLARE makes a cursor. */
  public enum CursorOption {
    BINARY,
    ASENSITIVE,
    INSENSITIVE,
    SCROLL,
    NO_SCROLL
  }

  /** Where FETCH and MOVE go; NEXT is FORWARD 1, LAST is ABSOLUTE -1. */
  public enum Direction {
    FORWARD,
    BACKWARD,
    ABSOLUTE,
    RELATIVE
  }

  /** What happens to a transaction in two phases. */
  public enum Phase {
    PREPARE,
    COMMIT,
    ROLLBACK
  }

  /** PREPARE name [(types)] AS statement. */
  public static final class Prepare extends PgSession {
    public final String name;
    public final List<SqlNode> types;
    public final SqlNode statement;

    public Prepare(String name, List<SqlNode> types, SqlNode statement, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.types = List.copyOf(types);
      this.statement = statement;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, types, statement);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Prepare(
          parts.required(String.class), parts.nodes(), parts.required(SqlNode.class), pos);
    }
  }

  /** EXECUTE name [(arguments)]. */
  public static final class Execute extends PgSession {
    public final String name;
    public final List<SqlNode> arguments;

    public Execute(String name, List<SqlNode> arguments, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.arguments = List.copyOf(arguments);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, arguments);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Execute(parts.required(String.class), parts.nodes(), pos);
    }
  }

  /** DEALLOCATE name; a null name is ALL. */
  public static final class Deallocate extends PgSession {
    public final @Nullable String name;

    public Deallocate(@Nullable String name, SqlParserPos pos) {
      super(pos);
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Deallocate(parts.optional(String.class), pos);
    }
  }

  /** DECLARE name options CURSOR [WITH HOLD] FOR query. */
  public static final class Declare extends PgSession {
    public final String name;
    public final List<CursorOption> options;
    public final boolean hold;
    public final SqlNode query;

    public Declare(
        String name, List<CursorOption> options, boolean hold, SqlNode query, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.options = List.copyOf(options);
      this.hold = hold;
      this.query = query;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, options, hold, query);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Declare(
          parts.required(String.class),
          parts.values(CursorOption.class),
          parts.flag(),
          parts.required(SqlNode.class),
          pos);
    }
  }

  /** FETCH or MOVE; a null count is ALL. */
  public static final class Fetch extends PgSession {
    public final boolean move;
    public final Direction direction;
    public final @Nullable Integer count;
    public final String cursor;

    public Fetch(
        boolean move,
        Direction direction,
        @Nullable Integer count,
        String cursor,
        SqlParserPos pos) {
      super(pos);
      this.move = move;
      this.direction = direction;
      this.count = count;
      this.cursor = cursor;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(move, direction, count, cursor);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Fetch(
          parts.flag(),
          parts.required(Direction.class),
          parts.optional(Integer.class),
          parts.required(String.class),
          pos);
    }
  }

  /** CLOSE name; a null name is ALL. */
  public static final class Close extends PgSession {
    public final @Nullable String cursor;

    public Close(@Nullable String cursor, SqlParserPos pos) {
      super(pos);
      this.cursor = cursor;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(cursor);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Close(parts.optional(String.class), pos);
    }
  }

  /** EXPLAIN (options) statement; the options are {@link PgClause.Option}s. */
  public static final class Explain extends PgSession {
    public final List<SqlNode> options;
    public final SqlNode statement;

    public Explain(List<SqlNode> options, SqlNode statement, SqlParserPos pos) {
      super(pos);
      this.options = List.copyOf(options);
      this.statement = statement;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(options, statement);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Explain(parts.nodes(), parts.required(SqlNode.class), pos);
    }
  }

  /** LISTEN channel. */
  public static final class Listen extends PgSession {
    public final String channel;

    public Listen(String channel, SqlParserPos pos) {
      super(pos);
      this.channel = channel;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(channel);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Listen(parts.required(String.class), pos);
    }
  }

  /** UNLISTEN channel; a null channel is *. */
  public static final class Unlisten extends PgSession {
    public final @Nullable String channel;

    public Unlisten(@Nullable String channel, SqlParserPos pos) {
      super(pos);
      this.channel = channel;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(channel);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Unlisten(parts.optional(String.class), pos);
    }
  }

  /** NOTIFY channel [, payload]. */
  public static final class Notify extends PgSession {
    public final String channel;
    public final @Nullable SqlNode payload;

    public Notify(String channel, @Nullable SqlNode payload, SqlParserPos pos) {
      super(pos);
      this.channel = channel;
      this.payload = payload;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(channel, payload);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Notify(parts.required(String.class), parts.optional(SqlNode.class), pos);
    }
  }

  /** PREPARE TRANSACTION, COMMIT PREPARED or ROLLBACK PREPARED; the name is a string. */
  public static final class TwoPhase extends PgSession {
    public final Phase phase;
    public final SqlNode name;

    public TwoPhase(Phase phase, SqlNode name, SqlParserPos pos) {
      super(pos);
      this.phase = phase;
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(phase, name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new TwoPhase(parts.required(Phase.class), parts.required(SqlNode.class), pos);
    }
  }

  /** SET CONSTRAINTS names DEFERRED | IMMEDIATE; no names are ALL. */
  public static final class SetConstraints extends PgSession {
    public final List<SqlNode> names;
    public final boolean deferred;

    public SetConstraints(List<SqlNode> names, boolean deferred, SqlParserPos pos) {
      super(pos);
      this.names = List.copyOf(names);
      this.deferred = deferred;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(names, deferred);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new SetConstraints(parts.nodes(), parts.flag(), pos);
    }
  }

  /** SET name FROM CURRENT. */
  public static final class SetFromCurrent extends PgSession {
    public final SetScope scope;
    public final String name;

    public SetFromCurrent(SetScope scope, String name, SqlParserPos pos) {
      super(pos);
      this.scope = scope;
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(scope, name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new SetFromCurrent(parts.required(SetScope.class), parts.required(String.class), pos);
    }
  }
}
