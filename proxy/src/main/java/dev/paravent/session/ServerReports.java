package dev.paravent.session;

import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.StatementPlan;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.SqlStates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a governed client sees of the server's errors and notices: the code and its meaning. The
 * server's own words may quote values: {@code Key (nir)=(..) already exists}.
 */
final class ServerReports {
  private static final String TOKEN_UNKNOWN = RefusalCode.TOKEN_UNKNOWN.name();

  private static final String ROW_FILTERED = RefusalCode.ROW_FILTERED.name();

  /** data_exception. */
  private static final String FAILED = "22000";

  /** integrity_constraint_violation. */
  private static final String CONSTRAINT = "23";

  /** Classes of codes: constraints, transactions, the connection and what ends a statement. */
  private static final List<String> KEPT = List.of("08", CONSTRAINT, "25", "40", "57");

  private static final char TABLE = 't';

  /** Names of objects: schema, table, column, type, constraint. */
  private static final char[] NAMES = {'s', TABLE, 'c', 'd', 'n'};

  /** RAISE may put a value in place of a name; no name of an object looks like these. */
  private static final Pattern VALUE =
      Pattern.compile("[0-9AB]{8}|[0-9]{4}[^0-9A-Za-z][0-9]{1,2}[^0-9A-Za-z][0-9]{1,2}");

  private ServerReports() {}

  /** What is left of a report when everything that may hold a value is gone. */
  static Report scrubbed(Report report) {
    String sqlState = sqlState(report);
    Map<Character, String> fields = new LinkedHashMap<>();
    fields.put(Report.SEVERITY, report.severity());
    fields.put(Report.SEVERITY_PLAIN, report.severity());
    fields.put(Report.SQL_STATE, sqlState);
    fields.put(Report.MESSAGE, SqlStates.meaning(sqlState));
    if (report.field(Report.ROUTINE).equals("RevalidateCachedQuery")) {
      fields.put(Report.ROUTINE, "RevalidateCachedQuery");
    }
    return new Report(fields);
  }

  /**
   * The error of a statement; that of a printed guard is a refusal. What a constraint is called,
   * and its column, is told if its table is one that the statement names: another one may be the
   * partition that a row lies in, which a protected value decides.
   *
   * @param plan of what the server ran; null if the error is not one of running it
   */
  static Report ofStatement(Report report, @Nullable StatementPlan plan) {
    if (plan != null && plan.failsAlike() && isOfRow(report)) {
      return alike(scrubbed(report));
    }
    if (report.field(Report.MESSAGE).contains(TOKEN_UNKNOWN)) {
      return Refusal.of(
              Reason.of(
                  RefusalCode.TOKEN_UNKNOWN,
                  "the token that was to be written belongs to no known value"))
          .report("ERROR");
    }
    if (report.field(Report.MESSAGE).contains(ROW_FILTERED)) {
      return Refusal.of(
              Reason.of(RefusalCode.ROW_FILTERED, "a row would be written that is not to be seen"))
          .report("ERROR");
    }
    Report scrubbed = scrubbed(report);
    if (plan == null
        || !sqlState(report).startsWith(CONSTRAINT)
        || !isNamedIn(plan.sql(), report)) {
      return scrubbed;
    }
    Map<Character, String> fields = new LinkedHashMap<>(scrubbed.fields());
    for (char name : NAMES) {
      String value = report.field(name);
      if (!value.isEmpty() && !VALUE.matcher(value).find()) {
        fields.put(name, value);
      }
    }
    return new Report(fields);
  }

  /** The error of a commit, at which cursors WITH HOLD come to their rows. */
  static Report ofCommit(Report report) {
    Report scrubbed = scrubbed(report);
    return isOfRow(report) ? alike(scrubbed) : scrubbed;
  }

  /**
   * Whether one row may fail with the code and another with another one. What the server refuses to
   * write it refuses behind all reading, and names the table; that a value is none of a domain it
   * finds while reading. The others say that the statement was ended from outside.
   */
  private static boolean isOfRow(Report report) {
    String sqlState = sqlState(report);
    return KEPT.stream().noneMatch(sqlState::startsWith)
        || sqlState.startsWith(CONSTRAINT) && report.field(TABLE).isEmpty();
  }

  /** The failure of some row: which one fails first tells the order in which rows are read. */
  private static Report alike(Report report) {
    Map<Character, String> fields = new LinkedHashMap<>(report.fields());
    fields.put(Report.SQL_STATE, FAILED);
    fields.put(Report.MESSAGE, SqlStates.meaning(FAILED));
    return new Report(fields);
  }

  /** The same about a line of what is copied in. */
  static Report atLine(Report report, long line) {
    Map<Character, String> fields = new LinkedHashMap<>(report.fields());
    fields.put(Report.MESSAGE, report.field(Report.MESSAGE) + " (COPY, line " + line + ")");
    return new Report(fields);
  }

  private static boolean isNamedIn(String sql, Report report) {
    return sql.contains(quoted(report.field('s')) + "." + quoted(report.field(TABLE)));
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** Whether a notice is worth forwarding: warnings about transactions, such as 25001 and 25P01. */
  static boolean isForwarded(Report notice) {
    return sqlState(notice).startsWith("25") && notice.severity().equals("WARNING");
  }

  /** A code that is not five letters and digits is not passed on. */
  private static String sqlState(Report report) {
    String sqlState = report.field(Report.SQL_STATE);
    boolean wellFormed =
        sqlState.length() == 5
            && sqlState.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
    return wellFormed ? sqlState : "XX000";
  }
}
