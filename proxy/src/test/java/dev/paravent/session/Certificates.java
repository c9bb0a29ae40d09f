package dev.paravent.session;

import dev.paravent.crypto.x509.CertificateAuthority;
import dev.paravent.crypto.x509.Credential;
import dev.paravent.crypto.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Certificates for tests, and the files that hold them. */
@NullMarked
final class Certificates {
  private final Path directory;
  private final CertificateAuthority authority;

  Certificates(Path directory, String name) throws IOException {
    this.directory = Files.createDirectories(directory);
    Instant now = Instant.now();
    this.authority =
        CertificateAuthority.create(
            name,
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(1)),
            new SecureRandom());
    Files.writeString(ca(), authority.certificatePem());
  }

  /** The file of the authority's own certificate. */
  Path ca() {
    return directory.resolve("ca.pem");
  }

  Path certificate(String file) {
    return directory.resolve(file + ".pem");
  }

  Path key(String file) {
    return directory.resolve(file + ".key");
  }

  /** Issues a certificate and writes its files. */
  Credential issue(String file, String commonName, String... names) throws IOException {
    return write(file, authority.issue(commonName, List.of(names)));
  }

  /** Issues a certificate that was valid yesterday. */
  Credential issueExpired(String file, String commonName) throws IOException {
    Instant now = Instant.now();
    return write(
        file,
        authority.issue(
            commonName,
            List.of(),
            now.minus(Duration.ofHours(20)),
            now.minus(Duration.ofHours(10))));
  }

  private Credential write(String file, Credential credential) throws IOException {
    Files.writeString(certificate(file), credential.certificatesPem());
    writeKey(file, credential.keyPem());
    return credential;
  }

  void writeKey(String file, String text) throws IOException {
    Path key = key(file);
    if (!Files.exists(key)) {
      Files.createFile(
          key,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(key, text);
  }

  /** What a client uses that trusts this authority and shows the certificate, if there is one. */
  SSLContext client(@Nullable Credential shown) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      X509Certificate ca =
          Pem.certificates(authority.certificatePem().getBytes(StandardCharsets.US_ASCII)).get(0);
      trusted.setCertificateEntry("ca", ca);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      if (shown != null) {
        own.setKeyEntry(
            "own", shown.key(), new char[0], shown.chain().toArray(X509Certificate[]::new));
      }
      keys.init(own, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
