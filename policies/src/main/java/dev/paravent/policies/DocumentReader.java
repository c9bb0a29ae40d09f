package dev.paravent.policies;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what every document has: apiVersion, kind, metadata and a spec. */
final class DocumentReader {
  static final String API_VERSION = "paravent.dev/v1";
  static final List<String> KEYS = List.of("apiVersion", "kind", "metadata", "spec");
  static final List<String> METADATA_KEYS = List.of("name", "owner", "expires", "description");
  static final Vocabulary<Kind> KINDS = Vocabulary.of(Kind.values(), kind -> kind.word);
  private static final List<String> LATER_KINDS = List.of("Quota", "PolicyTest", "Canary");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

  /** What a document says. */
  enum Kind {
    CLASSIFICATION("Classification"),
    TOKEN_DOMAIN("TokenDomain"),
    ACCESS_POLICY("AccessPolicy");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** A document whose spec is still to be read. */
  record Document(
      Kind kind, Position at, Located<String> name, Optional<String> owner, Node spec) {}

  private record Metadata(Located<String> name, Optional<String> owner) {}

  private final ProblemCollector problems;
  private final YamlValue values;
  private final InstantSource clock;

  DocumentReader(ProblemCollector problems, InstantSource clock) {
    this.problems = problems;
    this.values = new YamlValue(problems);
    this.clock = clock;
  }

  Optional<Document> read(Node node) {
    Optional<YamlFields> fields = YamlFields.closed(node, "document", KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    fields.get().required("apiVersion").ifPresent(this::checkVersion);
    Optional<Kind> kind = fields.get().required("kind").flatMap(this::kind);
    Optional<Metadata> metadata = fields.get().required("metadata").flatMap(this::metadata);
    Optional<Node> spec = fields.get().required("spec");
    if (kind.isEmpty() || metadata.isEmpty() || spec.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Document(
            kind.get(),
            fields.get().at(),
            metadata.get().name(),
            metadata.get().owner(),
            spec.get()));
  }

  private void checkVersion(Node node) {
    Optional<String> version = values.text(node, "apiVersion");
    if (version.isPresent() && !version.get().equals(API_VERSION)) {
      problems.error(
          Position.of(node),
          "apiVersion: '" + version.get() + "' is unknown (expected: " + API_VERSION + ")");
    }
  }

  private Optional<Kind> kind(Node node) {
    if (node instanceof ScalarNode scalar && LATER_KINDS.contains(scalar.getValue())) {
      problems.error(
          Position.of(node),
          "kind "
              + scalar.getValue()
              + " is not enforced by this version; remove the document, "
              + "because a rule that nobody enforces must not look enforced");
      return Optional.empty();
    }
    return values.word(node, "kind", KINDS);
  }

  private Optional<Metadata> metadata(Node node) {
    Optional<YamlFields> fields = YamlFields.closed(node, "metadata", METADATA_KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    fields.get().read("description", values::text);
    Optional<String> owner = fields.get().read("owner", values::text);
    Optional<Located<String>> name = fields.get().required("name").flatMap(this::name);
    fields.get().field("expires").ifPresent(field -> checkExpiry(field.value()));
    return name.map(present -> new Metadata(present, owner));
  }

  private Optional<Located<String>> name(Node node) {
    Optional<String> name = values.text(node, "name");
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      problems.error(
          Position.of(node),
          "name: '"
              + name.get()
              + "' (expected: 1 to 63 of a-z, 0-9, - and ., a letter or digit "
              + "first and last)");
    }
    return name.map(text -> new Located<>(text, Position.of(node)));
  }

  /** The day named is the last one, in UTC. */
  private void checkExpiry(Node node) {
    Optional<String> text = values.text(node, "expires");
    if (text.isEmpty()) {
      return;
    }
    try {
      LocalDate last = LocalDate.parse(text.get());
      if (last.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
        problems.error(Position.of(node), "expires: this document expired on " + last);
      }
    } catch (DateTimeParseException notDate) {
      problems.error(
          Position.of(node), "expires: '" + text.get() + "' is not a date (expected: YYYY-MM-DD)");
    }
  }
}
