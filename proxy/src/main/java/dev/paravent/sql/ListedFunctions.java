package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** What the inventory and the policy allow of a call with public arguments. Stateless. */
final class ListedFunctions {
  private static final int MOST_SEQUENCES = 500;

  private final FlowContext context;

  ListedFunctions(FlowContext context) {
    this.context = context;
  }

  /** Whether it reads nothing but what is listed. */
  static boolean isListed(Surroundings.FunctionUse use) {
    return switch (use) {
      case SAFE, SETTING, CHANGE, SEQUENCE, TYPE -> true;
      case CODE, HIDDEN, REFUSED -> false;
    };
  }

  /** Refuses what is not listed, and arguments that decide what is read. */
  void requireAllowed(
      PgCall.Function call,
      Calls.Found found,
      Surroundings.FunctionUse use,
      List<SqlNode> printed) {
    switch (use) {
      case SAFE, CODE, HIDDEN -> {}
      case SETTING -> {
        if (!isColumn(printed)) {
          requireConstant(call, 0, context.surroundings()::isReadableSetting);
        }
      }
      case CHANGE -> requireConstant(call, 0, context.surroundings()::isFreeSetting);
      case SEQUENCE -> {
        boolean judgedThere = isNamedAtRun(call, printed) && !publicSequences().isEmpty();
        if (!judgedThere && !context.surroundings().protectsNothing()) {
          requireConstant(call, 0, this::isPublicSequence);
        }
      }
      case TYPE -> {
        if (!context.surroundings().protectsNothing()) {
          requireConstant(call, 1, context.types()::isNameOfBuiltIn);
        }
      }
      case REFUSED -> {
        if (!found.candidates().stream().allMatch(this::makesRange)) {
          throw notAllowed(call, found);
        }
      }
    }
  }

  /** The call as it is printed, or what is printed in its place. */
  SqlNode shown(
      SqlNode node, PgCall.Function call, Surroundings.FunctionUse use, List<SqlNode> arguments) {
    return switch (use) {
      case CODE -> SystemCode.withoutConstants(node);
      case HIDDEN -> SystemCode.neverRun(node);
      case SETTING ->
          isColumn(arguments)
              ? SystemCode.readable(
                  arguments.get(0), node, context.surroundings().readableSettings())
              : node;
      case SEQUENCE ->
          isNamedAtRun(call, arguments) && !context.surroundings().protectsNothing()
              ? SystemCode.listed(arguments.get(0), publicSequences(), node)
              : node;
      case SAFE, CHANGE, TYPE, REFUSED -> node;
    };
  }

  /**
   * Whether a sequence is named by what the server learns before it runs the call and that is the
   * same as often as it is asked: a parameter, or the sequence of a column.
   */
  private static boolean isNamedAtRun(PgCall.Function call, List<SqlNode> printed) {
    if (call.arguments.isEmpty()) {
      return false;
    }
    SqlNode written = operand(call.arguments.get(0));
    return written instanceof SqlDynamicParam
        || written instanceof PgCall.Function function
            && operand(printed.get(0)) instanceof PgCall.Function found
            && found.name.names.equals(List.of("pg_catalog", "pg_get_serial_sequence"))
            && function.arguments.stream()
                .map(ListedFunctions::operand)
                .allMatch(part -> part instanceof SqlLiteral || part instanceof SqlDynamicParam);
  }

  /** What is cast, under all casts. */
  private static SqlNode operand(SqlNode node) {
    SqlNode operand = node;
    while (operand instanceof PgExpr.Cast cast) {
      operand = cast.operand;
    }
    return operand;
  }

  /** The OIDs of the public sequences; empty also where there are too many to be listed. */
  private List<Integer> publicSequences() {
    List<Integer> sequences =
        context.catalog().relations().stream()
            .filter(relation -> relation.kind() == Relation.Kind.SEQUENCE)
            .filter(
                relation ->
                    context.surroundings().isPublicSequence(relation.schema(), relation.name()))
            .map(Relation::oid)
            .sorted()
            .toList();
    return sequences.size() > MOST_SEQUENCES ? List.of() : sequences;
  }

  /** Whether a setting is named by a column, to be held against the readable ones at each row. */
  private static boolean isColumn(List<SqlNode> arguments) {
    return !arguments.isEmpty() && arguments.get(0) instanceof SqlIdentifier;
  }

  /** Whether it is a constructor that came with a range type: no SQL can write one in C's place. */
  private boolean makesRange(Routine routine) {
    return routine.language().equals("internal")
        && routine.kind() == 'f'
        && !routine.returnsSet()
        && context.types().isPlainRange(routine.returnType());
  }

  private void requireConstant(PgCall.Function call, int index, Predicate<String> accepted) {
    int size = call.arguments.size();
    for (SqlNode argument :
        call.arguments.subList(Math.min(index, size), Math.min(index + 1, size))) {
      SqlNode value = argument instanceof PgExpr.Cast cast ? cast.operand : argument;
      boolean fine =
          value instanceof SqlLiteral literal
              && literal.getTypeName() == SqlTypeName.CHAR
              && accepted.test(String.valueOf(literal.getValueAs(String.class)));
      if (!fine) {
        throw new FlowException(
            Violation.FUNCTION_NOT_ALLOWED,
            "function " + FlowContext.quoted(call.name) + " takes a constant that policy lists",
            call);
      }
    }
  }

  private boolean isPublicSequence(String text) {
    List<String> names = SequenceName.parse(text);
    if (names.size() == 2) {
      return context.surroundings().isPublicSequence(names.get(0), names.get(1));
    }
    for (String schema : context.searchPath()) {
      if (names.size() == 1 && context.catalog().relation(schema, names.get(0)).isPresent()) {
        return context.surroundings().isPublicSequence(schema, names.get(0));
      }
    }
    return false;
  }

  private static FlowException notAllowed(PgCall.Function call, Calls.Found found) {
    return new FlowException(
        Violation.FUNCTION_NOT_ALLOWED,
        "function " + found.schema() + "." + found.name() + " is not allowed",
        call);
  }
}
