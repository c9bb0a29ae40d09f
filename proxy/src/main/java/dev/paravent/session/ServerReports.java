package dev.paravent.session;

import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.SqlStates;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a governed client sees of the server's errors and notices: the code and its meaning. The
 * server's own words may quote values: {@code Key (nir)=(..) already exists}.
 */
final class ServerReports {
  private static final String TOKEN_UNKNOWN = RefusalCode.TOKEN_UNKNOWN.name();

  /** Names of objects, never values: schema, table, column, type, constraint. */
  private static final char[] NAMES = {'s', 't', 'c', 'd', 'n'};

  private ServerReports() {}

  /** What is left of a report when everything that may hold a value is gone. */
  static Report scrubbed(Report report) {
    String sqlState = sqlState(report);
    Map<Character, String> fields = new LinkedHashMap<>();
    fields.put(Report.SEVERITY, report.severity());
    fields.put(Report.SEVERITY_PLAIN, report.severity());
    fields.put(Report.SQL_STATE, sqlState);
    fields.put(Report.MESSAGE, SqlStates.meaning(sqlState));
    if (sqlState.startsWith("23")) {
      for (char name : NAMES) {
        String value = report.field(name);
        if (!value.isEmpty()) {
          fields.put(name, value);
        }
      }
    }
    if (report.field(Report.ROUTINE).equals("RevalidateCachedQuery")) {
      fields.put(Report.ROUTINE, "RevalidateCachedQuery");
    }
    return new Report(fields);
  }

  /** The error of a statement; that of a printed guard is a refusal. */
  static Report ofStatement(Report report) {
    if (report.field(Report.MESSAGE).contains(TOKEN_UNKNOWN)) {
      return Refusal.of(
              Reason.of(
                  RefusalCode.TOKEN_UNKNOWN,
                  "the token that was to be written belongs to no known value"))
          .report("ERROR");
    }
    return scrubbed(report);
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
