package dev.paravent.cli;

import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.VerifierQuery;
import dev.paravent.config.AssertionConfig;
import dev.paravent.config.LoginConfig;
import dev.paravent.config.StartException;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.jwt.AssertionRules;
import dev.paravent.session.auth.Assertions;
import dev.paravent.session.auth.CertificateUsers;
import dev.paravent.session.auth.CertificateUsers.Identity;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.LoginLimiter;
import dev.paravent.session.auth.LoginMethods;
import dev.paravent.session.auth.UpstreamCredentials;
import dev.paravent.session.auth.VerifierFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes of what is configured about logins what the data path takes. */
final class Logins {
  private final LoginMethods methods;
  private final List<Runnable> reloads;

  private Logins(LoginMethods methods, List<Runnable> reloads) {
    this.methods = methods;
    this.reloads = reloads;
  }

  /**
   * Reads the files.
   *
   * @param catalog where and as whom an auth query runs
   * @param closing gets what has to be closed with the proxy
   */
  static Logins load(LoginConfig config, CatalogSource catalog, Keyset keys, Closing closing)
      throws StartException {
    List<Runnable> reloads = new ArrayList<>();
    try {
      ClientLogin client =
          switch (config.method()) {
            case LoginConfig.Relay() -> new ClientLogin.Relay();
            case LoginConfig.ScramFile(var file) -> {
              VerifierFile verifiers = VerifierFile.load(file);
              reloads.add(verifiers::reload);
              yield new ClientLogin.Scram(verifiers, keys.mockLoginSecret(), limiter());
            }
            case LoginConfig.ScramQuery(var query, var database) ->
                new ClientLogin.Scram(
                    closing.add(
                        new QueriedVerifiers(
                            new VerifierQuery(new CatalogLoader(catalog), database, query))),
                    keys.mockLoginSecret(),
                    limiter());
            case LoginConfig.Certificate certificate -> {
              CertificateUsers users = users(certificate);
              reloads.add(users::reload);
              yield new ClientLogin.Certificate(users, limiter());
            }
          };
      Optional<UpstreamCredentials> upstream =
          config.upstream().isEmpty()
              ? Optional.empty()
              : Optional.of(upstream(config.upstream().get()));
      upstream.ifPresent(credentials -> reloads.add(credentials::reload));
      Optional<Assertions> assertions =
          config.assertions().isEmpty()
              ? Optional.empty()
              : Optional.of(assertions(config.assertions().get()));
      assertions.ifPresent(verifier -> reloads.add(verifier::reload));
      return new Logins(new LoginMethods(client, upstream, assertions), reloads);
    } catch (IOException unusable) {
      throw new StartException("auth: " + unusable.getMessage());
    }
  }

  private static LoginLimiter limiter() {
    return LoginLimiter.usual(System::nanoTime);
  }

  private static CertificateUsers users(LoginConfig.Certificate config) throws IOException {
    Identity identity = Identity.valueOf(config.identity().toUpperCase(Locale.ROOT));
    return config.map().isEmpty()
        ? CertificateUsers.sameName(identity)
        : CertificateUsers.mapped(identity, config.map().get());
  }

  private static UpstreamCredentials upstream(LoginConfig.Upstream config) throws IOException {
    return switch (config) {
      case LoginConfig.Service(var user, var password) ->
          UpstreamCredentials.service(user, password);
      case LoginConfig.Credentials(var file) -> UpstreamCredentials.load(file);
    };
  }

  private static Assertions assertions(AssertionConfig config) throws IOException {
    return Assertions.load(
        config.keys(),
        new AssertionRules(
            config.issuer(), config.audience(), config.clockSkew(), config.lifetime()),
        InstantSource.system());
  }

  LoginMethods methods() {
    return methods;
  }

  /** Reads changed files again. Blocks. */
  void reload() {
    reloads.forEach(Runnable::run);
  }
}
