package dev.paravent.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port for the demo: the usual one, or any if that is taken. */
final class FreePort {
  private FreePort() {}

  /** The port if nobody listens on it now, otherwise 0, which lets the system choose. */
  static int preferring(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port;
    } catch (IOException taken) {
      return 0;
    }
  }
}
