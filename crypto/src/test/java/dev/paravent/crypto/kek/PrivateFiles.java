package dev.paravent.crypto.kek;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

/** Files of a test, with the permissions of a secret. */
public final class PrivateFiles {

  private PrivateFiles() {}

  public static Path write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content);
    return mode(file, "rw-------");
  }

  public static Path write(Path file, String content) throws IOException {
    return write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  public static Path mode(Path file, String mode) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  /** A key-encryption key in a file. */
  public static FileKey fileKey(Path directory, int seed) throws IOException, KekException {
    byte[] key = new byte[AesGcm.KEY];
    new Random(seed).nextBytes(key);
    return FileKey.read(write(directory.resolve("kek-" + seed), key));
  }

  /** A cheap wrapping by passphrase, at the least cost that is accepted. */
  public static Wrapping cheapWrapping(PassphraseKey kek, byte[] fileKey) {
    byte[] salt = new byte[Argon2Cost.LEAST_SALT];
    return kek.wrap(
        fileKey, new Argon2Cost(Argon2Cost.LEAST_MEMORY_KIB, Argon2Cost.LEAST_ITERATIONS, 1, salt));
  }
}
