package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints clauses of functions and utility statements for {@link PgPrinter}. */
final class PgPrinterClause {
  private PgPrinterClause() {}

  static void print(PgClause clause, PgPrinter out) {
    switch (clause) {
      case PgClause.JsonInput input -> {
        out.expression(input.value);
        format(input.encoding, out);
      }
      case PgClause.JsonMember member -> {
        out.operand(member.key);
        out.sql(" : ");
        out.expression(member.value);
      }
      case PgClause.JsonReturning returning -> {
        out.sql(" RETURNING ");
        out.node(returning.type);
        if (returning.formatted) {
          format(returning.encoding, out);
        }
      }
      case PgClause.JsonBehavior behavior -> behavior(behavior, out);
      case PgClause.Labelled labelled -> {
        out.expression(labelled.value);
        if (labelled.name != null) {
          out.sql(" AS ");
          out.name(labelled.name);
        }
      }
      case PgClause.Option option -> option(option, out);
      case PgClause.JsonColumn column -> PgPrinterJson.column(column, out);
      case PgClause.JsonNested nested -> PgPrinterJson.nested(nested, out);
      case PgClause.XmlColumn column -> PgPrinterXml.column(column, out);
    }
  }

  static void format(@Nullable String encoding, PgPrinter out) {
    out.sql(" FORMAT JSON");
    if (encoding != null) {
      out.sql(" ENCODING ");
      out.name(encoding);
    }
  }

  private static void behavior(PgClause.JsonBehavior behavior, PgPrinter out) {
    out.sql(
        switch (behavior.kind) {
          case ERROR -> " ERROR";
          case NULL -> " NULL";
          case TRUE -> " TRUE";
          case FALSE -> " FALSE";
          case UNKNOWN -> " UNKNOWN";
          case EMPTY_ARRAY -> " EMPTY ARRAY";
          case EMPTY_OBJECT -> " EMPTY OBJECT";
          case DEFAULT -> " DEFAULT";
        });
    if ((behavior.kind == PgClause.Behavior.DEFAULT) != (behavior.value != null)) {
      throw PgPrinter.unprintable(behavior, "a value after DEFAULT only");
    }
    out.clause(" ", behavior.value);
  }

  private static void option(PgClause.Option option, PgPrinter out) {
    out.name(option.name);
    if (option.value != null) {
      boolean isStar =
          option.value instanceof org.apache.calcite.sql.SqlIdentifier name && name.isStar();
      if (!isStar && !(option.value instanceof SqlLiteral)) {
        throw PgPrinter.unprintable(option.value, "a literal or a star");
      }
      out.sql(" ");
      out.node(option.value);
    }
    if (!option.values.isEmpty()) {
      out.sql(" (");
      out.nodes(option.values);
      out.sql(")");
    }
  }

  /** Options in parentheses, unless there are none. */
  static void options(String words, List<SqlNode> options, PgPrinter out) {
    if (!options.isEmpty()) {
      out.sql(words);
      out.sql("(");
      out.nodes(options);
      out.sql(")");
    }
  }
}
