package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement that is neither a query nor INSERT, UPDATE, DELETE or MERGE. Immutable. */
public abstract sealed class PgUtility extends PgNode
    permits PgUtility.Transaction,
        PgUtility.SetTransaction,
        PgUtility.SetVariable,
        PgUtility.Reset,
        PgUtility.Show,
        PgUtility.Discard,
        PgUtility.Definition,
        PgUtility.Unsupported,
        PgSession,
        PgTableUtility {
  PgUtility(SqlParserPos pos) {
    super(pos);
  }

  /** Transaction control. */
  public enum TransactionKind {
    BEGIN,
    START,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO
  }

  /** SET, SET LOCAL, SET SESSION. */
  public enum SetScope {
    DEFAULT,
    LOCAL,
    SESSION
  }

  /** What DISCARD drops. */
  public enum DiscardKind {
    ALL,
    PLANS,
    SEQUENCES,
    TEMP
  }

  /**
   * BEGIN and its kin. Modes are canonical texts such as {@code ISOLATION LEVEL SERIALIZABLE},
   * {@code READ ONLY}, {@code NOT DEFERRABLE}; {@code chain} is null where AND [NO] CHAIN is
   * absent.
   */
  public static final class Transaction extends PgUtility {
    public final TransactionKind kind;
    public final List<String> modes;
    public final @Nullable String savepoint;
    public final @Nullable Boolean chain;

    public Transaction(
        TransactionKind kind,
        List<String> modes,
        @Nullable String savepoint,
        @Nullable Boolean chain,
        SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.modes = List.copyOf(modes);
      this.savepoint = savepoint;
      this.chain = chain;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, modes, savepoint, chain);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Transaction(
          parts.required(TransactionKind.class),
          parts.names(),
          parts.optional(String.class),
          parts.optional(Boolean.class),
          pos);
    }
  }

  /** SET [LOCAL] TRANSACTION modes, or SET SESSION CHARACTERISTICS AS TRANSACTION modes. */
  public static final class SetTransaction extends PgUtility {
    public final boolean sessionCharacteristics;
    public final List<String> modes;

    public SetTransaction(boolean sessionCharacteristics, List<String> modes, SqlParserPos pos) {
      super(pos);
      this.sessionCharacteristics = sessionCharacteristics;
      this.modes = List.copyOf(modes);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(sessionCharacteristics, modes);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new SetTransaction(parts.flag(), parts.names(), pos);
    }
  }

  /**
   * SET name TO values; an empty list is DEFAULT. SET TIME ZONE sets {@code timezone}. The values
   * are literals (strings, numbers; bare words are strings).
   */
  public static final class SetVariable extends PgUtility {
    public final SetScope scope;
    public final String name;
    public final List<SqlNode> values;

    public SetVariable(SetScope scope, String name, List<SqlNode> values, SqlParserPos pos) {
      super(pos);
      this.scope = scope;
      this.name = name;
      this.values = List.copyOf(values);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(scope, name, values);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new SetVariable(
          parts.required(SetScope.class), parts.required(String.class), parts.nodes(), pos);
    }
  }

  /** RESET name; a null name is ALL. */
  public static final class Reset extends PgUtility {
    public final @Nullable String name;

    public Reset(@Nullable String name, SqlParserPos pos) {
      super(pos);
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Reset(parts.optional(String.class), pos);
    }
  }

  /** SHOW name; a null name is ALL. */
  public static final class Show extends PgUtility {
    public final @Nullable String name;

    public Show(@Nullable String name, SqlParserPos pos) {
      super(pos);
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Show(parts.optional(String.class), pos);
    }
  }

  /** DISCARD what. */
  public static final class Discard extends PgUtility {
    public final DiscardKind what;

    public Discard(DiscardKind what, SqlParserPos pos) {
      super(pos);
      this.what = what;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(what);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Discard(parts.required(DiscardKind.class), pos);
    }
  }

  /**
   * A statement that is read and never forwarded, such as CREATE TABLE: its key words and
   * punctuation as texts, everything else as nodes, in the order of the text. SELECT INTO is the
   * CREATE TABLE AS that PostgreSQL makes of it.
   */
  public static final class Definition extends PgUtility {
    /** What a refusal calls it; not part of the tree. */
    public final String statement;

    public final List<Object> pieces;

    public Definition(String statement, List<?> pieces, SqlParserPos pos) {
      super(pos);
      this.statement = statement;
      this.pieces = List.copyOf(pieces);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(pieces);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Definition(statement, parts.values(Object.class), pos);
    }
  }

  /** SELECT INTO in a place where PostgreSQL has no other statement for it. */
  public static final class Unsupported extends PgUtility {
    public final String statement;

    public Unsupported(String statement, SqlParserPos pos) {
      super(pos);
      this.statement = statement;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(statement);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Unsupported(parts.required(String.class), pos);
    }
  }
}
