package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.sql.Statement;
import dev.paravent.sql.Surroundings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges statements that touch no relation. Stateless. */
final class UtilityDecider {
  private final AccessPolicy access;

  UtilityDecider(AccessPolicy access) {
    this.access = access;
  }

  /** The verdict; data statements are not its subject. */
  Verdict decide(Statement statement, Surroundings surroundings) {
    return switch (statement) {
      case Statement.Data data -> misjudged();
      case Statement.Transaction transaction ->
          forward(StatementKind.TRANSACTION, transaction.text(), effect(transaction));
      case Statement.TwoPhase two ->
          forward(
              two.prepares() ? StatementKind.TRANSACTION : StatementKind.TWO_PHASE,
              two.text(),
              two.prepares() ? new SessionEffect.Commit(false) : SessionEffect.None.INSTANCE);
      case Statement.TransactionMode mode ->
          forward(StatementKind.SET, mode.text(), SessionEffect.None.INSTANCE);
      case Statement.Set set -> set(set, surroundings.protectsNothing());
      case Statement.Reset reset -> reset(reset, surroundings.protectsNothing());
      case Statement.Show show ->
          show.name() != null && surroundings.isReadableSetting(show.name())
              ? show(show)
              : refuse(
                  RefusalCode.SETTING_NOT_ALLOWED,
                  "reading " + named(show.name()) + " is not allowed",
                  0);
      case Statement.Discard discard ->
          forward(
              StatementKind.DISCARD,
              discard.text(),
              discard.all()
                  ? new SessionEffect.Everything(true)
                  : discard.temporary()
                      ? new SessionEffect.DiscardTables()
                      : SessionEffect.None.INSTANCE);
      case Statement.Execute execute ->
          new Verdict.Perform(
              new SessionCommand.Execute(
                  execute.name(),
                  execute.arguments().stream().map(UtilityDecider::argument).toList()));
      case Statement.Deallocate deallocate ->
          new Verdict.Perform(new SessionCommand.Deallocate(deallocate.name()));
      case Statement.Fetch fetch ->
          new Verdict.Perform(
              new SessionCommand.Fetch(fetch.move(), fetch.direction(), fetch.cursor()));
      case Statement.Close close -> new Verdict.Perform(new SessionCommand.Close(close.cursor()));
      case Statement.Notify notify ->
          forward(StatementKind.NOTIFY, notify.text(), SessionEffect.None.INSTANCE);
      case Statement.Explain explain -> misjudged();
      case Statement.Prepare prepare -> misjudged();
      case Statement.Declare declare -> misjudged();
      case Statement.Lock lock -> misjudged();
      case Statement.Copy copy -> misjudged();
      case Statement.CreateTemporary create -> misjudged();
      case Statement.DropTables drop -> misjudged();
      case Statement.Truncate truncate -> misjudged();
      case Statement.Unsupported unsupported ->
          refuse(
              RefusalCode.UNSUPPORTED_STATEMENT,
              unsupported.name() + " is not available to governed accounts",
              unsupported.position());
    };
  }

  private static Verdict misjudged() {
    return refuse(RefusalCode.INTERNAL_FAULT, "a statement on relations was judged as none", 0);
  }

  private static SessionCommand.Argument argument(Statement.Argument argument) {
    return argument.parameter() < 0
        ? new SessionCommand.Constant(argument.text())
        : new SessionCommand.Parameter(argument.parameter());
  }

  private static String named(@Nullable String setting) {
    return setting == null ? "every setting" : "setting " + setting;
  }

  private Verdict set(Statement.Set set, boolean open) {
    if (Settings.isAssertion(set.name()) && access.assertions().isPresent()) {
      return switch (set.values().size()) {
        case 0 -> new Verdict.Perform(new SessionCommand.Assert(null, set.local(), false));
        case 1 ->
            new Verdict.Perform(new SessionCommand.Assert(set.values().get(0), set.local(), false));
        default -> refuse(RefusalCode.SETTING_NOT_ALLOWED, "paravent.assertion is one text", 0);
      };
    }
    if (!Settings.isAllowed(set, access::allowsSchema, open)) {
      return refuse(
          RefusalCode.SETTING_NOT_ALLOWED,
          Settings.isSettable(set.name(), open)
              ? "setting " + set.name() + " to this value is not allowed"
              : "changing setting " + set.name() + " is not allowed",
          0);
    }
    boolean path = set.name().toLowerCase(Locale.ROOT).equals("search_path");
    return forward(
        StatementKind.SET,
        set.text(),
        path
            ? new SessionEffect.SearchPath(set.values(), set.values().isEmpty(), set.local())
            : SessionEffect.None.INSTANCE);
  }

  private Verdict reset(Statement.Reset reset, boolean open) {
    if (reset.name() == null) {
      return forward(StatementKind.SET, reset.text(), new SessionEffect.Everything(false));
    }
    if (Settings.isAssertion(reset.name()) && access.assertions().isPresent()) {
      return new Verdict.Perform(new SessionCommand.Assert(null, false, true));
    }
    if (!Settings.isResettable(reset.name(), open)) {
      return refuse(
          RefusalCode.SETTING_NOT_ALLOWED,
          "resetting " + named(reset.name()) + " is not allowed",
          0);
    }
    boolean path = reset.name().toLowerCase(Locale.ROOT).equals("search_path");
    return forward(
        StatementKind.SET,
        reset.text(),
        path ? new SessionEffect.SearchPath(List.of(), true, false) : SessionEffect.None.INSTANCE);
  }

  private static Verdict show(Statement.Show show) {
    return new Verdict.Forward(
        new StatementPlan(
            StatementKind.SHOW,
            show.text(),
            0,
            List.of(),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            false));
  }

  private static SessionEffect effect(Statement.Transaction transaction) {
    String savepoint = transaction.savepoint() == null ? "" : transaction.savepoint();
    return switch (transaction.kind()) {
      case BEGIN -> new SessionEffect.Begin();
      case COMMIT -> new SessionEffect.Commit(transaction.chain());
      case ROLLBACK -> new SessionEffect.Rollback(transaction.chain());
      case SAVEPOINT -> new SessionEffect.Savepoint(savepoint);
      case RELEASE -> new SessionEffect.Release(savepoint);
      case ROLLBACK_TO -> new SessionEffect.RollbackTo(savepoint);
    };
  }

  private static Verdict forward(StatementKind kind, String text, SessionEffect effect) {
    return new Verdict.Forward(
        new StatementPlan(kind, text, 0, List.of(), List.of(), 0, Set.of(), effect, false));
  }

  private static Verdict refuse(RefusalCode code, String sentence, int position) {
    return new Verdict.Refuse(new Reason(code, sentence, "", position));
  }
}
