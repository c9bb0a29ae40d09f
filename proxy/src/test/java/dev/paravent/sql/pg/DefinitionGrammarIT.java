package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL's parser beside ours, on statements by the rules and on the same with one piece lost,
 * doubled, moved or replaced. Nothing is executed.
 */
class DefinitionGrammarIT {
  private static final int STATEMENTS = 4_000;

  /** Raised by the parser for what it has read already, so that the rest is not known. */
  private static final Set<String> RAISED_ON_THE_WAY = Set.of("0A000", "42939", "22023");

  private static EmbeddedPostgres server;
  private static Connection connection;

  private final PgParser parser = new PgParser();

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    connection = server.getPostgresDatabase().getConnection();
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
  }

  @Test
  void acceptsWhatTheServerAccepts() throws SQLException {
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    RandomDefinitions random = new RandomDefinitions(5);
    Random mutations = new Random(5);
    for (int i = 0; i < STATEMENTS; i++) {
      String text = random.statement();
      accepted += compare(text, differences) ? 1 : 0;
      compare(mutated(text, mutations), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(accepted).isGreaterThan(STATEMENTS * 9 / 10);
  }

  /** Whether both accept; a difference is noted. */
  private boolean compare(String text, List<String> differences) throws SQLException {
    String theirs = verdict(text);
    if (theirs.isEmpty()) {
      return false;
    }
    String ours = "read";
    try {
      parser.parse(text);
    } catch (PgSyntaxException e) {
      ours = "syntax error";
    }
    if (!ours.equals(theirs)) {
      differences.add("ours: " + ours + ": " + text);
    }
    return ours.equals("read") && theirs.equals("read");
  }

  /** "read", "syntax error", or nothing where the server stopped for another reason. */
  private static String verdict(String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.getParameterMetaData(); // Parse and Describe
      return "read";
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("08")) {
        throw e;
      }
      boolean grammar = String.valueOf(e.getMessage()).contains("syntax error");
      if (state.equals("42601")) {
        return grammar ? "syntax error" : "";
      }
      return RAISED_ON_THE_WAY.contains(state) ? "" : "read";
    }
  }

  private static String mutated(String text, Random random) {
    List<String> pieces = new ArrayList<>(Arrays.asList(text.split(" ")));
    int at = random.nextInt(pieces.size());
    switch (random.nextInt(3)) {
      case 0 -> pieces.remove(at);
      case 1 -> pieces.add(at, pieces.get(at));
      default -> Collections.swap(pieces, at, random.nextInt(pieces.size()));
    }
    return String.join(" ", pieces);
  }
}
