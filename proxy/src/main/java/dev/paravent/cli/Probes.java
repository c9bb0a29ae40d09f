package dev.paravent.cli;

import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.CatalogUnavailableException;
import dev.paravent.catalog.ServerProbe;
import dev.paravent.catalog.ServerStanding;
import dev.paravent.session.UpstreamHost;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** How servers are asked whether they are there, and what they are. */
final class Probes {
  private static final int CONNECT_MILLIS = 2_000;

  private Probes() {}

  /** Whether anybody listens; nothing is sent. */
  static UpstreamMonitor.Probe listening(UpstreamHost host) {
    return new UpstreamMonitor.Probe() {
      @Override
      public Optional<ServerStanding> ask() throws IOException {
        if (host.isSocket()) {
          try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(host.socketFile()));
          }
          return Optional.empty();
        }
        // The name is resolved anew each time: a database may move.
        InetSocketAddress address = new InetSocketAddress(host.host(), host.port());
        if (address.isUnresolved()) {
          throw new IOException("unknown host");
        }
        try (Socket socket = new Socket()) {
          socket.connect(address, CONNECT_MILLIS);
        }
        return Optional.empty();
      }

      @Override
      public void close() {
        // each question has a connection of its own
      }
    };
  }

  /** What the server says of itself. */
  static UpstreamMonitor.Probe standing(CatalogSource source, String database) {
    ServerProbe probe = new ServerProbe(source, database);
    return new UpstreamMonitor.Probe() {
      @Override
      public Optional<ServerStanding> ask() throws IOException {
        try {
          return Optional.of(probe.standing());
        } catch (CatalogUnavailableException away) {
          throw new IOException(away.getMessage(), away);
        }
      }

      @Override
      public void close() {
        probe.close();
      }
    };
  }
}
