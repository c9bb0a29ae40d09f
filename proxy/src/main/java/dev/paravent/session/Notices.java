package dev.paravent.session;

import dev.paravent.decide.Notice;
import dev.paravent.wire.pg.BackendMessage.Report;
import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notices that the proxy gives by itself, in PostgreSQL's form (docs 55.8). Stateless. */
final class Notices {
  private static final String SEVERITY = "NOTICE";

  /** The class of warnings: what was asked for is done otherwise (docs, appendix A). */
  private static final String SQL_STATE = "01000";

  private Notices() {}

  static void encode(List<Notice> notices, ByteBuf out) {
    for (Notice notice : notices) {
      Map<Character, String> fields = new LinkedHashMap<>();
      fields.put(Report.SEVERITY, SEVERITY);
      fields.put(Report.SEVERITY_PLAIN, SEVERITY);
      fields.put(Report.SQL_STATE, SQL_STATE);
      fields.put(Report.MESSAGE, notice.sentence());
      if (notice.position() > 0) {
        fields.put(Report.POSITION, Integer.toString(notice.position()));
      }
      new Report(fields).encode(out, 'N');
    }
  }
}
