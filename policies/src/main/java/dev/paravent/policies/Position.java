package dev.paravent.policies;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A place in a policy file, counted from 1; line 0 is the file as a whole. */
record Position(String file, int line, int column) {
  static Position ofFile(String file) {
    return new Position(file, 0, 0);
  }

  /** Marks count from 0 and carry the file as their label (YamlParser). */
  static Position of(Mark mark) {
    return new Position(mark.getName(), mark.getLine() + 1, mark.getColumn() + 1);
  }

  static Position of(Node node) {
    return node.getStartMark()
        .map(Position::of)
        .orElseThrow(() -> new IllegalStateException("node without a mark"));
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
