package dev.paravent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeConfigReaderTest {
  private static final Map<ConfigKey, String> LEAST =
      Map.of(
          ConfigKey.CATALOG_USER, "paravent", ConfigKey.POLICIES, "p", ConfigKey.DEV_KEYS, "true");

  @TempDir private Path directory;

  @Test
  void hasDefaultsForEverythingElse() throws Exception {
    ServeConfig config = ServeConfigReader.read(LEAST, Map.of());
    assertThat(config.listen()).hasToString("127.0.0.1:6432");
    assertThat(config.upstream()).hasToString("127.0.0.1:5432");
    assertThat(config.metrics()).isEmpty();
    assertThat(config.logLevel()).isEqualTo(ServeConfig.LogLevel.INFO);
    assertThat(config.usesDevelopmentKeys()).isTrue();
  }

  @Test
  void letsAFlagBeatTheFile() throws Exception {
    ServeConfig config =
        ServeConfigReader.read(Map.of(ConfigKey.LISTEN, "a:1"), with(ConfigKey.LISTEN, "b:2"));
    assertThat(config.listen()).hasToString("a:1");
  }

  @Test
  void letsAKeysFlagReplaceTheFilesDevelopmentKeys() throws Exception {
    ServeConfig config = ServeConfigReader.read(Map.of(ConfigKey.KEYS, "k.yaml"), LEAST);
    assertThat(config.keys()).contains(Path.of("k.yaml"));
  }

  @Test
  void readsThePasswordWithoutItsLineEnd() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "secret\n");
    ServeConfig config =
        ServeConfigReader.read(with(ConfigKey.CATALOG_PASSWORD_FILE, file.toString()), Map.of());
    assertThat(config.catalogPassword()).contains("secret");
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void refusesNoKeysAtAll() {
    Map<ConfigKey, String> values = with(ConfigKey.LISTEN, "a:1");
    values.remove(ConfigKey.DEV_KEYS);
    assertProblem(values, "keys: missing (expected: --keys FILE, or --dev-keys to try things out)");
  }

  @Test
  void refusesBothKindsOfKeys() {
    assertProblem(with(ConfigKey.KEYS, "k.yaml"), "keys and dev-keys exclude each other");
  }

  @Test
  void refusesAnUnknownLogLevel() {
    assertProblem(
        with(ConfigKey.LOG_LEVEL, "loud"),
        "log-level: loud (expected: one of [error, warn, info, debug, trace])");
  }

  @Test
  void refusesToConnectToPortZero() {
    assertProblem(with(ConfigKey.UPSTREAM, "db:0"), "upstream: port 0 (expected: 1 to 65535)");
  }

  private static Map<ConfigKey, String> with(ConfigKey key, String value) {
    Map<ConfigKey, String> values = new EnumMap<>(LEAST);
    values.put(key, value);
    return values;
  }

  private static void assertProblem(Map<ConfigKey, String> values, String problem) {
    assertThatThrownBy(() -> ServeConfigReader.read(values, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(problem);
  }
}
