package dev.paravent.decide;

import dev.paravent.policies.ProtectedClass;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one statement runs. Immutable; shared between sessions of a role, so it holds no principal's
 * data (literals excepted: plans with protected literals are never cached).
 *
 * @param kind what the statement is
 * @param sql the text for the server, printed from the analysed tree; parameters are {@code $1}..
 * @param clientParameters how many parameters the client's text has
 * @param parameters the server's parameters, in order
 * @param outputs the fields of the result the server will announce, in order, hidden ones last;
 *     empty when there is no result set
 * @param hiddenOutputs how many of the last outputs the client does not see
 * @param comparesOrGroups classes whose columns are compared with columns or grouped
 * @param effect what it changes in the session once the server has confirmed
 * @param cacheable whether the text holds nothing that may not be kept
 * @param copy how COPY TO gives the client the rows of the text, which is a query; null if it is no
 *     COPY TO
 * @param failsAlike whether the client must not tell one failure of a row from another: the server
 *     may come to the rows in the order of protected values
 * @param notices what the client is told whenever it runs
 */
public record StatementPlan(
    StatementKind kind,
    String sql,
    int clientParameters,
    List<ServerParameter> parameters,
    List<Output> outputs,
    int hiddenOutputs,
    Set<ProtectedClass> comparesOrGroups,
    SessionEffect effect,
    boolean cacheable,
    @Nullable CopyFormat copy,
    boolean failsAlike,
    List<Notice> notices) {
  /** How many parameters a message can count. PostgreSQL docs 55.7, Bind. */
  static final int MOST_PARAMETERS = 65_535;

  static final Reason TOO_MANY_PARAMETERS =
      new Reason(
          RefusalCode.LIMIT_EXCEEDED,
          "the statement has more than 65535 constants that meet protected columns or parameters",
          "send fewer rows at once",
          0);

  public StatementPlan {
    parameters = List.copyOf(parameters);
    outputs = List.copyOf(outputs);
    comparesOrGroups = Set.copyOf(comparesOrGroups);
    notices = List.copyOf(notices);
  }

  /** A plan whose rows, if any, are given as rows. */
  public StatementPlan(
      StatementKind kind,
      String sql,
      int clientParameters,
      List<ServerParameter> parameters,
      List<Output> outputs,
      int hiddenOutputs,
      Set<ProtectedClass> comparesOrGroups,
      SessionEffect effect,
      boolean cacheable) {
    this(
        kind,
        sql,
        clientParameters,
        parameters,
        outputs,
        hiddenOutputs,
        comparesOrGroups,
        effect,
        cacheable,
        null,
        false,
        List.of());
  }

  /** The same plan, of which all failures look alike where {@code alike}. */
  public StatementPlan failing(boolean alike) {
    return with(alike, notices);
  }

  /** The same plan, of which the client is told this. */
  public StatementPlan noticing(List<Notice> told) {
    return with(failsAlike, told);
  }

  private StatementPlan with(boolean alike, List<Notice> told) {
    return new StatementPlan(
        kind,
        sql,
        clientParameters,
        parameters,
        outputs,
        hiddenOutputs,
        comparesOrGroups,
        effect,
        cacheable,
        copy,
        alike,
        told);
  }

  /** How many fields the client sees. */
  public int visibleOutputs() {
    return outputs.size() - hiddenOutputs;
  }

  public boolean returnsRows() {
    return !outputs.isEmpty() || kind == StatementKind.SELECT || kind == StatementKind.SHOW;
  }
}
