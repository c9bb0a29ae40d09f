package dev.paravent.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paravent.config.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/**
 * The append-only record of who turned tokens into values, or values into tokens: one JSON line a
 * run, on the disk before anything is shown. It holds neither values nor tokens.
 */
final class TokenAudit {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  TokenAudit(Path file) {
    this.file = file;
  }

  /**
   * One run.
   *
   * @param event {@code token.encode} or {@code token.decode}
   * @param user the operating system's user who ran it
   * @param count how many values are shown, 0 when the run is refused
   */
  record Entry(
      Instant time,
      String event,
      String user,
      String role,
      String reason,
      String protectedClass,
      int count,
      boolean isRefused) {

    String line() {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("time", time.toString()).put("event", event).put("user", user);
      line.put("role", role).put("reason", reason).put("class", protectedClass);
      line.put("count", count).put("outcome", isRefused ? "refused" : "done");
      return line + "\n";
    }
  }

  /** Appends the entry; when this returns it is on the disk. */
  void append(Entry entry) throws CommandException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new CommandException("audit: " + file + ": not a file");
      }
      ByteBuffer bytes = ByteBuffer.wrap(entry.line().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException | UnsupportedOperationException e) {
      String why = e instanceof IOException io ? Unreadable.reason(io) : "cannot be written";
      throw new CommandException("audit: " + file + ": " + why);
    }
  }

  /** The user whom the operating system runs this process as; no environment can change it. */
  static String operatingSystemUser() throws CommandException {
    return ProcessHandle.current()
        .info()
        .user()
        .filter(user -> !user.isBlank())
        .orElseThrow(
            () ->
                new CommandException("audit: the operating system names no user of this process"));
  }
}
