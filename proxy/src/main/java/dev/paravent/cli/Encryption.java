package dev.paravent.cli;

import dev.paravent.config.ListenerTlsConfig;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamTlsConfig;
import dev.paravent.session.TransportSecurity;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.ListenerTls.ClientCertificate;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.TlsVersion;
import dev.paravent.session.tls.UpstreamTls;
import dev.paravent.session.tls.UpstreamTls.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns what is configured about TLS into what the data path and the catalog's driver take. */
final class Encryption {
  private Encryption() {}

  /** TLS of both legs, with its files read. */
  static TransportSecurity load(Optional<ListenerTlsConfig> listener, UpstreamTlsConfig upstream)
      throws StartException {
    try {
      return new TransportSecurity(
          listener.isEmpty() ? Optional.empty() : Optional.of(load(listener.get())),
          load(upstream));
    } catch (IOException unusable) {
      throw new StartException("tls: " + unusable.getMessage());
    }
  }

  private static ListenerTls load(ListenerTlsConfig config) throws IOException {
    return ListenerTls.load(
        new ListenerTls.Settings(
            config.certificate(),
            config.key(),
            config.clientCa(),
            config.requiresClientCertificate()
                ? ClientCertificate.REQUIRED
                : ClientCertificate.OPTIONAL,
            config.takesOnlyVersion13() ? TlsVersion.TLS_1_3 : TlsVersion.TLS_1_2,
            config.isRequired(),
            TlsEngine.BEST));
  }

  private static Optional<UpstreamTls> load(UpstreamTlsConfig config) throws IOException {
    Verification verification =
        switch (config.mode()) {
          case UNSAID, DISABLE -> null;
          case REQUIRE -> Verification.REQUIRE;
          case VERIFY_CA -> Verification.VERIFY_CA;
          case VERIFY_FULL -> Verification.VERIFY_FULL;
        };
    if (verification == null) {
      return Optional.empty();
    }
    return Optional.of(
        UpstreamTls.load(
            new UpstreamTls.Settings(
                verification,
                config.ca(),
                config.certificate(),
                config.key(),
                TlsEngine.BEST)));
  }

  /** The same for pgjdbc, which reads the files itself at each connection. */
  static Map<String, String> driverProperties(UpstreamTlsConfig config) {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "sslmode",
        switch (config.mode()) {
          case UNSAID, DISABLE -> "disable";
          case REQUIRE -> "require";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        });
    if (config.mode() == UpstreamTlsConfig.Mode.VERIFY_FULL && config.ca().isEmpty()) {
      // otherwise the driver asks for a file
      properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    put(properties, "sslrootcert", config.ca());
    put(properties, "sslcert", config.certificate());
    put(properties, "sslkey", config.key());
    return properties;
  }

  private static void put(Map<String, String> properties, String name, Optional<Path> file) {
    file.ifPresent(path -> properties.put(name, path.toString()));
  }
}
