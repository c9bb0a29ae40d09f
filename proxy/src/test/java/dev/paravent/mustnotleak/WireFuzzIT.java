package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.CanaryScanner;
import dev.paravent.attest.RawClient;
import dev.paravent.cli.StartedProxy;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random messages in one pipeline: the proxy answers as the server does, message by message, and
 * nothing leaks. {@code -Dparavent.fuzz.scripts} plays more of them.
 */
@NullMarked
class WireFuzzIT {
  private static final int SCRIPTS = Integer.getInteger("paravent.fuzz.scripts", 200);
  private static final int LONGEST = 40;
  private static final List<String> NAMES = List.of("", "", "a", "b");

  /** All of them are allowed, so that the proxy has no answers of its own. */
  private static final List<String> STATEMENTS =
      List.of(
          "select surname from care.person where id = 9001",
          "select nir, birth_date from care.person where id > 9000 order by id",
          "select nir15, id from care.person where id = 9002",
          "select id from care.person where id = $1",
          "select id, nir from care.person where nir = $1",
          "begin",
          "commit",
          "rollback",
          "savepoint s",
          "rollback to savepoint s",
          "release savepoint s",
          "set search_path = care",
          "set local search_path = public",
          "reset search_path",
          "set application_name = 'fuzz'",
          "show search_path",
          "select nope from care.person",
          "select 1 / 0",
          "update care.person set town = town where id = 9001 returning birth_date",
          "insert into care.note_box (author) values ('x')",
          "values (1), (2), (3)",
          "");

  private static final List<String> MORE =
      List.of(
          "discard all",
          "select 1; select nir from care.person where id = 9001; select 2",
          "begin; select 1; commit",
          "select 1; select 1 / 0; select 2",
          "insert into care.note_box (author) values ('x'); select 1 / 0");

  private static LeakDatabase database;
  private static StartedProxy proxy;
  private static CanaryScanner scanner;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    database = LeakDatabase.start(directory);
    proxy =
        StartedProxy.start(
            database.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            UnaryOperator.identity());
    scanner = Canary.scanner();
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    database.close();
  }

  @Test
  void answersAsTheServerDoes() throws IOException {
    List<String> problems = new ArrayList<>();
    for (int seed = 0; seed < SCRIPTS; seed++) {
      Script script = Script.random(new Random(seed));
      Answer direct = script.play(database.address());
      Answer answer = script.play(proxy.address());
      if (!scanner.scan(answer.bytes(), answer.text()).isEmpty()) {
        problems.add("seed " + seed + " leaks");
      }
      if (!shape(answer).equals(shape(direct))) {
        problems.add(
            "seed %d:\n  %s\n  proxy  %s\n  server %s"
                .formatted(seed, script.text(), shape(answer), shape(direct)));
      }
    }
    assertThat(problems).isEmpty();
  }

  /** Types, codes of errors, tags and states. */
  private static String shape(Answer answer) {
    StringBuilder shape = new StringBuilder();
    for (Answer.Message message : answer.messages()) {
      switch (message.type()) {
        case 'S', 'N' -> {
          // the server reports settings and warnings when it likes
        }
        case 'E' -> shape.append(" E").append(message.field('C'));
        case 'C', 'Z' ->
            shape
                .append(' ')
                .append(message.type())
                .append(new String(message.body(), StandardCharsets.US_ASCII).strip());
        default -> shape.append(' ').append(message.type());
      }
    }
    return shape.toString();
  }

  /** Messages, collected as they will be sent. */
  private record Script(List<String> lines, List<Object[]> messages) {
    static Script random(Random random) {
      Script script = new Script(new ArrayList<>(), new ArrayList<>());
      int length = 3 + random.nextInt(LONGEST);
      for (int i = 0; i < length; i++) {
        script.add(random);
      }
      script.message("sync", 'S');
      script.message("terminate", 'X');
      return script;
    }

    private void add(Random random) {
      String name = pick(random, NAMES);
      String other = pick(random, NAMES);
      String sql = pick(random, STATEMENTS);
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> message("parse " + name + " " + sql, 'P', name, sql, (short) 0);
        case 3, 4, 5 -> bind(random, name, other);
        case 6, 7, 8 -> {
          int rows = random.nextInt(3);
          message("execute " + name + " " + rows, 'E', name, rows);
        }
        case 9 -> message("describe portal " + name, 'D', 'P', name);
        case 10 -> message("describe statement " + name, 'D', 'S', name);
        case 11 -> message("close portal " + name, 'C', 'P', name);
        case 12 -> message("close statement " + name, 'C', 'S', name);
        case 13 -> message("sync", 'S');
        case 14 -> message("flush", 'H');
        default -> {
          String query = random.nextBoolean() ? sql : pick(random, MORE);
          message("query " + query, 'Q', query);
        }
      }
    }

    private void bind(Random random, String portal, String statement) {
      short format = (short) random.nextInt(2);
      if (random.nextInt(4) == 0) {
        byte[] value = "9001".getBytes(StandardCharsets.US_ASCII);
        message(
            "bind 1 " + portal + " " + statement,
            'B',
            portal,
            statement,
            (short) 0,
            (short) 1,
            value.length,
            value,
            (short) 1,
            format);
      } else {
        message(
            "bind " + portal + " " + statement,
            'B',
            portal,
            statement,
            (short) 0,
            (short) 0,
            (short) 1,
            format);
      }
    }

    private static String pick(Random random, List<String> from) {
      return from.get(random.nextInt(from.size()));
    }

    private void message(String line, Object... message) {
      lines.add(line);
      messages.add(message);
    }

    String text() {
      return String.join(" | ", lines);
    }

    Answer play(InetSocketAddress address) throws IOException {
      try (RawClient client =
          RawClient.login(LeakDatabase.account(address, "desk_app", LeakDatabase.PLANTED))) {
        client.takeAnswer();
        for (Object[] message : messages) {
          Object[] fields = new Object[message.length - 1];
          System.arraycopy(message, 1, fields, 0, fields.length);
          client.add((char) message[0], fields);
        }
        client.send();
        while (!client.answer().isClosed()) {
          client.next();
        }
        return client.takeAnswer();
      }
    }
  }
}
