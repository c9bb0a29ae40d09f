package dev.paravent.decide;

/**
 * Why a statement was refused. Immutable; holds no value of the statement.
 *
 * @param sentence what was refused and why, in one sentence
 * @param advice what would be allowed instead, or which policy key decides; may be empty
 * @param position 1-based character in the client's text of the offending expression, 0 if unknown
 */
public record Reason(RefusalCode code, String sentence, String advice, int position) {
  public static Reason of(RefusalCode code, String sentence) {
    return new Reason(code, sentence, "", 0);
  }
}
