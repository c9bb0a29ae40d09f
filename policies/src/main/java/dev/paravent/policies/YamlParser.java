package dev.paravent.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML text to trees of nodes that know their place.
 *
 * <p>The flat stream of events is checked before a tree is built: anchors, aliases and tags have no
 * use in a policy, and depth is bounded because composing is recursive.
 */
final class YamlParser {
  static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 32;

  private final ProblemCollector problems;

  YamlParser(ProblemCollector problems) {
    this.problems = problems;
  }

  /** The non-empty documents of a file; none after an error. */
  List<Node> documents(String file, String text) {
    if (text.length() > MAX_CHARACTERS) {
      problems.error(Position.ofFile(file), "larger than 1 MiB");
      return List.of();
    }
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setUseMarks(true)
            .setAllowNonScalarKeys(true) // YamlFields refuses them and knows the place
            .build();
    try {
      if (!areEventsAcceptable(new Parse(settings).parseString(content))) {
        return List.of();
      }
      List<Node> documents = new ArrayList<>();
      new Compose(settings).composeAllFromString(content).forEach(documents::add);
      // "---" without content, as a template leaves behind
      documents.removeIf(document -> document.getTag().equals(Tag.NULL));
      return documents;
    } catch (ReaderException unreadable) {
      problems.error(
          place(file, content, unreadable.getPosition()),
          String.format("character U+%04X is not allowed in YAML", unreadable.getCodePoint()));
    } catch (MarkedYamlEngineException broken) {
      problems.error(
          broken.getProblemMark().map(Position::of).orElse(Position.ofFile(file)),
          "not YAML: " + broken.getProblem());
    } catch (YamlEngineException broken) {
      problems.error(Position.ofFile(file), "not YAML: " + broken.getMessage());
    }
    return List.of();
  }

  private boolean areEventsAcceptable(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      Optional<String> objection = objection(event);
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        objection = Optional.of("nested deeper than " + MAX_DEPTH + " levels");
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (objection.isPresent()) {
        Position at = event.getStartMark().map(Position::of).orElseThrow();
        problems.error(at, objection.get());
        return false;
      }
    }
    return true;
  }

  private static Optional<String> objection(Event event) {
    if (event instanceof AliasEvent) {
      return Optional.of("YAML aliases (*name) are not allowed in policies");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      return Optional.of("YAML anchors (&name) are not allowed in policies");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
            || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
    return tagged ? Optional.of("YAML tags (!name) are not allowed in policies") : Optional.empty();
  }

  /** The reader counts code points from the start of the text. */
  private static Position place(String file, String text, int codePoints) {
    int line = 1;
    int column = 1;
    int[] characters = text.codePoints().limit(codePoints).toArray();
    for (int character : characters) {
      column = character == '\n' ? 1 : column + 1;
      line += character == '\n' ? 1 : 0;
    }
    return new Position(file, line, column);
  }
}
