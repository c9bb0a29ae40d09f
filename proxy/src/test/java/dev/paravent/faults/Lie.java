package dev.paravent.faults;

import dev.paravent.mustnotleak.Canary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * A message that the server has no reason to send.
 *
 * @param endsSession whether the session cannot go on behind it, wherever it comes
 */
@NullMarked
record Lie(String name, Frame frame, boolean endsSession) {
  private static final Canary SOMEBODY = Canary.PLANTED.getFirst();
  private static final String NIR = SOMEBODY.nir15();
  private static final String BORN = SOMEBODY.birthDate().toString();
  private static final String BOTH = NIR + " " + BORN;
  private static final int HUGE = 0x7fff_ffff;
  private static final short TWO = 2;

  /** Messages that may stand before any answer. */
  static List<Lie> all() {
    List<Lie> lies = new ArrayList<>();
    // what a session takes at any time, with a value in it
    lies.add(harmless("notice", report('N', "WARNING", "25001")));
    lies.add(harmless("notice of another class", report('N', "NOTICE", "00000")));
    lies.add(harmless("setting", Frame.of('S', "application_name", BOTH)));
    lies.add(harmless("notification", Frame.of('A', 4711, "bell", BOTH)));
    lies.add(harmless("notification on a channel of that name", Frame.of('A', 4711, BOTH, BOTH)));
    lies.add(harmless("error", report('E', "ERROR", "22P02")));
    // errors that end it
    lies.add(fatal("fatal error", report('E', "FATAL", "57P01")));
    lies.add(fatal("panic", report('E', "PANIC", BORN.substring(0, 5))));
    // settings on which the analysis relies
    lies.add(fatal("encoding", Frame.of('S', "client_encoding", "LATIN1")));
    lies.add(fatal("strings", Frame.of('S', "standard_conforming_strings", "off")));
    lies.add(fatal("style of dates", Frame.of('S', "DateStyle", "German, DMY")));
    lies.add(fatal("path", Frame.of('S', "search_path", NIR)));
    // rows that nobody asked for
    lies.add(fatal("row of another shape", row(NIR, BORN)));
    lies.add(fatal("row without fields", Frame.of('D', (short) 0)));
    lies.add(fatal("empty row", Frame.of('D')));
    lies.add(fatal("description", Frame.of('T', TWO, column(NIR, 25), column(BORN, 25))));
    lies.add(fatal("description that is too short", Frame.of('T', TWO, column(NIR, 25))));
    lies.add(fatal("bytes of a copy", Frame.of('d', (Object) ascii(BOTH + "\n"))));
    lies.add(fatal("start of a copy", Frame.of('H', (byte[]) new byte[] {0, 0, 1, 0, 0})));
    lies.add(fatal("copy in both directions", Frame.of('W', (byte[]) new byte[] {0, 0, 0})));
    lies.add(fatal("end of a copy", Frame.of('c')));
    lies.add(fatal("result of a function", Frame.of('V', NIR.length(), ascii(NIR))));
    lies.add(fatal("other parameters", Frame.of('t', TWO, 25, 25)));
    // logins that are over
    lies.add(fatal("authentication", Frame.of('R', 0)));
    lies.add(fatal("password request", Frame.of('R', 3)));
    lies.add(fatal("cancel key", Frame.of('K', 1, 2)));
    lies.add(fatal("version", Frame.of('v', 0, 0)));
    // no messages at all
    lies.add(fatal("unknown type", Frame.of((char) 0x7f, BOTH)));
    lies.add(fatal("a client's message", Frame.of('Q', "select '" + BOTH + "'")));
    lies.add(fatal("zeros", new Frame(new byte[5])));
    lies.add(fatal("negative length", row(NIR, BORN).announcing(-5)));
    lies.add(fatal("no length", row(NIR, BORN).announcing(0)));
    lies.add(fatal("length of the type alone", row(NIR, BORN).announcing(3)));
    lies.add(fatal("huge row", row(NIR, BORN).announcing(HUGE)));
    lies.add(fatal("huge error", report('E', "ERROR", "22P02").announcing(HUGE)));
    lies.add(fatal("text", new Frame(ascii("HTTP/1.1 400 " + BOTH + "\r\n\r\n"))));
    return lies;
  }

  /** Messages that come at the wrong time; in some places they are right. */
  static List<Lie> untimely() {
    return List.of(
        harmless("ready", Frame.of('Z', 'I')),
        harmless("ready in a transaction", Frame.of('Z', 'T')),
        harmless("complete", Frame.of('C', "SELECT 4")),
        harmless("parsed", Frame.of('1')),
        harmless("bound", Frame.of('2')),
        harmless("closed", Frame.of('3')),
        harmless("no data", Frame.of('n')),
        harmless("suspended", Frame.of('s')),
        harmless("empty query", Frame.of('I')),
        harmless("copy in", Frame.of('G', (byte[]) new byte[] {0, 0, 2, 0, 0, 0, 0})));
  }

  private static Lie harmless(String name, Frame frame) {
    return new Lie(name, frame, false);
  }

  private static Lie fatal(String name, Frame frame) {
    return new Lie(name, frame, true);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Frame row(String... values) {
    List<Object> fields = new ArrayList<>();
    fields.add((short) values.length);
    for (String value : values) {
      fields.add(value.length());
      fields.add(ascii(value));
    }
    return Frame.of('D', fields.toArray());
  }

  private static byte[] column(String name, int typeOid) {
    return ByteBuffer.allocate(name.length() + 19)
        .put(ascii(name + "\0"))
        .putInt(0)
        .putShort((short) 0)
        .putInt(typeOid)
        .putShort((short) -1)
        .putInt(-1)
        .putShort((short) 0)
        .array();
  }

  /** A report whose every field quotes a value. */
  private static Frame report(char type, String severity, String state) {
    List<Object> fields = new ArrayList<>();
    fields.add(ascii("S" + severity + "\0V" + severity + "\0C" + state + "\0"));
    for (char field : "MDHPqWstcdnFLRX".toCharArray()) {
      fields.add(ascii(field + BOTH + "\0"));
    }
    fields.add(new byte[1]);
    return Frame.of(type, fields.toArray());
  }
}
