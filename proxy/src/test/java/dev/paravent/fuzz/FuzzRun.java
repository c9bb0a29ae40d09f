package dev.paravent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/**
 * Starts Jazzer on one target, from the module's directory: {@code FuzzRun TARGET SECONDS
 * LONGEST_INPUT}. It begins with the target's seeds; what is new and what fails goes to
 * target/fuzz.
 */
@NullMarked
public final class FuzzRun {
  private FuzzRun() {}

  /** See the class. Exits with Jazzer's code: 0 if nothing was found. */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    String target = arguments[0];
    Path found =
        Files.createDirectories(Path.of("target", "fuzz", FuzzSeeds.simpleName(target), "corpus"));
    String[] options = {
      "--target_class=" + target,
      "--instrumentation_includes=dev.paravent.**",
      // conversations need connections, and make none but to this machine
      "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
      "--reproducer_path=" + found.getParent(),
      found.toString(),
      FuzzSeeds.directory(target).toString(),
      "-max_total_time=" + Integer.parseInt(arguments[1]),
      "-max_len=" + Integer.parseInt(arguments[2]),
      "-artifact_prefix=" + found.getParent() + "/"
    };
    System.out.println("jazzer " + String.join(" ", Arrays.asList(options)));
    Class.forName("com.code_intelligence.jazzer.Jazzer")
        .getMethod("main", String[].class)
        .invoke(null, (Object) options);
  }
}
