package dev.paravent.session;

import dev.paravent.decide.Output;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.BackendMessage.RowDescription.Field;

/** Compares what the server says about a result with what the plan says (G4). */
final class ResultShape {
  private ResultShape() {}

  /**
   * Returns if both agree.
   *
   * @throws IncidentException if they do not
   */
  static void check(StatementPlan plan, RowDescription description, StatementPlanner planner) {
    int announced = description.fields().size();
    int planned = plan.outputs().size();
    if (announced != planned) {
      throw disagrees("fields: %d (expected: %d)".formatted(announced, planned));
    }
    for (int i = 0; i < planned; i++) {
      check(i, plan.outputs().get(i), description.fields().get(i), planner);
    }
  }

  /**
   * Returns if the plan expects no rows either. A FETCH is described so where its cursor has ended:
   * it is about to fail, and rows that came all the same would have no description.
   *
   * @throws IncidentException if it does
   */
  static void checkNoData(StatementPlan plan) {
    if (!plan.outputs().isEmpty() && plan.kind() != StatementKind.FETCH) {
      throw disagrees("fields: none (expected: %d)".formatted(plan.outputs().size()));
    }
  }

  private static void check(int index, Output output, Field field, StatementPlanner planner) {
    switch (output) {
      case Output.Pass() -> {
        if (isProtected(field, planner)) {
          throw disagrees("field %d: protected by the server's word only".formatted(index));
        }
      }
      case Output.Tokenise tokenise -> {
        boolean fits =
            tokenise.typeOid() == 0
                ? isOfClass(field.typeOid(), tokenise)
                : field.typeOid() == tokenise.typeOid();
        if (!fits) {
          throw disagrees(
              "field %d: type %d (expected: %d)"
                  .formatted(index, field.typeOid(), tokenise.typeOid()));
        }
      }
      case Output.Document document -> {
        boolean fits =
            document.typeOid() == 0
                ? TypeOid.isDocument(field.typeOid())
                : field.typeOid() == document.typeOid();
        if (!fits) {
          throw disagrees(
              "field %d: type %d (expected: %d)"
                  .formatted(index, field.typeOid(), document.typeOid()));
        }
      }
      case Output.Companion ignored -> {
        // recomputed or null, whatever the server holds there
      }
      case Output.Null() -> {
        // every row is checked
      }
    }
  }

  /** Where the plan could not tell the type: one that the class's values can have. */
  private static boolean isOfClass(int typeOid, Output.Tokenise tokenise) {
    int scalar = tokenise.array() ? TypeOid.elementOf(typeOid) : typeOid;
    return switch (tokenise.protectedClass()) {
      case FR_NIR -> TypeOid.isTextScalar(scalar);
      // a member of a document is a text
      case BIRTH_DATE -> scalar == TypeOid.DATE || scalar == TypeOid.TEXT;
    };
  }

  static boolean isProtected(Field field, StatementPlanner planner) {
    return field.tableOid() != 0 && planner.isProtected(field.tableOid(), field.column());
  }

  private static IncidentException disagrees(String message) {
    return new IncidentException(Incident.RESULT_DISAGREES, message);
  }
}
