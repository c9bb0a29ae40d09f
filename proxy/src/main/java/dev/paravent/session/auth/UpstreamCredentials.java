package dev.paravent.session.auth;

import dev.paravent.crypto.scram.ScramSecret;
import dev.paravent.session.files.FileBacked;
import dev.paravent.session.files.WatchedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * As whom the proxy logs in at the database for a user of its own: {@code "user" "database user"
 * "password"}, one a line; the user {@code *} is everybody else. Thread-safe.
 */
public final class UpstreamCredentials {
  private static final String EVERYBODY = "*";

  private final FileBacked<Map<String, Credential>> content;

  /**
   * A login at the database.
   *
   * @param databaseUser the user there
   * @param secret its password, if it has one
   */
  public record Credential(String databaseUser, Optional<ScramSecret> secret) {}

  private UpstreamCredentials(FileBacked<Map<String, Credential>> content) {
    this.content = content;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if others may read it or it cannot be used; its message is one line
   */
  public static UpstreamCredentials load(Path file) throws IOException {
    return new UpstreamCredentials(
        FileBacked.load(
            "upstream_credentials",
            List.of(WatchedFile.secret(file)),
            contents -> read(file, Objects.requireNonNull(contents.get(file)))));
  }

  /**
   * One user of the database for everybody.
   *
   * @param passwordFile holds its password and perhaps a line end; empty if it has none
   * @throws IOException if others may read the file or it cannot be used; its message is one line
   */
  public static UpstreamCredentials service(String databaseUser, Optional<Path> passwordFile)
      throws IOException {
    return new UpstreamCredentials(
        FileBacked.load(
            "upstream_password",
            passwordFile.stream().map(WatchedFile::secret).toList(),
            contents ->
                Map.of(
                    EVERYBODY,
                    new Credential(
                        databaseUser,
                        contents.values().stream().findFirst().map(UpstreamCredentials::secret)))));
  }

  private static ScramSecret secret(byte[] content) {
    return ScramSecret.ofPassword(new String(content, StandardCharsets.UTF_8).stripTrailing());
  }

  private static Map<String, Credential> read(Path file, byte[] bytes) throws IOException {
    Map<String, Credential> credentials = new HashMap<>();
    for (List<String> line : QuotedLines.read(file, bytes, 3)) {
      String password = line.get(2);
      Credential credential =
          new Credential(
              line.get(1),
              password.isEmpty()
                  ? Optional.empty()
                  : Optional.of(ScramSecret.ofPassword(password)));
      if (line.get(1).isEmpty()) {
        throw new IOException(file + ": user " + line.get(0) + " has no user of the database");
      }
      if (credentials.put(line.get(0), credential) != null) {
        throw new IOException(file + ": user " + line.get(0) + " stands twice");
      }
    }
    return Map.copyOf(credentials);
  }

  /** The login for a user; empty if the file has none. */
  public Optional<Credential> of(String user) {
    Map<String, Credential> credentials = content.current();
    Credential own = credentials.get(user);
    return Optional.ofNullable(own != null ? own : credentials.get(EVERYBODY));
  }

  /** Reads the file again if it changed. Blocks. */
  public void reload() {
    content.reload();
  }
}
