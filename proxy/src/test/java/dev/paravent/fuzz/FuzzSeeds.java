package dev.paravent.fuzz;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/** Where the inputs are kept that a fuzz target has to pass in every build. */
@NullMarked
final class FuzzSeeds {
  private static final Path ROOT = Path.of("src/test/resources/dev/paravent/fuzz/seeds");

  private FuzzSeeds() {}

  /** One file an input, seen from the module's directory. */
  static Path directory(String target) {
    return ROOT.resolve(simpleName(target));
  }

  static String simpleName(String target) {
    return target.substring(target.lastIndexOf('.') + 1);
  }
}
