package dev.paravent.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements of sqlsmith, which knows PostgreSQL's catalogs and nothing of us: {@code apt-get
 * install sqlsmith}.
 */
final class Sqlsmith {
  private static final String PROGRAM = "sqlsmith";

  /** Whose rows may differ from run to run. */
  private static final Pattern ARBITRARY =
      Pattern.compile(
          "(?i)\\b(limit|tablesample|over|random\\w*|now|current_\\w+|local\\w+|\\w*timestamp|\\w*uuid\\w*|"
              + "\\w*txid\\w*|\\w*xact\\w*|pg_\\w*backend\\w*|inet_\\w+|pg_stat\\w*|pg_\\w*wal\\w*|timeofday|"
              + "ctid|tableoid|xmin|array_agg\\w*|\\w*agg\\w*|\\w+_start|\\w*snapshot\\w*|array_shuffle|"
              + "array_sample|query_id|pg_\\w*size\\w*)\\b");

  private static final Set<String> OPEN =
      Tables.FUZZED.open().stream().map(Source::alias).collect(Collectors.toSet());

  private static final Pattern RELATION = Pattern.compile("\\bpayment\\.(\\w+)");
  private static final Pattern WRITE =
      Pattern.compile("(?is)\\s*(insert|update|delete|merge)\\b.*");

  private Sqlsmith() {}

  static boolean isInstalled() {
    try {
      return new ProcessBuilder(PROGRAM, "--version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** New statements over the tables that a user may read; none of them is run. */
  static List<String> statements(int port, String user, String database, long count, long seed)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                PROGRAM,
                "--target=host=localhost port=" + port + " user=" + user + " dbname=" + database,
                "--exclude-catalog",
                "--dry-run",
                "--max-queries=" + count,
                "--seed=" + seed)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text;
    try (InputStream out = process.getInputStream()) {
      text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    process.waitFor();
    return split(text);
  }

  /** Each statement ends with a semicolon at the end of a line. */
  static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    for (String statement : text.split("(?m);\\s*$")) {
      if (Stream.of("select", "with", "insert", "update", "delete", "merge")
          .anyMatch(statement.strip()::startsWith)) {
        statements.add(statement.strip());
      }
    }
    return statements;
  }

  /** The statement as one of ours. */
  static Generated generated(String text) {
    boolean arbitrary = ARBITRARY.matcher(text).find();
    boolean open =
        RELATION.matcher(text).results().allMatch(match -> OPEN.contains(match.group(1)));
    return new Generated(
        Part.of(text),
        List.of(),
        List.of(),
        open,
        WRITE.matcher(text).matches(),
        false,
        false,
        arbitrary,
        "%s");
  }
}
