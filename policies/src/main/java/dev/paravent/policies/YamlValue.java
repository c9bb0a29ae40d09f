package dev.paravent.policies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads texts, words and lists out of YAML nodes; what does not fit is a problem. */
final class YamlValue {
  private final ProblemCollector problems;

  YamlValue(ProblemCollector problems) {
    this.problems = problems;
  }

  /** A non-blank text. */
  Optional<String> text(Node node, String what) {
    if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
      problems.error(Position.of(node), what + ": expected a text, got " + kind(node));
      return Optional.empty();
    }
    if (scalar.getValue().isBlank()) {
      problems.error(Position.of(node), what + ": expected a text, got an empty one");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  /** One word of a vocabulary. A plain {@code null} is a word too. */
  <E> Optional<E> word(Node node, String what, Vocabulary<E> vocabulary) {
    boolean isNull =
        node instanceof ScalarNode scalar
            && scalar.getTag().equals(Tag.NULL)
            && vocabulary.words().contains(scalar.getValue());
    Optional<String> word = isNull ? Optional.of(((ScalarNode) node).getValue()) : text(node, what);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Optional<E> meaning = vocabulary.meaning(word.get());
    if (meaning.isEmpty()) {
      problems.error(
          Position.of(node),
          what
              + ": unknown value '"
              + word.get()
              + "'"
              + Suggestion.of(word.get(), vocabulary.words()));
    }
    return meaning;
  }

  /** A list of words of a vocabulary, each once. */
  <E> Optional<Set<E>> words(Node node, String what, Vocabulary<E> vocabulary) {
    return items(node, what)
        .map(
            items -> {
              Map<E, Node> words = new LinkedHashMap<>();
              for (Node item : items) {
                Optional<E> meaning = word(item, what, vocabulary);
                if (meaning.isPresent() && words.putIfAbsent(meaning.get(), item) != null) {
                  repeated(item, what);
                }
              }
              return words.keySet();
            });
  }

  /** A list of texts, each once. */
  Optional<List<Located<String>>> texts(Node node, String what) {
    return items(node, what)
        .map(
            items -> {
              Set<String> seen = new HashSet<>();
              List<Located<String>> texts = new ArrayList<>();
              for (Node item : items) {
                Optional<String> text = text(item, what);
                if (text.isPresent() && !seen.add(text.get())) {
                  repeated(item, what);
                } else if (text.isPresent()) {
                  texts.add(new Located<>(text.get(), Position.of(item)));
                }
              }
              return texts;
            });
  }

  private void repeated(Node item, String what) {
    problems.error(
        Position.of(item), what + ": '" + ((ScalarNode) item).getValue() + "' is listed twice");
  }

  private Optional<List<Node>> items(Node node, String what) {
    if (node instanceof SequenceNode sequence) {
      return Optional.of(sequence.getValue());
    }
    problems.error(Position.of(node), what + ": expected a list, got " + kind(node));
    return Optional.empty();
  }

  /** What a node is, in the words of somebody who edits a file. */
  static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    ScalarNode scalar = (ScalarNode) node;
    if (scalar.getTag().equals(Tag.STR)) {
      return "a text";
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue().isEmpty() ? "nothing" : "null";
    }
    return scalar.getValue() + " (quote it if it is a text)";
  }
}
