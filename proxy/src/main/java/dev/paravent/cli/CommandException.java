package dev.paravent.cli;

/** A command that does not do what it was asked. The message is one line and holds no value. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
