package dev.paravent.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Unix socket for clients. Immutable.
 *
 * @param directory of its file
 * @param mode who may connect
 */
public record ListenSocketConfig(Path directory, Set<PosixFilePermission> mode) {
  private static final String DEFAULT_MODE = "0770";

  /** By falling bits of a mode. */
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_READ,
    PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_EXECUTE
  };

  public ListenSocketConfig {
    mode = Set.copyOf(mode);
  }

  static Optional<ListenSocketConfig> read(Map<ConfigKey, String> values) throws ConfigException {
    String directory = values.get(ConfigKey.LISTEN_SOCKET);
    String mode = values.get(ConfigKey.LISTEN_SOCKET_MODE);
    if (directory == null) {
      if (mode != null) {
        throw new ConfigException("listen-socket-mode: without listen-socket");
      }
      return Optional.empty();
    }
    return Optional.of(
        new ListenSocketConfig(Path.of(directory), mode(mode == null ? DEFAULT_MODE : mode)));
  }

  private static Set<PosixFilePermission> mode(String text) throws ConfigException {
    if (!text.matches("0?[0-7]{3}")) {
      throw new ConfigException(
          "listen-socket-mode: " + text + " (expected: an octal mode such as 0770)");
    }
    int bits = Integer.parseInt(text, 8);
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((bits >> (BITS.length - 1 - i) & 1) != 0) {
        mode.add(BITS[i]);
      }
    }
    return mode;
  }
}
