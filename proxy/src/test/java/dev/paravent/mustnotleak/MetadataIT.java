package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.mustnotleak.MetadataCalls.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All of pgjdbc's DatabaseMetaData gives a governed account what it gives without the proxy, but
 * for code that holds constants and for counts of rows.
 */
@NullMarked
class MetadataIT {
  /** Columns that are null where a definition holds constants. */
  private static final Set<String> CODE = Set.of("COLUMN_DEF", "FILTER_CONDITION", "COLUMN_NAME");

  /** Statistics of an index, which may tell how many rows a predicate chooses: always null. */
  private static final Set<String> COUNTS = Set.of("CARDINALITY", "PAGES");

  private static DefinitionsDatabase database;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    database = DefinitionsDatabase.start(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "desk_app, extended",
    "desk_app, simple",
    "desk_owner, extended",
    "desk_admin, extendedCacheEverything"
  })
  void givesWhatTheDatabaseGives(String user, String mode) throws Exception {
    String options = "&preferQueryMode=" + mode;
    Map<String, Outcome> direct;
    Map<String, Outcome> governed;
    try (Connection connection =
        DefinitionsDatabase.connect(database.directPort(), user, options)) {
      direct = MetadataCalls.run(connection);
    }
    try (Connection connection =
        DefinitionsDatabase.connect(database.governedPort(), user, options)) {
      governed = MetadataCalls.run(connection);
    }
    assertThat(DefinitionsDatabase.planted(direct.toString())).isNotEmpty();
    assertThat(DefinitionsDatabase.planted(governed.toString())).isEmpty();
    assertThat(governed.keySet()).hasSizeGreaterThan(200).isEqualTo(direct.keySet());
    List<String> differences = new ArrayList<>();
    direct.forEach((call, outcome) -> compare(call, outcome, governed.get(call), differences));
    assertThat(differences).isEmpty();
  }

  private static void compare(
      String call, Outcome direct, @Nullable Outcome governed, List<String> differences) {
    if (governed == null
        || !governed.columns().equals(direct.columns())
        || governed.rows().size() != direct.rows().size()) {
      differences.add(call + ": " + governed);
      return;
    }
    for (int row = 0; row < direct.rows().size(); row++) {
      for (int column = 0; column < direct.columns().size(); column++) {
        String name = direct.columns().get(column);
        String wanted = direct.rows().get(row).get(column);
        String got = governed.rows().get(row).get(column);
        boolean same = wanted == null ? got == null : wanted.equals(got);
        boolean withheld =
            got == null
                && wanted != null
                && (COUNTS.contains(name) || CODE.contains(name) && wanted.contains("'"));
        if (!same && !withheld) {
          differences.add("%s row %d %s: %s, not %s".formatted(call, row, name, got, wanted));
        }
      }
    }
  }
}
