package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.policies.ProtectedClass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say whose tokens are meant, why, and where that is written down. */
final class TokenFlags {
  private static final int LONGEST_REASON = 500;

  // Those that are required are set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--policies",
      paramLabel = "DIR",
      required = true,
      description = "Directory of the policy bundle, which gives the role its token domain.")
  private Path policies;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = "Database role whose tokens they are.")
  private String role;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why this is done; it is recorded. No value belongs in it.")
  private String reason;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--audit",
      paramLabel = "FILE",
      required = true,
      description = "File to which the record of this run is appended.")
  private Path audit;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--class",
      paramLabel = "CLASS",
      required = true,
      description = "Class of the values, as the policies name it: fr.nir, birth-date, ...")
  private String protectedClass;

  @Option(
      names = "--subject",
      paramLabel = "KEY",
      description = "Key of the row's subject, for tokens that are bound to it.")
  private @Nullable Long subject;

  Path policies() {
    return policies;
  }

  String role() {
    return role;
  }

  Path audit() {
    return audit;
  }

  Optional<Long> subject() {
    return Optional.ofNullable(subject);
  }

  String reason() throws ConfigException {
    String text = reason.strip();
    boolean isPrintable = text.codePoints().noneMatch(Character::isISOControl);
    if (text.isEmpty() || text.length() > LONGEST_REASON || !isPrintable) {
      throw new ConfigException(
          "reason: not valid (expected: 1 to " + LONGEST_REASON + " printable characters)");
    }
    return text;
  }

  ProtectedClass protectedClass() throws ConfigException {
    Optional<ProtectedClass> known = ProtectedClass.ofLabel(protectedClass);
    if (known.isEmpty()) {
      throw new ConfigException(
          "class: unknown (expected: one of "
              + Arrays.stream(ProtectedClass.values())
                  .map(ProtectedClass::label)
                  .collect(Collectors.joining(", "))
              + ")");
    }
    return known.get();
  }
}
