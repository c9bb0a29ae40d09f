package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.session.Exchange.Ending;
import dev.paravent.session.Exchange.NameChange;
import dev.paravent.wire.pg.BackendMessage.ParameterDescription;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import dev.paravent.wire.pg.MessageWriter;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Performs SQL's statements about prepared statements and cursors. They share their names with
 * those of the protocol, and the server knows all of them by names of the proxy's own only.
 * Event-loop confined.
 */
final class Commands {
  private final SessionState state;
  private final Planning planning;
  private final Renewal renewal;
  private final EndUsers endUsers;
  private final Statements statements;
  private final CopyInput copies;

  Commands(
      SessionState state,
      Planning planning,
      Renewal renewal,
      EndUsers endUsers,
      Statements statements,
      CopyInput copies) {
    this.copies = copies;
    this.state = state;
    this.planning = planning;
    this.renewal = renewal;
    this.endUsers = endUsers;
    this.statements = statements;
  }

  /**
   * What runs in the end.
   *
   * @param bind the values that it gets
   * @param temporary whether the statement was made for this Bind
   */
  record Resolved(PreparedStatement statement, Bind bind, boolean temporary) {}

  /** Whether what the command's names mean hangs on an answer beyond a Sync. */
  boolean isUncertain(@Nullable SessionCommand command) {
    long batch = state.batch();
    return switch (command) {
      case null -> false;
      case SessionCommand.Prepare prepare -> state.statements().isUncertain(prepare.name(), batch);
      case SessionCommand.Execute execute -> state.statements().isUncertain(execute.name(), batch);
      case SessionCommand.Deallocate deallocate ->
          deallocate.name() == null
              ? state.statements().isAnyUncertain(batch)
              : state.statements().isUncertain(deallocate.name(), batch);
      case SessionCommand.Declare declare -> state.portals().isUncertain(declare.name(), batch);
      case SessionCommand.Fetch fetch -> state.portals().isUncertain(fetch.cursor(), batch);
      case SessionCommand.Positioned positioned ->
          state.portals().isUncertain(positioned.cursor(), batch);
      case SessionCommand.Close close ->
          close.cursor() == null
              ? state.portals().isAnyUncertain(batch)
              : state.portals().isUncertain(close.cursor(), batch);
      case SessionCommand.CopyIn ignored -> false;
      // nothing of the former end user's is to be in flight
      case SessionCommand.Assert ignored -> !state.queue().isEmpty();
    };
  }

  /** Performs a command of a simple Query; returns why not, or null. */
  @Nullable Refusal simple(SessionCommand command) {
    return switch (command) {
      case SessionCommand.Execute execute -> {
        Refusal refusal = misuse(execute, null, List.of());
        if (refusal != null) {
          yield refusal;
        }
        PreparedStatement target = target(execute);
        yield statements.sendBound(
            target, requirePlan(target), Arguments.bind(execute.arguments(), "", null));
      }
      case SessionCommand.Fetch fetch -> {
        Refusal refusal = misuse(fetch.cursor());
        if (refusal != null) {
          yield refusal;
        }
        Portal cursor = cursor(fetch.cursor());
        boolean binary = cursor.origin() == Portal.Origin.DECLARE_BINARY;
        yield statements.sendSimple(
            CommandPlans.fetch(fetch, cursor),
            binary ? Statements.BINARY : Statements.TEXT,
            Ending.PLAIN);
      }
      case SessionCommand.Positioned positioned -> {
        if (positioned.clientParameters() > 0) {
          yield Refusal.of("42P02", "there is no parameter $1");
        }
        Refusal refusal = misuse(positioned.cursor());
        yield refusal == null ? statements.sendSimple(planOn(positioned)) : refusal;
      }
      case SessionCommand.Declare declare -> {
        if (declare.clientParameters() > 0) {
          yield Refusal.of("42P02", "there is no parameter $1");
        }
        String cursor = state.nextName();
        Refusal refusal = duplicate(declare);
        if (refusal == null) {
          NameChange<Portal> change = declared(declare, cursor, planning.generation());
          refusal =
              statements.sendSimple(
                  CommandPlans.declare(declare, cursor), Statements.TEXT, new Ending(null, change));
          if (refusal != null) {
            NameChange.undo(change);
          }
        }
        yield refusal;
      }
      case SessionCommand.Prepare c -> carried(c);
      case SessionCommand.Deallocate c -> carried(c);
      case SessionCommand.Close c -> carried(c);
      case SessionCommand.CopyIn copy -> copies.start(copy, true);
      case SessionCommand.Assert assertion -> {
        EndUsers.Outcome outcome = endUsers.take(assertion);
        Ending ending = new Ending(CommandPlans.tag(command), null);
        yield outcome.refusal() == null
            ? statements.sendSimple(CommandPlans.carrier(outcome.effect()), Statements.TEXT, ending)
            : outcome.refusal();
      }
    };
  }

  private @Nullable Refusal carried(SessionCommand command) {
    Refusal refusal = before(command, planning.generation());
    if (refusal == null) {
      Ending ending = new Ending(CommandPlans.tag(command), null);
      refusal = statements.sendSimple(CommandPlans.carrier(command), Statements.TEXT, ending);
    }
    if (refusal == null) {
      after(command, null);
    }
    return refusal;
  }

  /** The statement that the server gets when the client prepares a command. */
  PreparedStatement prepared(PlanRequest request, SessionCommand command) {
    String name = state.nextName();
    // one name does for all its executions, for all are cursors of the same plan
    StatementPlan plan =
        switch (command) {
          case SessionCommand.Declare declare -> CommandPlans.declare(declare, cursorOf(name));
          // the server reads it without looking for the cursor
          case SessionCommand.Positioned positioned -> positioned.plan();
          default -> CommandPlans.carrier(command);
        };
    return new PreparedStatement(name, request, plan, planning.generation()).performing(command);
  }

  private static String cursorOf(String statement) {
    return statement + "_cursor";
  }

  /** Why a Bind of the statement cannot be resolved; null if it can. */
  @Nullable Refusal misuse(PreparedStatement statement, Bind bind) {
    return switch (statement.command()) {
      case SessionCommand.Execute execute -> misuse(execute, bind, statement.declaredOids());
      case SessionCommand.Fetch fetch -> misuse(fetch.cursor());
      case SessionCommand.Positioned positioned -> misuse(positioned.cursor());
      case null, default -> null;
    };
  }

  /** What the plan of a Bind's statement is in the end; it was found to be no misuse. */
  @Nullable StatementPlan plan(PreparedStatement statement) {
    return switch (statement.command()) {
      case SessionCommand.Execute execute -> target(execute).plan();
      case SessionCommand.Fetch fetch -> CommandPlans.fetch(fetch, cursor(fetch.cursor()));
      case null, default -> statement.plan();
    };
  }

  /** What a Bind runs in the end. What a cursor decides is sent now, for what the cursor is now. */
  Resolved resolve(PreparedStatement statement, Bind bind) {
    return switch (statement.command()) {
      case SessionCommand.Execute execute ->
          new Resolved(
              target(execute), Arguments.bind(execute.arguments(), bind.portal(), bind), false);
      case SessionCommand.Fetch fetch -> new Resolved(sendFetch(fetch), bind, true);
      case SessionCommand.Positioned positioned -> {
        PreparedStatement sent =
            new PreparedStatement(
                state.nextName(), statement.request(), planOn(positioned), statement.generation());
        statements.prepare(false, sent, null);
        yield new Resolved(sent, bind, true);
      }
      case null, default -> new Resolved(statement, bind, false);
    };
  }

  private StatementPlan planOn(SessionCommand.Positioned positioned) {
    return positioned.planOn(cursor(positioned.cursor()).serverName());
  }

  /** Sends the FETCH as a statement of its own, which the server describes. */
  private PreparedStatement sendFetch(SessionCommand.Fetch fetch) {
    PreparedStatement sent = statements.unnamed(CommandPlans.fetch(fetch, cursor(fetch.cursor())));
    statements.prepare(false, sent, null);
    return sent;
  }

  /** The statement whose rows a Describe of this one tells; it was found to be no misuse. */
  PreparedStatement described(PreparedStatement statement) {
    return switch (statement.command()) {
      case SessionCommand.Execute execute -> target(execute);
      case SessionCommand.Fetch fetch -> {
        PreparedStatement sent = sendFetch(fetch);
        statements.closeStatement(sent, false, null);
        yield sent;
      }
      case null, default -> statement;
    };
  }

  /** Why a Describe of the statement fails; null if it does not. */
  @Nullable Refusal undescribed(PreparedStatement statement) {
    return switch (statement.command()) {
      case SessionCommand.Execute execute -> missing(execute);
      case SessionCommand.Fetch fetch -> misuse(fetch.cursor());
      case null, default -> null;
    };
  }

  /** The types of the client's parameters, as far as they are those of what EXECUTE runs. */
  private static List<Integer> parameterTypes(
      PreparedStatement statement, PreparedStatement described) {
    List<Integer> types = statement.clientTypes();
    if (statement.command() instanceof SessionCommand.Execute execute) {
      List<Integer> inner = described.clientTypes();
      for (int i = 0; i < Math.min(execute.arguments().size(), inner.size()); i++) {
        if (execute.arguments().get(i) instanceof SessionCommand.Parameter(int index)
            && (index >= statement.declaredOids().size()
                || statement.declaredOids().get(index) == TypeOid.UNSPECIFIED)) {
          types.set(index, inner.get(i));
        }
      }
    }
    return types;
  }

  /** What the server said when the proxy asked, in the client's numbering. */
  static void answer(PreparedStatement statement, PreparedStatement described, Outbox toClient) {
    ByteBuf out = toClient.buffer();
    new ParameterDescription(parameterTypes(statement, described)).encode(out);
    RowDescription description = described.description();
    StatementPlan plan = described.plan();
    if (description == null || plan == null || plan.copy() != null) {
      MessageWriter.empty(out, 'n');
    } else {
      description.encode(out, plan.visibleOutputs());
    }
  }

  /** Performs the command of a portal that the client executes; returns why not, or null. */
  @Nullable Refusal execute(Portal portal, SessionCommand command, int maxRows) {
    if (command instanceof SessionCommand.Declare declare) {
      Refusal refusal = duplicate(declare);
      if (refusal == null) {
        NameChange<Portal> change =
            declared(
                declare,
                cursorOf(portal.statement().serverName()),
                portal.statement().generation());
        statements.execute(portal, maxRows, new Ending(null, change));
      }
      return refusal;
    }
    if (command instanceof SessionCommand.CopyIn copy) {
      return copies.start(copy, false);
    }
    if (command instanceof SessionCommand.Assert assertion) {
      EndUsers.Outcome outcome = endUsers.take(assertion);
      if (outcome.refusal() == null) {
        Ending ending = new Ending(CommandPlans.tag(command), null);
        statements.execute(portal, outcome.effect(), maxRows, ending);
      }
      return outcome.refusal();
    }
    Refusal refusal = before(command, portal.statement().generation());
    if (refusal == null) {
      statements.execute(portal, maxRows, new Ending(CommandPlans.tag(command), null));
      after(command, portal);
    }
    return refusal;
  }

  /**
   * Sends what can fail by itself, before the carrier; returns why the command fails, or null.
   *
   * @param generation that the command's plan was last found right in
   */
  private @Nullable Refusal before(SessionCommand command, long generation) {
    return switch (command) {
      case SessionCommand.Prepare prepare -> {
        PreparedStatement known = state.statements().predicted(prepare.name());
        if (known != null && !known.isClosed()) {
          yield Refusal.of("42P05", "prepared statement already exists");
        }
        PreparedStatement statement =
            new PreparedStatement(state.nextName(), prepare.request(), prepare.plan(), generation);
        statements.prepare(prepare.name(), false, statement);
        yield null;
      }
      case SessionCommand.Deallocate deallocate -> {
        String name = deallocate.name();
        PreparedStatement statement = name == null ? null : state.statements().predicted(name);
        boolean missing = statement == null || statement.isClosed();
        yield name != null && missing ? noStatement() : null;
      }
      case SessionCommand.Close close -> {
        String name = close.cursor();
        yield name != null && state.portals().predicted(name) == null ? noCursor() : null;
      }
      case SessionCommand.Execute e -> throw new IllegalStateException("EXECUTE is resolved");
      case SessionCommand.Declare d -> throw new IllegalStateException("DECLARE is the server's");
      case SessionCommand.Fetch f -> throw new IllegalStateException("FETCH is resolved");
      case SessionCommand.Positioned p -> throw new IllegalStateException("it is resolved");
      case SessionCommand.CopyIn c -> throw new IllegalStateException("COPY is no carried command");
      case SessionCommand.Assert a -> throw new IllegalStateException("SET has its own way");
    };
  }

  /**
   * Sends what cannot fail, behind the carrier: in a failed transaction the server skips it.
   *
   * @param current the portal that runs the command, which stays
   */
  private void after(SessionCommand command, @Nullable Portal current) {
    switch (command) {
      case SessionCommand.Deallocate(String name) when name != null -> deallocate(name);
      case SessionCommand.Deallocate ignored ->
          state.statements().names().stream()
              .filter(each -> !each.isEmpty())
              .forEach(this::deallocate);
      case SessionCommand.Close(String name) when name != null -> close(name);
      case SessionCommand.Close ignored ->
          state.portals().names().stream()
              .filter(each -> state.portals().predicted(each) != current)
              .forEach(this::close);
      case SessionCommand.Prepare ignored -> {}
      case SessionCommand.Execute ignored -> {}
      case SessionCommand.Declare ignored -> {}
      case SessionCommand.Fetch ignored -> {}
      case SessionCommand.Positioned ignored -> {}
      case SessionCommand.CopyIn ignored -> {}
      case SessionCommand.Assert ignored -> {}
    }
  }

  private void deallocate(String name) {
    PreparedStatement statement = state.statements().predicted(name);
    if (statement != null) {
      statements.closeStatement(
          statement,
          false,
          new NameChange<>(
              state.statements(), state.statements().predict(name, null, state.batch())));
    }
  }

  private void close(String name) {
    Portal portal = state.portals().predicted(name);
    if (portal != null) {
      statements.closePortal(
          portal,
          false,
          new NameChange<>(state.portals(), state.portals().predict(name, null, state.batch())));
    }
  }

  private @Nullable Refusal misuse(
      SessionCommand.Execute execute, @Nullable Bind around, List<Integer> declaredAround) {
    Refusal refusal = missing(execute);
    if (refusal == null) {
      refusal = Arguments.misfit(execute.arguments(), target(execute), around, declaredAround);
    }
    return refusal == null ? planning.staleness(target(execute)) : refusal;
  }

  private @Nullable Refusal missing(SessionCommand.Execute execute) {
    PreparedStatement statement = state.statements().predicted(execute.name());
    if (statement == null || statement.isClosed()) {
      return noStatement();
    }
    StatementPlan plan = statement.plan();
    boolean runs =
        plan != null
            && statement.command() == null
            && switch (plan.kind()) {
              case SELECT, INSERT, UPDATE, DELETE, MERGE -> true;
              default -> false;
            };
    if (!runs) {
      Reason reason =
          Reason.of(
              RefusalCode.UNSUPPORTED_STATEMENT,
              "EXECUTE of a statement that PREPARE could not have made is not supported");
      statements.countRefusal(reason);
      return Refusal.of(reason);
    }
    return null;
  }

  private PreparedStatement target(SessionCommand.Execute execute) {
    PreparedStatement statement = state.statements().predicted(execute.name());
    if (statement == null) {
      throw new IllegalStateException("EXECUTE of nothing was not refused");
    }
    return statement;
  }

  private static StatementPlan requirePlan(PreparedStatement statement) {
    StatementPlan plan = statement.plan();
    if (plan == null) {
      throw new IllegalStateException("EXECUTE of an empty text was not refused");
    }
    return plan;
  }

  private @Nullable Refusal misuse(String cursor) {
    Portal portal = state.portals().predicted(cursor);
    if (portal == null) {
      return noCursor();
    }
    StatementPlan plan = portal.statement().plan();
    if (plan == null || plan.kind() != StatementKind.SELECT) {
      return Refusal.of("34000", "the portal is no cursor");
    }
    Refusal stale = renewal.staleness(portal);
    if (stale != null) {
      return stale;
    }
    return planning.staleness(portal.statement()) == null
        ? null
        : Refusal.of("55000", "the cursor's plan is no longer right");
  }

  private Portal cursor(String name) {
    Portal portal = state.portals().predicted(name);
    if (portal == null) {
      throw new IllegalStateException("use of no cursor was not refused");
    }
    return portal;
  }

  private @Nullable Refusal duplicate(SessionCommand.Declare declare) {
    return state.portals().isTaken(declare.name())
        ? Refusal.of("42P03", "cursor already exists")
        : null;
  }

  private NameChange<Portal> declared(
      SessionCommand.Declare declare, String cursor, long generation) {
    PreparedStatement query =
        new PreparedStatement(cursor, declare.request(), declare.plan(), generation);
    Portal portal =
        new Portal(
            cursor,
            query,
            Statements.TEXT,
            Set.of(),
            declare.binary() ? Portal.Origin.DECLARE_BINARY : Portal.Origin.DECLARE,
            declare.hold());
    return new NameChange<>(
        state.portals(), state.portals().predict(declare.name(), portal, state.batch()));
  }

  private static Refusal noStatement() {
    return Refusal.of("26000", "prepared statement does not exist");
  }

  private static Refusal noCursor() {
    return Refusal.of("34000", "cursor does not exist");
  }
}
