package dev.paravent.session;

import dev.paravent.decide.SessionEffect;
import org.jspecify.annotations.Nullable;

/**
 * One answer that the server owes, in order. An error drops the exchanges up to the next {@link
 * Synchronise}, as the server drops the messages. Event-loop confined.
 */
sealed interface Exchange {

  /** Undone when the server never comes to it. */
  default void undo() {}

  /**
   * ParseComplete. With a refusal the statement is made to fail, and the refusal takes the error's
   * place.
   */
  record Prepare(
      @Nullable Refusal refusal, boolean visible, @Nullable NameChange<PreparedStatement> change)
      implements Exchange {
    @Override
    public void undo() {
      NameChange.undo(change);
    }
  }

  /** ParameterDescription, then RowDescription or NoData: the proxy's own Describe. */
  final class DescribeStatement implements Exchange {
    private final PreparedStatement statement;
    private boolean parametersSeen;

    DescribeStatement(PreparedStatement statement) {
      this.statement = statement;
    }

    PreparedStatement statement() {
      return statement;
    }

    boolean parametersSeen() {
      return parametersSeen;
    }

    void seeParameters() {
      parametersSeen = true;
    }
  }

  /** BindComplete. */
  record Bind(boolean visible, @Nullable NameChange<Portal> change) implements Exchange {
    @Override
    public void undo() {
      NameChange.undo(change);
    }
  }

  /** Who asked for a portal's description. */
  enum Asker {
    /** The client, with its own Describe. */
    CLIENT,
    /** A simple Query, which shows no NoData. */
    QUERY,
    /** The proxy alone. */
    PROXY
  }

  /** RowDescription or NoData. */
  record DescribePortal(Portal portal, Asker asker) implements Exchange {}

  /**
   * DataRows, then CommandComplete, EmptyQueryResponse or PortalSuspended.
   *
   * @param mayChangePath whether the effect may change the search path
   * @param ending what its completion means to the client
   */
  record Execute(
      Portal portal,
      SessionEffect effect,
      boolean mayChangePath,
      long sequence,
      long startNanos,
      Ending ending)
      implements Exchange {
    @Override
    public void undo() {
      NameChange.undo(ending.change());
    }
  }

  /** BindComplete, then CommandComplete: one row of a copy. */
  final class InsertRow implements Exchange {
    private final RowCopy copy;
    private final long line;
    private boolean bound;

    InsertRow(RowCopy copy, long line) {
      this.copy = copy;
      this.line = line;
    }

    RowCopy copy() {
      return copy;
    }

    long line() {
      return line;
    }

    boolean isBound() {
      return bound;
    }

    void bound() {
      bound = true;
    }
  }

  /**
   * How an execution ends for the client.
   *
   * @param tag the command tag that the client gets; null for the server's
   * @param change the cursor that it makes
   * @param ofQuery whether it is of a simple Query, whose last statement commits before it is told
   *     complete
   */
  record Ending(@Nullable String tag, @Nullable NameChange<Portal> change, boolean ofQuery) {
    static final Ending PLAIN = new Ending(null, null);

    Ending(@Nullable String tag, @Nullable NameChange<Portal> change) {
      this(tag, change, false);
    }

    Ending inQuery() {
      return new Ending(tag, change, true);
    }
  }

  /** CloseComplete. */
  record Close(
      boolean visible,
      @Nullable PreparedStatement statement,
      @Nullable NameChange<PreparedStatement> statementChange,
      @Nullable NameChange<Portal> portalChange)
      implements Exchange {
    static Close hidden(@Nullable PreparedStatement statement) {
      return new Close(false, statement, null, null);
    }

    @Override
    public void undo() {
      NameChange.undo(statementChange);
      NameChange.undo(portalChange);
    }
  }

  /** ReadyForQuery. */
  record Synchronise(long batch, long sequence) implements Exchange {}

  /** An answer that the proxy gives by itself when its turn comes. */
  record Reply(Runnable answer) implements Exchange {}

  /** A change of one of the two sets of names. */
  record NameChange<T>(Names<T> names, Names.Change<T> change) {
    void confirm() {
      names.confirm(change);
    }

    static <T> void undo(@Nullable NameChange<T> change) {
      if (change != null) {
        change.names.undo(change.change);
      }
    }
  }
}
