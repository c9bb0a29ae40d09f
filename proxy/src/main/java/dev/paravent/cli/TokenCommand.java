package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.config.StartException;
import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.KeysetException;
import dev.paravent.crypto.WireFormat;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import dev.paravent.decide.ColumnType;
import dev.paravent.decide.Principal;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.PolicyProblem;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenDomain;
import dev.paravent.policies.TokenFace;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent token}: turns values into tokens and back, one a line, and writes it down. */
@Command(
    name = "token",
    description = {
      "Turns the values on standard input into a role's tokens and back, one a line.",
      "All of them or none; each run is recorded before anything is shown."
    },
    mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {
  private final InputStream in;
  private final KeysetOpener opener;
  private final TypedPassphrase passphrase;
  private final Clock clock;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  TokenCommand(InputStream in, KeysetOpener opener, TypedPassphrase passphrase, Clock clock) {
    this.in = in;
    this.opener = opener;
    this.passphrase = passphrase;
    this.clock = clock;
  }

  static CommandLine commandLine(InputStream in) {
    return new CommandLine(
        new TokenCommand(
            in, new KeysetOpener(System::getenv), TypedPassphrase.ofConsole(), Clock.systemUTC()));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command: encode or decode");
  }

  @Command(description = "Shows the tokens of clear values.", mixinStandardHelpOptions = true)
  int encode(@Mixin KeysetFlags keys, @Mixin TokenFlags flags) throws Exception {
    return convert(keys, flags, TokenDirection.ENCODE);
  }

  @Command(description = "Shows the clear values of tokens.", mixinStandardHelpOptions = true)
  int decode(@Mixin KeysetFlags keys, @Mixin TokenFlags flags) throws Exception {
    return convert(keys, flags, TokenDirection.DECODE);
  }

  private int convert(KeysetFlags keys, TokenFlags flags, TokenDirection direction)
      throws ConfigException,
          CommandException,
          StartException,
          KeysetException,
          KekException,
          IOException {
    String reason = flags.reason();
    ProtectedClass protectedClass = flags.protectedClass();
    Principal principal = principal(flags.policies(), flags.role());
    long subject = subject(flags, principal, protectedClass);
    ColumnCodec codec =
        new TokenDomains(keyset(keys))
            .codecsFor(principal)
            .codec(protectedClass, ColumnType.plain(protectedClass), WireFormat.TEXT);
    TokenLines lines = TokenLines.read(in);
    lines.requireAbsentFrom(reason, flags.role());

    Optional<List<String>> converted = lines.convert(codec, subject, direction);
    // Refusals are written down too: decoding is also a way to try tokens out.
    new TokenAudit(flags.audit())
        .append(
            new TokenAudit.Entry(
                clock.instant(),
                "token." + direction.label(),
                TokenAudit.operatingSystemUser(),
                flags.role(),
                reason,
                protectedClass.label(),
                converted.map(List::size).orElse(0),
                converted.isEmpty()));
    if (converted.isEmpty()) {
      throw lines.refusal(codec, subject, direction, protectedClass);
    }
    PrintWriter out = spec.commandLine().getOut();
    converted.get().forEach(out::println);
    out.flush();
    return 0;
  }

  private Keyset keyset(KeysetFlags flags) throws ConfigException, KeysetException, KekException {
    Optional<KeyEncryptionKey> kek = flags.open(opener, passphrase);
    if (kek.isEmpty()) {
      return Keyset.read(flags.file());
    }
    try (KeyEncryptionKey open = kek.get()) {
      return Keyset.read(flags.file(), open, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
  }

  private static Principal principal(Path policies, String role)
      throws StartException, CommandException {
    return switch (PolicyReader.read(policies)) {
      case PolicyResult.Loaded loaded -> {
        Optional<AccessPolicy> access = loaded.policy().forUser(role);
        Optional<TokenDomain> domain = access.flatMap(AccessPolicy::domain);
        if (domain.isEmpty()) {
          throw new CommandException("role: no policy gives it a token domain");
        }
        if (domain.get().scope() == TokenDomain.Scope.SESSION) {
          throw new CommandException("role: its tokens end with each session");
        }
        yield new Principal(role, "", access.orElseThrow());
      }
      case PolicyResult.Rejected rejected ->
          throw new StartException(
              rejected.errors().stream().map(PolicyProblem::toString).toList());
    };
  }

  private static long subject(TokenFlags flags, Principal principal, ProtectedClass protectedClass)
      throws ConfigException {
    TokenFace face = principal.access().domain().orElseThrow().face(protectedClass);
    if (!face.isDeterministic() && flags.subject().isEmpty()) {
      throw new ConfigException(
          "subject: missing (expected: --subject KEY; this role's tokens are bound to it)");
    }
    return flags.subject().orElse(0L);
  }
}
