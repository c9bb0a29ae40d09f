package dev.paravent.sql.pg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints function calls, functions with word syntax, and windows for {@link PgPrinter}. */
final class PgPrinterCall {
  private static final Set<String> NORMAL_FORMS = Set.of("NFC", "NFD", "NFKC", "NFKD");

  private PgPrinterCall() {}

  static void print(PgCall call, PgPrinter out) {
    switch (call) {
      case PgCall.Function function -> function(function, out);
      case PgCall.Keyword keyword -> keyword(keyword, out);
      case PgCall.Special special -> special(special, out);
      case PgCall.Json json -> PgPrinterJson.print(json, out);
      case PgCall.Xml xml -> PgPrinterXml.print(xml, out);
      case PgCall.Window window -> window(window, out);
      case PgCall.WindowRef reference -> out.name(reference.name);
      case PgCall.NamedWindow named -> {
        out.name(named.name);
        out.sql(" AS ");
        out.node(named.window);
      }
      case PgCall.Frame frame -> frame(frame, out);
      case PgCall.Bound bound -> bound(bound, out);
    }
  }

  private static void function(PgCall.Function function, PgPrinter out) {
    out.identifier(function.name);
    out.sql(function.star ? "(*" : "(");
    arguments(function, out);
    PgPrinterQuery.nodes(" ORDER BY ", function.orderBy, out);
    out.sql(")");
    if (!function.withinGroup.isEmpty()) {
      out.sql(" WITHIN GROUP (ORDER BY ");
      out.nodes(function.withinGroup);
      out.sql(")");
    }
    filter(function.filter, out);
    if (function.ignoreNulls != null) {
      out.sql(function.ignoreNulls ? " IGNORE NULLS" : " RESPECT NULLS");
    }
    over(function.over, out);
  }

  static void filter(@Nullable SqlNode filter, PgPrinter out) {
    if (filter != null) {
      out.sql(" FILTER (WHERE ");
      out.expression(filter);
      out.sql(")");
    }
  }

  static void over(@Nullable SqlNode over, PgPrinter out) {
    if (over != null) {
      out.sql(" OVER ");
      out.node(over);
    }
  }

  private static void arguments(PgCall.Function function, PgPrinter out) {
    int last = function.arguments.size() - 1;
    if (function.star ? last >= 0 : function.variadic && last < 0) {
      throw PgPrinter.unprintable(function, "no argument beside *, one after VARIADIC");
    }
    out.sql(function.distinct ? "DISTINCT " : "");
    for (int i = 0; i <= last; i++) {
      out.sql(i > 0 ? ", " : "");
      out.sql(function.variadic && i == last ? "VARIADIC " : "");
      out.expression(function.arguments.get(i));
    }
  }

  private static void keyword(PgCall.Keyword keyword, PgPrinter out) {
    boolean isBare =
        switch (keyword.kind) {
          case CURRENT_DATE,
              CURRENT_TIME,
              CURRENT_TIMESTAMP,
              LOCALTIME,
              LOCALTIMESTAMP,
              CURRENT_USER,
              SESSION_USER,
              SYSTEM_USER,
              USER,
              CURRENT_ROLE,
              CURRENT_CATALOG,
              CURRENT_SCHEMA ->
              keyword.arguments.isEmpty();
          case COALESCE, GREATEST, LEAST, NULLIF, GROUPING, MERGE_ACTION -> false;
        };
    out.sql(keyword.kind.name());
    if (!isBare) {
      out.sql("(");
      out.expressions(keyword.arguments);
      out.sql(")");
    }
  }

  private static void special(PgCall.Special special, PgPrinter out) {
    List<@Nullable SqlNode> arguments = special.arguments;
    switch (special.kind) {
      case EXTRACT -> words(arguments, out, "EXTRACT(", " FROM ");
      case OVERLAY -> words(arguments, out, "OVERLAY(", " PLACING ", " FROM ", " FOR ");
      case POSITION -> words(arguments, out, "POSITION(", " IN ");
      case SUBSTRING -> words(arguments, out, "SUBSTRING(", " FROM ", " FOR ");
      case SUBSTRING_SIMILAR -> words(arguments, out, "SUBSTRING(", " SIMILAR ", " ESCAPE ");
      case TRIM_BOTH -> words(arguments, out, "TRIM(BOTH ", " FROM ");
      case TRIM_LEADING -> words(arguments, out, "TRIM(LEADING ", " FROM ");
      case TRIM_TRAILING -> words(arguments, out, "TRIM(TRAILING ", " FROM ");
      case COLLATION_FOR -> words(arguments, out, "COLLATION FOR (");
      case NORMALIZE -> normalize(special, out);
    }
  }

  /**
   * One word before each argument; a missing argument takes its word with it, except the first:
   * {@code TRIM(BOTH FROM x)}. The arguments are operands, for POSITION accepts no more.
   */
  private static void words(
      List<@Nullable SqlNode> arguments, PgPrinter out, String first, String... others) {
    out.sql(others.length > 0 && arguments.getFirst() == null ? first.strip() : first);
    for (int i = 0; i < arguments.size(); i++) {
      SqlNode argument = arguments.get(i);
      if (argument != null) {
        out.sql(i == 0 ? "" : others[i - 1]);
        out.operand(argument);
      }
    }
    out.sql(")");
  }

  private static void normalize(PgCall.Special special, PgPrinter out) {
    SqlNode form = special.arguments.size() > 1 ? special.arguments.get(1) : null;
    out.sql("NORMALIZE(");
    out.operand(Objects.requireNonNull(special.arguments.getFirst()));
    if (form != null) {
      String word = ((SqlLiteral) form).getValueAs(String.class).toUpperCase(Locale.ROOT);
      if (!NORMAL_FORMS.contains(word)) {
        throw PgPrinter.unprintable(special, "one of " + NORMAL_FORMS);
      }
      out.sql(", ");
      out.sql(word);
    }
    out.sql(")");
  }

  private static void window(PgCall.Window window, PgPrinter out) {
    out.sql("(");
    String separator = "";
    if (window.base != null) {
      out.name(window.base);
      separator = " ";
    }
    if (!window.partitionBy.isEmpty()) {
      out.clause(separator + "PARTITION BY ", window.partitionBy);
      separator = " ";
    }
    if (!window.orderBy.isEmpty()) {
      PgPrinterQuery.nodes(separator + "ORDER BY ", window.orderBy, out);
      separator = " ";
    }
    if (window.frame != null) {
      out.sql(separator);
      out.node(window.frame);
    }
    out.sql(")");
  }

  private static void frame(PgCall.Frame frame, PgPrinter out) {
    out.sql(
        switch (frame.mode) {
          case ROWS -> "ROWS ";
          case RANGE -> "RANGE ";
          case GROUPS -> "GROUPS ";
        });
    if (frame.end == null) {
      out.node(frame.start);
    } else {
      out.sql("BETWEEN ");
      out.node(frame.start);
      out.sql(" AND ");
      out.node(frame.end);
    }
    out.sql(
        switch (frame.exclude) {
          case NONE -> "";
          case NO_OTHERS -> " EXCLUDE NO OTHERS";
          case CURRENT_ROW -> " EXCLUDE CURRENT ROW";
          case GROUP -> " EXCLUDE GROUP";
          case TIES -> " EXCLUDE TIES";
        });
  }

  private static void bound(PgCall.Bound bound, PgPrinter out) {
    if (bound.offset != null) {
      out.operand(bound.offset);
      out.sql(" ");
    }
    out.sql(
        switch (bound.kind) {
          case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
          case PRECEDING -> "PRECEDING";
          case CURRENT_ROW -> "CURRENT ROW";
          case FOLLOWING -> "FOLLOWING";
          case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
        });
  }
}
