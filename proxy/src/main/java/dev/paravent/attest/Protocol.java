package dev.paravent.attest;

import java.io.IOException;

/** How a statement travels. */
public enum Protocol {
  SIMPLE {
    @Override
    public void send(RawClient client, String sql) throws IOException {
      client.add('Q', sql).send();
    }
  },
  EXTENDED {
    @Override
    public void send(RawClient client, String sql) throws IOException {
      extended(client, sql, (short) 0);
    }
  },
  BINARY {
    @Override
    public void send(RawClient client, String sql) throws IOException {
      extended(client, sql, (short) 1);
    }
  };

  /** Sends one step; one ReadyForQuery ends its answer. */
  public abstract void send(RawClient client, String sql) throws IOException;

  private static void extended(RawClient client, String sql, short format) throws IOException {
    client
        .add('P', "", sql, (short) 0)
        .add('B', "", "", (short) 0, (short) 0, (short) 1, format)
        .add('D', 'P', "")
        .add('E', "", 0)
        .add('S')
        .send();
  }
}
