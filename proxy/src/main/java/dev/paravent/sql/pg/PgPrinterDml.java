package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints statements that write for {@link PgPrinter}. */
final class PgPrinterDml {
  private PgPrinterDml() {}

  static void print(PgDml dml, PgPrinter out) {
    switch (dml) {
      case PgDml.Insert insert -> insert(insert, out);
      case PgDml.Target target -> {
        out.name(target.column);
        PgPrinterExpression.steps(target.steps, out);
      }
      case PgDml.Conflict conflict -> conflict(conflict, out);
      case PgDml.ConflictKey key -> conflictKey(key, out);
      case PgDml.Set set -> {
        out.node(set.target);
        out.sql(" = ");
        out.expression(set.value);
      }
      case PgDml.SetRow set -> {
        out.sql("(");
        out.nodes(set.targets);
        out.sql(") = ");
        out.expression(set.source);
      }
      case PgDml.Update update -> update(update, out);
      case PgDml.Delete delete -> delete(delete, out);
      case PgDml.Merge merge -> merge(merge, out);
      case PgDml.MergeWhen when -> mergeWhen(when, out);
      case PgDml.RowAliases aliases -> rowAliases(aliases, out);
    }
  }

  private static void insert(PgDml.Insert insert, PgPrinter out) {
    PgPrinterQuery.with(insert.with, out);
    out.sql("INSERT INTO ");
    out.identifier(insert.table);
    if (insert.alias != null) {
      out.sql(" AS ");
      out.name(insert.alias);
    }
    columns(insert.columns, insert.overriding, out);
    if (insert.source == null) {
      out.sql(" DEFAULT VALUES");
    } else {
      out.sql(" ");
      out.node(insert.source);
    }
    if (insert.conflict != null) {
      out.node(insert.conflict);
    }
    returning(insert.rowAliases, insert.returning, out);
  }

  private static void columns(List<SqlNode> columns, PgDml.Overriding overriding, PgPrinter out) {
    if (!columns.isEmpty()) {
      out.sql(" (");
      out.nodes(columns);
      out.sql(")");
    }
    out.sql(
        switch (overriding) {
          case NONE -> "";
          case SYSTEM -> " OVERRIDING SYSTEM VALUE";
          case USER -> " OVERRIDING USER VALUE";
        });
  }

  private static void returning(@Nullable SqlNode rowAliases, List<SqlNode> items, PgPrinter out) {
    if (rowAliases == null) {
      PgPrinterQuery.nodes(" RETURNING ", items, out);
    } else {
      out.sql(" RETURNING ");
      out.node(rowAliases);
      out.nodes(items);
    }
  }

  private static void rowAliases(PgDml.RowAliases aliases, PgPrinter out) {
    out.sql("WITH (");
    if (aliases.oldName != null) {
      out.sql("OLD AS ");
      out.name(aliases.oldName);
    }
    if (aliases.newName != null) {
      out.sql(aliases.oldName == null ? "NEW AS " : ", NEW AS ");
      out.name(aliases.newName);
    }
    out.sql(") ");
  }

  private static void conflict(PgDml.Conflict conflict, PgPrinter out) {
    out.sql(" ON CONFLICT");
    if (conflict.constraint != null) {
      out.sql(" ON CONSTRAINT ");
      out.name(conflict.constraint);
    } else if (!conflict.keys.isEmpty()) {
      out.sql(" (");
      out.nodes(conflict.keys);
      out.sql(")");
      out.clause(" WHERE ", conflict.keysWhere);
    }
    if (conflict.update) {
      PgPrinterQuery.nodes(" DO UPDATE SET ", conflict.sets, out);
      out.clause(" WHERE ", conflict.where);
    } else {
      out.sql(" DO NOTHING");
    }
  }

  /** A column by its name alone; an expression in parentheses, which every expression may have. */
  private static void conflictKey(PgDml.ConflictKey key, PgPrinter out) {
    if (key.key instanceof SqlIdentifier column && column.isSimple()) {
      out.identifier(column);
    } else {
      out.parenthesised(key.key);
    }
    if (key.collation != null) {
      out.sql(" COLLATE ");
      out.identifier(key.collation);
    }
    if (key.operatorClass != null) {
      out.sql(" ");
      out.identifier(key.operatorClass);
    }
  }

  private static void update(PgDml.Update update, PgPrinter out) {
    PgPrinterQuery.with(update.with, out);
    out.sql("UPDATE ");
    out.node(update.table);
    PgPrinterQuery.nodes(" SET ", update.sets, out);
    PgPrinterQuery.nodes(" FROM ", update.from, out);
    out.clause(" WHERE ", update.where);
    returning(update.rowAliases, update.returning, out);
  }

  private static void delete(PgDml.Delete delete, PgPrinter out) {
    PgPrinterQuery.with(delete.with, out);
    out.sql("DELETE FROM ");
    out.node(delete.table);
    PgPrinterQuery.nodes(" USING ", delete.using, out);
    out.clause(" WHERE ", delete.where);
    returning(delete.rowAliases, delete.returning, out);
  }

  private static void merge(PgDml.Merge merge, PgPrinter out) {
    PgPrinterQuery.with(merge.with, out);
    out.sql("MERGE INTO ");
    out.node(merge.table);
    out.sql(" USING ");
    PgPrinterFrom.side(merge.source, out);
    out.sql(" ON ");
    out.expression(merge.on);
    for (SqlNode when : merge.whens) {
      out.node(when);
    }
    returning(merge.rowAliases, merge.returning, out);
  }

  private static void mergeWhen(PgDml.MergeWhen when, PgPrinter out) {
    out.sql(
        switch (when.match) {
          case MATCHED -> " WHEN MATCHED";
          case NOT_MATCHED -> " WHEN NOT MATCHED";
          case NOT_MATCHED_BY_SOURCE -> " WHEN NOT MATCHED BY SOURCE";
        });
    out.clause(" AND ", when.condition);
    out.sql(" THEN ");
    switch (when.action) {
      case UPDATE -> {
        out.sql("UPDATE SET ");
        out.nodes(when.sets);
      }
      case DELETE -> out.sql("DELETE");
      case NOTHING -> out.sql("DO NOTHING");
      case INSERT -> mergeInsert(when, out);
    }
  }

  private static void mergeInsert(PgDml.MergeWhen when, PgPrinter out) {
    out.sql("INSERT");
    columns(when.columns, when.overriding, out);
    if (when.values.isEmpty()) {
      out.sql(" DEFAULT VALUES");
    } else {
      out.sql(" VALUES (");
      out.expressions(when.values);
      out.sql(")");
    }
  }
}
