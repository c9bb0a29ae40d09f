package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints queries and their clauses for {@link PgPrinter}. */
final class PgPrinterQuery {
  private PgPrinterQuery() {}

  static void print(PgQuery query, PgPrinter out) {
    switch (query) {
      case PgQuery.Select select -> select(select, out);
      case PgQuery.Item item -> item(item, out);
      case PgQuery.SetOp setOp -> setOp(setOp, out);
      case PgQuery.Values values -> values(values, out);
      case PgQuery.Query whole -> query(whole, out);
      case PgQuery.With with -> {
        out.sql(with.recursive ? "WITH RECURSIVE " : "WITH ");
        out.nodes(with.ctes);
      }
      case PgQuery.Cte cte -> cte(cte, out);
      case PgQuery.Search search -> search(search, out);
      case PgQuery.Cycle cycle -> cycle(cycle, out);
      case PgQuery.Sort sort -> sort(sort, out);
      case PgQuery.Limit limit -> limit(limit, out);
      case PgQuery.Lock lock -> lock(lock, out);
    }
  }

  private static void select(PgQuery.Select select, PgPrinter out) {
    out.sql("SELECT");
    if (!select.distinctOn.isEmpty()) {
      out.sql(" DISTINCT ON (");
      out.expressions(select.distinctOn);
      out.sql(")");
    } else if (select.distinct) {
      out.sql(" DISTINCT");
    }
    nodes(" ", select.items, out);
    nodes(" FROM ", select.from, out);
    out.clause(" WHERE ", select.where);
    out.clause(select.groupDistinct ? " GROUP BY DISTINCT " : " GROUP BY ", select.groupBy);
    out.clause(" HAVING ", select.having);
    nodes(" WINDOW ", select.windows, out);
  }

  private static void item(PgQuery.Item item, PgPrinter out) {
    out.expression(item.expression);
    if (item.alias != null) {
      out.sql(" AS ");
      out.name(item.alias);
    }
  }

  private static void setOp(PgQuery.SetOp setOp, PgPrinter out) {
    setOperand(setOp.left, out);
    out.sql(
        switch (setOp.kind) {
          case UNION -> " UNION ";
          case INTERSECT -> " INTERSECT ";
          case EXCEPT -> " EXCEPT ";
        });
    out.sql(setOp.all ? "ALL " : "");
    setOperand(setOp.right, out);
  }

  private static void setOperand(SqlNode operand, PgPrinter out) {
    switch (operand) {
      case PgQuery.Select select -> out.node(select);
      case PgQuery.Values values -> out.node(values);
      default -> out.parenthesised(operand);
    }
  }

  private static void values(PgQuery.Values values, PgPrinter out) {
    String separator = "VALUES ";
    for (SqlNode row : values.rows) {
      if (!(row instanceof PgExpr.Row items) || items.explicit) {
        throw PgPrinter.unprintable(row, "an implicit row in VALUES");
      }
      out.sql(separator);
      int start = out.length();
      out.sql("(");
      out.expressions(items.items);
      out.sql(")");
      out.endRow(items, start);
      separator = ", ";
    }
  }

  private static void query(PgQuery.Query query, PgPrinter out) {
    with(query.with, out);
    if (query.body instanceof PgQuery.Query) {
      out.parenthesised(query.body);
    } else {
      out.node(query.body);
    }
    nodes(" ORDER BY ", query.orderBy, out);
    if (query.limit != null) {
      out.node(query.limit);
    }
    for (SqlNode lock : query.locks) {
      out.node(lock);
    }
  }

  static void with(@Nullable SqlNode with, PgPrinter out) {
    if (with != null) {
      out.node(with);
      out.sql(" ");
    }
  }

  private static void cte(PgQuery.Cte cte, PgPrinter out) {
    out.name(cte.name);
    out.columnNames(cte.columns);
    out.sql(" AS ");
    if (cte.materialized != null) {
      out.sql(cte.materialized ? "MATERIALIZED " : "NOT MATERIALIZED ");
    }
    out.parenthesised(cte.statement);
    if (cte.search != null) {
      out.node(cte.search);
    }
    if (cte.cycle != null) {
      out.node(cte.cycle);
    }
  }

  private static void search(PgQuery.Search search, PgPrinter out) {
    out.sql(search.breadthFirst ? " SEARCH BREADTH FIRST BY " : " SEARCH DEPTH FIRST BY ");
    out.names(search.columns);
    out.sql(" SET ");
    out.name(search.setColumn);
  }

  private static void cycle(PgQuery.Cycle cycle, PgPrinter out) {
    out.sql(" CYCLE ");
    out.names(cycle.columns);
    out.sql(" SET ");
    out.name(cycle.setColumn);
    if (cycle.toValue != null && cycle.defaultValue != null) {
      out.sql(" TO ");
      constant(cycle.toValue, out);
      out.sql(" DEFAULT ");
      constant(cycle.defaultValue, out);
    }
    out.sql(" USING ");
    out.name(cycle.pathColumn);
  }

  /** PostgreSQL's AexprConst: CAST and parameters are not accepted here. */
  private static void constant(SqlNode node, PgPrinter out) {
    switch (node) {
      case SqlLiteral literal -> out.node(literal);
      case PgExpr.BitString bits -> out.node(bits);
      case PgExpr.Cast cast when cast.form == PgExpr.CastForm.TYPED_LITERAL ->
          PgPrinterType.typedLiteral(PgTypeName.of(cast.type), cast.operand, out);
      default -> throw PgPrinter.unprintable(node, "a constant in CYCLE");
    }
  }

  private static void sort(PgQuery.Sort sort, PgPrinter out) {
    out.expression(sort.key);
    if (sort.using != null) {
      out.sql(" USING ");
      out.operator(sort.using);
    }
    out.sql(
        switch (sort.direction) {
          case DEFAULT -> "";
          case ASC -> " ASC";
          case DESC -> " DESC";
        });
    out.sql(
        switch (sort.nulls) {
          case DEFAULT -> "";
          case FIRST -> " NULLS FIRST";
          case LAST -> " NULLS LAST";
        });
  }

  private static void limit(PgQuery.Limit limit, PgPrinter out) {
    if (limit.withTies) {
      out.sql(" FETCH FIRST ");
      if (limit.count != null) {
        // Always in parentheses: FETCH FIRST ROW(1) would end at the word ROW.
        out.parenthesised(limit.count);
        out.sql(" ");
      }
      out.sql("ROWS WITH TIES");
    } else {
      out.clause(" LIMIT ", limit.count);
    }
    out.clause(" OFFSET ", limit.offset);
  }

  private static void lock(PgQuery.Lock lock, PgPrinter out) {
    out.sql(
        switch (lock.strength) {
          case UPDATE -> " FOR UPDATE";
          case NO_KEY_UPDATE -> " FOR NO KEY UPDATE";
          case SHARE -> " FOR SHARE";
          case KEY_SHARE -> " FOR KEY SHARE";
        });
    if (!lock.tables.isEmpty()) {
      out.sql(" OF ");
      out.names(lock.tables);
    }
    out.sql(
        switch (lock.wait) {
          case BLOCK -> "";
          case NOWAIT -> " NOWAIT";
          case SKIP_LOCKED -> " SKIP LOCKED";
        });
  }

  /** A clause of nodes that are no values, unless its list is empty. */
  static void nodes(String words, List<SqlNode> nodes, PgPrinter out) {
    if (!nodes.isEmpty()) {
      out.sql(words);
      out.nodes(nodes);
    }
  }
}
