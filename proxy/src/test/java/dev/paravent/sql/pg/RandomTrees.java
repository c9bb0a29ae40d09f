package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.POS;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes trees as the parser would: any operation inside any other, with awkward names and texts.
 */
final class RandomTrees {
  private static final List<String> NAMES =
      List.of("a", "nir", "select", "A b", "q\"uote", "é", "$1", "--", "union", "row", "as");
  private static final List<String> TEXTS =
      List.of("", "it's", "\\", "--", "/*", "$$", "é", "a\nb", "'", "E'x'");
  private static final List<String> SYMBOLS =
      List.of(
          "+", "-", "*", "/", "%", "^", "<", ">", "=", "<>", "<=", "||", "->", "@>", "~", "!~*");

  private final Random random;
  private final RandomClauses clauses = new RandomClauses(this);

  RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <E extends Enum<E>> E one(Class<E> type) {
    return one(List.of(type.getEnumConstants()));
  }

  boolean coin() {
    return random.nextBoolean();
  }

  @Nullable SqlNode maybe(Supplier<SqlNode> node) {
    return random.nextInt(3) == 0 ? node.get() : null;
  }

  List<SqlNode> some(int least, int most, Supplier<SqlNode> node) {
    List<SqlNode> nodes = new ArrayList<>();
    for (int left = least + random.nextInt(most - least + 1); left > 0; left--) {
      nodes.add(node.get());
    }
    return nodes;
  }

  String name() {
    return one(NAMES);
  }

  List<String> names(int least, int most) {
    return some(least, most, () -> Trees.id(name())).stream()
        .map(node -> ((SqlIdentifier) node).getSimple())
        .toList();
  }

  SqlIdentifier identifier(int most) {
    return new SqlIdentifier(names(1, most), POS);
  }

  private SqlNode leaf() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> identifier(3);
      case 3 -> Trees.text(one(TEXTS));
      case 4 -> Trees.number(one(List.of("0", "1", "1.50", "0.5", "99999999999999999999")));
      case 5 -> Trees.approximate(one(List.of("1e3", "1.5e-3", "1e0")));
      case 6 -> Trees.parameter(1 + random.nextInt(9));
      case 7 -> SqlLiteral.createBoolean(coin(), POS);
      case 8 -> SqlLiteral.createNull(POS);
      default -> new PgExpr.BitString(coin(), "01", POS);
    };
  }

  SqlNode expression(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    int next = depth - 1;
    return switch (random.nextInt(4)) {
      case 0 -> leaf();
      case 1 -> operation(next);
      case 2 -> value(next);
      default -> call(next);
    };
  }

  List<SqlNode> expressions(int least, int most, int depth) {
    return some(least, most, () -> expression(depth));
  }

  /** Not a conjunction in a conjunction: parsers may flatten those. */
  private SqlNode member(int depth) {
    SqlNode node = expression(depth);
    return node instanceof PgOperation.And || node instanceof PgOperation.Or ? leaf() : node;
  }

  private OperatorName operator() {
    return new OperatorName(random.nextInt(5) == 0 ? name() : null, one(SYMBOLS));
  }

  private SqlNode operation(int d) {
    return switch (random.nextInt(16)) {
      case 0, 1 -> new PgOperation.Binary(operator(), expression(d), expression(d), POS);
      case 2 ->
          new PgOperation.Prefix(
              OperatorName.of(one(List.of("-", "+", "@", "~"))), expression(d), POS);
      case 3 -> new PgOperation.And(some(2, 4, () -> member(d)), POS);
      case 4 -> new PgOperation.Or(some(2, 4, () -> member(d)), POS);
      case 5 -> new PgOperation.Not(expression(d), POS);
      case 6 ->
          new PgOperation.Quantified(
              operator(),
              expression(d),
              one(PgOperation.Quantifier.class),
              coin() ? query(d) : new PgExpr.Array(expressions(0, 2, d), POS),
              POS);
      case 7 -> new PgOperation.In(coin(), expression(d), expressions(2, 3, d), POS);
      case 8 -> new PgOperation.InQuery(coin(), expression(d), query(d), POS);
      case 9 ->
          new PgOperation.Between(coin(), coin(), expression(d), expression(d), expression(d), POS);
      case 10 ->
          new PgOperation.Like(
              one(PgOperation.LikeKind.class),
              coin(),
              expression(d),
              expression(d),
              maybe(() -> expression(d)),
              POS);
      case 11 -> new PgOperation.Is(one(PgOperation.Test.class), coin(), expression(d), POS);
      case 12 -> new PgOperation.IsDistinct(coin(), expression(d), expression(d), POS);
      case 13 -> new PgOperation.Overlaps(pair(d), pair(d), POS);
      case 14 -> new PgOperation.Collate(expression(d), identifier(2), POS);
      default -> new PgOperation.AtTimeZone(expression(d), maybe(() -> expression(d)), POS);
    };
  }

  private SqlNode pair(int d) {
    return new PgExpr.Row(coin(), expressions(2, 2, d), POS);
  }

  private SqlNode value(int d) {
    return switch (random.nextInt(9)) {
      case 0 -> new PgExpr.Cast(PgExpr.CastForm.CAST, expression(d), type(), POS);
      case 1 -> new PgExpr.Indirection(expression(d), some(1, 3, () -> step(d)), POS);
      case 2 -> pair(d);
      case 3 -> new PgExpr.Row(true, expressions(0, 3, d), POS);
      case 4 -> new PgExpr.Array(expressions(0, 3, d), POS);
      case 5 -> new PgExpr.ArrayQuery(query(d), POS);
      case 6 -> new PgExpr.Exists(query(d), POS);
      case 7 -> new PgExpr.Subquery(query(d), POS);
      default ->
          new PgExpr.Case(
              maybe(() -> expression(d)),
              some(1, 2, () -> new PgExpr.When(expression(d), expression(d), POS)),
              maybe(() -> expression(d)),
              POS);
    };
  }

  SqlNode step(int d) {
    return switch (random.nextInt(3)) {
      case 0 -> new PgExpr.Field(name(), POS);
      case 1 -> new PgExpr.Subscript(expression(d), POS);
      default -> new PgExpr.Slice(maybe(() -> expression(d)), maybe(() -> expression(d)), POS);
    };
  }

  SqlDataTypeSpec type() {
    return switch (random.nextInt(6)) {
      case 0 -> Trees.interval(one(List.of("YEAR", "DAY TO HOUR")));
      case 1 -> Trees.interval("DAY TO SECOND", Trees.number("3"));
      case 2 -> Trees.type("interval", Trees.number("3"));
      case 3 -> Trees.array("int4", -1, 2);
      case 4 -> Trees.type(name());
      default -> Trees.type("numeric", Trees.number("10"), Trees.number("2"));
    };
  }

  private SqlNode call(int d) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> function(d);
      case 2 -> special(d);
      case 3 -> clauses.json(d);
      case 4 -> clauses.xml(d);
      default ->
          new PgCall.Keyword(
              one(
                  List.of(
                      PgCall.KeywordKind.COALESCE,
                      PgCall.KeywordKind.GREATEST,
                      PgCall.KeywordKind.LEAST)),
              expressions(1, 3, d),
              POS);
    };
  }

  private SqlNode function(int d) {
    if (random.nextInt(6) == 0) {
      return new PgCall.Function(
          identifier(2),
          false,
          true,
          false,
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          null,
          POS);
    }
    List<SqlNode> arguments = expressions(0, 3, d);
    if (coin()) {
      arguments.add(new PgExpr.NamedArg(name(), expression(d), POS));
    }
    boolean isAggregate = !arguments.isEmpty() && coin();
    return new PgCall.Function(
        identifier(2),
        isAggregate && coin(),
        false,
        !arguments.isEmpty() && !isAggregate && coin(),
        arguments,
        isAggregate ? some(0, 2, () -> sort(d)) : List.of(),
        List.of(),
        maybe(() -> expression(d)),
        maybe(() -> coin() ? window(d) : new PgCall.WindowRef(name(), POS)),
        null,
        POS);
  }

  private SqlNode special(int d) {
    PgCall.SpecialKind kind = one(PgCall.SpecialKind.class);
    SqlNode a = expression(d);
    SqlNode b = expression(d);
    return switch (kind) {
      case EXTRACT -> Trees.special(kind, Trees.text("year"), a);
      case OVERLAY -> Trees.special(kind, a, b, expression(d), maybe(() -> expression(d)));
      case POSITION -> Trees.special(kind, a, b);
      case SUBSTRING -> Trees.special(kind, a, b, maybe(() -> expression(d)));
      case SUBSTRING_SIMILAR -> Trees.special(kind, a, b, expression(d));
      case TRIM_BOTH, TRIM_LEADING, TRIM_TRAILING ->
          Trees.special(kind, maybe(() -> expression(d)), b);
      case NORMALIZE -> Trees.special(kind, a, maybe(() -> Trees.text("nfkd")));
      case COLLATION_FOR -> Trees.special(kind, a);
    };
  }

  private SqlNode window(int d) {
    SqlNode bound = new PgCall.Bound(PgCall.BoundKind.PRECEDING, expression(d), POS);
    SqlNode end = new PgCall.Bound(PgCall.BoundKind.CURRENT_ROW, null, POS);
    SqlNode frame =
        new PgCall.Frame(
            one(PgCall.FrameMode.class), bound, maybe(() -> end), one(PgCall.Exclude.class), POS);
    return new PgCall.Window(
        coin() ? name() : null,
        expressions(0, 2, d),
        some(0, 2, () -> sort(d)),
        maybe(() -> frame),
        POS);
  }

  SqlNode sort(int d) {
    boolean isUsing = random.nextInt(5) == 0;
    return new PgQuery.Sort(
        expression(d),
        isUsing ? PgQuery.Direction.DEFAULT : one(PgQuery.Direction.class),
        isUsing ? operator() : null,
        one(PgQuery.Nulls.class),
        POS);
  }

  SqlNode query(int d) {
    return switch (random.nextInt(5)) {
      case 0 -> wrapped(d);
      case 1 -> body(d);
      default -> select(d);
    };
  }

  private SqlNode body(int d) {
    return switch (random.nextInt(4)) {
      case 0 ->
          new PgQuery.Values(
              some(1, 2, () -> new PgExpr.Row(false, expressions(1, 3, d - 1), POS)), POS);
      case 1 ->
          d <= 0
              ? select(d)
              : new PgQuery.SetOp(
                  one(PgQuery.SetKind.class), coin(), query(d - 1), query(d - 1), POS);
      default -> select(d);
    };
  }

  private SqlNode wrapped(int d) {
    SqlNode limit =
        new PgQuery.Limit(expression(d - 1), maybe(() -> expression(d - 1)), coin(), POS);
    SqlNode with =
        new PgQuery.With(
            coin(),
            some(
                1,
                2,
                () ->
                    new PgQuery.Cte(
                        name(), names(0, 2), maybeFlag(), query(d - 1), null, null, POS)),
            POS);
    return new PgQuery.Query(
        d > 0 ? maybe(() -> with) : null,
        body(d),
        some(1, 2, () -> sort(d - 1)),
        maybe(() -> limit),
        List.of(),
        POS);
  }

  @Nullable Boolean maybeFlag() {
    return coin() ? null : coin();
  }

  private SqlNode select(int d) {
    boolean isDistinctOn = random.nextInt(6) == 0;
    return new PgQuery.Select(
        !isDistinctOn && random.nextInt(6) == 0,
        isDistinctOn ? expressions(1, 2, d - 1) : List.of(),
        some(1, 3, () -> new PgQuery.Item(expression(d - 1), coin() ? name() : null, POS)),
        some(0, 2, () -> from(d - 1)),
        maybe(() -> expression(d - 1)),
        false,
        List.of(),
        maybe(() -> expression(d - 1)),
        some(0, 1, () -> new PgCall.NamedWindow(name(), window(d - 1), POS)),
        POS);
  }

  SqlNode from(int d) {
    return switch (random.nextInt(d <= 0 ? 1 : 6)) {
      case 0 -> new PgFrom.Table(identifier(2), coin(), alias(), null, POS);
      case 1 -> new PgFrom.Derived(query(d), coin(), alias(), POS);
      case 2 ->
          new PgFrom.FunctionTable(
              false,
              List.of(new PgFrom.FunctionItem(Trees.call(identifier(2)), List.of(), POS)),
              coin(),
              coin(),
              alias(),
              POS);
      case 3 -> clauses.jsonTable(d - 1);
      case 4 -> clauses.xmlTable(d - 1);
      default -> join(d - 1);
    };
  }

  PgFrom.Alias alias() {
    return new PgFrom.Alias(name(), names(0, 2), List.of(), POS);
  }

  private SqlNode join(int d) {
    PgFrom.Alias alias = coin() ? null : alias();
    if (random.nextInt(3) == 0) {
      return new PgFrom.Join(
          PgFrom.JoinKind.CROSS, false, from(d), from(d), null, List.of(), null, alias, POS);
    }
    PgFrom.JoinKind kind = one(List.of(PgFrom.JoinKind.INNER, PgFrom.JoinKind.FULL));
    boolean isUsing = coin();
    return new PgFrom.Join(
        kind,
        false,
        from(d),
        from(d),
        isUsing ? null : expression(d),
        isUsing ? names(1, 2) : List.of(),
        isUsing && coin() ? name() : null,
        alias,
        POS);
  }
}
