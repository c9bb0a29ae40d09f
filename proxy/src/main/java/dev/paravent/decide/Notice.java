package dev.paravent.decide;

import java.util.List;

/**
 * What a client is told beside its rows. Holds no value of the statement. Immutable.
 *
 * @param sentence what the statement does otherwise than written, and why
 * @param position 1-based character of the client's text, 0 if unknown
 */
public record Notice(String sentence, int position) {
  /** That a sort key is left out. */
  static Notice dropped(String valueClass, int position) {
    return new Notice(
        "ORDER BY a "
            + valueClass
            + " column is left out: the order would tell its values, so the rows come in any",
        position);
  }

  /** The same about another text, of which the place is not known. */
  static List<Notice> anywhere(List<Notice> notices) {
    return notices.stream().map(notice -> notice.at(0)).toList();
  }

  Notice at(int other) {
    return new Notice(sentence, other);
  }
}
