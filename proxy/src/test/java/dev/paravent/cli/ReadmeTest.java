package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README shows is what the product takes. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  @Test
  void showsAPolicyThatLoads() throws IOException {
    Matcher yaml = YAML.matcher(Files.readString(README));
    assertThat(yaml.find()).isTrue();
    assertThat(PolicyReader.read(Map.of("README.md", yaml.group(1))))
        .isInstanceOf(PolicyResult.Loaded.class);
  }

  @Test
  void namesOnlyFlagsThatExist() throws IOException {
    CommandLine serve = new CommandLine(new ServeCommand(Planners.wiring(warning -> {})));
    CommandLine explain = new CommandLine(new PolicyExplainCommand(warning -> {}));
    CommandLine attest = new CommandLine(new AttestCommand());
    List<String> flags =
        FLAG.matcher(Files.readString(README)).results().map(match -> match.group()).toList();
    assertThat(flags)
        .contains("--listen", "--policies")
        .allSatisfy(
            flag ->
                assertThat(
                        serve.getCommandSpec().findOption(flag) != null
                            || attest.getCommandSpec().findOption(flag) != null
                            || explain.getCommandSpec().findOption(flag) != null)
                    .isTrue());
  }

  @Test
  void listsEveryClassOfAttack() throws IOException {
    Path suite = Path.of("src/test/resources/dev/paravent/mustnotleak");
    String readme = Files.readString(README);
    try (Stream<Path> files = Files.walk(suite).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("-- class: "))
            .forEach(
                line ->
                    assertThat(readme)
                        .contains("| " + line.substring("-- class: ".length()) + " |"));
      }
    }
  }

  @Test
  void linksToFilesThatExist() throws IOException {
    assertThat(Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(README)).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Path.of("..", link.group(1))).exists());
  }
}
