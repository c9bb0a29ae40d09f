package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say by which key-encryption key a keyset is wrapped from now on. */
final class NewKekFlags extends KekOptions {
  @Option(names = "--new-kek-passphrase", arity = "0", description = "Ask for a passphrase, twice.")
  private boolean typed;

  boolean isTyped() {
    return typed;
  }

  @Option(
      names = "--new-kek-passphrase-file",
      paramLabel = "FILE",
      description = "File that holds the passphrase.")
  void passphraseFile(@Nullable String value) {
    set(ConfigKey.KEK_PASSPHRASE_FILE, value);
  }

  @Option(names = "--new-kek-file", paramLabel = "FILE", description = "File of 32 random bytes.")
  void keyFile(@Nullable String value) {
    set(ConfigKey.KEK_FILE, value);
  }

  @Option(
      names = "--new-vault-address",
      paramLabel = "URL",
      description = "Vault or OpenBao, wrapping by its Transit engine.")
  void vaultAddress(@Nullable String value) {
    set(ConfigKey.VAULT_ADDRESS, value);
  }

  @Option(names = "--new-vault-key", paramLabel = "NAME", description = "Name of the Transit key.")
  void vaultKey(@Nullable String value) {
    set(ConfigKey.VAULT_KEY, value);
  }

  @Option(
      names = "--new-vault-mount",
      paramLabel = "PATH",
      description = "Where the Transit engine is mounted (default: transit).")
  void vaultMount(@Nullable String value) {
    set(ConfigKey.VAULT_MOUNT, value);
  }

  @Option(names = "--new-vault-namespace", paramLabel = "NAME", description = "Namespace, if any.")
  void vaultNamespace(@Nullable String value) {
    set(ConfigKey.VAULT_NAMESPACE, value);
  }

  @Option(
      names = "--new-vault-token-file",
      paramLabel = "FILE",
      description = "File that holds the token (default: the environment's VAULT_TOKEN).")
  void vaultTokenFile(@Nullable String value) {
    set(ConfigKey.VAULT_TOKEN_FILE, value);
  }
}
