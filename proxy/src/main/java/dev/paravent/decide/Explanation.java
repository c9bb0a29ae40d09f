package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import dev.paravent.policies.AgeBand;
import dev.paravent.policies.Generalisation;
import dev.paravent.policies.Shown;
import dev.paravent.sql.Analysis;
import dev.paravent.sql.Label;
import dev.paravent.sql.Origin;
import dev.paravent.sql.Substitute;
import dev.paravent.sql.pg.HiddenLiterals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a statement and why, for a person. Holds no value of the statement. Immutable.
 *
 * @param text the statement, its strings and long numbers starred out at their length
 * @param verdict the verdict; the text of its plan is not to be shown, {@code sql} is
 * @param fields of the result that the client sees, in order
 * @param sql the text for the server, literals starred out; empty if it is refused
 */
public record Explanation(String text, Verdict verdict, List<Field> fields, String sql) {
  public Explanation {
    fields = List.copyOf(fields);
  }

  /**
   * A field of the result.
   *
   * @param column {@code schema.relation.column} where it is read, empty if it is not one column
   * @param output what the proxy does with it
   * @param shown what the server computes in its place; a token where it computes nothing
   */
  public record Field(String name, String column, Output output, Shown shown) {}

  static Explanation of(String text, Reason reason) {
    return new Explanation(HiddenLiterals.in(text), new Verdict.Refuse(reason), List.of(), "");
  }

  static Explanation of(String text, Decision decision, Catalog catalog) {
    return switch (decision.verdict()) {
      case Verdict.Refuse(Reason reason) -> of(text, reason);
      case Verdict.Perform perform ->
          new Explanation(HiddenLiterals.in(text), perform, List.of(), "");
      case Verdict.Forward(StatementPlan plan) ->
          new Explanation(
              HiddenLiterals.in(text),
              decision.verdict(),
              fields(plan, decision.fields(), catalog),
              HiddenLiterals.in(plan.sql()));
    };
  }

  private static List<Field> fields(
      StatementPlan plan, List<Analysis.OutputColumn> analysed, Catalog catalog) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0;
        i < Math.min(analysed.size(), plan.outputs().size()) - plan.hiddenOutputs();
        i++) {
      Analysis.OutputColumn field = analysed.get(i);
      Substitute substitute =
          field.label() instanceof Label.Band(Label.Identity column, int years)
              ? new Substitute(column, new Shown.Generalised(band(years)))
              : field.substitute();
      fields.add(
          new Field(
              field.name(),
              column(
                  substitute == null ? field.label().source() : substitute.column().origin(),
                  catalog),
              plan.outputs().get(i),
              substitute == null ? Shown.TOKEN : substitute.shown()));
    }
    return fields;
  }

  private static Generalisation band(int years) {
    return years == AgeBand.FIVE.years() ? Generalisation.AGE_BAND_5 : Generalisation.AGE_BAND_10;
  }

  private static String column(@Nullable Origin origin, Catalog catalog) {
    Relation relation = origin == null ? null : catalog.relation(origin.relation()).orElse(null);
    return origin == null || relation == null
        ? ""
        : relation
            .column(origin.column())
            .map(column -> relation.schema() + "." + relation.name() + "." + column.name())
            .orElse("");
  }

  @Override
  public String toString() {
    return "Explanation/" + verdict.getClass().getSimpleName();
  }
}
