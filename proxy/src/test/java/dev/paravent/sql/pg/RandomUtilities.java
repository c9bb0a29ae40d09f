package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.POS;

import java.util.EnumSet;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Makes utility statements as the parser would. */
final class RandomUtilities {
  private static final int DEPTH = 2;

  private final RandomTrees random;
  private final RandomWrites writes;

  RandomUtilities(long seed) {
    this.random = new RandomTrees(seed);
    this.writes = new RandomWrites(seed);
  }

  SqlNode statement() {
    return switch (random.one(List.of(0, 1, 2, 3, 4, 5, 6))) {
      case 0 -> copy();
      case 1 -> session();
      case 2 -> fetch();
      case 3 -> temporary();
      case 4 -> tables();
      case 5 -> new PgSession.Explain(random.some(0, 2, this::option), explained(), POS);
      default -> channel();
    };
  }

  private SqlNode data() {
    return random.coin() ? random.query(DEPTH) : writes.statement();
  }

  private SqlNode explained() {
    return random.coin() ? data() : declare();
  }

  private SqlNode option() {
    boolean isStar = random.coin();
    return switch (random.one(List.of(0, 1, 2))) {
      case 0 -> new PgClause.Option(random.name(), null, List.of(), POS);
      case 1 -> new PgClause.Option(random.name(), Trees.text("it's"), List.of(), POS);
      default ->
          new PgClause.Option(
              random.name(), isStar ? Trees.number("3") : Trees.text("on"), List.of(), POS);
    };
  }

  private SqlNode copyOption() {
    return switch (random.one(List.of(0, 1, 2))) {
      case 0 -> option();
      case 1 -> new PgClause.Option(random.name(), new SqlIdentifier("", POS), List.of(), POS);
      default ->
          new PgClause.Option(random.name(), null, random.some(1, 2, () -> Trees.text("a b")), POS);
    };
  }

  private SqlNode copy() {
    boolean isQuery = random.coin();
    boolean from = !isQuery && random.coin();
    boolean hasFile = random.coin();
    return new PgTableUtility.Copy(
        isQuery ? null : random.identifier(2),
        isQuery ? List.of() : random.names(0, 2),
        isQuery ? data() : null,
        from,
        hasFile && random.coin(),
        hasFile ? Trees.text("/it's") : null,
        random.some(0, 3, this::copyOption),
        from ? random.maybe(() -> random.expression(DEPTH)) : null,
        POS);
  }

  private SqlNode declare() {
    List<PgSession.CursorOption> options =
        random.coin()
            ? List.of()
            : List.copyOf(
                EnumSet.of(
                    random.one(PgSession.CursorOption.class),
                    random.one(PgSession.CursorOption.class)));
    return new PgSession.Declare(random.name(), options, random.coin(), random.query(DEPTH), POS);
  }

  private SqlNode session() {
    return switch (random.one(List.of(0, 1, 2, 3, 4))) {
      case 0 -> new PgSession.Prepare(random.name(), random.some(0, 2, random::type), data(), POS);
      case 1 -> new PgSession.Execute(random.name(), random.expressions(0, 2, DEPTH), POS);
      case 2 -> new PgSession.Deallocate(random.coin() ? random.name() : null, POS);
      case 3 -> declare();
      default -> new PgSession.Close(random.coin() ? random.name() : null, POS);
    };
  }

  private SqlNode fetch() {
    PgSession.Direction direction = random.one(PgSession.Direction.class);
    boolean isAll = direction.ordinal() <= PgSession.Direction.BACKWARD.ordinal() && random.coin();
    return new PgSession.Fetch(
        random.coin(),
        direction,
        isAll ? null : random.one(List.of(-3, 0, 1, 100)),
        random.name(),
        POS);
  }

  private SqlNode temporary() {
    PgTableUtility.OnCommit onCommit = random.one(PgTableUtility.OnCommit.class);
    if (random.coin()) {
      return new PgTableUtility.CreateTemporary(
          random.identifier(2), random.coin(), random.some(0, 3, this::column), onCommit, POS);
    }
    return new PgTableUtility.CreateTemporaryAs(
        random.identifier(2),
        random.coin(),
        random.names(0, 2),
        onCommit,
        random.query(DEPTH),
        random.coin(),
        POS);
  }

  private SqlNode column() {
    PgFrom.ColumnDef column =
        new PgFrom.ColumnDef(
            random.name(), random.type(), random.coin() ? random.identifier(2) : null, POS);
    return new PgTableUtility.TemporaryColumn(
        column,
        random.coin() ? List.of() : List.of(random.one(PgTableUtility.ColumnConstraint.class)),
        POS);
  }

  private SqlNode table() {
    return new PgFrom.Table(random.identifier(2), random.coin(), null, null, POS);
  }

  private SqlNode tables() {
    return switch (random.one(List.of(0, 1, 2))) {
      case 0 ->
          new PgTableUtility.Lock(
              random.some(1, 2, this::table),
              random.one(PgTableUtility.LockMode.class),
              random.coin(),
              POS);
      case 1 ->
          new PgTableUtility.DropTable(
              random.some(1, 2, () -> random.identifier(2)), random.coin(), random.coin(), POS);
      default ->
          new PgTableUtility.Truncate(
              random.some(1, 2, this::table), random.coin(), random.coin(), POS);
    };
  }

  private SqlNode channel() {
    return switch (random.one(List.of(0, 1, 2, 3, 4, 5))) {
      case 0 -> new PgSession.Listen(random.name(), POS);
      case 1 -> new PgSession.Unlisten(random.coin() ? random.name() : null, POS);
      case 2 -> new PgSession.Notify(random.name(), random.maybe(() -> Trees.text("it's")), POS);
      case 3 ->
          new PgSession.SetConstraints(
              random.some(0, 2, () -> random.identifier(2)), random.coin(), POS);
      case 4 -> new PgSession.TwoPhase(random.one(PgSession.Phase.class), Trees.text("it's"), POS);
      default -> new PgSession.SetFromCurrent(random.one(PgUtility.SetScope.class), "a.b", POS);
    };
  }
}
