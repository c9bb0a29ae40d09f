package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** WINDOW and OVER. Confined to one parse. */
final class WindowGrammar {
  private static final String WINDOWING_ERROR = "42P20";

  private final Grammar grammar;
  private final TokenCursor cursor;

  WindowGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** WINDOW name AS (..), ..; empty if the word is not here. */
  List<SqlNode> clause() {
    if (!cursor.accept("window")) {
      return List.of();
    }
    List<SqlNode> windows = new ArrayList<>();
    do {
      int first = cursor.at();
      String name = grammar.names.columnId();
      cursor.expect("as");
      SqlNode window = specification();
      windows.add(new PgCall.NamedWindow(name, window, cursor.posFrom(first)));
    } while (cursor.accept(TokenKind.COMMA));
    return windows;
  }

  /** ( [name] [PARTITION BY ..] [ORDER BY ..] [frame] ). */
  SqlNode specification() {
    int first = cursor.at();
    cursor.expect(TokenKind.LEFT_PAREN);
    String base = null;
    if (grammar.names.isColumnId() && !isClauseWord()) {
      base = grammar.names.columnId();
    }
    List<SqlNode> partition = List.of();
    if (cursor.accept("partition")) {
      cursor.expect("by");
      partition = grammar.expressions.list();
    }
    List<SqlNode> order = cursor.is("order") ? grammar.queries.orderBy() : List.of();
    SqlNode frame = frame();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgCall.Window(base, partition, order, frame, cursor.posFrom(first));
  }

  private boolean isClauseWord() {
    return switch (cursor.word()) {
      case "partition", "range", "rows", "groups" -> true;
      default -> false;
    };
  }

  private @Nullable SqlNode frame() {
    PgCall.FrameMode mode =
        switch (cursor.word()) {
          case "rows" -> PgCall.FrameMode.ROWS;
          case "range" -> PgCall.FrameMode.RANGE;
          case "groups" -> PgCall.FrameMode.GROUPS;
          default -> null;
        };
    if (mode == null) {
      return null;
    }
    int first = cursor.at();
    cursor.advance();
    PgCall.Bound start;
    PgCall.Bound end = null;
    if (cursor.accept("between")) {
      start = bound();
      cursor.expect("and");
      end = bound();
    } else {
      start = bound();
    }
    refuseImpossible(start, end, first);
    return new PgCall.Frame(mode, start, end, exclude(), cursor.posFrom(first));
  }

  private PgCall.Bound bound() {
    int first = cursor.at();
    if (cursor.accept("unbounded", "preceding")) {
      return bound(PgCall.BoundKind.UNBOUNDED_PRECEDING, null, first);
    }
    if (cursor.accept("unbounded", "following")) {
      return bound(PgCall.BoundKind.UNBOUNDED_FOLLOWING, null, first);
    }
    if (cursor.accept("current", "row")) {
      return bound(PgCall.BoundKind.CURRENT_ROW, null, first);
    }
    SqlNode offset = grammar.expressions.expression();
    if (cursor.accept("preceding")) {
      return bound(PgCall.BoundKind.PRECEDING, offset, first);
    }
    cursor.expect("following");
    return bound(PgCall.BoundKind.FOLLOWING, offset, first);
  }

  private PgCall.Bound bound(PgCall.BoundKind kind, @Nullable SqlNode offset, int first) {
    return new PgCall.Bound(kind, offset, cursor.posFrom(first));
  }

  // gram.y, frame_extent
  private void refuseImpossible(PgCall.Bound start, PgCall.@Nullable Bound end, int token) {
    PgCall.BoundKind from = start.kind;
    PgCall.BoundKind to = end == null ? PgCall.BoundKind.CURRENT_ROW : end.kind;
    if (from == PgCall.BoundKind.UNBOUNDED_FOLLOWING) {
      throw cursor.error(WINDOWING_ERROR, "frame start cannot be UNBOUNDED FOLLOWING", token);
    }
    if (to == PgCall.BoundKind.UNBOUNDED_PRECEDING) {
      throw cursor.error(WINDOWING_ERROR, "frame end cannot be UNBOUNDED PRECEDING", token);
    }
    if (from == PgCall.BoundKind.FOLLOWING
        && (to == PgCall.BoundKind.CURRENT_ROW || to == PgCall.BoundKind.PRECEDING)) {
      throw cursor.error(
          WINDOWING_ERROR, "frame starting from following row cannot end before it", token);
    }
    if (from == PgCall.BoundKind.CURRENT_ROW && to == PgCall.BoundKind.PRECEDING) {
      throw cursor.error(
          WINDOWING_ERROR, "frame starting from current row cannot have preceding rows", token);
    }
  }

  private PgCall.Exclude exclude() {
    if (!cursor.accept("exclude")) {
      return PgCall.Exclude.NONE;
    }
    if (cursor.accept("current")) {
      cursor.expect("row");
      return PgCall.Exclude.CURRENT_ROW;
    }
    if (cursor.accept("group")) {
      return PgCall.Exclude.GROUP;
    }
    if (cursor.accept("ties")) {
      return PgCall.Exclude.TIES;
    }
    cursor.expect("no");
    cursor.expect("others");
    return PgCall.Exclude.NO_OTHERS;
  }
}
