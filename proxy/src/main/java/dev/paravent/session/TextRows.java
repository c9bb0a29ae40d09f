package dev.paravent.session;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.CopySource;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Rows in COPY's text and csv formats: finds where lines end as PostgreSQL's CopyReadLineText does,
 * whatever the pieces that they come in. Event-loop confined.
 */
final class TextRows implements CopyRows {
  /** How lines end; the first one decides. */
  private enum LineEnd {
    UNKNOWN,
    NEWLINE,
    RETURN,
    BOTH
  }

  /** What was read before the next byte and is not in the line yet. */
  private enum Before {
    NOTHING,
    /** A carriage return that may have a newline behind it. */
    RETURN,
    BACKSLASH,
    /** Backslash and dot, which are the end if they are a line. */
    DOT,
    DOT_RETURN
  }

  private final CopySource source;
  private final boolean csv;
  private final boolean escapes; // the quote itself needs none: two of them toggle twice
  private final int maxRowBytes;
  private final TextFields fields;
  private final ByteBuf lineBytes = Unpooled.buffer();
  private LineEnd lineEnd = LineEnd.UNKNOWN;
  private Before before = Before.NOTHING;
  private boolean inQuote;
  private boolean escaped;
  private boolean headerRead;
  private boolean lineRead;
  private boolean ended;
  private long line = 1;

  TextRows(CopySource source, int maxRowBytes) {
    this.source = source;
    this.csv = source.kind() == CopyFormat.Kind.CSV;
    this.escapes = source.escape() != source.quote();
    this.maxRowBytes = maxRowBytes;
    this.fields = new TextFields(source);
    this.headerRead = source.header() == CopySource.Header.NONE;
  }

  @Override
  public boolean next(ByteBuf in) {
    while (!ended && in.isReadable()) {
      if (endsLine(in) && isRow()) {
        return true;
      }
    }
    if (ended) {
      in.skipBytes(in.readableBytes()); // as the server does behind the marker
    }
    return false;
  }

  /** Reads a byte, unless it is the next line's; whether the line is complete. */
  private boolean endsLine(ByteBuf in) {
    if (lineRead) {
      lineRead = false;
      line++;
    }
    byte next = in.readByte();
    Before earlier = before;
    before = Before.NOTHING;
    return switch (earlier) {
      case NOTHING -> plain(next);
      case RETURN -> {
        if (next == '\n') {
          lineEnd = LineEnd.BOTH;
        } else if (lineEnd == LineEnd.BOTH) {
          throw stray("carriage return");
        } else {
          lineEnd = LineEnd.RETURN;
          unread(in);
        }
        yield true;
      }
      case BACKSLASH -> {
        if (next == '.') {
          before = Before.DOT;
        } else if (csv) {
          add((byte) '\\');
          unread(in);
        } else {
          add((byte) '\\');
          add(next); // whatever it is, a newline too
        }
        yield false;
      }
      case DOT -> {
        dot(next, in);
        yield false;
      }
      case DOT_RETURN -> {
        if (next != '\n') {
          throw new CopyFormatException("end-of-copy marker does not match previous newline style");
        }
        ended = true;
        yield false;
      }
    };
  }

  private boolean plain(byte next) {
    if (csv) {
      // an escape counts inside quotes only, and not behind another one
      if (escapes && inQuote && next == source.escape()) {
        escaped = !escaped;
      }
      if (next == source.quote() && !escaped) {
        inQuote = !inQuote;
      }
      escaped &= next == source.escape();
      if (inQuote) {
        line += next == (lineEnd == LineEnd.NEWLINE ? '\n' : '\r') ? 1 : 0;
        add(next);
        return false;
      }
    }
    switch (next) {
      case '\r' -> {
        if (lineEnd == LineEnd.NEWLINE) {
          throw stray("carriage return");
        }
        before = lineEnd == LineEnd.RETURN ? Before.NOTHING : Before.RETURN;
        return lineEnd == LineEnd.RETURN;
      }
      case '\n' -> {
        if (lineEnd == LineEnd.RETURN || lineEnd == LineEnd.BOTH) {
          throw stray("newline");
        }
        lineEnd = LineEnd.NEWLINE;
        return true;
      }
      default -> {
        if (next == '\\' && (!csv || !lineBytes.isReadable())) {
          before = Before.BACKSLASH;
        } else {
          add(next);
        }
        return false;
      }
    }
  }

  /** What stands behind {@code \.}: the end of the line makes it the end of the data. */
  private void dot(byte next, ByteBuf in) {
    if (!csv && lineBytes.isReadable()) {
      throw new CopyFormatException("end-of-copy marker is not alone on its line");
    }
    boolean unknown = lineEnd == LineEnd.UNKNOWN;
    if ((next == '\n' && (unknown || lineEnd == LineEnd.NEWLINE))
        || (next == '\r' && (unknown || lineEnd == LineEnd.RETURN))) {
      ended = true;
    } else if (next == '\r' && lineEnd == LineEnd.BOTH) {
      before = Before.DOT_RETURN;
    } else if (csv) {
      add((byte) '\\');
      add((byte) '.');
      unread(in);
    } else {
      throw corruptMarker();
    }
  }

  private static void unread(ByteBuf in) {
    in.readerIndex(in.readerIndex() - 1);
  }

  private void add(byte next) {
    if (lineBytes.readableBytes() >= maxRowBytes) {
      throw CopyFormatException.tooLong(maxRowBytes);
    }
    lineBytes.writeByte(next);
  }

  /** Takes the line apart; false if it is the header. */
  private boolean isRow() {
    lineRead = true;
    inQuote = false;
    escaped = false;
    boolean header = !headerRead;
    headerRead = true;
    if (!header) {
      fields.read(lineBytes.array(), lineBytes.readableBytes());
    } else if (source.header() == CopySource.Header.MATCH) {
      fields.requireHeader(lineBytes.array(), lineBytes.readableBytes());
    }
    lineBytes.clear();
    return !header;
  }

  @Override
  public boolean end() {
    if (ended) {
      return false;
    }
    boolean complete = lineBytes.isReadable();
    switch (before) {
      case NOTHING -> {}
      case RETURN -> {
        if (lineEnd == LineEnd.BOTH) {
          throw stray("carriage return");
        }
        complete = true;
      }
      case BACKSLASH -> {
        add((byte) '\\');
        complete = true;
      }
      case DOT, DOT_RETURN -> {
        if (!csv) {
          throw corruptMarker();
        }
        add((byte) '\\');
        add((byte) '.');
        complete = true;
      }
    }
    before = Before.NOTHING;
    return complete && isRow();
  }

  private CopyFormatException stray(String what) {
    return new CopyFormatException((csv ? "unquoted " : "literal ") + what + " found in data");
  }

  private static CopyFormatException corruptMarker() {
    return new CopyFormatException("end-of-copy marker corrupt");
  }

  @Override
  public Bind row() {
    return fields.values().bind();
  }

  @Override
  public long line() {
    return line;
  }
}
