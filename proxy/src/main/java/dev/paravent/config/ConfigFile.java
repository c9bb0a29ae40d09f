package dev.paravent.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the YAML configuration file: one mapping from a flag's name to its value. */
public final class ConfigFile {
  private final Path path;

  private ConfigFile(Path path) {
    this.path = path;
  }

  /** The values of the file as written; relative paths are the file's, not the shell's. */
  public static Map<ConfigKey, String> read(Path path) throws ConfigException {
    return new ConfigFile(path).read();
  }

  private Map<ConfigKey, String> read() throws ConfigException {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Optional<Node> root = compose();
    if (root.isEmpty()) {
      return values;
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw at(root.get(), "expected a mapping of flags to values");
    }
    for (NodeTuple entry : mapping.getValue()) {
      ConfigKey key = key(entry.getKeyNode());
      if (values.put(key, value(key, entry.getValueNode())) != null) {
        throw at(entry.getKeyNode(), key.label() + " is written twice");
      }
    }
    return values;
  }

  private Optional<Node> compose() throws ConfigException {
    // Duplicate keys are reported above, in our own words.
    LoadSettings settings =
        LoadSettings.builder().setLabel(path.toString()).setAllowDuplicateKeys(true).build();
    try (Reader reader = Files.newBufferedReader(path)) {
      return new Compose(settings).composeReader(reader);
    } catch (CharacterCodingException notUtf8) {
      throw new ConfigException(path + ": not UTF-8");
    } catch (IOException unreadable) {
      throw new ConfigException(path + ": " + Unreadable.reason(unreadable));
    } catch (MarkedYamlEngineException broken) {
      throw new ConfigException(
          path + place(broken.getProblemMark()) + ": " + oneLine(broken.getProblem()));
    } catch (YamlEngineException broken) {
      throw new ConfigException(path + ": " + oneLine(String.valueOf(broken.getMessage())));
    }
  }

  private ConfigKey key(Node node) throws ConfigException {
    if (!(node instanceof ScalarNode scalar)) {
      throw at(node, "expected the name of a flag");
    }
    Optional<ConfigKey> key = ConfigKey.ofLabel(scalar.getValue());
    if (key.isEmpty()) {
      throw at(node, "unknown key " + scalar.getValue() + Suggestion.clause(scalar.getValue()));
    }
    return key.get();
  }

  private String value(ConfigKey key, Node node) throws ConfigException {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return isPath(key) ? resolve(scalar.getValue()) : scalar.getValue();
    }
    throw at(node, key.label() + ": expected one value");
  }

  private String resolve(String value) {
    return path.resolveSibling(value).toString();
  }

  private static boolean isPath(ConfigKey key) {
    return switch (key) {
      case AUTH_FILE,
          CERT_MAP,
          ASSERTION_KEYS,
          UPSTREAM_PASSWORD_FILE,
          UPSTREAM_CREDENTIALS,
          TLS_CERTIFICATE,
          TLS_KEY,
          TLS_CLIENT_CA,
          UPSTREAM_CA,
          UPSTREAM_CERTIFICATE,
          UPSTREAM_KEY,
          CATALOG_PASSWORD_FILE,
          POLICIES,
          KEYS,
          KEK_PASSPHRASE_FILE,
          KEK_FILE,
          VAULT_TOKEN_FILE ->
          true;
      case LISTEN,
          AUTH,
          AUTH_QUERY,
          AUTH_DATABASE,
          CERT_IDENTITY,
          ASSERTION_ISSUER,
          ASSERTION_AUDIENCE,
          ASSERTION_CLOCK_SKEW,
          ASSERTION_LIFETIME,
          UPSTREAM_USER,
          TLS,
          TLS_MIN_VERSION,
          TLS_CLIENT_CERTIFICATE,
          UPSTREAM,
          UPSTREAM_TLS,
          CATALOG_USER,
          DEV_KEYS,
          VAULT_ADDRESS,
          VAULT_KEY,
          VAULT_MOUNT,
          VAULT_NAMESPACE,
          MAX_STATEMENT_LENGTH,
          MAX_STATEMENT_TOKENS,
          MAX_STATEMENT_DEPTH,
          MAX_ANALYSIS_STEPS,
          MAX_ANALYSIS_ITEMS,
          MAX_ANALYSIS_TIME,
          RELOAD_ON_CHANGE,
          MAX_CONNECTIONS,
          MAX_USER_CONNECTIONS,
          LOGIN_TIMEOUT,
          IDLE_TIMEOUT,
          DRAIN_TIMEOUT,
          METRICS,
          LOG_LEVEL ->
          false;
    };
  }

  private ConfigException at(Node node, String message) {
    return new ConfigException(path + place(node.getStartMark()) + ": " + message);
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1)).orElse("");
  }

  private static String oneLine(String message) {
    return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("not YAML");
  }
}
