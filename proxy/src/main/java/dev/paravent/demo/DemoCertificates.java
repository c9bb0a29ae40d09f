package dev.paravent.demo;

import dev.paravent.crypto.x509.CertificateAuthority;
import dev.paravent.crypto.x509.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The demo's own certificates, valid for a few days, in a directory of their own. */
record DemoCertificates(Path directory) {
  private static final Duration VALIDITY = Duration.ofDays(3);
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1");

  /** Makes an authority and a certificate each for database and proxy. */
  static DemoCertificates create(Path directory) throws IOException {
    DemoCertificates files = new DemoCertificates(Files.createDirectory(directory));
    Instant now = Instant.now();
    CertificateAuthority authority =
        CertificateAuthority.create(
            "paravent demo",
            now.minus(Duration.ofHours(1)),
            now.plus(VALIDITY),
            new SecureRandom());
    Files.writeString(files.ca(), authority.certificatePem());
    files.write("database", authority.issue("database", NAMES));
    files.write("proxy", authority.issue("proxy", NAMES));
    return files;
  }

  private void write(String name, Credential credential) throws IOException {
    Files.writeString(certificate(name), credential.certificatesPem());
    writeSecret(key(name), credential.keyPem());
  }

  /** Writes a file that only its owner may read. */
  static Path writeSecret(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  Path ca() {
    return directory.resolve("ca.crt");
  }

  Path certificate(String name) {
    return directory.resolve(name + ".crt");
  }

  Path key(String name) {
    return directory.resolve(name + ".key");
  }
}
