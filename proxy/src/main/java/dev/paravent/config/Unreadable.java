package dev.paravent.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in a few words why a file could not be read. */
public final class Unreadable {
  private Unreadable() {}

  public static String reason(IOException exception) {
    return switch (exception) {
      case NoSuchFileException missing -> "no such file or directory";
      case AccessDeniedException denied -> "permission denied";
      default -> {
        String message = exception.getMessage();
        yield message == null
            ? "cannot be read"
            : message.lines().findFirst().orElse("cannot be read");
      }
    };
  }
}
