package dev.paravent.config;

/** A set-up that cannot be used. The message is one line for the person who wrote it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
