package dev.paravent.session;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a Unix socket that is listened to. It is made in a directory that nobody else may
 * enter and gets its name when its mode is set: at no time may more connect than the mode says.
 * Confined to who starts and closes the server.
 */
final class SocketFile {
  private static final int LONGEST = 107; // bytes of sun_path, without the zero at its end

  private final ListenSocket settings;
  private final Path file;
  private final Path workshop;
  private @Nullable Object made; // tells the file from one that another process put in its place

  private SocketFile(ListenSocket settings, Path file, Path workshop) {
    this.settings = settings;
    this.file = file;
    this.workshop = workshop;
  }

  /**
   * Finds a place for it.
   *
   * @param port in its name
   * @throws IOException if the name is taken by anything but a socket that nobody listens to
   */
  static SocketFile prepare(ListenSocket settings, int port) throws IOException {
    Path directory = settings.directory().toAbsolutePath();
    Path file = directory.resolve(".s.PGSQL." + port);
    if (file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
      throw new IOException(file + ": longer than the name of a socket can be");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      requireStale(file);
    }
    Path workshop =
        Files.createTempDirectory(
            directory,
            ".p",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new SocketFile(settings, file, workshop);
  }

  private static void requireStale(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new IOException(file + ": exists and is no socket");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(file));
    } catch (IOException refused) {
      return; // its process is gone
    }
    throw new IOException(file + ": another process listens there");
  }

  /** Where to bind. */
  String temporary() {
    return workshop.resolve("s").toString();
  }

  /** It is bound and listened to: gives it its mode, and then its name. */
  void publish() throws IOException {
    Path bound = Path.of(temporary());
    Files.setPosixFilePermissions(bound, settings.mode());
    made = key(bound);
    Files.move(bound, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(workshop);
  }

  /** Takes everything away that is still its own. */
  void remove() {
    try {
      Files.deleteIfExists(Path.of(temporary()));
      Files.deleteIfExists(workshop);
      if (made != null && Objects.equals(made, key(file))) {
        Files.delete(file);
      }
    } catch (IOException gone) {
      // a file that stays is stale, and the next start replaces it
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }
}
