package dev.paravent.attest;

import dev.paravent.policies.ProtectedClass;
import java.util.List;

/** Right and wrong guesses of planted values. */
final class Guesses {
  private static final int PREFIX = 7;
  private static final int YEAR = 4;
  private static final String NO_DATE = "1750-01-01";
  private static final String NO_NIR = "0000000";

  private Guesses() {}

  /** What is right for some row. */
  static List<String> right(AttackTemplate.Guess guess, Canaries canaries) {
    List<String> dates = canaries.of(ProtectedClass.BIRTH_DATE);
    return switch (guess) {
      case NONE -> List.of();
      case PREFIX ->
          canaries.of(ProtectedClass.FR_NIR).stream().map(nir -> nir.substring(0, PREFIX)).toList();
      case DATE -> dates;
      case YEAR -> dates.stream().map(date -> date.substring(0, YEAR)).toList();
    };
  }

  /** What is right for none. */
  static String wrong(AttackTemplate.Guess guess) {
    return switch (guess) {
      case NONE -> "";
      case PREFIX -> NO_NIR;
      case DATE -> NO_DATE;
      case YEAR -> NO_DATE.substring(0, YEAR);
    };
  }
}
