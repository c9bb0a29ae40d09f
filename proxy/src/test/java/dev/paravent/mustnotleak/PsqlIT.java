package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * psql's backslash commands work for a governed account as far as they work without the proxy, and
 * no definition shows a planted value. Skipped where there is no psql.
 */
@NullMarked
class PsqlIT {
  private static DefinitionsDatabase database;
  private static Psql psql;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    Optional<Psql> found = Psql.find();
    assumeTrue(found.isPresent(), "psql is not on the PATH");
    psql = found.orElseThrow();
    database = DefinitionsDatabase.start(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void backslashCommandsWorkAsFarAsTheyWorkWithoutTheProxy() throws Exception {
    List<String> problems = new ArrayList<>();
    int worked = 0;
    int planted = 0;
    for (String command : Psql.commands()) {
      Psql.Answer direct = psql.run(database.directPort(), "desk_app", command);
      Psql.Answer governed = psql.run(database.governedPort(), "desk_app", command);
      worked += governed.succeeded() ? 1 : 0;
      planted += DefinitionsDatabase.planted(direct.text()).size();
      if (direct.succeeded() && !governed.succeeded()) {
        problems.add(command + ": " + governed.text());
      }
      addPlanted(command, governed, problems);
    }
    assertThat(problems).isEmpty();
    assertThat(worked).isGreaterThan(150);
    assertThat(planted).isGreaterThan(20);
  }

  @Test
  void noCommandShowsASuperuserAPlantedValue() throws Exception {
    List<String> problems = new ArrayList<>();
    for (String command : Psql.commands()) {
      addPlanted(command, psql.run(database.governedPort(), "desk_admin", command), problems);
    }
    assertThat(problems).isEmpty();
  }

  private static void addPlanted(String command, Psql.Answer answer, List<String> problems) {
    List<String> planted = DefinitionsDatabase.planted(answer.text());
    if (!planted.isEmpty()) {
      problems.add(command + " shows " + planted);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d care.visit",
        "\\d+ care.insurer",
        "\\d care.note_box",
        "\\d care.drawer_item",
        "\\d+ care.v_person",
        "\\d care.person_birth",
        "\\dT+ care.*",
        "\\df care.n*",
        "\\sv care.v_drawer",
        "\\dn+",
        "\\du",
        "\\dx"
      })
  void definitionsWithoutConstantsAreShownAsTheyAre(String command) throws Exception {
    Psql.Answer direct = psql.run(database.directPort(), "desk_app", command);
    assertThat(psql.run(database.governedPort(), "desk_app", command)).isEqualTo(direct);
  }
}
