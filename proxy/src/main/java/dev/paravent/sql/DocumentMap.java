package dev.paravent.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of a JSON value and of all that is in it. Null stands for what it does not
 * name. Immutable.
 */
public sealed interface DocumentMap {
  /** Public, with all that is in it. */
  record Open() implements DocumentMap {}

  /** One value of a class; where it is not shown it leaves like what nobody names. */
  record Value(String valueClass, boolean shown) implements DocumentMap {}

  /** An object or array: its named members, what its elements are. */
  record Container(Map<String, DocumentMap> members, @Nullable DocumentMap elements)
      implements DocumentMap {
    public Container {
      members = Map.copyOf(members);
    }
  }

  /** What it says of a member of an object. */
  default @Nullable DocumentMap member(String key) {
    return switch (this) {
      case Open open -> open;
      case Value value -> null;
      case Container container -> container.members().get(key);
    };
  }

  /** What it says of the elements of an array. */
  default @Nullable DocumentMap element() {
    return switch (this) {
      case Open open -> open;
      case Value value -> null;
      case Container container -> container.elements();
    };
  }

  /** The classes of all values in it that are shown. */
  default Set<String> shownClasses() {
    Set<String> classes = new HashSet<>();
    collect(classes, false);
    return classes;
  }

  /** The classes of all values in it. */
  default Set<String> valueClasses() {
    Set<String> classes = new HashSet<>();
    collect(classes, true);
    return classes;
  }

  private void collect(Set<String> classes, boolean hidden) {
    switch (this) {
      case Open open -> {}
      case Value value when hidden || value.shown() -> classes.add(value.valueClass());
      case Value value -> {}
      case Container container -> {
        container.members().values().forEach(member -> member.collect(classes, hidden));
        if (container.elements() != null) {
          container.elements().collect(classes, hidden);
        }
      }
    }
  }

  /**
   * The keys that lead to each value of a class; empty if one of them is in the elements of an
   * array.
   */
  default Optional<List<List<String>>> paths(String valueClass) {
    return switch (this) {
      case Open open -> Optional.of(List.of());
      case Value value ->
          Optional.of(value.valueClass().equals(valueClass) ? List.of(List.of()) : List.of());
      case Container container -> {
        DocumentMap elements = container.elements();
        if (elements != null && elements.valueClasses().contains(valueClass)) {
          yield Optional.empty();
        }
        List<List<String>> paths = new ArrayList<>();
        for (Map.Entry<String, DocumentMap> member : container.members().entrySet()) {
          Optional<List<List<String>>> below = member.getValue().paths(valueClass);
          if (below.isEmpty()) {
            yield Optional.empty();
          }
          for (List<String> path : below.get()) {
            List<String> whole = new ArrayList<>(List.of(member.getKey()));
            whole.addAll(path);
            paths.add(whole);
          }
        }
        yield Optional.of(paths);
      }
    };
  }
}
