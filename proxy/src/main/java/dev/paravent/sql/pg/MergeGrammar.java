package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** MERGE. Confined to one parse. */
final class MergeGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  MergeGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  SqlNode merge(PgQuery.@Nullable With with, int first) {
    if (with != null && with.recursive) {
      throw cursor.error("WITH RECURSIVE is not supported for MERGE statement");
    }
    cursor.expect("merge");
    cursor.expect("into");
    SqlNode table = grammar.froms.target();
    cursor.expect("using");
    SqlNode source = grammar.froms.reference();
    cursor.expect("on");
    SqlNode on = grammar.expressions.expression();
    List<SqlNode> whens = new ArrayList<>();
    Set<PgDml.MatchKind> decided = EnumSet.noneOf(PgDml.MatchKind.class);
    do {
      PgDml.MergeWhen when = when();
      if (decided.contains(when.match)) {
        throw cursor.error("unreachable WHEN clause specified after unconditional WHEN clause");
      }
      if (when.condition == null) {
        decided.add(when.match);
      }
      whens.add(when);
    } while (cursor.is("when"));
    DmlGrammar.Returning returning = grammar.dml.returning();
    return new PgDml.Merge(
        with,
        table,
        source,
        on,
        whens,
        returning.rowAliases(),
        returning.items(),
        cursor.posFrom(first));
  }

  private PgDml.MergeWhen when() {
    int first = cursor.at();
    cursor.expect("when");
    PgDml.MatchKind match = match();
    SqlNode condition = cursor.accept("and") ? grammar.expressions.expression() : null;
    cursor.expect("then");
    PgDml.MergeAction action = action(match);
    List<SqlNode> columns = List.of();
    List<SqlNode> values = List.of();
    List<SqlNode> sets = List.of();
    PgDml.Overriding overriding = PgDml.Overriding.NONE;
    switch (action) {
      case UPDATE -> {
        cursor.expect("set");
        sets = grammar.dml.sets();
      }
      case INSERT -> {
        if (cursor.accept("default", "values")) {
          break;
        }
        if (cursor.is(TokenKind.LEFT_PAREN)) {
          columns = grammar.dml.targets();
        }
        overriding = grammar.dml.overriding();
        cursor.expect("values");
        cursor.expect(TokenKind.LEFT_PAREN);
        values = grammar.expressions.list();
        cursor.expect(TokenKind.RIGHT_PAREN);
      }
      case DELETE, NOTHING -> {}
    }
    return new PgDml.MergeWhen(
        match, condition, action, columns, overriding, values, sets, cursor.posFrom(first));
  }

  private PgDml.MatchKind match() {
    if (cursor.accept("matched")) {
      return PgDml.MatchKind.MATCHED;
    }
    cursor.expect("not");
    cursor.expect("matched");
    if (cursor.accept("by", "source")) {
      return PgDml.MatchKind.NOT_MATCHED_BY_SOURCE;
    }
    cursor.accept("by", "target");
    return PgDml.MatchKind.NOT_MATCHED;
  }

  private PgDml.MergeAction action(PgDml.MatchKind match) {
    if (cursor.accept("do")) {
      cursor.expect("nothing");
      return PgDml.MergeAction.NOTHING;
    }
    boolean insert = match == PgDml.MatchKind.NOT_MATCHED;
    if (insert) {
      cursor.expect("insert");
      return PgDml.MergeAction.INSERT;
    }
    if (cursor.accept("update")) {
      return PgDml.MergeAction.UPDATE;
    }
    cursor.expect("delete");
    return PgDml.MergeAction.DELETE;
  }
}
