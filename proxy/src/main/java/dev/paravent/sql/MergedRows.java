package dev.paravent.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a set operation whose arms read the same columns of one table. Each of its rows is
 * a row of one arm, whole: what belongs together in both, such as a number and its control key,
 * belongs together in it. Confined to one analysis.
 */
final class MergedRows {
  private final FlowContext context;
  private final Map<List<Integer>, Integer> variables = new HashMap<>();

  MergedRows(FlowContext context) {
    this.context = context;
  }

  /** The stored column that a position of both arms is; null if they are not the same. */
  @Nullable Origin of(@Nullable Origin left, @Nullable Origin right) {
    if (left == null
        || right == null
        || left.relation() != right.relation()
        || left.column() != right.column()
        || left.member() != right.member()) {
      return null;
    }
    int variable =
        variables.computeIfAbsent(
            List.of(left.variable(), left.inner(), right.variable(), right.inner()),
            key -> context.nextVariable());
    return new Origin(variable, 0, left.relation(), left.column(), left.member());
  }

  /** The label of a position that follows another one of its row; null if it is none. */
  @Nullable Label companion(Label left, Label right) {
    Origin origin = of(left.source(), right.source());
    return origin != null
            && left instanceof Label.Companion a
            && right instanceof Label.Companion b
            && a.valueClass().equals(b.valueClass())
            && a.part().equals(b.part())
            && a.partnerColumn() == b.partnerColumn()
        ? new Label.Companion(a.valueClass(), a.part(), origin, a.partnerColumn())
        : null;
  }

  /** The label of a position: {@code merged}, or where it was read too. */
  Label label(Label left, Label right, Label merged) {
    Origin origin = of(left.source(), right.source());
    if (origin == null) {
      return merged;
    }
    return switch (merged) {
      case Label.Identity identity ->
          new Label.Identity(identity.valueClass(), identity.array(), identity.fresh(), origin);
      case Label.Document document -> new Label.Document(document.map(), document.fresh(), origin);
      case Label.Band b -> b;
      case Label.Public p -> p;
      case Label.Constant c -> c;
      case Label.Companion c -> c;
      case Label.Derived d -> d;
      case Label.Mixed m -> m;
      case Label.Withheld w -> w;
    };
  }
}
