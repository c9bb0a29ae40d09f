package dev.paravent.session.tls;

import dev.paravent.crypto.x509.Credential;
import dev.paravent.session.files.FileBacked;
import dev.paravent.session.files.WatchedFile;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** TLS towards clients. Thread-safe. */
public final class ListenerTls {
  private static final long RESUMPTION_SECONDS = 300;

  private final Settings settings;
  private final FileBacked<SslContext> context;

  /** What is asked of clients beyond their own wish. */
  public enum ClientCertificate {
    /** Clients may show one; it is verified then. */
    OPTIONAL,
    /** No TLS without one. */
    REQUIRED
  }

  /**
   * How it is set up. Immutable.
   *
   * @param certificate PEM file: the server's certificate, intermediate ones behind it
   * @param key PEM file of its private key
   * @param clientAuthorities PEM file of the authorities that sign client certificates; without it
   *     clients are not asked for one
   * @param clientCertificate matters with authorities only
   * @param isRequired whether sessions without TLS are refused
   */
  public record Settings(
      Path certificate,
      Path key,
      Optional<Path> clientAuthorities,
      ClientCertificate clientCertificate,
      TlsVersion minimum,
      boolean isRequired,
      TlsEngine engine) {}

  private ListenerTls(Settings settings, FileBacked<SslContext> context) {
    this.settings = settings;
    this.context = context;
  }

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be read or used; its message is one line for operators
   */
  public static ListenerTls load(Settings settings) throws IOException {
    List<WatchedFile> files = new ArrayList<>();
    files.add(WatchedFile.open(settings.certificate()));
    files.add(WatchedFile.secret(settings.key()));
    settings.clientAuthorities().map(WatchedFile::open).ifPresent(files::add);
    return new ListenerTls(
        settings, FileBacked.load("listener_tls", files, contents -> build(settings, contents)));
  }

  private static SslContext build(Settings settings, Map<Path, byte[]> contents)
      throws IOException {
    SslProvider provider = settings.engine().provider();
    Credential credential = Contexts.credential(contents, settings.certificate(), settings.key());
    SslContextBuilder builder =
        SslContextBuilder.forServer(credential.key(), credential.chain())
            .sessionTimeout(RESUMPTION_SECONDS);
    Contexts.common(builder, provider, settings.minimum(), true);
    if (settings.clientAuthorities().isPresent()) {
      builder
          .trustManager(Contexts.authorities(contents, settings.clientAuthorities().get()))
          .clientAuth(
              settings.clientCertificate() == ClientCertificate.REQUIRED
                  ? ClientAuth.REQUIRE
                  : ClientAuth.OPTIONAL);
    }
    return builder.build();
  }

  /** Whether sessions without TLS are refused. */
  public boolean isRequired() {
    return settings.isRequired();
  }

  /** A handler for one connection. Private-key operations run on the executor. */
  public SslHandler handler(ByteBufAllocator allocator, Executor handshakes) {
    return context.current().newHandler(allocator, handshakes);
  }

  /** Whether the connection's peers agreed, by ALPN, that it carries PostgreSQL's protocol. */
  public static boolean hasAgreedOnProtocol(SslHandler handler) {
    return Contexts.ALPN.equals(handler.applicationProtocol());
  }

  /** Reads the files again if they changed; connections that exist keep what they have. Blocks. */
  public void reload() {
    context.reload();
  }
}
