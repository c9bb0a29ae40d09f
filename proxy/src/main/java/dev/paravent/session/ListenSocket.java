package dev.paravent.session;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A Unix socket that clients may connect to. Immutable.
 *
 * @param directory where its file is made, {@code .s.PGSQL.PORT} with the port of TCP
 * @param mode who may connect: writing is what it takes
 */
public record ListenSocket(Path directory, Set<PosixFilePermission> mode) {
  public ListenSocket {
    mode = Set.copyOf(mode);
  }
}
