package dev.paravent.crypto;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.KeyEncryptionKey;
import dev.paravent.crypto.kek.OwnerOnlyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The keyset as a JSON file; {@link KeysetNode} knows its fields.
 *
 * <p>Every message names the place and what was expected there, never what stood there.
 */
final class KeysetFile {

  private static final int LARGEST_FILE = 64 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private KeysetFile() {}

  static Keyset read(Path file) throws KeysetException {
    KeysetNode document = document(file);
    if (document.isWrapped()) {
      throw new KeysetException(
          file + ": wrapped (expected: the flags of the key-encryption key that opens it)");
    }
    return requireSecret(file, document.keyset());
  }

  static Keyset open(Path file, KeyEncryptionKey kek) throws KeysetException {
    KeysetNode document = document(file);
    if (!document.isWrapped()) {
      // Otherwise whoever can replace the file could choose the keys.
      throw new KeysetException(
          file + ": not wrapped (expected: version 2, wrapped by " + kek.kind().label() + ")");
    }
    try {
      return requireSecret(file, document.sealedKeyset().open(kek));
    } catch (KekException | IllegalArgumentException e) {
      throw new KeysetException(file + ": " + e.getMessage());
    }
  }

  static void write(Keyset keyset, Path file) throws KeysetException {
    requireSecret(file, keyset);
    create(file, KeysetNode.plain(JSON.createObjectNode(), file, keyset));
  }

  static void write(Keyset keyset, Path file, KeyEncryptionKey kek) throws KeysetException {
    create(file, sealed(keyset, file, kek));
  }

  static void replace(Keyset keyset, Path file, KeyEncryptionKey kek) throws KeysetException {
    ObjectNode document = sealed(keyset, file, kek);
    // The name is fixed: of two commands at the same time, one fails here and loses no key.
    Path next = file.resolveSibling(file.getFileName() + ".new");
    create(next, document);
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new KeysetException(file + ": cannot be replaced; the new keyset is " + next);
    }
  }

  private static ObjectNode sealed(Keyset keyset, Path file, KeyEncryptionKey kek)
      throws KeysetException {
    requireSecret(file, keyset);
    try {
      return KeysetNode.wrapped(JSON.createObjectNode(), SealedKeyset.seal(keyset, kek));
    } catch (KekException e) {
      throw new KeysetException(file + ": " + e.getMessage());
    }
  }

  private static KeysetNode document(Path file) throws KeysetException {
    byte[] content;
    try {
      content = OwnerOnlyFile.read(file, LARGEST_FILE);
    } catch (KekException e) {
      throw new KeysetException(String.valueOf(e.getMessage()));
    }
    try {
      JsonNode root = JSON.readTree(content);
      return new KeysetNode(file + ": ", root);
    } catch (JsonProcessingException e) {
      throw new KeysetException(file + place(e.getLocation()) + ": not a whole JSON document");
    } catch (IOException e) {
      throw new KeysetException(file + ": cannot be read");
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static Keyset requireSecret(Path file, Keyset keyset) throws KeysetException {
    if (keyset.isDevelopment()) {
      throw new KeysetException(
          file + ": the development key is not secret, so no file may hold it");
    }
    return keyset;
  }

  private static void create(Path file, ObjectNode document) throws KeysetException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OwnerOnlyFile.PERMISSIONS))) {
      byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      Arrays.fill(content, (byte) 0);
    } catch (FileAlreadyExistsException e) {
      throw new KeysetException(file + ": exists already (keysets are not overwritten)");
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeysetException(file + ": cannot be written");
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
  }
}
