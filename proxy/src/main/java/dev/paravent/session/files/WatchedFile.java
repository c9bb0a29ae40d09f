package dev.paravent.session.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file whose content is read whole.
 *
 * @param isSecret whether others may not be able to read it
 */
public record WatchedFile(Path path, boolean isSecret) {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int ROOT = 0;

  /** A file that everybody may read. */
  public static WatchedFile open(Path path) {
    return new WatchedFile(path, false);
  }

  /** A file that holds a secret. */
  public static WatchedFile secret(Path path) {
    return new WatchedFile(path, true);
  }

  /** The content; the message of the exception is one line for operators. */
  byte[] read() throws IOException {
    try {
      if (isSecret) {
        requirePrivate();
      }
      try (InputStream in = Files.newInputStream(path)) {
        byte[] content = in.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
          throw new IOException("more than " + LARGEST + " bytes");
        }
        return content;
      }
    } catch (NoSuchFileException missing) {
      throw new IOException(path + ": no such file", missing);
    } catch (AccessDeniedException denied) {
      throw new IOException(path + ": permission denied", denied);
    } catch (IOException broken) {
      throw new IOException(path + ": " + broken.getMessage(), broken);
    }
  }

  /**
   * As PostgreSQL asks of its own key: nobody but the owner, or root's and readable by a group (so
   * do containers get their secrets).
   */
  private void requirePrivate() throws IOException {
    Set<PosixFilePermission> permissions;
    boolean isRoots;
    try {
      permissions = Files.getPosixFilePermissions(path);
      isRoots = Integer.valueOf(ROOT).equals(Files.getAttribute(path, "unix:uid"));
    } catch (UnsupportedOperationException noPosix) {
      throw new IOException("its permissions cannot be read", noPosix);
    }
    boolean isPrivate =
        permissions.stream()
            .allMatch(
                permission ->
                    permission.name().startsWith("OWNER_")
                        || (isRoots && permission == PosixFilePermission.GROUP_READ));
    if (!isPrivate) {
      throw new IOException("accessible to others (expected: mode 600, or 640 if root owns it)");
    }
  }
}
