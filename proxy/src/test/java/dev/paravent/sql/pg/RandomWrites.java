package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.POS;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Makes INSERT, UPDATE, DELETE and MERGE as the parser would. */
final class RandomWrites {
  private static final int DEPTH = 2;

  private final RandomTrees random;

  RandomWrites(long seed) {
    this.random = new RandomTrees(seed);
  }

  SqlNode statement() {
    return switch (random.one(List.of(0, 1, 2, 3))) {
      case 0 -> insert();
      case 1 -> update();
      case 2 -> delete();
      default -> merge();
    };
  }

  private SqlNode insert() {
    return new PgDml.Insert(
        null,
        random.identifier(2),
        random.coin() ? random.name() : null,
        random.some(0, 2, this::target),
        random.one(PgDml.Overriding.class),
        random.coin() ? random.query(DEPTH) : values(),
        random.maybe(this::conflict),
        returning(),
        POS);
  }

  private SqlNode values() {
    return new PgQuery.Values(
        List.of(new PgExpr.Row(false, random.some(1, 3, this::value), POS)), POS);
  }

  private SqlNode value() {
    return random.coin() ? new PgExpr.Default(POS) : random.expression(DEPTH);
  }

  private SqlNode target() {
    return new PgDml.Target(random.name(), random.some(0, 2, () -> random.step(1)), POS);
  }

  private SqlNode conflict() {
    boolean isByName = random.coin();
    List<SqlNode> keys = isByName ? List.of() : random.some(1, 2, this::conflictKey);
    boolean isUpdate = random.coin();
    return new PgDml.Conflict(
        keys,
        keys.isEmpty() ? null : random.maybe(() -> random.expression(DEPTH)),
        isByName ? random.name() : null,
        isUpdate,
        isUpdate ? sets() : List.of(),
        isUpdate ? random.maybe(() -> random.expression(DEPTH)) : null,
        POS);
  }

  private SqlNode conflictKey() {
    return new PgDml.ConflictKey(
        random.expression(DEPTH),
        random.coin() ? random.identifier(2) : null,
        random.coin() ? random.identifier(2) : null,
        POS);
  }

  private List<SqlNode> sets() {
    return random.some(
        1,
        3,
        () ->
            random.coin()
                ? new PgDml.Set(target(), value(), POS)
                : new PgDml.SetRow(random.some(1, 2, this::target), rowSource(), POS));
  }

  private SqlNode rowSource() {
    return random.coin()
        ? new PgExpr.Row(random.coin(), random.some(2, 3, this::value), POS)
        : random.query(DEPTH);
  }

  private List<SqlNode> returning() {
    return random.some(
        0,
        2,
        () ->
            random.coin()
                ? new PgQuery.Item(new SqlIdentifier(List.of(random.name(), ""), POS), null, POS)
                : new PgQuery.Item(random.expression(DEPTH), random.name(), POS));
  }

  private SqlNode table() {
    PgFrom.Alias alias = new PgFrom.Alias(random.name(), List.of(), List.of(), POS);
    return new PgFrom.Table(
        random.identifier(2), random.coin(), random.coin() ? alias : null, null, POS);
  }

  private SqlNode update() {
    List<SqlNode> returning = returning();
    boolean isNamed = !returning.isEmpty() && random.coin();
    return new PgDml.Update(
        null,
        table(),
        sets(),
        random.some(0, 2, () -> random.from(2)),
        random.maybe(this::where),
        isNamed ? new PgDml.RowAliases(random.name(), random.coin() ? "n" : null, POS) : null,
        returning,
        POS);
  }

  private SqlNode delete() {
    return new PgDml.Delete(
        null,
        table(),
        random.some(0, 2, () -> random.from(2)),
        random.maybe(this::where),
        returning(),
        POS);
  }

  private SqlNode where() {
    return random.coin() ? new PgExpr.CurrentOf(random.name(), POS) : random.expression(DEPTH);
  }

  private SqlNode merge() {
    return new PgDml.Merge(
        null, table(), random.from(2), random.expression(DEPTH), whens(), returning(), POS);
  }

  /** All but the last have a condition: what follows a clause without one is never reached. */
  private List<SqlNode> whens() {
    List<SqlNode> whens = new ArrayList<>(random.some(0, 2, () -> when(true)));
    whens.add(when(random.coin()));
    return whens;
  }

  private SqlNode when(boolean isConditional) {
    PgDml.MatchKind match = random.one(PgDml.MatchKind.class);
    List<PgDml.MergeAction> actions = new ArrayList<>(List.of(PgDml.MergeAction.NOTHING));
    if (match == PgDml.MatchKind.NOT_MATCHED) {
      actions.add(PgDml.MergeAction.INSERT);
    } else {
      actions.add(PgDml.MergeAction.UPDATE);
      actions.add(PgDml.MergeAction.DELETE);
    }
    PgDml.MergeAction action = random.one(actions);
    boolean isInsert = action == PgDml.MergeAction.INSERT;
    return new PgDml.MergeWhen(
        match,
        isConditional ? random.expression(DEPTH) : null,
        action,
        isInsert ? random.some(1, 2, this::target) : List.of(),
        isInsert ? random.one(PgDml.Overriding.class) : PgDml.Overriding.NONE,
        isInsert ? random.some(1, 2, this::value) : List.of(),
        action == PgDml.MergeAction.UPDATE ? sets() : List.of(),
        POS);
  }
}
