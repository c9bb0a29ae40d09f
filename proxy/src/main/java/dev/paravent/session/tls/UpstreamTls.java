package dev.paravent.session.tls;

import dev.paravent.crypto.x509.Credential;
import dev.paravent.session.files.FileBacked;
import dev.paravent.session.files.WatchedFile;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** TLS towards the database. Thread-safe. */
public final class UpstreamTls {
  private final FileBacked<SslContext> context;

  /** What is asked of the database's certificate; named as libpq's sslmode. */
  public enum Verification {
    /** Nothing: whoever sits between can be the database. */
    REQUIRE,
    /** That an authority signed it. */
    VERIFY_CA,
    /** That an authority signed it and that it names the host, or its address. */
    VERIFY_FULL
  }

  /**
   * How it is set up. Immutable.
   *
   * @param authorities PEM file of the authorities that sign the database's certificate; without it
   *     those that the Java runtime trusts
   * @param certificate PEM file of the certificate that the proxy shows the database, if any
   * @param key PEM file of its private key
   */
  public record Settings(
      Verification verification,
      Optional<Path> authorities,
      Optional<Path> certificate,
      Optional<Path> key,
      TlsEngine engine) {
    public Settings {
      if (certificate.isPresent() != key.isPresent()) {
        throw new IllegalArgumentException("certificate and key: one alone (expected: both)");
      }
    }
  }

  private UpstreamTls(FileBacked<SslContext> context) {
    this.context = context;
  }

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be read or used; its message is one line for operators
   */
  public static UpstreamTls load(Settings settings) throws IOException {
    List<WatchedFile> files = new ArrayList<>();
    settings.authorities().map(WatchedFile::open).ifPresent(files::add);
    settings.certificate().map(WatchedFile::open).ifPresent(files::add);
    settings.key().map(WatchedFile::secret).ifPresent(files::add);
    return new UpstreamTls(
        FileBacked.load("upstream_tls", files, contents -> build(settings, contents)));
  }

  private static SslContext build(Settings settings, Map<Path, byte[]> contents)
      throws IOException {
    SslProvider provider = settings.engine().provider();
    SslContextBuilder builder = SslContextBuilder.forClient();
    Contexts.common(builder, provider, TlsVersion.TLS_1_2, false);
    if (settings.authorities().isPresent()) {
      builder.trustManager(Contexts.authorities(contents, settings.authorities().get()));
    }
    if (settings.certificate().isPresent() && settings.key().isPresent()) {
      Credential credential =
          Contexts.credential(contents, settings.certificate().get(), settings.key().get());
      builder.keyManager(credential.key(), credential.chain());
    }
    switch (settings.verification()) {
      case VERIFY_FULL -> builder.endpointIdentificationAlgorithm("HTTPS"); // RFC 2818, 6125
      case VERIFY_CA -> builder.endpointIdentificationAlgorithm("");
      case REQUIRE ->
          builder
              .endpointIdentificationAlgorithm("")
              .trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    return builder.build();
  }

  /** A handler for one connection to this host. Private-key operations run on the executor. */
  public SslHandler handler(
      ByteBufAllocator allocator, String host, int port, Executor handshakes) {
    return context.current().newHandler(allocator, host, port, handshakes);
  }

  /** Reads the files again if they changed; connections that exist keep what they have. Blocks. */
  public void reload() {
    context.reload();
  }
}
