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
 * @param isVolatile whether two runs of it differ anyhow
 * @param wrapper what the client sends around it: {@code %s} alone, or a session statement
 */
record Generated(
    Part part,
    List<Kind> parameters,
    List<String> values,
    boolean open,
    boolean isWrite,
    boolean orderDependent,
    boolean arbitrary,
    boolean isVolatile,
    String wrapper) {
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
        draft.isArbitrary(),
        false,
        wrapper(dice, isWrite, draft.parameters.isEmpty()));
  }

  private static String wrapper(Dice dice, boolean isWrite, boolean isConstant) {
    if (dice.chance(0.88)) {
      return "%s";
    }
    if (isWrite || !isConstant) {
      return "prepare fuzzed as %s";
    }
    return dice.pick(
        "copy (%s) to stdout",
        "copy (%s) to stdout with (format csv, header)",
        "declare fuzzed cursor for %s",
        "declare fuzzed scroll cursor for %s",
        "prepare fuzzed as %s");
  }

  Generated with(Part smaller) {
    return new Generated(
        smaller, parameters, values, open, isWrite, orderDependent, arbitrary, isVolatile, wrapper);
  }

  /** What the client sends. */
  String sent() {
    return wrapper.replace("%s", text());
  }

  /** What is run, whoever asks for it. */
  String text() {
    return part.text();
  }
}
