package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Temporaries;
import dev.paravent.decide.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the planner: at once what is found in no time, anything else on other threads while the
 * client is not read. Event-loop confined.
 */
final class Planning {
  private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

  /** Characters up to which reading the text itself takes no time that others would notice. */
  private static final int SHORT_TEXT = 8 * 1024;

  private static final Reason FAULTY =
      Reason.of(RefusalCode.INTERNAL_FAULT, "the statement could not be analysed");

  private static final List<Verdict> FAULT = List.of(new Verdict.Refuse(FAULTY));

  private final Supplier<StatementPlanner> planners;
  private final Executor planning;
  private final TemporaryTables temporaries;
  private final Executor eventLoop;
  private final Runnable whenPlanned;
  private @Nullable Kept kept;
  private boolean running;
  private long generation;

  /** Verdicts count for exactly what was asked: an error may have dropped the message meanwhile. */
  private record Kept(
      PlanRequest request, List<Verdict> verdicts, long generation, StatementPlanner planner) {}

  /**
   * Calls {@code whenPlanned} on the event loop when the message can be handled again.
   *
   * @param planners the planner at present; asked on the event loop
   */
  Planning(
      Supplier<StatementPlanner> planners,
      Executor planning,
      TemporaryTables temporaries,
      Executor eventLoop,
      Runnable whenPlanned) {
    this.planners = planners;
    this.temporaries = temporaries;
    this.planning = planning;
    this.eventLoop = eventLoop;
    this.whenPlanned = whenPlanned;
  }

  /** Whether a text is being analysed. */
  boolean isRunning() {
    return running;
  }

  /**
   * The generation that the last verdicts may be older than, never younger: it was read before they
   * were made, so that a change in between is noticed at the next Bind.
   */
  long generation() {
    return generation;
  }

  /** Whether what was planned in that generation is what would be planned now. */
  boolean isStill(long thatGeneration) {
    Long now = generationOf(planners.get());
    return now != null && now == thatGeneration;
  }

  /** The verdicts; null if the message must be handled again once they are there. */
  @Nullable List<Verdict> plan(PlanRequest request) {
    Kept ready = kept;
    kept = null;
    StatementPlanner planner = planners.get();
    if (ready != null && ready.planner == planner && ready.request.equals(request)) {
      generation = ready.generation;
      return ready.verdicts;
    }
    Long before = generationOf(planner);
    if (before == null) {
      return FAULT;
    }
    generation = before;
    List<Verdict> brief = judgeBriefly(planner, request);
    if (brief != null) {
      return brief;
    }
    try {
      running = true;
      planning.execute(
          () -> {
            List<Verdict> verdicts = judge(planner, request);
            eventLoop.execute(
                () -> {
                  running = false;
                  kept = new Kept(request, verdicts, before, planner);
                  whenPlanned.run();
                });
          });
      return null;
    } catch (RejectedExecutionException e) {
      running = false;
      return List.of(
          new Verdict.Refuse(
              Reason.of(
                  RefusalCode.LIMIT_EXCEEDED, "too many long statements are being analysed")));
    }
  }

  /** Keeps verdicts for when the same message is handled again. */
  void keep(PlanRequest request, List<Verdict> verdicts) {
    kept = new Kept(request, verdicts, generation, planners.get());
  }

  /** What was kept is another planner's. */
  void forget() {
    kept = null;
  }

  /** Why a prepared statement can no longer be bound; null if its plan is still right. */
  @Nullable Refusal staleness(PreparedStatement statement) {
    StatementPlanner planner = planners.get();
    Long current = generationOf(planner);
    if (current == null) {
      return Refusal.of(FAULTY);
    }
    StatementPlan plan = statement.plan();
    Temporaries tables = temporaries.current();
    if (plan == null
        || statement.generation() == current && statement.amid().equals(tables.tables())) {
      return null;
    }
    // one that takes long is judged where no other session waits for it: when it is prepared
    List<Verdict> verdicts = judgeBriefly(planner, statement.request().amid(tables));
    if (verdicts == null || verdicts.size() != 1) {
      return Refusal.preparedAnew();
    }
    return switch (verdicts.get(0)) {
      case Verdict.Refuse refuse -> Refusal.of(refuse.reason());
      case Verdict.Perform(SessionCommand command) -> {
        if (!isSame(command, statement.command())) {
          yield Refusal.preparedAnew();
        }
        statement.foundRightIn(current, tables.tables());
        yield null;
      }
      case Verdict.Forward forward -> {
        if (statement.command() != null || !isSame(plan, forward.plan())) {
          yield Refusal.preparedAnew();
        }
        statement.foundRightIn(current, tables.tables());
        yield null;
      }
    };
  }

  /** Whether the session would do the same, whatever else it has by now. */
  private static boolean isSame(SessionCommand one, @Nullable SessionCommand other) {
    return switch (one) {
      case SessionCommand.Prepare prepare ->
          other instanceof SessionCommand.Prepare before
              && prepare.name().equals(before.name())
              && isSame(prepare.plan(), before.plan());
      case SessionCommand.Declare declare ->
          other instanceof SessionCommand.Declare before
              && declare.name().equals(before.name())
              && declare.options().equals(before.options())
              && declare.hold() == before.hold()
              && isSame(declare.plan(), before.plan());
      case SessionCommand.CopyIn copy ->
          other instanceof SessionCommand.CopyIn before
              && copy.source().equals(before.source())
              && isSame(copy.insert(), before.insert());
      case SessionCommand.Positioned positioned ->
          other instanceof SessionCommand.Positioned before
              && positioned.cursor().equals(before.cursor())
              && isSame(positioned.plan(), before.plan());
      case SessionCommand.Execute execute -> execute.equals(other);
      case SessionCommand.Deallocate deallocate -> deallocate.equals(other);
      case SessionCommand.Fetch fetch -> fetch.equals(other);
      case SessionCommand.Close close -> close.equals(other);
      case SessionCommand.Assert command -> command.equals(other);
    };
  }

  private static boolean isSame(StatementPlan one, StatementPlan other) {
    return one.sql().equals(other.sql())
        && one.parameters().equals(other.parameters())
        && one.outputs().equals(other.outputs())
        && one.hiddenOutputs() == other.hiddenOutputs()
        && one.comparesOrGroups().equals(other.comparesOrGroups())
        && one.effect().equals(other.effect())
        && Objects.equals(one.copy(), other.copy())
        && one.failsAlike() == other.failsAlike();
  }

  /** The verdicts; null if it would hold up the event loop to find them. */
  private static @Nullable List<Verdict> judgeBriefly(
      StatementPlanner planner, PlanRequest request) {
    if (request.text().length() > SHORT_TEXT) {
      return null;
    }
    try {
      return planner.planBriefly(request);
    } catch (RuntimeException | Error fault) {
      note(fault);
      return FAULT;
    }
  }

  /** Whatever is thrown is a refusal: the client waits for an answer. */
  private static List<Verdict> judge(StatementPlanner planner, PlanRequest request) {
    try {
      return planner.plan(request);
    } catch (RuntimeException | Error fault) {
      note(fault);
      return FAULT;
    }
  }

  /** Null if it cannot be told, and so nothing can be judged. */
  private static @Nullable Long generationOf(StatementPlanner planner) {
    try {
      return planner.generation();
    } catch (RuntimeException | Error fault) {
      note(fault);
      return null;
    }
  }

  /** What it says of itself may quote the statement. */
  private static void note(Throwable fault) {
    LOG.error(
        "event=internal_fault phase=analysis cause={} at={}",
        fault.getClass().getName(),
        fault.getStackTrace().length == 0 ? "?" : fault.getStackTrace()[0]);
  }
}
