package dev.paravent.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.paravent.config.ServeConfig.LogLevel;
import org.slf4j.LoggerFactory;

/** Sets how much is logged. */
final class LogLevels {
  private LogLevels() {}

  static void apply(LogLevel level) {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.toLevel(level.name()));
    }
  }
}
