package dev.paravent.sql;

import dev.paravent.sql.pg.ParsedStatement;
import dev.paravent.sql.pg.PgClause;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgSession;
import dev.paravent.sql.pg.PgTableUtility;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Reads statements about prepared statements, cursors, plans, notifications and whole tables. */
final class SessionReader {
  /** What float8 and the integers that fit hold exactly. */
  private static final int MOST_DIGITS = 15;

  private static final Set<String> FRACTION_TYPES = Set.of("float8", "numeric");
  private static final Set<String> WHOLE_TYPES =
      Set.of("int2", "int4", "int8", "float8", "numeric");

  private SessionReader() {}

  static Statement read(PgSession session, ParsedStatement parsed) {
    return switch (session) {
      case PgSession.Explain explain -> {
        Statement.Data statement = data(explain.statement, parsed);
        yield statement == null
            ? unsupported("EXPLAIN of this statement", parsed)
            : new Statement.Explain(options(explain.options), statement);
      }
      case PgSession.Prepare prepare -> {
        Statement.Data statement = data(prepare.statement, parsed);
        yield statement == null
            ? unsupported("PREPARE of this statement", parsed)
            : new Statement.Prepare(
                prepare.name, prepare.types, statement, PgPrinter.print(prepare.statement));
      }
      case PgSession.Execute execute -> execute(execute, parsed);
      case PgSession.Deallocate deallocate -> new Statement.Deallocate(deallocate.name);
      case PgSession.Declare declare -> {
        Statement.Data query = data(declare.query, parsed);
        yield query == null
            ? unsupported("DECLARE of this statement", parsed)
            : new Statement.Declare(
                declare.name,
                cursorOptions(declare.options),
                declare.options.contains(PgSession.CursorOption.BINARY),
                declare.hold,
                query,
                PgPrinter.print(declare.query));
      }
      case PgSession.Fetch fetch -> new Statement.Fetch(fetch.move, direction(fetch), fetch.cursor);
      case PgSession.Close close -> new Statement.Close(close.cursor);
      case PgSession.Listen listen -> new Statement.Notify(PgPrinter.print(listen));
      case PgSession.Unlisten unlisten -> new Statement.Notify(PgPrinter.print(unlisten));
      case PgSession.Notify notify ->
          notify.payload == null || notify.payload instanceof SqlLiteral
              ? new Statement.Notify(PgPrinter.print(notify))
              : unsupported("NOTIFY with this payload", parsed);
      case PgSession.TwoPhase two ->
          new Statement.TwoPhase(two.phase == PgSession.Phase.PREPARE, PgPrinter.print(two));
      case PgSession.SetConstraints set -> new Statement.TransactionMode(PgPrinter.print(set));
      case PgSession.SetFromCurrent set -> unsupported("SET .. FROM CURRENT", parsed);
    };
  }

  static Statement read(PgTableUtility utility, ParsedStatement parsed) {
    return switch (utility) {
      case PgTableUtility.Copy copy ->
          copy.file != null || copy.program
              ? unsupported("COPY with a file or program of the server", parsed)
              : new Statement.Copy(
                  copy,
                  copy.from,
                  options(copy.options),
                  copy.where != null,
                  PgPrinter.print(copy));
      case PgTableUtility.Lock lock -> new Statement.Lock(lock);
      case PgTableUtility.CreateTemporary create -> new Statement.CreateTemporary(create, null);
      case PgTableUtility.TemporaryColumn n -> unsupported("CREATE TABLE", parsed);
      case PgTableUtility.CreateTemporaryAs create ->
          new Statement.CreateTemporary(create, data(create.query, parsed));
      case PgTableUtility.DropTable drop -> new Statement.DropTables(drop);
      case PgTableUtility.Truncate truncate -> new Statement.Truncate(truncate);
    };
  }

  private static Statement unsupported(String what, ParsedStatement parsed) {
    return new Statement.Unsupported(what, parsed.start() + 1);
  }

  static Statement.@Nullable Data data(SqlNode tree, ParsedStatement parsed) {
    return data(tree, parsed.parameterCount());
  }

  /** A statement on data; null if it is none. */
  static Statement.@Nullable Data data(SqlNode tree, int parameters) {
    Statement.DataKind kind =
        switch (tree) {
          case PgQuery query -> Statement.DataKind.SELECT;
          case PgDml.Insert dml -> Statement.DataKind.INSERT;
          case PgDml.Update dml -> Statement.DataKind.UPDATE;
          case PgDml.Delete dml -> Statement.DataKind.DELETE;
          case PgDml.Merge dml -> Statement.DataKind.MERGE;
          default -> null;
        };
    return kind == null ? null : new Statement.Data(kind, tree, parameters);
  }

  private static Statement execute(PgSession.Execute execute, ParsedStatement parsed) {
    List<Statement.Argument> arguments = new ArrayList<>();
    for (SqlNode node : execute.arguments) {
      Statement.Argument argument = argument(node);
      if (argument == null) {
        return unsupported("EXECUTE with other values than constants and parameters", parsed);
      }
      arguments.add(argument);
    }
    return new Statement.Execute(execute.name, arguments);
  }

  private static Statement.@Nullable Argument argument(SqlNode node) {
    return switch (node) {
      case SqlDynamicParam parameter -> new Statement.Argument(parameter.getIndex(), null);
      case SqlLiteral literal when literal.getTypeName() == SqlTypeName.NULL ->
          new Statement.Argument(-1, null);
      case SqlLiteral literal when isPlain(literal) -> new Statement.Argument(-1, text(literal));
      case PgOperation.Prefix prefix
          when prefix.operand instanceof SqlLiteral literal
              && literal.getTypeName() == SqlTypeName.DECIMAL
              && prefix.operator.symbol().equals("-") ->
          new Statement.Argument(-1, "-" + text(literal));
      case PgOperation.Prefix prefix
          when prefix.operand instanceof PgExpr.Cast cast
              && cast.operand instanceof SqlLiteral literal
              && isExact(cast)
              && prefix.operator.symbol().equals("-") ->
          new Statement.Argument(-1, "-" + text(literal));
      // a date in quotes is a date, whether the type is named or not
      case PgExpr.Cast cast
          when cast.operand instanceof SqlLiteral literal
              && literal.getTypeName() == SqlTypeName.CHAR
              && isWhole(cast) ->
          new Statement.Argument(-1, text(literal));
      case PgExpr.Cast cast when isExact(cast) -> argument(cast.operand);
      default -> null;
    };
  }

  private static boolean isPlain(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case CHAR, DECIMAL, BOOLEAN -> true;
      default -> false;
    };
  }

  /** Whether the cast leaves every text that the type takes as it is. */
  private static boolean isWhole(PgExpr.Cast cast) {
    String type = PgPrinter.print(cast.type).toLowerCase(Locale.ROOT);
    return type.equals("text") || type.equals("\"text\"") || type.equals("pg_catalog.text");
  }

  /** Whether the cast leaves a number as it is: a whole one, or one that float8 holds. */
  private static boolean isExact(PgExpr.Cast cast) {
    SqlNode operand = cast.operand instanceof PgOperation.Prefix sign ? sign.operand : cast.operand;
    if (!(operand instanceof SqlLiteral literal) || literal.getTypeName() != SqlTypeName.DECIMAL) {
      return false;
    }
    BigDecimal number = literal.bigDecimalValue();
    String type = PgPrinter.print(cast.type).toLowerCase(Locale.ROOT).replace("\"", "");
    return number != null
        && number.precision() <= MOST_DIGITS
        && (number.scale() <= 0 ? WHOLE_TYPES : FRACTION_TYPES)
            .contains(type.replace("pg_catalog.", ""));
  }

  private static String cursorOptions(List<PgSession.CursorOption> options) {
    StringBuilder words = new StringBuilder();
    for (PgSession.CursorOption option : options) {
      words.append(' ').append(option.name().replace('_', ' '));
    }
    return words.toString();
  }

  private static String direction(PgSession.Fetch fetch) {
    return fetch.direction.name() + (fetch.count == null ? " ALL" : " " + fetch.count);
  }

  private static List<Statement.Option> options(List<SqlNode> nodes) {
    List<Statement.Option> options = new ArrayList<>();
    for (SqlNode node : nodes) {
      PgClause.Option option = (PgClause.Option) node;
      List<String> values = new ArrayList<>();
      boolean star = option.value instanceof SqlIdentifier name && name.isStar();
      if (option.value instanceof SqlLiteral literal) {
        values.add(text(literal));
      }
      for (SqlNode value : option.values) {
        values.add(value instanceof SqlLiteral literal ? text(literal) : "");
      }
      options.add(new Statement.Option(option.name.toLowerCase(Locale.ROOT), values, star));
    }
    return options;
  }

  static String text(SqlLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.CHAR) {
      return String.valueOf(literal.getValueAs(String.class));
    }
    BigDecimal number =
        literal.getTypeName() == SqlTypeName.BOOLEAN ? null : literal.bigDecimalValue();
    return number == null
        ? String.valueOf(literal.getValue()).toLowerCase(Locale.ROOT)
        : number.toPlainString();
  }
}
