package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.crypto.KeyDescription;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.KeysetException;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent keys}: makes keyset files and changes them. */
@Command(
    name = "keys",
    description = {
      "Makes keyset files and changes them.",
      "A passphrase is read from a file or the terminal, never from the command line."
    },
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  private final KeysetOpener opener;
  private final TypedPassphrase passphrase;
  private final Supplier<LocalDate> today;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  KeysCommand(KeysetOpener opener, TypedPassphrase passphrase, Supplier<LocalDate> today) {
    this.opener = opener;
    this.passphrase = passphrase;
    this.today = today;
  }

  static CommandLine commandLine() {
    return new CommandLine(
        new KeysCommand(
            new KeysetOpener(System::getenv),
            TypedPassphrase.ofConsole(),
            () -> LocalDate.now(ZoneOffset.UTC)));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a command: generate, rotate, list or rewrap");
  }

  @Command(
      description = "Writes a new keyset file of one random key, wrapped.",
      mixinStandardHelpOptions = true)
  int generate(@Mixin KeysetFlags flags) throws ConfigException, KekException, KeysetException {
    try (KeyEncryptionKey kek = flags.choose(opener, passphrase)) {
      Keyset keyset = Keyset.generate();
      keyset.write(flags.file(), kek);
      print("wrote " + flags.file() + ": key 1, wrapped by " + kek.kind().label());
    }
    return 0;
  }

  @Command(
      description = {
        "Adds a new primary key; or, with --move, lets names follow the primary key.",
        "Tokens carry no version: whoever moves gets new tokens, and what was stored of the former"
            + " ones resolves no longer. A proxy sees the change when it starts or reloads."
      },
      mixinStandardHelpOptions = true)
  int rotate(
      @Mixin KeysetFlags flags,
      @Option(
              names = "--keep",
              paramLabel = "NAME",
              split = ",",
              description = "Token domain, or domain/role, that stays with the present key.")
          @Nullable List<String> keep,
      @Option(names = "--move-all", description = "Nobody stays with the present key.")
          boolean moveAll,
      @Option(
              names = "--retire-after",
              paramLabel = "DATE",
              description = "Last day (UTC) on which anybody may have the present key.")
          @Nullable String retireAfter,
      @Option(
              names = "--move",
              paramLabel = "NAME",
              split = ",",
              description = "Name that was kept and now follows the primary key; no key is added.")
          @Nullable List<String> move)
      throws ConfigException, KekException, KeysetException {
    List<String> kept = keep == null ? List.of() : keep;
    boolean adds = move == null;
    if (adds == (kept.isEmpty() && !moveAll) || moveAll && !kept.isEmpty()) {
      throw new ConfigException(
          "rotate: one of --keep NAME, --move-all and --move NAME (whoever is not kept gets new"
              + " tokens)");
    }
    LocalDate lastDay = date(retireAfter);
    try (KeyEncryptionKey kek = required(flags)) {
      Keyset former = Keyset.open(flags.file(), kek);
      Keyset next =
          move == null
              ? former.rotation().withNewPrimary(new SecureRandom(), today.get(), kept, lastDay)
              : former.rotation().withMoved(move);
      next.replace(flags.file(), kek);
      print("wrote " + flags.file());
      table(next);
    }
    return 0;
  }

  @Command(
      description = "Shows keys, dates and assignments; no material.",
      mixinStandardHelpOptions = true)
  int list(@Mixin KeysetFlags flags) throws ConfigException, KekException, KeysetException {
    Optional<KeyEncryptionKey> kek = flags.open(opener, passphrase);
    try {
      table(kek.isPresent() ? Keyset.open(flags.file(), kek.get()) : Keyset.read(flags.file()));
    } finally {
      kek.ifPresent(KeyEncryptionKey::close);
    }
    return 0;
  }

  @Command(
      description = {
        "Wraps a keyset file by another key-encryption key, or one that nothing wraps by a first.",
        "Tokens stay what they are."
      },
      mixinStandardHelpOptions = true)
  int rewrap(@Mixin KeysetFlags flags, @Mixin NewKekFlags next)
      throws ConfigException, KekException, KeysetException {
    Optional<KeyEncryptionKey> present = flags.open(opener, passphrase);
    try {
      Keyset keyset =
          present.isPresent()
              ? Keyset.open(flags.file(), present.get())
              : Keyset.read(flags.file());
      try (KeyEncryptionKey kek = KeysetFlags.choose(next, opener, passphrase)) {
        keyset.replace(flags.file(), kek);
        print("wrote " + flags.file() + ": wrapped by " + kek.kind().label());
      }
    } finally {
      present.ifPresent(KeyEncryptionKey::close);
    }
    return 0;
  }

  private KeyEncryptionKey required(KeysetFlags flags) throws ConfigException, KekException {
    return flags
        .open(opener, passphrase)
        .orElseThrow(
            () ->
                new ConfigException(
                    "key-encryption key: missing (a file that nothing wraps needs keys rewrap"
                        + " first)"));
  }

  private static @Nullable LocalDate date(@Nullable String text) throws ConfigException {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new ConfigException("retire-after: not valid (expected: a date, YYYY-MM-DD)");
    }
  }

  private void table(Keyset keyset) {
    String line = "%-5s %-11s %-13s %-8s %s";
    print(line.formatted("key", "created", "retire-after", "primary", "assigned"));
    for (KeyDescription key : keyset.describe()) {
      print(
          line.formatted(
                  key.id(),
                  key.created(),
                  key.retireAfter().map(LocalDate::toString).orElse("-"),
                  key.isPrimary() ? "yes" : "-",
                  key.assigned().isEmpty() ? "-" : String.join(", ", key.assigned()))
              .stripTrailing());
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
