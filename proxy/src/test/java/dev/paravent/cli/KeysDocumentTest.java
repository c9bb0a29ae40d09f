package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands that keys.md shows are commands that there are. */
class KeysDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "crypto", "docs", "keys.md");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^    paravent (keys|token|serve)( [a-z]+)? (?:.*\\\\\\n)*.*$");

  @Test
  void showsCommandsAndFlagsThatExist() throws IOException {
    Map<String, CommandLine> commands =
        Map.of(
            "keys", KeysCommand.commandLine(),
            "token", TokenCommand.commandLine(System.in),
            "serve", new CommandLine(new ServeCommand(Planners.wiring(warning -> {}))));
    List<String> shown =
        COMMAND
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(match -> match.group().replace("\\\n", " ").strip())
            .toList();
    assertThat(shown).hasSizeGreaterThan(8);
    for (String line : shown) {
      List<String> words = Arrays.asList(line.split("\\s+"));
      CommandLine command = Objects.requireNonNull(commands.get(words.get(1)), line);
      CommandLine used = command.getSubcommands().getOrDefault(words.get(2), command);
      assertThat(words.stream().filter(word -> word.startsWith("--")))
          .as(line)
          .isNotEmpty()
          .allSatisfy(flag -> assertThat(used.getCommandSpec().findOption(flag)).isNotNull());
    }
  }

  @Test
  void helpNamesEveryCommand() {
    StringWriter out = new StringWriter();
    Paravent.run(List.of("keys", "--help"), new PrintWriter(out, true), new PrintWriter(out, true));
    assertThat(out.toString()).contains("generate", "rotate", "list", "rewrap");
  }
}
