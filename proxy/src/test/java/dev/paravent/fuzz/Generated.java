package dev.paravent.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A generated statement. Immutable.
 *
 * @param parameters the kinds of its parameters, in order
 * @param values what a client binds to them
 * @param open whether it names nothing protected
 * @param isWrite whether it changes rows
 * @param orderDependent whether the result depends on the order in which rows come
 * @param arbitrary whether that order is the server's choice for grouping
 */
record Generated(
    Part part,
    List<Kind> parameters,
    List<String> values,
    boolean open,
    boolean isWrite,
    boolean orderDependent,
    boolean arbitrary) {
  private static final double OPEN = 0.15;
  private static final double WRITES = 0.22;

  static Generated of(RandomGenerator random, Tables tables) {
    Dice dice = new Dice(random);
    boolean open = dice.chance(OPEN);
    double boldness = dice.chance(0.5) ? 0 : dice.chance(0.6) ? 0.07 : 0.3;
    Draft draft = new Draft(dice, tables, boldness, open);
    Queries queries = new Queries(draft);
    boolean isWrite = dice.chance(WRITES);
    Part part =
        isWrite
            ? new Writes(draft, queries).any()
            : queries.any(Scope.NONE, 1 + dice.below(3)).part();
    return new Generated(
        part,
        List.copyOf(draft.parameters),
        queries.expressions().constants().values(),
        open,
        isWrite,
        draft.isOrderDependent(),
        draft.isArbitrary());
  }

  Generated with(Part smaller) {
    return new Generated(smaller, parameters, values, open, isWrite, orderDependent, arbitrary);
  }

  String text() {
    return part.text();
  }
}
