package dev.paravent.crypto;

import dev.paravent.crypto.kek.AesGcm;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import dev.paravent.crypto.kek.Wrapping;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A keyset whose material is sealed: everything else of it can be read and is authenticated.
 *
 * <p>A new file key is made each time, wrapped by the key-encryption key, and seals the material by
 * AES-256-GCM; all other fields are its associated data. So a file in which anything was changed
 * does not open, and the same file key never seals twice.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SealedKeyset(
    Wrapping wrapping, int primary, List<Header> keys, Assignments assignments, byte[] material) {

  /** What a key shows. */
  record Header(int id, LocalDate created, @Nullable LocalDate retireAfter) {}

  static SealedKeyset seal(Keyset keyset, KeyEncryptionKey kek) throws KekException {
    SecureRandom random = new SecureRandom();
    byte[] fileKey = new byte[AesGcm.KEY];
    random.nextBytes(fileKey);
    byte[] plain = new byte[keyset.keys().size() * Secret.LENGTH];
    try {
      Wrapping wrapping = kek.wrap(fileKey);
      int at = 0;
      for (MasterKey key : keyset.keys()) {
        byte[] material = key.material().copy();
        System.arraycopy(material, 0, plain, at, Secret.LENGTH);
        Arrays.fill(material, (byte) 0);
        at += Secret.LENGTH;
      }
      SealedKeyset open =
          new SealedKeyset(
              wrapping,
              keyset.version(),
              keyset.keys().stream()
                  .map(key -> new Header(key.id(), key.created(), key.retireAfter()))
                  .toList(),
              keyset.assignments(),
              new byte[0]);
      byte[] sealed = AesGcm.seal(fileKey, open.associatedData(), plain, random);
      return new SealedKeyset(open.wrapping, open.primary, open.keys, open.assignments, sealed);
    } finally {
      Arrays.fill(fileKey, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The keyset inside.
   *
   * @throws KekException if the key-encryption key is another, or anything of the file was changed
   * @throws IllegalArgumentException if the keys in it contradict each other or are zero
   */
  Keyset open(KeyEncryptionKey kek) throws KekException {
    byte[] fileKey = kek.unwrap(wrapping);
    byte[] plain;
    try {
      plain =
          AesGcm.open(fileKey, associatedData(), material)
              .orElseThrow(
                  () ->
                      new KekException(
                          "material: does not open (expected: an unchanged file; every field of it"
                              + " is authenticated)"));
    } finally {
      Arrays.fill(fileKey, (byte) 0);
    }
    try {
      return new Keyset(masterKeys(plain), primary, assignments);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private List<MasterKey> masterKeys(byte[] plain) throws KekException {
    if (plain.length != keys.size() * Secret.LENGTH) {
      throw new KekException("material: not 32 bytes for each of the keys");
    }
    List<MasterKey> opened = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      byte[] bytes = Arrays.copyOfRange(plain, i * Secret.LENGTH, (i + 1) * Secret.LENGTH);
      Header header = keys.get(i);
      opened.add(new MasterKey(header.id, header.created, header.retireAfter, new Secret(bytes)));
      Arrays.fill(bytes, (byte) 0);
    }
    return opened;
  }

  /** Every field but the material, with its length, so that no two headers have the same bytes. */
  private byte[] associatedData() {
    List<String> fields = new ArrayList<>();
    fields.add("paravent keyset");
    fields.add(Integer.toString(KeysetNode.WRAPPED_VERSION));
    fields.add(wrapping.kind().label());
    fields.add(Integer.toString(wrapping.parameters().size()));
    wrapping.parameters().forEach((name, value) -> fields.addAll(List.of(name, value)));
    fields.add(wrapping.wrappedKey());
    fields.add(Integer.toString(primary));
    fields.add(Integer.toString(keys.size()));
    for (Header key : keys) {
      fields.add(Integer.toString(key.id));
      fields.add(key.created.toString());
      fields.add(key.retireAfter == null ? "" : key.retireAfter.toString());
    }
    assignments.keyIds().forEach((name, id) -> fields.addAll(List.of(name, id.toString())));
    return KeyDerivation.lengthPrefixed(fields);
  }

  @Override
  public String toString() {
    return "SealedKeyset[" + wrapping.kind().label() + "]";
  }
}
