package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where the key-encryption key of a keyset is. */
final class KekFlags extends KekOptions {
  @Option(
      names = "--kek-passphrase-file",
      paramLabel = "FILE",
      description = "File that holds the passphrase that wraps the keyset.")
  void passphraseFile(@Nullable String value) {
    set(ConfigKey.KEK_PASSPHRASE_FILE, value);
  }

  @Option(
      names = "--kek-file",
      paramLabel = "FILE",
      description = "File of 32 random bytes that wrap the keyset.")
  void keyFile(@Nullable String value) {
    set(ConfigKey.KEK_FILE, value);
  }

  @Option(
      names = "--vault-address",
      paramLabel = "URL",
      description = "Vault or OpenBao whose Transit key wraps the keyset.")
  void vaultAddress(@Nullable String value) {
    set(ConfigKey.VAULT_ADDRESS, value);
  }

  @Option(names = "--vault-key", paramLabel = "NAME", description = "Name of that Transit key.")
  void vaultKey(@Nullable String value) {
    set(ConfigKey.VAULT_KEY, value);
  }

  @Option(
      names = "--vault-mount",
      paramLabel = "PATH",
      description = "Where the Transit engine is mounted (default: transit).")
  void vaultMount(@Nullable String value) {
    set(ConfigKey.VAULT_MOUNT, value);
  }

  @Option(names = "--vault-namespace", paramLabel = "NAME", description = "Namespace, if any.")
  void vaultNamespace(@Nullable String value) {
    set(ConfigKey.VAULT_NAMESPACE, value);
  }

  @Option(
      names = "--vault-token-file",
      paramLabel = "FILE",
      description = "File that holds the token (default: the environment's VAULT_TOKEN).")
  void vaultTokenFile(@Nullable String value) {
    set(ConfigKey.VAULT_TOKEN_FILE, value);
  }
}
