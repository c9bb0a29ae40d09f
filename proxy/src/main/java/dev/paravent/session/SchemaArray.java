package dev.paravent.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the names in an array of text. */
final class SchemaArray {
  private static final int MAX_NAMES = 10_000;

  private SchemaArray() {}

  static List<String> read(byte[] text) {
    List<String> names = new ArrayList<>();
    ElementRewriter collector =
        new ElementRewriter() {
          @Override
          public int rewrite(byte[] source, int offset, int length) {
            names.add(new String(source, offset, length, StandardCharsets.UTF_8));
            return NULL;
          }

          @Override
          public byte[] result() {
            return new byte[0];
          }
        };
    ByteBuf unused = Unpooled.buffer(text.length);
    if (new ArrayText(collector, MAX_NAMES).rewrite(text, text.length, unused) < 0) {
      throw new IncidentException(
          SessionMetrics.Incident.RESULT_DISAGREES, "the search path is not an array");
    }
    return names;
  }
}
