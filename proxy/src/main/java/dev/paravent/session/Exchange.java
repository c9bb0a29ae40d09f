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

  /** RowDescription or NoData; a simple Query shows no NoData. */
  record DescribePortal(Portal portal, boolean simple) implements Exchange {}

  /**
   * DataRows, then CommandComplete, EmptyQueryResponse or PortalSuspended.
   *
   * @param mayChangePath whether the effect may change the search path
   */
  record Execute(
      Portal portal, SessionEffect effect, boolean mayChangePath, long sequence, long startNanos)
      implements Exchange {}

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

    private static <T> void undo(@Nullable NameChange<T> change) {
      if (change != null) {
        change.names.undo(change.change);
      }
    }
  }
}
