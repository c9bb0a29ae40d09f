package dev.paravent.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;

class CredentialTest {
  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(
          "test authority", NOW, NOW.plusSeconds(86_400), new SecureRandom());

  @Test
  void readsWhatItWrote() throws Exception {
    Credential issued =
        AUTHORITY.issue("server", List.of("localhost", "127.0.0.1", "::1", "a@example.org"));
    Credential read = Credential.read(bytes(issued.certificatesPem()), bytes(issued.keyPem()));

    assertThat(read.certificate()).isEqualTo(issued.certificate());
    assertThat(read.certificate().getSubjectAlternativeNames()).hasSize(4);
    read.certificate().verify(Pem.certificates(bytes(AUTHORITY.certificatePem())).get(0).getPublicKey());
    assertThat(read.toString()).contains("CN=server").doesNotContain("BEGIN");
  }

  @Test
  void readsKeysOfOlderTools() throws Exception {
    Credential issued = AUTHORITY.issue("server", List.of());
    byte[] sec1 =
        PrivateKeyInfo.getInstance(issued.key().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    byte[] parameters =
        PrivateKeyInfo.getInstance(issued.key().getEncoded())
            .getPrivateKeyAlgorithm()
            .getParameters()
            .toASN1Primitive()
            .getEncoded();
    // openssl ecparam -genkey writes both blocks; the key names its curve again
    var key = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(sec1);
    byte[] withCurve =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
                256,
                key.getKey(),
                org.bouncycastle.asn1.ASN1Primitive.fromByteArray(parameters))
            .getEncoded();
    String text =
        Pem.encode("EC PARAMETERS", parameters) + Pem.encode("EC PRIVATE KEY", withCurve);
    assertThat(PrivateKeys.read(bytes(text)).getAlgorithm()).isEqualTo("EC");

    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    RSAPrivateKey rsaKey = (RSAPrivateKey) rsa.generateKeyPair().getPrivate();
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(rsaKey.getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertThat(PrivateKeys.read(bytes(Pem.encode("RSA PRIVATE KEY", pkcs1)))).isEqualTo(rsaKey);
  }

  @Test
  void refusesWhatDoesNotBelongTogether() {
    Credential one = AUTHORITY.issue("one", List.of());
    Credential other = AUTHORITY.issue("other", List.of());

    assertThatThrownBy(
            () -> Credential.read(bytes(one.certificatesPem()), bytes(other.keyPem())))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("not that of the first certificate");
    assertThatThrownBy(() -> Credential.read(bytes(one.keyPem()), bytes(one.keyPem())))
        .hasMessageContaining("no certificate");
    assertThatThrownBy(
            () -> Credential.read(bytes(one.certificatesPem()), bytes(one.certificatesPem())))
        .hasMessageContaining("no private key");
    assertThatThrownBy(
            () ->
                Credential.read(
                    bytes(one.certificatesPem()),
                    bytes(Pem.encode("ENCRYPTED PRIVATE KEY", new byte[40]))))
        .hasMessageContaining("encrypted");
    assertThatThrownBy(
            () ->
                Credential.read(
                    bytes(one.certificatesPem()), bytes(Pem.encode("PRIVATE KEY", new byte[40]))))
        .hasMessageContaining("broken");
  }

  @Test
  void bindsToTheHashOfTheCertificate() throws Exception {
    Credential issued = AUTHORITY.issue("server", List.of());
    assertThat(EndPoint.binding(issued.certificate()))
        .hasValue(
            MessageDigest.getInstance("SHA-256").digest(issued.certificate().getEncoded()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
