package dev.paravent.crypto;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keyset as a file: {@code {"version":1,"primary":1,"keys":[{"id":1,"created":"2026-11-25",
 * "material":"<base64 of 32 bytes>"}]}}.
 *
 * <p>Every message names the place and what was expected there, never what stood there.
 */
final class KeysetFile {

  private static final int LARGEST_FILE = 64 * 1024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private KeysetFile() {}

  static Keyset read(Path file) throws KeysetException {
    requireOwnerOnly(file);
    byte[] content = content(file);
    try {
      return KeysetNode.keyset(file.toString(), JSON.readTree(content));
    } catch (JsonProcessingException e) {
      throw new KeysetException(file + place(e.getLocation()) + ": not a whole JSON document");
    } catch (IOException e) {
      throw new KeysetException(file + ": cannot be read");
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  static void write(Keyset keyset, Path file) throws KeysetException {
    if (keyset.isDevelopment()) {
      throw new KeysetException(file + ": the development key is never written to a file");
    }
    ObjectNode root = JSON.createObjectNode();
    root.put("version", KeysetNode.VERSION).put("primary", keyset.version());
    for (MasterKey key : keyset.keys()) {
      byte[] material = key.material().copy();
      root.withArray("/keys")
          .addObject()
          .put("id", key.id())
          .put("created", key.created().toString())
          .put("material", Base64.getEncoder().encodeToString(material));
      Arrays.fill(material, (byte) 0);
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(root));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw new KeysetException(file + ": exists already (keysets are not overwritten)");
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeysetException(file + ": cannot be written");
    }
  }

  private static void requireOwnerOnly(Path file) throws KeysetException {
    try {
      Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
      others.addAll(Files.getPosixFilePermissions(file));
      others.removeIf(permission -> permission.name().startsWith("OWNER_"));
      if (!others.isEmpty()) {
        throw new KeysetException(
            file + ": accessible to group or others (expected: mode 600 or 400)");
      }
    } catch (NoSuchFileException e) {
      throw new KeysetException(file + ": no such file");
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeysetException(file + ": its permissions cannot be read");
    }
  }

  private static byte[] content(Path file) throws KeysetException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST_FILE + 1);
      if (content.length > LARGEST_FILE) {
        throw new KeysetException(file + ": more than " + LARGEST_FILE + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new KeysetException(file + ": cannot be read");
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
  }
}
