package dev.paravent.sql;

import dev.paravent.catalog.OperatorDefinition;
import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Labels operators and predicates. Equality in its many spellings may meet a protected value (see
 * {@link Comparisons}), the null test may; nothing else.
 */
final class Operations {
  /** What BETWEEN and its variants stand for, and what orders rows. */
  private static final List<String> BETWEEN = List.of(">=", "<=", "<", ">");

  static final String DERIVED = "an operation on a protected value tells about it";

  private final FlowContext context;
  private final Expressions expressions;
  private final Comparisons comparisons;
  private final Queries queries;
  private final Pins pins;
  private final DocumentWalks walks;

  Operations(
      FlowContext context, Expressions expressions, Comparisons comparisons, Queries queries) {
    this.context = context;
    this.expressions = expressions;
    this.comparisons = comparisons;
    this.queries = queries;
    this.pins = new Pins(context, expressions);
    this.walks = new DocumentWalks(context);
  }

  DocumentWalks walks() {
    return walks;
  }

  /** Labels an operation; {@code conjunct} where every row of the block passes it. */
  Expr operation(PgOperation node, Scope scope, boolean conjunct) {
    return switch (node) {
      case PgOperation.And and -> {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : and.operands) {
          operands.add(expressions.condition(operand, scope, conjunct).node());
        }
        yield bool(new PgOperation.And(operands, and.getParserPosition()));
      }
      case PgOperation.Or or -> {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : or.operands) {
          operands.add(expressions.condition(operand, scope, false).node());
        }
        yield bool(new PgOperation.Or(operands, or.getParserPosition()));
      }
      case PgOperation.Not not ->
          bool(
              new PgOperation.Not(
                  expressions.condition(not.operand, scope, false).node(),
                  not.getParserPosition()));
      case PgOperation.Binary binary -> binary(binary, scope, conjunct);
      case PgOperation.Prefix prefix -> prefix(prefix, scope);
      case PgOperation.Quantified quantified -> quantified(quantified, scope);
      case PgOperation.In in -> in(in, scope, conjunct);
      case PgOperation.InQuery in -> inQuery(in, scope);
      case PgOperation.IsDistinct distinct -> {
        Operands sides = sides(distinct.left, distinct.right, scope, distinct);
        sides.refuseUserOperators(OperatorName.of("="));
        sides.equality(false);
        yield bool(
            new PgOperation.IsDistinct(
                distinct.negated, sides.leftNode, sides.rightNode, distinct.getParserPosition()));
      }
      case PgOperation.Is is -> is(is, scope);
      case PgOperation.Between between -> {
        Expr value = expressions.expression(between.value, scope);
        Expr low = expressions.expression(between.low, scope);
        Expr high = expressions.expression(between.high, scope);
        expressions.bands().requireBetween(value, low, high, between);
        comparisons.noteCasts(value, low);
        comparisons.noteCasts(value, high);
        for (String symbol : BETWEEN) {
          refuseUserOperator(OperatorName.of(symbol), value, low, between);
          refuseUserOperator(OperatorName.of(symbol), value, high, between);
        }
        yield bool(
            new PgOperation.Between(
                between.negated,
                between.symmetric,
                value.node(),
                low.node(),
                high.node(),
                between.getParserPosition()));
      }
      case PgOperation.Like like -> {
        Expr value = open(like.value, scope);
        Expr pattern = open(like.pattern, scope);
        String symbol =
            switch (like.kind) {
              case LIKE -> like.negated ? "!~~" : "~~";
              case ILIKE -> like.negated ? "!~~*" : "~~*";
              case SIMILAR -> like.negated ? "!~" : "~";
            };
        refuseUserOperator(OperatorName.of(symbol), value, pattern, like);
        SqlNode escape = like.escape == null ? null : open(like.escape, scope).node();
        yield bool(
            new PgOperation.Like(
                like.kind,
                like.negated,
                value.node(),
                pattern.node(),
                escape,
                like.getParserPosition()));
      }
      case PgOperation.Overlaps overlaps ->
          bool(
              new PgOperation.Overlaps(
                  open(overlaps.left, scope).node(),
                  open(overlaps.right, scope).node(),
                  overlaps.getParserPosition()));
      case PgOperation.Collate collate -> collate(collate, scope);
      case PgOperation.AtTimeZone at -> {
        Expr operand = open(at.operand, scope);
        SqlNode zone = at.zone == null ? null : open(at.zone, scope).node();
        yield new Expr(
            new PgOperation.AtTimeZone(operand.node(), zone, at.getParserPosition()),
            Label.PUBLIC,
            Types.NOT_INFERRED);
      }
    };
  }

  private static Expr bool(SqlNode node) {
    return new Expr(node, Label.PUBLIC, Types.BOOL);
  }

  /** An operand that must be public. */
  private Expr open(SqlNode node, Scope scope) {
    return expressions.publicExpression(node, scope, Violation.PROTECTED_PREDICATE, DERIVED);
  }

  private Expr binary(PgOperation.Binary binary, Scope scope, boolean conjunct) {
    String symbol = binary.operator.symbol();
    if (symbol.equals("=") || symbol.equals("<>")) {
      Operands sides = sides(binary.left, binary.right, scope, binary);
      boolean plain = conjunct && symbol.equals("=");
      sides.refuseUserOperators(binary.operator);
      sides.equality(plain);
      if (plain) {
        pins.note(binary.left, binary.right, sides.right(), scope);
        pins.note(binary.right, binary.left, sides.left(), scope);
      }
      return bool(
          new PgOperation.Binary(
              binary.operator, sides.leftNode, sides.rightNode, binary.getParserPosition()));
    }
    if (BETWEEN.contains(symbol)
        && Comparisons.rowItems(binary.left) != null
        && Comparisons.rowItems(binary.right) != null) {
      return sides(binary.left, binary.right, scope, binary).ordering(binary.operator);
    }
    Expr left = expressions.expression(binary.left, scope);
    Expr right = expressions.expression(binary.right, scope);
    refuseUserOperator(binary.operator, left, right, binary);
    comparisons.noteCasts(left, right);
    if (DocumentWalks.isWalk(symbol)) {
      if (left.label() instanceof Label.Document) {
        return walks.operator(binary, left, right);
      }
      if (left.label() instanceof Label.Withheld && !context.isTrusted()) {
        expressions.requirePublic(right.label(), binary, Violation.PROTECTED_DERIVED, DERIVED);
        return walks.below(symbol, left.type());
      }
    }
    Violation violation =
        isOrdering(symbol) ? Violation.PROTECTED_PREDICATE : Violation.PROTECTED_DERIVED;
    boolean ages = isOrdering(symbol) && expressions.bands().compares(symbol, left, right, binary);
    Label label = ages ? Label.PUBLIC : worst(binary, violation, left, right);
    return new Expr(
        new PgOperation.Binary(
            binary.operator, left.node(), right.node(), binary.getParserPosition()),
        label,
        context.types().operator(symbol, left.type(), right.type()));
  }

  private static boolean isOrdering(String symbol) {
    return switch (symbol) {
      case "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "!~~", "~~*", "!~~*" -> true;
      default -> false;
    };
  }

  private Expr prefix(PgOperation.Prefix prefix, Scope scope) {
    if (prefix.operator.schema() == null
        && prefix.operator.symbol().equals("-")
        && prefix.operand instanceof SqlLiteral number
        && number.getTypeName() == SqlTypeName.DECIMAL) {
      return expressions.negative(prefix, number);
    }
    Expr operand = expressions.expression(prefix.operand, scope);
    refuseUserOperator(prefix.operator, null, operand, prefix);
    Label label = worst(prefix, Violation.PROTECTED_DERIVED, operand);
    return new Expr(
        new PgOperation.Prefix(prefix.operator, operand.node(), prefix.getParserPosition()),
        label,
        context.types().operator(prefix.operator.symbol(), 0, operand.type()));
  }

  private Label worst(SqlNode at, Violation violation, Expr... operands) {
    Label label = Label.PUBLIC;
    for (Expr operand : operands) {
      Label required = expressions.requirePublic(operand.label(), at, violation, DERIVED);
      label = required.isProtected() ? required : label;
    }
    return label;
  }

  private Expr in(PgOperation.In in, Scope scope, boolean conjunct) {
    Operand left = operand(in.left, scope);
    List<SqlNode> values = new ArrayList<>();
    boolean plain = conjunct && !in.negated && in.values.size() == 1;
    for (SqlNode value : in.values) {
      Operand right = operand(value, scope);
      Operands sides = new Operands(left, right, value);
      sides.refuseUserOperators(OperatorName.of(in.negated ? "<>" : "="));
      sides.equality(plain);
      values.add(right.node);
    }
    return bool(new PgOperation.In(in.negated, left.node, values, in.getParserPosition()));
  }

  private Expr inQuery(PgOperation.InQuery in, Scope scope) {
    Operand left = operand(in.left, scope);
    Queries.Result result = queries.searched(in.query, scope);
    compareWithQuery(left, result, in.negated ? "<>" : "=", in);
    return bool(
        new PgOperation.InQuery(in.negated, left.node, result.node(), in.getParserPosition()));
  }

  private void compareWithQuery(Operand left, Queries.Result result, String symbol, SqlNode at) {
    List<Expr> outputs = new ArrayList<>();
    for (VisibleColumn output : result.outputs()) {
      outputs.add(new Expr(output.reference(), output.label().anywhere(), output.type()));
    }
    if (left.items.size() == outputs.size()) {
      for (int i = 0; i < outputs.size(); i++) {
        refuseUserOperator(OperatorName.of(symbol), left.items.get(i), outputs.get(i), at);
      }
    }
    comparisons.rows(at, left.items, outputs, false);
    boolean protects =
        left.items.stream().anyMatch(Operations::isProtected)
            || outputs.stream().anyMatch(Operations::isProtected);
    context.block().sorts |= protects;
  }

  private Expr quantified(PgOperation.Quantified node, Scope scope) {
    String symbol = node.operator.symbol();
    boolean equality = symbol.equals("=") || symbol.equals("<>");
    if (node.right instanceof PgQuery) {
      Operand left = operand(node.left, scope);
      Queries.Result result = queries.searched(node.right, scope);
      if (equality) {
        compareWithQuery(left, result, symbol, node);
      } else {
        for (Expr item : left.items) {
          requireOpen(item, node);
        }
        for (VisibleColumn output : result.outputs()) {
          requireOpen(new Expr(output.reference(), output.label(), output.type()), node);
          for (Expr item : left.items) {
            refuseUserOperator(
                node.operator,
                item,
                new Expr(output.reference(), output.label(), output.type()),
                node);
          }
        }
      }
      return bool(
          new PgOperation.Quantified(
              node.operator, left.node, node.quantifier, result.node(), node.getParserPosition()));
    }
    Expr left = expressions.expression(node.left, scope);
    Expr right = expressions.expression(node.right, scope);
    if (equality) {
      Expr element = comparisons.elementOf(right, node);
      refuseUserOperator(node.operator, left, element, node);
      comparisons.equality(left, element, node, false);
    } else {
      requireOpen(left, node);
      requireOpen(right, node);
      int element =
          right.type() > 0 && right.type() != Types.UNKNOWN
              ? context.types().element(right.type())
              : right.type();
      refuseUserOperator(node.operator, left, new Expr(right.node(), Label.PUBLIC, element), node);
    }
    return bool(
        new PgOperation.Quantified(
            node.operator, left.node(), node.quantifier, right.node(), node.getParserPosition()));
  }

  private void requireOpen(Expr expr, SqlNode at) {
    expressions.requirePublic(expr.label(), at, Violation.PROTECTED_PREDICATE, DERIVED);
  }

  private Expr is(PgOperation.Is is, Scope scope) {
    if (is.test != PgOperation.Test.NULL) {
      return bool(
          new PgOperation.Is(
              is.test, is.negated, open(is.operand, scope).node(), is.getParserPosition()));
    }
    // whether there is an expression at all is shown by other columns
    Expr parsed = context.isTrusted() ? null : expressions.columns().nodeTree(is.operand, scope);
    Expr operand = parsed != null ? parsed : expressions.expression(is.operand, scope);
    switch (operand.label()) {
      case Label.Identity identity -> test(identity);
      case Label.Companion companion -> test(companion);
      // whether there is a document tells none of its members
      case Label.Document document -> test(document);
      case Label.Constant constant -> context.usePublicly(constant, is);
      case Label.Band band -> context.block().touches = true;
      case Label.Public open -> {}
      default -> requireOpen(operand, is);
    }
    return bool(new PgOperation.Is(is.test, is.negated, operand.node(), is.getParserPosition()));
  }

  private void test(Label label) {
    context.block().touches = true;
    context.block().test(label);
  }

  private Expr collate(PgOperation.Collate collate, Scope scope) {
    Expr operand = expressions.expression(collate.operand, scope);
    Label label =
        expressions.requirePublic(
            operand.label(),
            collate,
            Violation.PROTECTED_DERIVED,
            "another collation changes what is equal");
    if (context.catalog().wideCollations().contains(collate.collation.names.getLast())) {
      context.compareWidely();
    }
    return new Expr(
        new PgOperation.Collate(
            operand.node(), collationName(collate.collation), collate.getParserPosition()),
        label,
        operand.type());
  }

  /** A collation with its schema: rules of a user's on how public texts compare do no harm. */
  private SqlIdentifier collationName(SqlIdentifier name) {
    if (name.names.size() > 1 || context.isTrusted()) {
      return name;
    }
    String last = name.names.get(0);
    List<String> schemas = new ArrayList<>(List.of("pg_catalog"));
    schemas.addAll(context.searchPath());
    for (String schema : schemas) {
      if (context.catalog().hasCollation(schema, last)) {
        return new SqlIdentifier(List.of(schema, last), name.getParserPosition());
      }
    }
    throw new FlowException(
        Violation.INVALID_STATEMENT, "collation " + last + " does not exist", name);
  }

  /**
   * Refuses an operator that could be a user's own: written with another schema than pg_catalog, or
   * found by name and types among user-defined ones that are not C functions of an extension.
   */
  void refuseUserOperator(
      OperatorName operator, @Nullable Expr left, @Nullable Expr right, SqlNode at) {
    if (context.isTrusted() || context.surroundings().protectsNothing()) {
      return;
    }
    if (operator.schema() != null && !operator.schema().equals("pg_catalog")) {
      throw new FlowException(
          Violation.OPERATOR_NOT_ALLOWED, "only operators of pg_catalog are allowed", at);
    }
    if (operator.schema() != null) {
      return;
    }
    int l = left == null ? 0 : left.type();
    int r = right == null ? 0 : right.type();
    for (OperatorDefinition found : context.types().userOperators(operator.symbol(), l, r)) {
      if (!found.language().equals("c") || isProtected(left) || isProtected(right)) {
        throw new FlowException(
            Violation.OPERATOR_NOT_ALLOWED,
            "operator "
                + operator.symbol()
                + " could be the user-defined one of schema "
                + found.schema(),
            at);
      }
    }
  }

  private static boolean isProtected(@Nullable Expr expr) {
    return expr != null && expr.label().isProtected();
  }

  private Operand operand(SqlNode node, Scope scope) {
    List<SqlNode> items = Comparisons.rowItems(node);
    if (items == null) {
      if (node instanceof PgExpr.Subquery query) {
        Queries.Result result = queries.orderedSubquery(query.query, scope);
        if (result.outputs().size() != 1) {
          List<Expr> exprs = new ArrayList<>();
          for (VisibleColumn output : result.outputs()) {
            exprs.add(new Expr(output.reference(), output.label(), output.type()));
          }
          return new Operand(new PgExpr.Subquery(result.node(), query.getParserPosition()), exprs);
        }
        VisibleColumn only = result.outputs().get(0);
        SqlNode printed = new PgExpr.Subquery(result.node(), query.getParserPosition());
        return new Operand(
            printed, List.of(new Expr(printed, only.label().anywhere(), only.type())));
      }
      Expr expr = expressions.expression(node, scope);
      return new Operand(expr.node(), List.of(expr));
    }
    PgExpr.Row row = (PgExpr.Row) node;
    List<Expr> exprs = new ArrayList<>();
    List<SqlNode> nodes = new ArrayList<>();
    for (SqlNode item : items) {
      Expr expr = expressions.expression(item, scope);
      exprs.add(expr);
      nodes.add(expr.node());
    }
    return new Operand(new PgExpr.Row(row.explicit, nodes, row.getParserPosition()), exprs);
  }

  private Operands sides(SqlNode left, SqlNode right, Scope scope, SqlNode at) {
    return new Operands(operand(left, scope), operand(right, scope), at);
  }

  /** One side of a comparison: a value, or the positions of a row. */
  private record Operand(SqlNode node, List<Expr> items) {
    @Nullable Expr single() {
      return items.size() == 1 ? items.get(0) : null;
    }
  }

  /** Both sides of a comparison. */
  private final class Operands {
    private final SqlNode leftNode;
    private final SqlNode rightNode;
    private final Operand left;
    private final Operand right;
    private final SqlNode at;

    Operands(Operand left, Operand right, SqlNode at) {
      this.left = left;
      this.right = right;
      this.leftNode = left.node;
      this.rightNode = right.node;
      this.at = at;
    }

    @Nullable Expr left() {
      return left.single();
    }

    @Nullable Expr right() {
      return right.single();
    }

    void refuseUserOperators(OperatorName operator) {
      for (int i = 0; i < Math.min(left.items.size(), right.items.size()); i++) {
        refuseUserOperator(operator, left.items.get(i), right.items.get(i), at);
      }
    }

    /** Rows by their positions, from the left: each pair by an operator of its own types. */
    Expr ordering(OperatorName operator) {
      refuseUserOperators(operator);
      context.block().mayFail = true;
      Expr[] all = Stream.concat(left.items.stream(), right.items.stream()).toArray(Expr[]::new);
      Label label = worst(at, Violation.PROTECTED_PREDICATE, all);
      SqlNode node = new PgOperation.Binary(operator, leftNode, rightNode, at.getParserPosition());
      return new Expr(node, label, Types.BOOL);
    }

    void equality(boolean conjunct) {
      comparisons.rows(at, left.items, right.items, conjunct);
    }
  }
}
