package dev.paravent.mustnotleak;

import java.io.IOException;
import org.jspecify.annotations.NullMarked;

/** How a statement travels. */
@NullMarked
enum Protocol {
  SIMPLE {
    @Override
    void send(LeakClient client, String sql) throws IOException {
      client.add('Q', sql).send();
    }
  },
  EXTENDED {
    @Override
    void send(LeakClient client, String sql) throws IOException {
      extended(client, sql, (short) 0);
    }
  },
  BINARY {
    @Override
    void send(LeakClient client, String sql) throws IOException {
      extended(client, sql, (short) 1);
    }
  };

  /** Sends one step; one ReadyForQuery ends its answer. */
  abstract void send(LeakClient client, String sql) throws IOException;

  private static void extended(LeakClient client, String sql, short format) throws IOException {
    client
        .add('P', "", sql, (short) 0)
        .add('B', "", "", (short) 0, (short) 0, (short) 1, format)
        .add('D', 'P', "")
        .add('E', "", 0)
        .add('S')
        .send();
  }
}
