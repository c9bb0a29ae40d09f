package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories and files as a disk may hold them. */
class PolicyFilesTest {
  @TempDir private Path directory;

  @Test
  void readsYamlAndYmlAndNothingElse() throws IOException {
    Files.writeString(directory.resolve("b.yml"), Bundles.BASE);
    Files.writeString(directory.resolve("a.yaml"), "# nothing yet\n");
    Files.writeString(directory.resolve("notes.md"), ": no yaml [");
    assertThat(Bundles.loaded(PolicyReader.read(directory, Bundles.TODAY)).warnings()).isEmpty();
  }

  @Test
  void problemsNameTheFileAsGiven() throws IOException {
    Files.writeString(directory.resolve("b.yaml"), "kind: [");
    assertThat(onlyError()).startsWith(directory.resolve("b.yaml") + ":1:8: not YAML: ");
  }

  @Test
  void missingDirectoryIsOneProblem() {
    Path missing = directory.resolve("nowhere");
    assertThat(Bundles.errors(PolicyReader.read(missing)))
        .singleElement()
        .hasToString(missing + ": no such directory");
  }

  @Test
  void fileInPlaceOfTheDirectoryIsOneProblem() throws IOException {
    Path file = Files.writeString(directory.resolve("b.yaml"), Bundles.BASE);
    assertThat(Bundles.errors(PolicyReader.read(file)))
        .singleElement()
        .hasToString(file + ": not a directory");
  }

  @Test
  void emptyDirectoryIsOneProblem() {
    assertThat(onlyError())
        .isEqualTo(
            directory + ": no policy document (expected: at least one in a *.yaml or *.yml file)");
  }

  @Test
  void folderNamedLikeAPolicyIsNotOverlooked() throws IOException {
    Files.createDirectory(directory.resolve("b.yaml"));
    assertThat(onlyError()).endsWith("b.yaml: not a file that can be read");
  }

  @Test
  void danglingLinkIsNotOverlooked() throws IOException {
    Files.createSymbolicLink(directory.resolve("b.yaml"), directory.resolve("gone"));
    assertThat(onlyError()).endsWith("b.yaml: not a file that can be read");
  }

  @Test
  void hugeFileIsRefused() throws IOException {
    Files.writeString(directory.resolve("b.yaml"), "#".repeat((1 << 20) + 1));
    assertThat(onlyError()).endsWith("b.yaml: larger than 1 MiB");
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Files.write(directory.resolve("b.yaml"), new byte[] {'#', (byte) 0xE9, '\n'});
    assertThat(onlyError()).endsWith("b.yaml: not UTF-8");
  }

  @Test
  void byteOrderMarkIsNoProblem() throws IOException {
    Files.writeString(directory.resolve("b.yaml"), "\uFEFF" + Bundles.BASE);
    assertThat(Bundles.loaded(PolicyReader.read(directory, Bundles.TODAY)).warnings()).isEmpty();
  }

  @Test
  void controlCharactersHaveAPlace() {
    assertThat(Bundles.errors(Map.of("b.yaml", "kind: x\nname: \u0000\n")))
        .singleElement()
        .hasToString("b.yaml:2:7: character U+0000 is not allowed in YAML");
  }

  @Test
  void deepNestingIsRefusedBeforeItIsBuilt() {
    assertThat(Bundles.errors(Map.of("b.yaml", "[".repeat(500_000))))
        .singleElement()
        .hasToString("b.yaml:1:33: nested deeper than 32 levels");
  }

  @Test
  void billionLaughsIsRefused() {
    assertThat(Bundles.errors(Map.of("b.yaml", "a: &a [x]\nb: [*a, *a]\n")))
        .singleElement()
        .hasToString("b.yaml:1:4: YAML anchors (&name) are not allowed in policies");
  }

  @Test
  void bundleWithoutAccessPolicyIsRefused() {
    String text = Bundles.BASE.substring(0, Bundles.BASE.lastIndexOf("---"));
    assertThat(Bundles.errors(Map.of("b.yaml", text)))
        .singleElement()
        .hasToString("policies: no AccessPolicy: nobody could log in");
  }

  @Test
  void governedUsersNeedAClassification() {
    String text = Bundles.BASE.substring(Bundles.BASE.indexOf("---"));
    assertThat(Bundles.errors(Map.of("b.yaml", text)))
        .singleElement()
        .hasToString("policies: no Classification: governed users would be refused everything");
  }

  private String onlyError() {
    return Bundles.errors(PolicyReader.read(directory, Bundles.TODAY)).stream()
        .map(PolicyProblem::toString)
        .reduce((first, second) -> first + "\n" + second)
        .orElse("");
  }
}
