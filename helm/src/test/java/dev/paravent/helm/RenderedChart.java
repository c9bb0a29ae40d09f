package dev.paravent.helm;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Kubernetes objects that the chart makes of some values. Immutable. */
record RenderedChart(List<Node> objects) {
  static final Path CHART = Path.of("paravent");
  static final Path EXAMPLE = Path.of("src/test/resources/example-values.yaml");

  /** Renders the example values, changed by {@code overrides} (`--set` names and values). */
  static RenderedChart of(Map<String, ?> overrides) {
    var template =
        new Helm(CHART)
            .template()
            .withName("portal")
            .withNamespace("payment")
            .withKubeVersion("1.30.0")
            .withValuesFile(EXAMPLE);
    new TreeMap<>(overrides).forEach(template::set);
    return new RenderedChart(parse(template.call()));
  }

  static RenderedChart ofExample() {
    return of(Map.of());
  }

  Node object(String kind, String name) {
    return objects.stream()
        .filter(object -> object.text("kind").equals(kind))
        .filter(object -> object.text("metadata.name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + names()));
  }

  List<String> names() {
    return objects.stream()
        .map(object -> object.text("kind") + "/" + object.text("metadata.name"))
        .sorted()
        .toList();
  }

  static List<Node> parse(String yaml) {
    var documents = new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
    return StreamSupport.stream(documents.spliterator(), false)
        .filter(Map.class::isInstance)
        .map(Node::new)
        .toList();
  }

  /** A part of an object, reached by a path of keys and list positions: {@code spec.ports.0}. */
  record Node(Object value) {
    Object at(String path) {
      Object here = value;
      for (String step : path.split("\\.")) {
        here =
            switch (here) {
              case Map<?, ?> map -> map.get(step);
              case List<?> list -> list.get(Integer.parseInt(step));
              case null, default ->
                  throw new AssertionError("nothing under " + step + " of " + path);
            };
      }
      return here;
    }

    String text(String path) {
      return String.valueOf(at(path));
    }

    /** The element of the list at {@code path} that has this {@code name}. */
    Node named(String path, String name) {
      return ((List<?>) at(path))
          .stream()
              .map(Node::new)
              .filter(element -> element.text("name").equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no " + name + " in " + path));
    }
  }
}
