package dev.paravent.sql;

import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Labels calls that are key words, and functions that SQL writes with words. */
final class Keywords {
  private final FlowContext context;
  private final Expressions expressions;
  private final Comparisons comparisons;

  Keywords(FlowContext context, Expressions expressions, Comparisons comparisons) {
    this.context = context;
    this.expressions = expressions;
    this.comparisons = comparisons;
  }

  Expr keyword(PgCall.Keyword keyword, Scope scope) {
    List<Expr> arguments = new ArrayList<>();
    List<SqlNode> nodes = new ArrayList<>();
    for (SqlNode argument : keyword.arguments) {
      if (argument instanceof PgQuery) {
        throw expressions.unsupported(argument);
      }
      Expr expr = expressions.expression(argument, scope);
      arguments.add(expr);
      nodes.add(expr.node());
    }
    SqlNode node = new PgCall.Keyword(keyword.kind, nodes, keyword.getParserPosition());
    return switch (keyword.kind) {
      case COALESCE -> {
        MergedLabel merged = expressions.merging();
        int type = Types.UNKNOWN;
        for (Expr argument : arguments) {
          merged.add(argument.label(), keyword);
          type = Expressions.common(type, argument.type());
        }
        context.block().mayFail |= type == Types.NOT_INFERRED;
        yield new Expr(node, merged.label(), type);
      }
      case NULLIF -> {
        expressions
            .operations()
            .refuseUserOperator(OperatorName.of("="), arguments.get(0), arguments.get(1), keyword);
        comparisons.equality(arguments.get(0), arguments.get(1), keyword, false);
        Label merged =
            expressions.merge(arguments.get(0).label(), arguments.get(1).label(), keyword);
        // varchar has no equality of its own: the server compares, and returns, text
        int type = arguments.get(0).type();
        yield new Expr(node, merged, type == Types.VARCHAR ? Types.TEXT : type);
      }
      case GROUPING -> new Expr(node, Label.PUBLIC, Types.INT4);
      case MERGE_ACTION -> new Expr(node, Label.PUBLIC, Types.TEXT);
      case GREATEST, LEAST -> {
        Label label = greatest(arguments, keyword);
        int type = Types.UNKNOWN;
        for (Expr argument : arguments) {
          type = Expressions.common(type, argument.type());
        }
        if (label != null) {
          yield new Expr(node, label, type);
        }
        label = Label.PUBLIC;
        for (Expr argument : arguments) {
          Label required =
              expressions.requirePublic(
                  argument.label(),
                  keyword,
                  Violation.PROTECTED_ORDER,
                  "the greater of two values tells their order");
          label = required.isProtected() ? required : label;
        }
        yield new Expr(node, label, type);
      }
      case CURRENT_DATE -> new Expr(node, Label.PUBLIC, Types.DATE);
      case CURRENT_TIMESTAMP -> new Expr(node, Label.PUBLIC, 1184);
      case LOCALTIMESTAMP -> new Expr(node, Label.PUBLIC, 1114);
      case CURRENT_TIME -> new Expr(node, Label.PUBLIC, 1266);
      case LOCALTIME -> new Expr(node, Label.PUBLIC, 1083);
      case CURRENT_USER,
          SESSION_USER,
          SYSTEM_USER,
          USER,
          CURRENT_ROLE,
          CURRENT_CATALOG,
          CURRENT_SCHEMA ->
          new Expr(node, Label.PUBLIC, 19);
    };
  }

  /** One of several values of a class, which tells their order; null where they are not that. */
  private @Nullable Label greatest(List<Expr> arguments, SqlNode at) {
    Label merged = Label.Constant.NULL;
    for (Expr argument : arguments) {
      merged = Label.merge(merged, argument.label());
    }
    if (!(merged instanceof Label.Identity identity) || context.isTrusted()) {
      return null;
    }
    expressions.calls().windows().orderLabel(identity, at);
    return identity.withoutOrigin();
  }

  Expr special(PgCall.Special special, Scope scope) {
    List<@Nullable SqlNode> nodes = new ArrayList<>();
    Label label = Label.PUBLIC;
    for (int i = 0; i < special.arguments.size(); i++) {
      SqlNode argument = special.arguments.get(i);
      boolean isWord =
          special.kind == PgCall.SpecialKind.EXTRACT && i == 0
              || special.kind == PgCall.SpecialKind.NORMALIZE && i == 1;
      if (argument == null || isWord) {
        nodes.add(argument);
        continue;
      }
      Expr expr =
          expressions.publicExpression(
              argument,
              scope,
              Violation.PROTECTED_DERIVED,
              "function "
                  + special.kind.name().toLowerCase(java.util.Locale.ROOT)
                  + " of a protected value");
      nodes.add(expr.node());
      label = expr.label().isProtected() ? expr.label() : label;
    }
    int type =
        switch (special.kind) {
          case EXTRACT -> Types.NUMERIC;
          case POSITION -> Types.INT4;
          case OVERLAY, SUBSTRING, SUBSTRING_SIMILAR, TRIM_BOTH, TRIM_LEADING, TRIM_TRAILING ->
              Types.TEXT;
          case NORMALIZE, COLLATION_FOR -> Types.TEXT;
        };
    return new Expr(
        new PgCall.Special(special.kind, nodes, special.getParserPosition()), label, type);
  }
}
