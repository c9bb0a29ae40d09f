package dev.paravent.cli;

import dev.paravent.config.KekSource;
import dev.paravent.config.KeySource;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.KeysetException;
import dev.paravent.crypto.kek.FileKey;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import dev.paravent.crypto.kek.PassphraseKey;
import dev.paravent.crypto.kek.TransitClient;
import dev.paravent.crypto.kek.TransitKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets key-encryption keys from where the configuration says, and opens keysets with them. */
final class KeysetOpener {
  private static final Duration VAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final String VAULT_TOKEN = "VAULT_TOKEN";

  private final Environment environment;

  /** The variables of the environment. */
  interface Environment {
    @Nullable String variable(String name);
  }

  KeysetOpener(Environment environment) {
    this.environment = environment;
  }

  /** The keyset, to make tokens today. */
  Keyset read(KeySource source, LocalDate today) throws KeysetException, KekException {
    if (source.kek().isEmpty()) {
      return Keyset.read(source.file());
    }
    try (KeyEncryptionKey kek = open(source.kek().get())) {
      return Keyset.read(source.file(), kek, today);
    }
  }

  KeyEncryptionKey open(KekSource source) throws KekException {
    return switch (source) {
      case KekSource.Passphrase passphrase -> PassphraseKey.read(passphrase.file());
      case KekSource.KeyFile file -> FileKey.read(file.file());
      case KekSource.Vault vault ->
          new TransitKey(
              new TransitClient(
                  vault.address(), token(vault), vault.namespace().orElse(null), VAULT_TIMEOUT),
              vault.mount(),
              vault.key());
    };
  }

  private byte[] token(KekSource.Vault vault) throws KekException {
    if (vault.tokenFile().isPresent()) {
      return TransitClient.tokenFile(vault.tokenFile().get());
    }
    return TransitClient.token(
        Optional.ofNullable(environment.variable(VAULT_TOKEN)).orElse(""), VAULT_TOKEN);
  }
}
