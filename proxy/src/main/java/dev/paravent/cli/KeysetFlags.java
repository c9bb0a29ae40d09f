package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.config.ConfigKey;
import dev.paravent.config.KekSource;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every command that opens a keyset file. */
final class KeysetFlags {
  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Option(names = "--keys", paramLabel = "FILE", required = true, description = "Keyset file.")
  private Path file;

  @Option(
      names = "--kek-passphrase",
      arity = "0",
      description = "Ask for the passphrase that wraps the keyset.")
  private boolean typed;

  @Mixin private final KekFlags kek = new KekFlags();

  Path file() {
    return file;
  }

  /** The key-encryption key that opens the file, empty when nothing wraps it. */
  Optional<KeyEncryptionKey> open(KeysetOpener opener, TypedPassphrase passphrase)
      throws ConfigException, KekException {
    return open(opener, typed, kek.values(), passphrase::current);
  }

  /** The key-encryption key that wraps a new file. */
  KeyEncryptionKey choose(KeysetOpener opener, TypedPassphrase passphrase)
      throws ConfigException, KekException {
    return required(open(opener, typed, kek.values(), passphrase::chosen));
  }

  /** The key-encryption key that other flags describe. */
  static KeyEncryptionKey choose(NewKekFlags flags, KeysetOpener opener, TypedPassphrase passphrase)
      throws ConfigException, KekException {
    return required(open(opener, flags.isTyped(), flags.values(), passphrase::chosen));
  }

  /** Asks somebody for a passphrase. */
  private interface Question {
    KeyEncryptionKey ask() throws KekException;
  }

  private static Optional<KeyEncryptionKey> open(
      KeysetOpener opener, boolean typed, Map<ConfigKey, String> values, Question question)
      throws ConfigException, KekException {
    Optional<KekSource> source = KekSource.read(values);
    if (typed && source.isPresent()) {
      throw new ConfigException(
          "a typed passphrase and another key-encryption key exclude each other");
    }
    if (typed) {
      return Optional.of(question.ask());
    }
    return source.isPresent() ? Optional.of(opener.open(source.get())) : Optional.empty();
  }

  private static KeyEncryptionKey required(Optional<KeyEncryptionKey> kek) throws ConfigException {
    if (kek.isEmpty()) {
      throw new ConfigException(
          "key-encryption key: missing (expected: a passphrase, a key file or a Vault, see --help)");
    }
    return kek.get();
  }
}
