package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.crypto.ColumnCodec;
import dev.paravent.policies.ProtectedClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values or tokens, one a line, and what becomes of them. Immutable. */
final class TokenLines {
  private static final int LARGEST_INPUT = 1 << 20;
  private static final int MOST_LINES = 10_000;
  private static final int SHORTEST_VALUE =
      4; // below it, a word of the reason may hold it by chance

  private final List<String> lines;

  private TokenLines(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Everything up to the end of the stream; empty lines do not count. */
  static TokenLines read(InputStream in) throws IOException, CommandException {
    byte[] content = in.readNBytes(LARGEST_INPUT + 1);
    // One character a byte: what is not ASCII is malformed below, and comes back as it was.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Arrays.fill(content, (byte) 0);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (text.length() > LARGEST_INPUT || lines.size() > MOST_LINES) {
      throw new CommandException("standard input: too long (expected: <= 10000 lines, 1 MiB)");
    }
    if (lines.isEmpty()) {
      throw new CommandException("standard input: empty (expected: one value a line)");
    }
    return new TokenLines(lines);
  }

  /** Keeps values out of what is recorded. */
  void requireAbsentFrom(String... recorded) throws ConfigException {
    for (String line : lines) {
      for (String text : recorded) {
        if (line.strip().length() >= SHORTEST_VALUE && text.contains(line.strip())) {
          throw new ConfigException(
              "reason, role: hold a value (expected: words; they are recorded)");
        }
      }
    }
  }

  /** The other side of every line, or nothing if one of them has none. */
  Optional<List<String>> convert(ColumnCodec codec, long subject, TokenDirection direction) {
    List<String> converted = new ArrayList<>();
    for (String line : lines) {
      Optional<String> other = convert(codec, subject, direction, line);
      if (other.isEmpty()) {
        return Optional.empty();
      }
      converted.add(other.get());
    }
    return Optional.of(converted);
  }

  /** Names the first line that has no other side. */
  CommandException refusal(
      ColumnCodec codec, long subject, TokenDirection direction, ProtectedClass protectedClass) {
    for (int i = 0; i < lines.size(); i++) {
      if (convert(codec, subject, direction, lines.get(i)).isEmpty()) {
        return new CommandException(
            "value %d: not valid (expected: %s of %s)"
                .formatted(
                    i + 1,
                    direction == TokenDirection.ENCODE ? "a clear value" : "a token",
                    protectedClass.label()));
      }
    }
    throw new IllegalStateException("no line was refused");
  }

  private static Optional<String> convert(
      ColumnCodec codec, long subject, TokenDirection direction, String line) {
    byte[] src = line.getBytes(StandardCharsets.ISO_8859_1);
    byte[] dst = new byte[codec.maxLength(src.length)];
    int length =
        switch (direction) {
          case ENCODE -> codec.tokenise(src, 0, src.length, subject, dst, 0);
          case DECODE -> codec.detokenise(src, 0, src.length, subject, dst, 0);
        };
    return length < 0
        ? Optional.empty()
        : Optional.of(new String(dst, 0, length, StandardCharsets.ISO_8859_1));
  }

  @Override
  public String toString() {
    return "TokenLines[" + lines.size() + "]";
  }
}
