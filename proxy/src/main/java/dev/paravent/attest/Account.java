package dev.paravent.attest;

import java.net.InetSocketAddress;

/** Where to log in and as whom. Immutable; its text holds no password. */
public record Account(InetSocketAddress address, String user, String password, String database) {
  @Override
  public String toString() {
    return user + "@" + address.getHostString() + ":" + address.getPort() + "/" + database;
  }
}
