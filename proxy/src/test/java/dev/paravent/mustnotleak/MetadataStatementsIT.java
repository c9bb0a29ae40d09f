package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paravent.sql.pg.Fingerprint;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.RoundTrip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What psql and pgjdbc send to know a schema, as they send it: it is read, printed and read again
 * as the same, the server answers the printed text as the original, and the corpora hold it. With
 * {@code -Dparavent.corpus=FOLDER} what was sent is written there, to replace the corpora.
 */
@NullMarked
class MetadataStatementsIT {
  private static final String CORPUS = "/dev/paravent/sql/pg/corpus/";

  private static DefinitionsDatabase database;
  private final PgParser parser = new PgParser();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    database = DefinitionsDatabase.start(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @Test
  void readsWhatTheDriverSends() throws Exception {
    try (StatementRecorder recorder = new StatementRecorder(database.directPort())) {
      for (String mode : List.of("extended", "simple")) {
        try (Connection connection =
            DefinitionsDatabase.connect(recorder.port(), "desk_app", "&preferQueryMode=" + mode)) {
          MetadataCalls.run(connection);
        }
      }
      check("pgjdbc-metadata", recorder.statements(), 40);
    }
  }

  @Test
  void readsWhatPsqlSends() throws Exception {
    Optional<Psql> psql = Psql.find();
    assumeTrue(psql.isPresent(), "psql is not on the PATH");
    try (StatementRecorder recorder = new StatementRecorder(database.directPort())) {
      for (String command : Psql.commands()) {
        psql.orElseThrow().run(recorder.port(), "desk_app", command);
      }
      check("psql-" + psql.orElseThrow().version() + "-metadata", recorder.statements(), 250);
    }
  }

  private void check(String corpus, List<String> statements, int fewest) throws Exception {
    assertThat(statements).hasSizeGreaterThan(fewest);
    List<String> problems = new ArrayList<>();
    try (Connection connection =
        DefinitionsDatabase.connect(database.directPort(), "desk_app", "")) {
      connection.setAutoCommit(false);
      Set<Object> answered = new HashSet<>();
      for (String sql : statements) {
        RoundTrip trip = RoundTrip.of(parser, sql);
        if (!trip.equal()) {
          problems.add("printed as another: " + sql);
        }
        String printed = String.join(";", trip.printed());
        if (!printed.contains("$")
            && answered.add(fingerprint(sql))
            && !answer(connection, printed).equals(answer(connection, sql))) {
          problems.add("answered in another way: " + sql);
        }
      }
    }
    assertThat(problems).isEmpty();
    write(corpus, statements);
    Set<Object> known = fingerprints(corpus);
    if (known != null) {
      assertThat(statements)
          .filteredOn(sql -> !known.contains(fingerprint(sql)))
          .as("not in corpus/%s.sql", corpus)
          .isEmpty();
    }
  }

  /** Literals, such as OIDs, do not count. */
  private Object fingerprint(String sql) {
    Fingerprint fingerprint = Fingerprint.of(parser.scan(sql));
    return fingerprint == null ? sql.replaceAll("[0-9]+", "0") : fingerprint;
  }

  /** Null if nobody has written down what this version sends. */
  private @Nullable Set<Object> fingerprints(String corpus) throws IOException {
    try (InputStream stream =
        MetadataStatementsIT.class.getResourceAsStream(CORPUS + corpus + ".sql")) {
      if (stream == null) {
        return null;
      }
      String all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(all.strip().split("\n;;\n")).stream()
          .map(this::fingerprint)
          .collect(Collectors.toSet());
    }
  }

  private void write(String corpus, List<String> statements) throws IOException {
    String folder = System.getProperty("paravent.corpus");
    if (folder == null) {
      return;
    }
    Set<Object> written = new HashSet<>();
    String text =
        statements.stream()
            .filter(sql -> written.add(fingerprint(sql)))
            .collect(Collectors.joining("\n;;\n"));
    Files.writeString(Path.of(folder, corpus + ".sql"), text + "\n");
  }

  private static String answer(Connection connection, String sql) throws SQLException {
    StringBuilder answer = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          int columns = rows.getMetaData().getColumnCount();
          for (int i = 1; i <= columns; i++) {
            answer.append(rows.getMetaData().getColumnLabel(i)).append('|');
          }
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              answer.append(rows.getString(i)).append('|');
            }
            answer.append('\n');
          }
        }
      }
    } catch (SQLException e) {
      answer.append(e.getSQLState());
    }
    connection.rollback();
    return answer.toString();
  }
}
