package dev.paravent.mappers;

import dev.paravent.attest.Account;
import dev.paravent.attest.Answer;
import dev.paravent.attest.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Sends captured statements, each in a transaction that is rolled back. Confined to one thread. */
@NullMarked
final class MapperSession implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("\\[([A-Z_]+)\\]");

  private final RawClient client;

  MapperSession(InetSocketAddress address) throws IOException {
    client =
        RawClient.login(
            new Account(address, "portal_app", "", "postgres"),
            "options",
            "-c search_path=payment,portal,public");
    outcome(client.takeAnswer());
  }

  /**
   * What came back.
   *
   * @param state SQLSTATE of the first error, empty if there is none
   * @param code the proxy's own code, empty if there is none
   * @param names of the columns, result set by result set
   */
  record Outcome(String state, String code, List<String> names, int rows, String text) {}

  Outcome run(CapturedStatement statement) throws IOException {
    simple("begin");
    Answer answer = statement.extended() ? extended(statement) : simple(statement.sql());
    if (answer.isReady()) {
      simple("rollback");
    }
    return outcome(answer);
  }

  private Answer simple(String sql) throws IOException {
    client.add('Q', sql).send();
    client.await(1);
    return client.takeAnswer();
  }

  private Answer extended(CapturedStatement statement) throws IOException {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(types);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    DataOutputStream bound = new DataOutputStream(values);
    for (CapturedStatement.Parameter parameter : statement.parameters()) {
      out.writeInt(parameter.typeOid());
      if (parameter.value() == null) {
        bound.writeInt(-1);
      } else {
        byte[] bytes = parameter.value().getBytes(StandardCharsets.UTF_8);
        bound.writeInt(bytes.length);
        bound.write(bytes);
      }
    }
    short count = (short) statement.parameters().size();
    client
        .add('P', "", statement.sql(), count, types.toByteArray())
        .add('B', "", "", (short) 0, count, values.toByteArray(), (short) 0)
        .add('D', 'P', "")
        .add('E', "", 0)
        .add('S')
        .send();
    client.await(1);
    return client.takeAnswer();
  }

  private static Outcome outcome(Answer answer) {
    if (!answer.isReady()) {
      throw new IllegalStateException("the session ended: " + answer.types() + answer.text());
    }
    String state = "";
    String code = "";
    List<String> names = new ArrayList<>();
    int rows = 0;
    for (Answer.Message message : answer.messages()) {
      switch (message.type()) {
        case 'E' -> {
          if (state.isEmpty()) {
            state = message.field('C');
            Matcher found = CODE.matcher(message.field('M'));
            code = found.find() ? found.group(1) : "";
          }
        }
        case 'T' -> names.addAll(names(message.body()));
        case 'D' -> rows++;
        default -> {
          // completion and the like
        }
      }
    }
    return new Outcome(
        state, code, names, rows, new String(answer.bytes(), StandardCharsets.UTF_8));
  }

  private static List<String> names(byte[] description) {
    List<String> names = new ArrayList<>();
    ByteBuffer body = ByteBuffer.wrap(description);
    int count = body.getShort();
    for (int i = 0; i < count; i++) {
      int start = body.position();
      while (body.get() != 0) {
        // up to the end of the name
      }
      names.add(
          new String(description, start, body.position() - start - 1, StandardCharsets.UTF_8));
      body.position(body.position() + 18);
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
