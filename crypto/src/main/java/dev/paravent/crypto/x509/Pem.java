package dev.paravent.crypto.x509;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of RFC 7468: labelled Base64 blocks, with anything between them. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final int LINE = 64;

  private Pem() {}

  /** One block. Shows its label only. */
  public record Block(String label, byte[] content) {
    @Override
    public String toString() {
      return label;
    }
  }

  /** The blocks in order. */
  public static List<Block> blocks(byte[] text) throws CertificateException {
    Matcher matcher = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      try {
        blocks.add(
            new Block(
                matcher.group(1),
                Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""))));
      } catch (IllegalArgumentException broken) {
        throw new CertificateException("the block " + matcher.group(1) + " is not Base64");
      }
    }
    return blocks;
  }

  /**
   * The certificates in order, at least one.
   *
   * @throws CertificateException if there is none or one is broken
   */
  public static List<X509Certificate> certificates(byte[] text) throws CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(text)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block.content()));
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate (expected: PEM, BEGIN CERTIFICATE)");
    }
    return certificates;
  }

  static X509Certificate certificate(byte[] der) throws CertificateException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (java.security.cert.CertificateException broken) {
      throw new CertificateException("a certificate is broken");
    }
  }

  /** Writes one block. */
  static String encode(String label, byte[] content) {
    byte[] lineEnd = {'\n'};
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(LINE, lineEnd).encodeToString(content), label);
  }
}
