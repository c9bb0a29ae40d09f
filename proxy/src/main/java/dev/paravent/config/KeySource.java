package dev.paravent.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keys of tokens are. Immutable.
 *
 * @param file the keyset file
 * @param kek what opens it; empty means a file that nothing wraps
 */
public record KeySource(Path file, Optional<KekSource> kek) {}
