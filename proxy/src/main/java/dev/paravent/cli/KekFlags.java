package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where the key-encryption key of a keyset is. */
final class KekFlags {
  @Option(
      names = "--kek-passphrase-file",
      paramLabel = "FILE",
      description = "File that holds the passphrase that wraps the keyset.")
  private @Nullable String passphraseFile;

  @Option(
      names = "--kek-file",
      paramLabel = "FILE",
      description = "File of 32 random bytes that wrap the keyset.")
  private @Nullable String keyFile;

  @Option(
      names = "--vault-address",
      paramLabel = "URL",
      description = "Vault or OpenBao whose Transit key wraps the keyset.")
  private @Nullable String vaultAddress;

  @Option(names = "--vault-key", paramLabel = "NAME", description = "Name of that Transit key.")
  private @Nullable String vaultKey;

  @Option(
      names = "--vault-mount",
      paramLabel = "PATH",
      description = "Where the Transit engine is mounted (default: transit).")
  private @Nullable String vaultMount;

  @Option(names = "--vault-namespace", paramLabel = "NAME", description = "Namespace, if any.")
  private @Nullable String vaultNamespace;

  @Option(
      names = "--vault-token-file",
      paramLabel = "FILE",
      description = "File that holds the token (default: the environment's VAULT_TOKEN).")
  private @Nullable String vaultTokenFile;

  /** The flags that were given. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.KEK_PASSPHRASE_FILE, passphraseFile);
    Flags.put(values, ConfigKey.KEK_FILE, keyFile);
    Flags.put(values, ConfigKey.VAULT_ADDRESS, vaultAddress);
    Flags.put(values, ConfigKey.VAULT_KEY, vaultKey);
    Flags.put(values, ConfigKey.VAULT_MOUNT, vaultMount);
    Flags.put(values, ConfigKey.VAULT_NAMESPACE, vaultNamespace);
    Flags.put(values, ConfigKey.VAULT_TOKEN_FILE, vaultTokenFile);
    return values;
  }
}
