package dev.paravent.session.auth;

import dev.paravent.crypto.scram.ScramException;
import dev.paravent.crypto.scram.ScramVerifier;
import dev.paravent.session.files.FileBacked;
import dev.paravent.session.files.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Verifiers in a file: {@code "user" "SCRAM-SHA-256$.."}, one a line. Thread-safe. */
public final class VerifierFile implements VerifierSource {
  private final FileBacked<Content> content;

  private record Content(Map<String, ScramVerifier> verifiers, Shape usual) {}

  private VerifierFile(FileBacked<Content> content) {
    this.content = content;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if others may read it or it cannot be used; its message is one line
   */
  public static VerifierFile load(Path file) throws IOException {
    return new VerifierFile(
        FileBacked.load(
            "verifiers",
            List.of(WatchedFile.secret(file)),
            contents -> read(file, Objects.requireNonNull(contents.get(file)))));
  }

  private static Content read(Path file, byte[] bytes) throws IOException {
    Map<String, ScramVerifier> verifiers = new HashMap<>();
    for (List<String> line : QuotedLines.read(file, bytes, 2)) {
      String user = line.get(0);
      try {
        if (verifiers.put(user, ScramVerifier.parse(line.get(1))) != null) {
          throw new IOException(file + ": user " + user + " stands twice");
        }
      } catch (ScramException unusable) {
        throw new IOException(file + ": user " + user + ": " + unusable.getMessage(), unusable);
      }
    }
    return new Content(verifiers, usual(verifiers));
  }

  private static Shape usual(Map<String, ScramVerifier> verifiers) {
    Map<Shape, Integer> counts = new HashMap<>();
    verifiers
        .values()
        .forEach(
            verifier ->
                counts.merge(
                    new Shape(verifier.iterations(), verifier.saltLength()), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Shape.DEFAULT);
  }

  @Override
  public CompletableFuture<Optional<ScramVerifier>> find(String user) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(content.current().verifiers().get(user)));
  }

  @Override
  public Shape usualShape() {
    return content.current().usual();
  }

  /** Reads the file again if it changed. Blocks. */
  public void reload() {
    content.reload();
  }
}
