package dev.paravent.policies;

import dev.paravent.policies.PolicyProblem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a bundle of policy files. A directory is a bundle: all its {@code *.yaml} and {@code *.yml}
 * files together, whatever their names; sub-directories do not belong to it. Never throws for what
 * a file says; everything wrong is found in one run where possible.
 */
public final class PolicyReader {
  private static final int MAX_BYTES = 1 << 20;

  private PolicyReader() {}

  public static PolicyResult read(Path directory) {
    return read(directory, InstantSource.system());
  }

  /**
   * Reads the files of a directory.
   *
   * @param clock tells which documents have expired
   */
  public static PolicyResult read(Path directory, InstantSource clock) {
    ProblemCollector problems = new ProblemCollector();
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files(directory, problems)) {
      text(file, problems).ifPresent(text -> texts.put(file.toString(), text));
    }
    return read(texts, directory.toString(), clock, problems);
  }

  public static PolicyResult read(Map<String, String> files) {
    return read(files, InstantSource.system());
  }

  /**
   * Reads a bundle from memory.
   *
   * @param files file names, as problems shall show them, to YAML text
   * @param clock tells which documents have expired
   */
  public static PolicyResult read(Map<String, String> files, InstantSource clock) {
    return read(new TreeMap<>(files), "policies", clock, new ProblemCollector());
  }

  private static PolicyResult read(
      Map<String, String> files, String bundle, InstantSource clock, ProblemCollector problems) {
    YamlParser parser = new YamlParser(problems);
    List<Node> documents = new ArrayList<>();
    files.forEach((file, text) -> documents.addAll(parser.documents(file, text)));
    Position place = Position.ofFile(bundle);
    if (documents.isEmpty() && !problems.hasErrors()) {
      problems.error(
          place, "no policy document (expected: at least one in a *.yaml or *.yml file)");
    }
    Optional<Policy> policy = new BundleReader(problems, clock).read(documents, place);
    return policy.isPresent()
        ? new PolicyResult.Loaded(policy.get(), problems.of(Severity.WARNING))
        : new PolicyResult.Rejected(problems.of(Severity.ERROR));
  }

  private static List<Path> files(Path directory, ProblemCollector problems) {
    if (!Files.isDirectory(directory)) {
      problems.error(
          Position.ofFile(directory.toString()),
          Files.exists(directory) ? "not a directory" : "no such directory");
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(PolicyReader::isPolicyFile).sorted().toList();
    } catch (IOException unreadable) {
      problems.error(Position.ofFile(directory.toString()), "the directory cannot be read");
      return List.of();
    }
  }

  private static boolean isPolicyFile(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static Optional<String> text(Path file, ProblemCollector problems) {
    Position place = Position.ofFile(file.toString());
    // a pipe or a device would block or never end
    if (!Files.isRegularFile(file)) {
      problems.error(place, "not a file that can be read");
      return Optional.empty();
    }
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.error(place, "larger than 1 MiB");
        return Optional.empty();
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      problems.error(place, "not UTF-8");
    } catch (IOException unreadable) {
      problems.error(place, "cannot be read: " + unreadable.getClass().getSimpleName());
    }
    return Optional.empty();
  }
}
