package dev.paravent.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Keys of token domains, derived from a master key by HKDF-SHA256 (RFC 5869).
 *
 * <p>Guarantees: two purposes that differ in any field have independent keys. Fields are
 * length-prefixed, so {@code ("ab", "c")} and {@code ("a", "bc")} differ.
 */
final class KeyDerivation {

  private static final byte[] SALT = "paravent tokens".getBytes(StandardCharsets.US_ASCII);

  private KeyDerivation() {}

  /** What a key is for; the face is part of it because each face uses the key in another cipher. */
  record Purpose(String application, String tenant, String domain, String type, String face) {

    Purpose(String application, String tenant, String domain, IdentityType type, String face) {
      this(application, tenant, domain, type.derivationName(), face);
    }
  }

  static Secret derive(MasterKey master, Purpose purpose) {
    byte[] info =
        lengthPrefixed(
            List.of(
                purpose.application,
                purpose.tenant,
                purpose.domain,
                purpose.type,
                Integer.toString(master.id()),
                purpose.face));
    byte[] material = master.material().copy();
    byte[] derived = hkdf(material, SALT, info, Secret.LENGTH);
    Secret secret = new Secret(derived);
    Arrays.fill(material, (byte) 0);
    Arrays.fill(derived, (byte) 0);
    return secret;
  }

  /** HKDF-SHA256, extract and expand. */
  static byte[] hkdf(byte[] material, byte[] salt, byte[] info, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(material, salt, info));
    byte[] derived = new byte[length];
    generator.generateBytes(derived, 0, length);
    return derived;
  }

  /** Each field as four bytes of length, big-endian, and its UTF-8. */
  static byte[] lengthPrefixed(List<String> fields) {
    List<byte[]> encoded =
        fields.stream().map(field -> field.getBytes(StandardCharsets.UTF_8)).toList();
    int length = encoded.stream().mapToInt(bytes -> Integer.BYTES + bytes.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(length);
    encoded.forEach(bytes -> buffer.putInt(bytes.length).put(bytes));
    return buffer.array();
  }
}
