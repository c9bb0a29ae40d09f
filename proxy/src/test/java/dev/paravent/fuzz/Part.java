package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a generated statement: text and smaller pieces in order. Immutable.
 *
 * @param role pieces of one role may stand for each other; empty for those that may not
 * @param simplest the least text that may stand here, null if the piece must stay
 * @param pieces {@link String} or {@link Part}
 */
record Part(String role, @Nullable String simplest, List<Object> pieces) {
  Part {
    pieces = List.copyOf(pieces);
  }

  static Part of(Object... pieces) {
    return new Part("", null, List.of(pieces));
  }

  static Part expression(Kind kind, Object... pieces) {
    return new Part(kind.name(), kind.simplest(), List.of(pieces));
  }

  /** A piece that may be left out. */
  static Part optional(Object... pieces) {
    return new Part("", "", List.of(pieces));
  }

  static Part query(Object... pieces) {
    return new Part("query", null, List.of(pieces));
  }

  static Part joined(String between, List<Part> parts) {
    List<Object> pieces = new ArrayList<>();
    for (Part part : parts) {
      if (!pieces.isEmpty()) {
        pieces.add(between);
      }
      pieces.add(part);
    }
    return new Part("", null, pieces);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    for (Object piece : pieces) {
      if (piece instanceof Part part) {
        part.write(out);
      } else {
        out.append(piece);
      }
    }
  }

  /** Every smaller statement that one step of shrinking yields, the boldest steps first. */
  List<Part> smaller() {
    List<Part> results = new ArrayList<>();
    if (simplest != null && !text().equals(simplest)) {
      results.add(new Part(role, simplest, List.of(simplest)));
    }
    if (!role.isEmpty()) {
      collect(this, results);
    }
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Part part) {
        for (Part replacement : part.smaller()) {
          List<Object> changed = new ArrayList<>(pieces);
          changed.set(i, replacement);
          results.add(new Part(role, simplest, changed));
        }
      }
    }
    return results;
  }

  private void collect(Part inside, List<Part> results) {
    for (Object piece : inside.pieces) {
      if (piece instanceof Part part) {
        if (part.role.equals(role)) {
          results.add(part);
        }
        collect(part, results);
      }
    }
  }
}
