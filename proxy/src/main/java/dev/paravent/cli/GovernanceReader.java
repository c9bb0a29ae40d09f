package dev.paravent.cli;

import dev.paravent.config.KeySource;
import dev.paravent.config.StartException;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.KeysetException;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.decide.RowRules;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyProblem;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the policies and the keyset from where the configuration says. Thread-safe. */
final class GovernanceReader {
  private final Path policies;
  private final Optional<KeySource> keys;
  private final Consumer<String> warnings;
  private final KeysetOpener keysets = new KeysetOpener(System::getenv);

  /**
   * @param keys empty means the well-known development keys
   * @param warnings takes each warning, one line
   */
  GovernanceReader(Path policies, Optional<KeySource> keys, Consumer<String> warnings) {
    this.policies = policies;
    this.keys = keys;
    this.warnings = warnings;
  }

  /**
   * Everything, as it is read.
   *
   * @param keysetDigest of the file from which the keys were read, or of an older one
   */
  record Read(Policy policy, Keyset keyset, String keysetDigest) {}

  /** Reads everything; the policies first. */
  Read read() throws StartException {
    Policy policy = policy();
    String digest = keysetDigest();
    return new Read(policy, keyset(), digest);
  }

  /** The policies; problems name file, line and column. */
  Policy policy() throws StartException {
    return switch (PolicyReader.read(policies)) {
      case PolicyResult.Loaded loaded -> {
        loaded.warnings().forEach(warning -> warnings.accept("warning: " + warning));
        List<String> problems = RowRules.problems(loaded.policy());
        if (!problems.isEmpty()) {
          throw new StartException(problems);
        }
        yield loaded.policy();
      }
      case PolicyResult.Rejected rejected ->
          throw new StartException(
              rejected.errors().stream().map(PolicyProblem::toString).toList());
    };
  }

  /** The keys, to make tokens today. */
  Keyset keyset() throws StartException {
    if (keys.isEmpty()) {
      warnings.accept(
          "warning: dev-keys: everybody knows these keys, so tokens protect nothing; use --keys");
      return Keyset.development();
    }
    KeySource source = keys.get();
    try {
      Keyset keyset = keysets.read(source, LocalDate.now(ZoneOffset.UTC));
      if (source.kek().isEmpty()) {
        warnings.accept("warning: keys: nothing wraps them; see paravent keys rewrap");
      }
      return keyset;
    } catch (KeysetException | KekException broken) {
      throw new StartException("keys: " + broken.getMessage());
    }
  }

  /** A digest of the keyset file, so that keys are fetched again only if it has changed. */
  String keysetDigest() {
    return digest(keys.map(source -> List.of(source.file())).orElse(List.of()));
  }

  /** A digest of every file that is read, for noticing changes. */
  String digest() {
    try (Stream<Path> files = Files.walk(policies, FileVisitOption.FOLLOW_LINKS)) {
      return digest(files.filter(Files::isRegularFile).sorted().toList()) + keysetDigest();
    } catch (IOException | UncheckedIOException unreadable) {
      return "unreadable: " + unreadable.getMessage();
    }
  }

  private static String digest(List<Path> files) {
    MessageDigest digest = sha256();
    for (Path file : files) {
      digest.update((file + "\0").getBytes(StandardCharsets.UTF_8));
      try {
        digest.update(sha256().digest(Files.readAllBytes(file)));
      } catch (IOException unreadable) {
        digest.update((byte) 0);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
