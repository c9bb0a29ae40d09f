package dev.paravent.session;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A server of the database. Immutable.
 *
 * @param host a name or an address; or, as for libpq, the directory of its Unix socket
 * @param port of TCP; or the number in the socket's name
 */
public record UpstreamHost(String host, int port) {
  /** Whether it is reached through a Unix socket, and so is the machine itself. */
  public boolean isSocket() {
    return host.startsWith("/");
  }

  /** The socket's file, as PostgreSQL names it. */
  public String socketFile() {
    return host + "/.s.PGSQL." + port;
  }

  /** A name is resolved at every connect. */
  SocketAddress address() {
    return isSocket()
        ? new DomainSocketAddress(socketFile())
        : InetSocketAddress.createUnresolved(host, port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
