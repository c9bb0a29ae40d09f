package dev.paravent.session;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.CopySource;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * Any bytes as what a client copies in, in pieces of any length: the same rows, or the same
 * refusal, whatever the pieces. The first byte says the format, the second how long the pieces are.
 */
@NullMarked
public final class CopiedRowsFuzz {
  private static final int MAX_BYTES = 1 << 12;

  private CopiedRowsFuzz() {}

  /** One input, as fuzzers call it. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    CopySource source = source(data[0]);
    List<String> whole = rows(source, data, data.length);
    List<String> parts = rows(source, data, 1 + (data[1] & 0xff));
    if (!whole.equals(parts)) {
      throw new AssertionError("the pieces make a difference");
    }
  }

  private static CopySource source(byte choice) {
    CopyFormat.Kind kind =
        CopyFormat.Kind.values()[(choice & 0xff) % CopyFormat.Kind.values().length];
    boolean csv = kind == CopyFormat.Kind.CSV;
    return new CopySource(
        kind,
        List.of("a", "b"),
        csv ? ',' : '\t',
        csv ? "" : "\\N",
        choice < 0 ? CopySource.Header.SKIP : CopySource.Header.NONE,
        '"',
        '"',
        Set.of(),
        Set.of());
  }

  private static List<String> rows(CopySource source, byte[] data, int piece) {
    CopyRows reader = CopyRows.of(source, MAX_BYTES);
    List<String> rows = new ArrayList<>();
    try {
      for (int from = 2; from < data.length; from += piece) {
        ByteBuf bytes = Unpooled.wrappedBuffer(data, from, Math.min(piece, data.length - from));
        while (reader.next(bytes)) {
          rows.add(row(reader));
        }
      }
      if (reader.end()) {
        rows.add(row(reader));
      }
    } catch (CopyFormatException refused) {
      rows.add("refused");
    }
    return rows;
  }

  private static String row(CopyRows reader) {
    StringBuilder row = new StringBuilder().append(reader.line());
    var bind = reader.row();
    for (int i = 0; i < bind.parameterCount(); i++) {
      row.append('|').append(bind.lengths()[i]);
    }
    return row.toString();
  }
}
