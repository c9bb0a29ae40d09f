package dev.paravent.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate authority that lives as long as its process: for the demo and for tests. Its keys
 * are P-256.
 */
public final class CertificateAuthority {
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final int SERIAL_BITS = 120;

  private final SecureRandom random;
  private final Instant from;
  private final Instant until;
  private final X500Name name;
  private final Credential credential;

  private CertificateAuthority(String name, Instant from, Instant until, SecureRandom random) {
    this.random = random;
    this.from = from;
    this.until = until;
    this.name = commonName(name);
    KeyPair keys = keyPair();
    this.credential =
        new Credential(
            List.of(
                sign(
                    this.name,
                    keys.getPublic(),
                    keys.getPrivate(),
                    new Validity(from, until),
                    extensions -> {
                      extensions.addExtension(
                          Extension.basicConstraints, true, new BasicConstraints(0));
                      extensions.addExtension(
                          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                    })),
            keys.getPrivate());
  }

  private record Validity(Instant from, Instant until) {}

  private interface Additions {
    void addTo(ExtensionsGenerator extensions) throws IOException;
  }

  /**
   * Makes an authority.
   *
   * @param from first moment at which it and what it issues are valid
   * @param until last moment
   */
  public static CertificateAuthority create(
      String name, Instant from, Instant until, SecureRandom random) {
    return new CertificateAuthority(name, from, until, random);
  }

  /** The authority's own certificate as a PEM file, for whoever is to trust it. */
  public String certificatePem() {
    return credential.certificatesPem();
  }

  /**
   * Issues a certificate for servers and clients alike.
   *
   * @param commonName CN of the subject
   * @param names further names: addresses, e-mail addresses, URIs, otherwise DNS names
   */
  public Credential issue(String commonName, List<String> names) {
    return issue(commonName, names, from, until);
  }

  /** Issues a certificate that is valid from one moment to another. */
  public Credential issue(
      String commonName, List<String> names, Instant validFrom, Instant validUntil) {
    KeyPair keys = keyPair();
    return new Credential(
        List.of(
            sign(
                commonName(commonName),
                keys.getPublic(),
                credential.key(),
                new Validity(validFrom, validUntil),
                extensions -> {
                  extensions.addExtension(
                      Extension.basicConstraints, true, new BasicConstraints(false));
                  extensions.addExtension(
                      Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                  extensions.addExtension(
                      Extension.extendedKeyUsage,
                      false,
                      new ExtendedKeyUsage(
                          new KeyPurposeId[] {
                            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                          }));
                  if (!names.isEmpty()) {
                    extensions.addExtension(
                        Extension.subjectAlternativeName, false, alternatives(names));
                  }
                })),
        keys.getPrivate());
  }

  private java.security.cert.X509Certificate sign(
      X500Name subject,
      PublicKey subjectKey,
      PrivateKey issuerKey,
      Validity validity,
      Additions additions) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      additions.addTo(extensions);
      V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random)));
      generator.setSignature(ECDSA_SHA256);
      generator.setIssuer(name);
      generator.setSubject(subject);
      generator.setStartDate(new Time(Date.from(validity.from())));
      generator.setEndDate(new Time(Date.from(validity.until())));
      generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
      generator.setExtensions(extensions.generate());
      TBSCertificate body = generator.generateTBSCertificate();
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuerKey, random);
      signature.update(body.getEncoded("DER"));
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(body);
      parts.add(ECDSA_SHA256);
      parts.add(new DERBitString(signature.sign()));
      return Pem.certificate(new DERSequence(parts).getEncoded("DER"));
    } catch (GeneralSecurityException | IOException | CertificateException e) {
      throw new IllegalStateException("a certificate cannot be made", e);
    }
  }

  private static GeneralNames alternatives(List<String> names) {
    List<GeneralName> alternatives = new ArrayList<>();
    for (String each : names) {
      byte[] address = address(each);
      if (address.length > 0) {
        alternatives.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(address)));
      } else if (each.contains("://")) {
        alternatives.add(new GeneralName(GeneralName.uniformResourceIdentifier, each));
      } else if (each.contains("@")) {
        alternatives.add(new GeneralName(GeneralName.rfc822Name, each));
      } else {
        alternatives.add(new GeneralName(GeneralName.dNSName, each));
      }
    }
    return new GeneralNames(alternatives.toArray(GeneralName[]::new));
  }

  /** The bytes of an address in digits; empty for any other text. */
  private static byte[] address(String text) {
    if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException noAddress) {
      return new byte[0];
    }
  }

  private static X500Name commonName(String text) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
  }

  private KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no P-256", e);
    }
  }
}
