package dev.paravent.session;

import dev.paravent.decide.Reason;
import dev.paravent.wire.pg.BackendMessage.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error that the proxy answers by itself. Immutable.
 *
 * @param hint may be empty
 * @param position 1-based character of the client's text, 0 if none
 * @param routine PostgreSQL's function name where drivers look at it; may be empty
 */
record Refusal(String sqlState, String message, String hint, int position, String routine) {
  static Refusal of(String sqlState, String message) {
    return new Refusal(sqlState, message, "", 0, "");
  }

  /** The code stands behind the sentence, so that logs and tickets can be searched for it. */
  static Refusal of(Reason reason) {
    return new Refusal(
        reason.code().sqlState(),
        reason.sentence() + " [" + reason.code() + "]",
        reason.advice(),
        reason.position(),
        "");
  }

  /** Drivers prepare the statement again when they see this one (pgjdbc: willHealViaReparse). */
  static Refusal preparedAnew() {
    return new Refusal(
        "0A000", "cached plan must not change result type", "", 0, "RevalidateCachedQuery");
  }

  /** PostgreSQL's words, miscinit.c. */
  static Refusal tooManyOf(String user) {
    return of("53300", "too many connections for role \"" + user + "\"");
  }

  /** The same about a line of what is copied in. */
  Refusal atLine(long line) {
    return new Refusal(sqlState, message + " (COPY, line " + line + ")", hint, 0, routine);
  }

  Report report(String severity) {
    Map<Character, String> fields = new LinkedHashMap<>();
    fields.put(Report.SEVERITY, severity);
    fields.put(Report.SEVERITY_PLAIN, severity);
    fields.put(Report.SQL_STATE, sqlState);
    fields.put(Report.MESSAGE, message);
    if (!hint.isEmpty()) {
      fields.put(Report.HINT, hint);
    }
    if (position > 0) {
      fields.put(Report.POSITION, Integer.toString(position));
    }
    if (!routine.isEmpty()) {
      fields.put(Report.ROUTINE, routine);
    }
    return new Report(fields);
  }
}
