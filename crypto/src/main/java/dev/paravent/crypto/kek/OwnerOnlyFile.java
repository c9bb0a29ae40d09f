package dev.paravent.crypto.kek;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold secrets: read only if nobody but their owner may touch them. */
public final class OwnerOnlyFile {

  /** What such a file is created with. */
  public static final Set<PosixFilePermission> PERMISSIONS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnerOnlyFile() {}

  /**
   * The whole content, which the caller wipes.
   *
   * @throws KekException if group or others may read or write the file (a link counts as its
   *     target), it is longer than {@code largest} bytes, or it cannot be read
   */
  public static byte[] read(Path file, int largest) throws KekException {
    requireOwnerOnly(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(largest + 1);
      if (content.length > largest) {
        Arrays.fill(content, (byte) 0);
        throw new KekException(file + ": more than " + largest + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new KekException(file + ": cannot be read");
    }
  }

  private static void requireOwnerOnly(Path file) throws KekException {
    try {
      Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
      others.addAll(Files.getPosixFilePermissions(file));
      others.removeIf(permission -> permission.name().startsWith("OWNER_"));
      if (!others.isEmpty()) {
        throw new KekException(
            file + ": accessible to group or others (expected: mode 600 or 400)");
      }
    } catch (NoSuchFileException e) {
      throw new KekException(file + ": no such file");
    } catch (IOException | UnsupportedOperationException e) {
      throw new KekException(file + ": its permissions cannot be read");
    }
  }
}
