package dev.paravent.session;

import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.TemporaryTable;
import java.util.List;
import java.util.Optional;

/**
 * What the completion of a statement changes in the session: its search path, temporary tables and
 * names. Event-loop confined.
 */
final class CompletedEffect {
  private final SessionState state;

  CompletedEffect(SessionState state) {
    this.state = state;
  }

  /** Applies the effect of an execution that the server completed with that command tag. */
  void apply(Exchange.Execute execute, String tag) {
    SearchPathTracker path = state.searchPath();
    TemporaryTables tables = state.temporaries();
    switch (execute.effect()) {
      case SessionEffect.None() -> {}
      case SessionEffect.Begin() -> {}
      case SessionEffect.SearchPath set -> path.set(set.schemas(), set.isDefault(), set.local());
      case SessionEffect.Everything everything -> {
        path.set(List.of(), true, false);
        state.endUser().set(Optional.empty(), false);
        if (everything.discard()) {
          state.statements().clear().forEach(PreparedStatement::close);
          state.portals().clear();
          tables.dropAll();
        }
      }
      case SessionEffect.ActFor(var user, boolean local) -> state.endUser().set(user, local);
      case SessionEffect.Commit ignored ->
          transactionEnded(tag.equals("COMMIT") || tag.equals("PREPARE TRANSACTION"), execute);
      case SessionEffect.Rollback ignored -> transactionEnded(false, execute);
      case SessionEffect.CreateTable(TemporaryTable table) -> tables.create(table);
      case SessionEffect.DropTables(List<String> names) -> tables.drop(names);
      case SessionEffect.DiscardTables() -> tables.dropAll();
      case SessionEffect.Savepoint savepoint -> {
        path.savepoint(savepoint.name());
        tables.savepoint(savepoint.name());
        state.endUser().savepoint(savepoint.name());
      }
      case SessionEffect.Release release -> {
        path.release(release.name());
        tables.release(release.name());
        state.endUser().release(release.name());
      }
      case SessionEffect.RollbackTo rollback -> {
        path.rollbackTo(rollback.name());
        tables.rollbackTo(rollback.name());
        state.endUser().rollbackTo(rollback.name());
        state.portals().rolledBack();
        state.transactionFailed(false);
      }
    }
  }

  private void transactionEnded(boolean isCommitted, Exchange.Execute execute) {
    if (isCommitted) {
      state.portals().committed(Portal::hold);
    } else {
      state.portals().forgetUntil(state.batch());
    }
    state.searchPath().transactionEnded(isCommitted);
    state.temporaries().transactionEnded(isCommitted);
    state.endUser().transactionEnded(isCommitted);
    state.transactionFailed(false);
    state.forgetClearWrites(execute.sequence());
  }
}
