package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say by which key-encryption key a keyset is wrapped from now on. */
final class NewKekFlags {
  @Option(names = "--new-kek-passphrase", arity = "0", description = "Ask for a passphrase, twice.")
  private boolean typed;

  @Option(
      names = "--new-kek-passphrase-file",
      paramLabel = "FILE",
      description = "File that holds the passphrase.")
  private @Nullable String passphraseFile;

  @Option(names = "--new-kek-file", paramLabel = "FILE", description = "File of 32 random bytes.")
  private @Nullable String keyFile;

  @Option(
      names = "--new-vault-address",
      paramLabel = "URL",
      description = "Vault or OpenBao, wrapping by its Transit engine.")
  private @Nullable String vaultAddress;

  @Option(names = "--new-vault-key", paramLabel = "NAME", description = "Name of the Transit key.")
  private @Nullable String vaultKey;

  @Option(
      names = "--new-vault-mount",
      paramLabel = "PATH",
      description = "Where the Transit engine is mounted (default: transit).")
  private @Nullable String vaultMount;

  @Option(names = "--new-vault-namespace", paramLabel = "NAME", description = "Namespace, if any.")
  private @Nullable String vaultNamespace;

  @Option(
      names = "--new-vault-token-file",
      paramLabel = "FILE",
      description = "File that holds the token (default: the environment's VAULT_TOKEN).")
  private @Nullable String vaultTokenFile;

  boolean isTyped() {
    return typed;
  }

  /** The flags that were given, as those of the key-encryption key they describe. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    put(values, ConfigKey.KEK_PASSPHRASE_FILE, passphraseFile);
    put(values, ConfigKey.KEK_FILE, keyFile);
    put(values, ConfigKey.VAULT_ADDRESS, vaultAddress);
    put(values, ConfigKey.VAULT_KEY, vaultKey);
    put(values, ConfigKey.VAULT_MOUNT, vaultMount);
    put(values, ConfigKey.VAULT_NAMESPACE, vaultNamespace);
    put(values, ConfigKey.VAULT_TOKEN_FILE, vaultTokenFile);
    return values;
  }

  private static void put(Map<ConfigKey, String> values, ConfigKey key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
