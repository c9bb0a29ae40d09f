package dev.paravent.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds any of many byte strings in a stream, a table look-up a byte: Aho and Corasick's automaton
 * (CACM 18/6, 1975). A stream's state is an int that begins as 0. Immutable.
 */
final class Needles {
  private static final LocalDate POSTGRES_EPOCH = LocalDate.of(2000, 1, 1);
  private static final int BYTES = 256;

  private final int[] next;
  private final boolean[] ends;

  Needles(List<byte[]> needles) {
    int most = 1 + needles.stream().mapToInt(needle -> needle.length).sum();
    int[] table = new int[most * BYTES];
    boolean[] found = new boolean[most];
    int states = 1;
    for (byte[] needle : needles) {
      int state = 0;
      for (byte each : needle) {
        int at = state * BYTES + (each & 0xff);
        if (table[at] == 0) {
          table[at] = states++;
        }
        state = table[at];
      }
      found[state] = true;
    }
    complete(table, found, states);
    next = Arrays.copyOf(table, states * BYTES);
    ends = Arrays.copyOf(found, states);
  }

  /** Gives every state a successor for every byte: that of the longest suffix that has one. */
  private static void complete(int[] table, boolean[] found, int states) {
    int[] suffix = new int[states];
    var queue = new ArrayDeque<Integer>();
    for (int each = 0; each < BYTES; each++) {
      if (table[each] != 0) {
        queue.add(table[each]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      found[state] |= found[suffix[state]];
      for (int each = 0; each < BYTES; each++) {
        int child = table[state * BYTES + each];
        int fallback = table[suffix[state] * BYTES + each];
        if (child == 0) {
          table[state * BYTES + each] = fallback;
        } else {
          suffix[child] = fallback;
          queue.add(child);
        }
      }
    }
  }

  /** Every number and date of the table of patients, as text, and the dates in binary too. */
  static Needles ofPatients(Connection connection) throws SQLException {
    var needles = new ArrayList<byte[]>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT nir, birth_date::text FROM payment.patient")) {
      while (rows.next()) {
        needles.add(rows.getString(1).getBytes(StandardCharsets.US_ASCII));
        needles.add(rows.getString(2).getBytes(StandardCharsets.US_ASCII));
        long days = LocalDate.parse(rows.getString(2)).toEpochDay() - POSTGRES_EPOCH.toEpochDay();
        if (days < 0) {
          needles.add(
              ByteBuffer.allocate(2 * Integer.BYTES)
                  .putInt(Integer.BYTES)
                  .putInt((int) days)
                  .array());
        }
      }
    }
    return new Needles(needles);
  }

  /** The state behind one more byte. */
  int step(int state, byte each) {
    return next[state * BYTES + (each & 0xff)];
  }

  /** Whether a needle ends where the stream has come to this state. */
  boolean isFound(int state) {
    return ends[state];
  }
}
