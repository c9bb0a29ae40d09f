package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Which of several functions of one name a call means: PostgreSQL docs 10.3, steps 4a to 4d. */
final class BestFit {
  private final Types types;
  private final Catalog catalog;

  BestFit(Types types, Catalog catalog) {
    this.types = types;
    this.catalog = catalog;
  }

  /** Those with the most arguments of their own type; all of them if none has any. */
  List<Routine> ofSameTypes(List<Routine> possible, List<Integer> arguments) {
    return most(possible, arguments, this::isSame);
  }

  /** Those with the most arguments of their own type or of the preferred one of its category. */
  List<Routine> ofPreferredTypes(List<Routine> possible, List<Integer> arguments) {
    return most(
        possible,
        arguments,
        (parameter, argument) -> isSame(parameter, argument) || isPreferred(parameter, argument));
  }

  private static List<Routine> most(
      List<Routine> possible, List<Integer> arguments, BiPredicate<Integer, Integer> fits) {
    int most = 0;
    List<Routine> best = new ArrayList<>();
    for (Routine candidate : possible) {
      int count = 0;
      int compared = Math.min(arguments.size(), candidate.argumentTypes().size());
      for (int i = 0; i < compared; i++) {
        count += fits.test(candidate.argumentTypes().get(i), arguments.get(i)) ? 1 : 0;
      }
      if (count > most) {
        best.clear();
        most = count;
      }
      if (count == most) {
        best.add(candidate);
      }
    }
    return best;
  }

  private boolean isSame(int parameter, int argument) {
    return argument != Types.NOT_INFERRED
        && argument != Types.UNKNOWN
        && types.base(parameter) == argument;
  }

  private boolean isPreferred(int parameter, int argument) {
    Optional<PgType> wanted = catalog.type(parameter);
    return wanted.isPresent()
        && wanted.get().preferred()
        && catalog.type(argument).filter(t -> t.category() == wanted.get().category()).isPresent();
  }
}
