package dev.paravent.faults;

import dev.paravent.attest.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What a client says after its login: one for each way in which rows come and go. */
@NullMarked
enum Conversation {
  SIMPLE(1) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('Q', MARKED + PEOPLE).send();
    }
  },
  SEVERAL(1) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('Q', "select 1; " + MARKED + PEOPLE + "; select surname from care.person").send();
    }
  },
  EXTENDED(1) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('P', "s", MARKED + PEOPLE, (short) 0).add('D', 'S', "s");
      bind(client, "s", 0).add('D', 'P', "").add('E', "", 0).add('S').send();
    }
  },
  BINARY(1) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('P', "", MARKED + PEOPLE, (short) 0);
      bind(client, "", 1).add('E', "", 2).add('E', "", 0).add('S').send();
    }
  },
  CURSOR(4) {
    @Override
    void hold(RawClient client) throws IOException {
      for (String sql :
          List.of("begin", "declare c cursor for " + MARKED + PEOPLE, "fetch 2 c", "commit")) {
        client.add('Q', sql);
      }
      client.send();
    }
  },
  COPY_OUT(1) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('Q', "copy (" + MARKED + PEOPLE + ") to stdout").send();
    }
  },
  COPY_IN(1) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('Q', MARKED + "copy care.note_box (author, body) from stdin").send();
      client.add('d', (Object) "fault\tone\n".getBytes(StandardCharsets.UTF_8));
      client.add('d', (Object) "fault\ttwo\n".getBytes(StandardCharsets.UTF_8)).add('c').send();
    }
  },
  REFUSED(2) {
    @Override
    void hold(RawClient client) throws IOException {
      client.add('Q', "select '" + MARK + "', substring(nir, 1, 5) from care.person");
      client.add('P', "", "select '" + MARK + "' || nir from care.person", (short) 0);
      bind(client, "", 0).add('E', "", 0).add('S').send();
    }
  };

  /** Stands in all that clients say and in nothing that the proxy composes. */
  static final String MARK = "unanalysed";

  private static final String MARKED = "/* " + MARK + " */ ";
  private static final String PEOPLE =
      "select id, nir, birth_date, surname, nir15 from care.person where id > 9000 order by id";

  private final int ready;

  Conversation(int ready) {
    this.ready = ready;
  }

  /** Says it all, after a login; answers are not awaited. */
  abstract void hold(RawClient client) throws IOException;

  /** How often the server is ready in it. */
  int ready() {
    return ready;
  }

  private static RawClient bind(RawClient client, String statement, int format) throws IOException {
    return client.add('B', "", statement, (short) 0, (short) 0, (short) 1, (short) format);
  }
}
