package dev.paravent.crypto.kek;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A key-encryption key inside HashiCorp Vault or OpenBao: the Transit engine encrypts and decrypts
 * the file key, the key-encryption key never leaves it.
 *
 * <p>Leaks: the service sees the file key, not the keyset; without the keyset file it learns no
 * master key. Its audit log tells each time a keyset was opened.
 */
public final class TransitKey implements KeyEncryptionKey {

  private static final String KEY = "key";
  private static final String MOUNT = "mount";
  // Vault says vault:v1:, OpenBao keeps that prefix.
  private static final String CIPHERTEXT = "[a-z]{1,16}:v[0-9]{1,9}:[A-Za-z0-9+/=]{1,2000}";

  private final TransitClient client;
  private final String mount;
  private final String name;

  /**
   * @param mount where the engine is mounted, usually {@code transit}
   * @param name the name of the key in it
   */
  public TransitKey(TransitClient client, String mount, String name) throws KekException {
    if (!mount.matches("[A-Za-z0-9_.-]{1,64}(/[A-Za-z0-9_.-]{1,64}){0,4}")) {
      throw new KekException("vault-mount: not valid (expected: a path of letters and digits)");
    }
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}")) {
      throw new KekException("vault-key: not valid (expected: letters, digits, _ . -)");
    }
    this.client = client;
    this.mount = mount;
    this.name = name;
  }

  @Override
  public KekKind kind() {
    return KekKind.VAULT_TRANSIT;
  }

  @Override
  public Wrapping wrap(byte[] fileKey) throws KekException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("plaintext", Base64.getEncoder().encodeToString(fileKey));
    String ciphertext = client.post(mount + "/encrypt/" + name, body, "ciphertext");
    requireCiphertext(ciphertext, "vault: its answer's data.ciphertext");
    SortedMap<String, String> parameters = new TreeMap<>(Map.of(KEY, name, MOUNT, mount));
    return new Wrapping(KekKind.VAULT_TRANSIT, parameters, ciphertext);
  }

  @Override
  public byte[] unwrap(Wrapping wrapping) throws KekException {
    requireKind(wrapping);
    if (!wrapping.parameters().equals(Map.of(KEY, name, MOUNT, mount))) {
      throw new KekException(
          "wrapping.parameters: wrapped by another key (expected: key %s of mount %s)"
              .formatted(name, mount));
    }
    requireCiphertext(wrapping.wrappedKey(), "wrapping.wrappedKey");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ciphertext", wrapping.wrappedKey());
    String plaintext = client.post(mount + "/decrypt/" + name, body, "plaintext");
    byte[] fileKey = {};
    try {
      fileKey = Base64.getDecoder().decode(plaintext);
    } catch (IllegalArgumentException notBase64) {
      // told below, with what was expected
    }
    if (fileKey.length != AesGcm.KEY) {
      Arrays.fill(fileKey, (byte) 0);
      throw new KekException("vault: its answer's data.plaintext is not 32 bytes in base64");
    }
    return fileKey;
  }

  private static void requireCiphertext(String text, String place) throws KekException {
    if (!text.matches(CIPHERTEXT)) {
      throw new KekException(place + ": not valid (expected: vault:vN:base64)");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "TransitKey[" + mount + "/" + name + "]";
  }
}
