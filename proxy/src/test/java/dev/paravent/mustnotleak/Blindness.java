package dev.paravent.mustnotleak;

import dev.paravent.decide.Output;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * A planner with a bug: it lets every protected output pass. Its second opinion, what the server
 * says of a column, may be blind as well.
 */
@NullMarked
final class Blindness implements StatementPlanner {
  /** When the second opinion sees nothing. */
  enum Of {
    NOTHING,
    /** While the description of the result is compared, not once rows come. */
    DESCRIPTION,
    EVERYTHING
  }

  private static final String COMPARISON = "ResultShape";

  private final StatementPlanner planner;
  private final Of blindOf;

  Blindness(StatementPlanner planner, Of blindOf) {
    this.planner = planner;
    this.blindOf = blindOf;
  }

  @Override
  public List<Verdict> plan(PlanRequest request) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Verdict verdict : planner.plan(request)) {
      verdicts.add(
          switch (verdict) {
            case Verdict.Forward forward -> new Verdict.Forward(broken(forward.plan()));
            case Verdict.Perform(SessionCommand command) -> new Verdict.Perform(broken(command));
            case Verdict.Refuse refuse -> refuse;
          });
    }
    return verdicts;
  }

  private static SessionCommand broken(SessionCommand command) {
    return switch (command) {
      case SessionCommand.Prepare prepare ->
          new SessionCommand.Prepare(prepare.name(), prepare.request(), broken(prepare.plan()));
      case SessionCommand.Declare declare ->
          new SessionCommand.Declare(
              declare.name(),
              declare.options(),
              declare.binary(),
              declare.hold(),
              declare.request(),
              broken(declare.plan()));
      case SessionCommand.Positioned current ->
          new SessionCommand.Positioned(
              current.cursor(), current.placeHolder(), broken(current.plan()));
      default -> command;
    };
  }

  private static StatementPlan broken(StatementPlan plan) {
    List<Output> outputs = new ArrayList<>();
    for (Output output : plan.outputs()) {
      outputs.add(output instanceof Output.Null ? output : Output.Pass.INSTANCE);
    }
    return new StatementPlan(
        plan.kind(),
        plan.sql(),
        plan.clientParameters(),
        plan.parameters(),
        outputs,
        plan.hiddenOutputs(),
        plan.comparesOrGroups(),
        plan.effect(),
        plan.cacheable(),
        plan.copy(),
        plan.failsAlike(),
        plan.notices());
  }

  @Override
  public long generation() {
    return planner.generation();
  }

  @Override
  public boolean isProtected(int relationOid, int columnNumber) {
    return switch (blindOf) {
      case NOTHING -> planner.isProtected(relationOid, columnNumber);
      case DESCRIPTION -> !isCompared() && planner.isProtected(relationOid, columnNumber);
      case EVERYTHING -> false;
    };
  }

  /** Whether the comparison of description and plan asks, and not the transformer of the rows. */
  private static boolean isCompared() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getClassName().endsWith(COMPARISON)
                            && frame.getMethodName().equals("check")));
  }
}
