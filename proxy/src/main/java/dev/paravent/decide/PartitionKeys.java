package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.Label;
import java.util.function.BiFunction;

/** What partition keys tell of the rows of a partition. Stateless. */
final class PartitionKeys {
  private PartitionKeys() {}

  /**
   * Whether a protected value decides which rows the partition holds, so that its name tells it.
   */
  static boolean chooseByProtected(
      Catalog catalog, BiFunction<Relation, Column, Label> labels, Relation relation, int depth) {
    for (int parent : relation.parents()) {
      Relation above = catalog.relation(parent).orElse(null);
      if (above == null || depth > Protection.MAX_DEPTH) {
        return true;
      }
      for (Column column : above.columns()) {
        // an expression may read any column
        boolean decides =
            above.partitionKey().contains(column.number()) || above.partitionKey().contains(0);
        if (decides && labels.apply(above, column).isProtected()) {
          return true;
        }
      }
      if (chooseByProtected(catalog, labels, above, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
