package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.sql.Analysis;
import dev.paravent.sql.Fact;
import dev.paravent.sql.Label;
import dev.paravent.sql.Origin;
import dev.paravent.sql.ServerText;
import dev.paravent.sql.Statement;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what a statement does against what its principal is granted. Stateless. */
final class Decider {
  private final AccessPolicy access;
  private final Protection protection;

  Decider(AccessPolicy access, Protection protection) {
    this.access = access;
    this.protection = protection;
  }

  /** Decides; {@code tokens} are what the statement was read from. */
  Decision decide(
      Statement.Data statement,
      Analysis analysis,
      List<Integer> declaredTypes,
      PgTokens tokens,
      Budget budget) {
    budget.step(analysis.facts().size());
    for (Fact fact : analysis.facts()) {
      Reason refusal = check(fact);
      if (refusal != null) {
        return Decision.of(new Verdict.Refuse(refusal));
      }
    }
    Demands demands = new Demands(access, protection, analysis, declaredTypes, tokens, budget);
    ServerText text = ServerText.print(analysis, demands, tokens, budget);
    List<ServerParameter> parameters = demands.parameters();
    if (parameters.size() > StatementPlan.MOST_PARAMETERS) {
      return Decision.of(new Verdict.Refuse(StatementPlan.TOO_MANY_PARAMETERS));
    }
    StatementKind kind =
        switch (statement.kind()) {
          case SELECT -> StatementKind.SELECT;
          case INSERT -> StatementKind.INSERT;
          case UPDATE -> StatementKind.UPDATE;
          case DELETE -> StatementKind.DELETE;
          case MERGE -> StatementKind.MERGE;
        };
    StatementPlan plan =
        new StatementPlan(
                kind,
                text.text(),
                statement.parameters(),
                parameters,
                outputs(analysis, budget),
                analysis.hiddenOutputs(),
                comparesOrGroups(analysis),
                SessionEffect.None.INSTANCE,
                !demands.holdsLiterals())
            .failing(analysis.tellsOrder())
            .noticing(notices(analysis));
    return new Decision(
        new Verdict.Forward(plan),
        text,
        demands.literalTokens(),
        demands.subjectTokens(),
        demands.occurrences(),
        analysis.outputs());
  }

  private static List<Notice> notices(Analysis analysis) {
    return analysis.dropped().stream()
        .map(key -> Notice.dropped(key.valueClass(), key.position()))
        .toList();
  }

  /** Why the fact is not granted; null if it is. */
  private @Nullable Reason check(Fact fact) {
    return switch (fact) {
      case Fact.Read read ->
          grant(read.valueClass()) == null
              ? refuse(RefusalCode.READ_NOT_ALLOWED, "reading " + read.valueClass(), read)
              : null;
      case Fact.LookUp lookUp -> {
        ClassGrant grant = grant(lookUp.valueClass());
        yield grant == null
                || grant.lookup().isEmpty()
                || !grant.compare().contains(ClassGrant.Compare.CONSTANT)
            ? refuse(RefusalCode.LOOKUP_NOT_ALLOWED, "looking up by " + lookUp.valueClass(), lookUp)
            : null;
      }
      case Fact.CompareColumns compare ->
          may(compare.valueClass(), ClassGrant.Compare.COLUMN)
              ? null
              : refuse(
                  RefusalCode.PROTECTED_COMPARE,
                  "comparing columns of " + compare.valueClass(),
                  compare);
      case Fact.Group group ->
          may(group.valueClass(), ClassGrant.Compare.GROUP)
              ? null
              : refuse(RefusalCode.PROTECTED_GROUP, "grouping by " + group.valueClass(), group);
      case Fact.Order order -> {
        ClassGrant grant = grant(order.valueClass());
        yield grant != null && grant.orderAllowed()
            ? null
            : refuse(RefusalCode.PROTECTED_ORDER, "ordering by " + order.valueClass(), order);
      }
      case Fact.MinMax extreme ->
          protection.allowsMinMax(extreme.valueClass())
              ? null
              : refuse(
                  RefusalCode.PROTECTED_ORDER, "min and max of " + extreme.valueClass(), extreme);
      case Fact.Write write -> {
        ClassGrant grant = grant(write.valueClass());
        boolean returns =
            write.target() == Fact.WriteTarget.UPDATE
                && protection.returnsTokens(write.valueClass());
        yield !write.member() && !returns && (grant == null || grant.write().isEmpty())
            ? refuse(RefusalCode.WRITE_NOT_ALLOWED, "writing " + write.valueClass(), write)
            : null;
      }
      case Fact.Copy copy -> {
        ClassGrant grant = grant(copy.valueClass());
        yield grant != null && grant.copy()
            ? null
            : refuse(RefusalCode.PROTECTED_COPY, "copying " + copy.valueClass(), copy);
      }
    };
  }

  private @Nullable ClassGrant grant(String valueClass) {
    return access.classes().get(Protection.classOf(valueClass));
  }

  private boolean may(String valueClass, ClassGrant.Compare compare) {
    ClassGrant grant = grant(valueClass);
    return grant != null && grant.compare().contains(compare);
  }

  private Reason refuse(RefusalCode code, String what, Fact fact) {
    return new Reason(
        code,
        what + " is not granted by policy " + access.name(),
        "see the classes of the access policy",
        fact.position());
  }

  private static Set<ProtectedClass> comparesOrGroups(Analysis analysis) {
    Set<ProtectedClass> classes = EnumSet.noneOf(ProtectedClass.class);
    for (Fact fact : analysis.facts()) {
      switch (fact) {
        case Fact.CompareColumns compare -> classes.add(Protection.classOf(compare.valueClass()));
        case Fact.Group group -> classes.add(Protection.classOf(group.valueClass()));
        case Fact.Order order -> classes.add(Protection.classOf(order.valueClass()));
        case Fact.MinMax extreme -> classes.add(Protection.classOf(extreme.valueClass()));
        case Fact.Read r -> {}
        case Fact.LookUp l -> {}
        case Fact.Write w -> {}
        case Fact.Copy c -> {}
      }
    }
    return classes;
  }

  private static List<Output> outputs(Analysis analysis, Budget budget) {
    List<Output> outputs = new ArrayList<>();
    for (Analysis.OutputColumn column : analysis.outputs()) {
      outputs.add(
          switch (column.label()) {
            case Label.Public p -> Output.Pass.INSTANCE;
            case Label.Constant c -> Output.Pass.INSTANCE;
            case Label.Band b -> Output.Pass.INSTANCE;
            case Label.Identity identity ->
                new Output.Tokenise(
                    Protection.classOf(identity.valueClass()),
                    identity.origin() == null ? 0 : Math.max(column.type(), 0),
                    identity.array(),
                    column.subjectOutput());
            case Label.Companion companion ->
                new Output.Companion(
                    Protection.classOf(companion.valueClass()),
                    ColumnRule.Part.valueOf(companion.part()),
                    partner(companion, analysis, budget));
            case Label.Document document ->
                new Output.Document(
                    DocumentMaps.shown(document.map()),
                    document.origin() == null ? 0 : Math.max(column.type(), 0),
                    column.subjectOutput());
            case Label.Derived d -> throw leaving();
            case Label.Mixed m -> throw leaving();
            case Label.Withheld w -> throw leaving();
          });
    }
    return outputs;
  }

  private static IllegalStateException leaving() {
    return new IllegalStateException("a derived value reached the outputs");
  }

  /** The output with the companion's partner of the same row; -1 if there is none. */
  private static int partner(Label.Companion companion, Analysis analysis, Budget budget) {
    budget.step(analysis.outputs().size());
    Origin origin = companion.origin();
    for (int i = 0; origin != null && i < analysis.outputs().size(); i++) {
      if (analysis.outputs().get(i).label() instanceof Label.Identity identity
          && !identity.array()
          && identity.origin() != null
          && !identity.origin().member()
          && identity.origin().variable() == origin.variable()
          && identity.origin().relation() == origin.relation()
          && identity.origin().column() == companion.partnerColumn()) {
        return i;
      }
    }
    return -1;
  }
}
