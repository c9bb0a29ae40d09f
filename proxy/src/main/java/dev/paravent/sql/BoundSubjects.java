package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the subject keys of bound values: a token depends on the person whose row its value was
 * read in (FLOW-RULES, "Tokens, once more").
 */
final class BoundSubjects {
  private final FlowContext context;

  BoundSubjects(FlowContext context) {
    this.context = context;
  }

  /** The bound class of what leaves with a label; null if there is none. */
  @Nullable String boundClass(Label label) {
    return label instanceof Label.Companion
        ? null
        : label.valueClasses().stream()
            .filter(context.surroundings()::isBound)
            .findFirst()
            .orElse(null);
  }

  /** For each output the index of the one with its subject key, -1 where none is or is needed. */
  List<Integer> among(List<VisibleColumn> outputs) {
    List<Integer> subjects = new ArrayList<>();
    for (VisibleColumn output : outputs) {
      subjects.add(among(output.label(), outputs));
    }
    return subjects;
  }

  private int among(Label label, List<VisibleColumn> outputs) {
    String bound = boundClass(label);
    Origin origin = label.source();
    if (bound == null || origin == null || isArray(label)) {
      return -1;
    }
    int number = number(origin, bound);
    context.budget().step(outputs.size());
    for (int i = 0; number > 0 && i < outputs.size(); i++) {
      if (isKey(outputs.get(i), number, origin)) {
        return i;
      }
    }
    return -1;
  }

  static boolean isArray(Label label) {
    return label instanceof Label.Identity identity && identity.array();
  }

  /** The column with the subject key of the row in which a value was read; null if none is here. */
  @Nullable VisibleColumn key(Origin origin, String bound, List<RangeVariable> variables) {
    int number = number(origin, bound);
    for (RangeVariable variable : variables) {
      context.budget().step(1 + variable.columns().size());
      if (variable.id() == origin.variable() && variable.relation() != null) {
        return number == 0 ? null : variable.column(number);
      }
      for (VisibleColumn column : variable.columns()) {
        if (number > 0 && isKey(column, number, origin)) {
          return column;
        }
      }
    }
    return null;
  }

  private static boolean isKey(VisibleColumn column, int number, Origin origin) {
    Origin source = column.source();
    return source != null
        && source.column() == number
        && Determined.isOfRow(source, origin)
        && column.label() == Label.PUBLIC;
  }

  private int number(Origin origin, String bound) {
    Relation relation = context.catalog().relation(origin.relation()).orElse(null);
    String name = relation == null ? null : context.surroundings().boundSubject(relation, bound);
    return relation == null || name == null
        ? 0
        : relation.column(name).map(Column::number).orElse(0);
  }
}
