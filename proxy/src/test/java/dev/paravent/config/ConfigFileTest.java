package dev.paravent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir private Path directory;

  @Test
  void readsEveryKeyAndResolvesPathsBesideTheFile() throws Exception {
    assertThat(
            ConfigFile.read(
                write(
                    """
                    listen: 0.0.0.0:6432
                    upstream: "[::1]:5432"   # quoted: [ starts a YAML list
                    catalog-user: paravent
                    catalog-password-file: secret
                    policies: /etc/paravent/policies
                    dev-keys: true
                    metrics: 127.0.0.1:9464
                    log-level: debug
                    """)))
        .containsEntry(ConfigKey.LISTEN, "0.0.0.0:6432")
        .containsEntry(ConfigKey.UPSTREAM, "[::1]:5432")
        .containsEntry(ConfigKey.CATALOG_PASSWORD_FILE, directory.resolve("secret").toString())
        .containsEntry(ConfigKey.POLICIES, "/etc/paravent/policies")
        .containsEntry(ConfigKey.DEV_KEYS, "true")
        .hasSize(8);
  }

  @Test
  void readsAnEmptyFileAsNothing() throws Exception {
    assertThat(ConfigFile.read(write("# nothing yet\n"))).isEmpty();
  }

  @Test
  void namesThePlaceOfAnUnknownKeyAndTheNearestOne() throws Exception {
    assertProblem(
        "listen: a:1\nupsteam: b:2\n", ":2:1: unknown key upsteam, did you mean upstream?");
  }

  @Test
  void suggestsNothingWhereNothingIsNear() throws Exception {
    assertProblem("colour: blue\n", ":1:1: unknown key colour");
  }

  @Test
  void refusesAKeyThatIsWrittenTwice() throws Exception {
    assertProblem("listen: a:1\nlisten: a:2\n", ":2:1: listen is written twice");
  }

  @Test
  void refusesWhatIsNotOneValue() throws Exception {
    assertProblem("listen: [a, b]\n", ":1:9: listen: expected one value");
  }

  @Test
  void refusesWhatIsNotAMapping() throws Exception {
    assertProblem("- listen\n", ":1:1: expected a mapping of flags to values");
  }

  @Test
  void tellsWhereYamlIsBroken() throws Exception {
    assertThatThrownBy(() -> ConfigFile.read(write("listen: 'a\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(directory.resolve("paravent.yaml") + ":2:1: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void tellsThatTheFileIsMissing() {
    Path missing = directory.resolve("missing.yaml");
    assertThatThrownBy(() -> ConfigFile.read(missing))
        .hasMessage(missing + ": no such file or directory");
  }

  private void assertProblem(String yaml, String problem) throws IOException {
    Path file = write(yaml);
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + problem);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(directory.resolve("paravent.yaml"), yaml);
  }
}
