package dev.paravent.session;

import dev.paravent.decide.Output;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every statement as it is, with the plans it was taught for some texts. Statements end at
 * a semicolon; {@code refuse ..} is refused.
 */
@NullMarked
final class FakePlanner implements StatementPlanner {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Pattern COLUMNS = Pattern.compile("(?is)/\\*(\\d+)\\*/");

  private final Map<String, StatementPlan> plans = new ConcurrentHashMap<>();
  private final Map<String, SessionCommand> commands = new ConcurrentHashMap<>();
  private final Set<Long> protectedColumns = ConcurrentHashMap.newKeySet();
  volatile @Nullable PlanRequest last;
  volatile long generation = 1;

  void teach(String text, StatementPlan plan) {
    plans.put(text, plan);
  }

  @Nullable StatementPlan taught(String text) {
    return plans.get(text);
  }

  void teach(String text, SessionCommand command) {
    commands.put(text, command);
  }

  void protect(int relationOid, int column) {
    protectedColumns.add((long) relationOid << 16 | column);
  }

  @Override
  public List<Verdict> plan(PlanRequest request) {
    last = request;
    List<Verdict> verdicts = new ArrayList<>();
    for (String text : request.text().split(";")) {
      String statement = text.strip();
      if (statement.isEmpty()) {
        continue;
      }
      if (statement.startsWith("refuse")) {
        verdicts.add(
            new Verdict.Refuse(
                new Reason(
                    RefusalCode.PROTECTED_PREDICATE, "this may not be asked", "ask less", 8)));
        return verdicts;
      }
      SessionCommand command = commands.get(statement);
      if (command != null) {
        verdicts.add(new Verdict.Perform(command));
        continue;
      }
      StatementPlan taught = plans.get(statement);
      verdicts.add(new Verdict.Forward(taught == null ? plain(statement) : taught));
    }
    return verdicts;
  }

  /** A statement whose number of columns is told by a comment, one column otherwise. */
  static StatementPlan plain(String statement) {
    int parameters = 0;
    Matcher matcher = PARAMETER.matcher(statement);
    while (matcher.find()) {
      parameters = Math.max(parameters, Integer.parseInt(matcher.group(1)));
    }
    List<ServerParameter> slots = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      slots.add(new ServerParameter(0, new ServerParameter.Client(i)));
    }
    String word = statement.split("\\s+")[0].toLowerCase(Locale.ROOT);
    Matcher told = COLUMNS.matcher(statement);
    boolean rows =
        word.equals("select")
            || word.equals("show")
            || word.equals("values")
            || statement.toLowerCase(Locale.ROOT).contains(" returning ");
    int columns = told.find() ? Integer.parseInt(told.group(1)) : rows ? 1 : 0;
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      outputs.add(Output.Pass.INSTANCE);
    }
    return new StatementPlan(
        kind(word), statement, parameters, slots, outputs, 0, Set.of(), effect(statement), true);
  }

  private static StatementKind kind(String word) {
    return switch (word) {
      case "select", "values" -> StatementKind.SELECT;
      case "show" -> StatementKind.SHOW;
      case "insert" -> StatementKind.INSERT;
      case "begin", "commit", "rollback", "savepoint", "release" -> StatementKind.TRANSACTION;
      default -> StatementKind.SET;
    };
  }

  private static SessionEffect effect(String statement) {
    String[] words = statement.toLowerCase(Locale.ROOT).split("\\s+");
    return switch (words[0]) {
      case "begin" -> new SessionEffect.Begin();
      case "commit" -> new SessionEffect.Commit(false);
      case "savepoint" -> new SessionEffect.Savepoint(words[1]);
      case "release" -> new SessionEffect.Release(words[words.length - 1]);
      case "rollback" ->
          words.length > 1
              ? new SessionEffect.RollbackTo(words[words.length - 1])
              : new SessionEffect.Rollback(false);
      case "discard" -> new SessionEffect.Everything(true);
      case "set" ->
          statement.contains("search_path")
              ? new SessionEffect.SearchPath(
                  List.of(words[words.length - 1]), false, words[1].equals("local"))
              : SessionEffect.None.INSTANCE;
      default -> SessionEffect.None.INSTANCE;
    };
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public boolean isProtected(int relationOid, int columnNumber) {
    return protectedColumns.contains((long) relationOid << 16 | columnNumber);
  }
}
