package dev.paravent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the key-encryption key of a keyset file is. */
public sealed interface KekSource {

  /** The keys of the configuration that choose a kind; at most one of them may be there. */
  Set<ConfigKey> KINDS =
      Set.of(ConfigKey.KEK_PASSPHRASE_FILE, ConfigKey.KEK_FILE, ConfigKey.VAULT_ADDRESS);

  /** All keys of the configuration that say something about it. */
  Set<ConfigKey> KEYS =
      Set.of(
          ConfigKey.KEK_PASSPHRASE_FILE,
          ConfigKey.KEK_FILE,
          ConfigKey.VAULT_ADDRESS,
          ConfigKey.VAULT_KEY,
          ConfigKey.VAULT_MOUNT,
          ConfigKey.VAULT_NAMESPACE,
          ConfigKey.VAULT_TOKEN_FILE);

  /** A passphrase in a file. */
  record Passphrase(Path file) implements KekSource {}

  /** 32 bytes in a file. */
  record KeyFile(Path file) implements KekSource {}

  /**
   * A Transit key of Vault or OpenBao.
   *
   * @param tokenFile empty means the environment's VAULT_TOKEN
   */
  record Vault(
      String address,
      String key,
      String mount,
      Optional<String> namespace,
      Optional<Path> tokenFile)
      implements KekSource {}

  /** The source that the values choose, empty without any. */
  static Optional<KekSource> read(Map<ConfigKey, String> values) throws ConfigException {
    List<ConfigKey> chosen = new ArrayList<>(values.keySet());
    chosen.retainAll(KINDS);
    if (chosen.size() > 1) {
      throw new ConfigException(
          chosen.get(0).label() + " and " + chosen.get(1).label() + " exclude each other");
    }
    boolean usesVault = chosen.contains(ConfigKey.VAULT_ADDRESS);
    for (ConfigKey key : values.keySet()) {
      if (KEYS.contains(key) && !KINDS.contains(key) && !usesVault) {
        throw new ConfigException(key.label() + ": needs vault-address");
      }
    }
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    String value = values.getOrDefault(chosen.getFirst(), "");
    return Optional.of(
        switch (chosen.getFirst()) {
          case KEK_PASSPHRASE_FILE -> new Passphrase(Path.of(value));
          case KEK_FILE -> new KeyFile(Path.of(value));
          default -> vault(value, values);
        });
  }

  private static Vault vault(String address, Map<ConfigKey, String> values) throws ConfigException {
    String key = values.get(ConfigKey.VAULT_KEY);
    if (key == null) {
      throw new ConfigException("vault-key: missing (expected: the name of a Transit key)");
    }
    return new Vault(
        address,
        key,
        values.getOrDefault(ConfigKey.VAULT_MOUNT, "transit"),
        Optional.ofNullable(values.get(ConfigKey.VAULT_NAMESPACE)),
        Optional.ofNullable(values.get(ConfigKey.VAULT_TOKEN_FILE)).map(Path::of));
  }
}
