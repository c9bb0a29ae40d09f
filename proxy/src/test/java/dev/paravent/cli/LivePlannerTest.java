package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.catalog.Catalog;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivePlannerTest {
  private static final PlanRequest REQUEST =
      new PlanRequest("select 1", List.of(), List.of(), true);

  private final Catalog first = catalog(1);
  private Optional<Catalog> now = Optional.of(first);
  private final LivePlanner planner =
      new LivePlanner(first, 0, () -> now, catalog -> new Numbered(catalog.generation()));

  /** Says in its refusals which catalog it was made of. */
  private record Numbered(long generation) implements StatementPlanner {
    @Override
    public List<Verdict> plan(PlanRequest request) {
      return List.of(
          new Verdict.Refuse(
              Reason.of(RefusalCode.UNSUPPORTED_STATEMENT, "catalog " + generation)));
    }

    @Override
    public boolean isProtected(int relationOid, int columnNumber) {
      return relationOid == generation;
    }
  }

  @Test
  void judgesByTheCatalogOfTheMoment() {
    assertThat(sentence()).isEqualTo("catalog 1");
    now = Optional.of(catalog(2));
    assertThat(planner.generation()).isEqualTo(2);
    assertThat(sentence()).isEqualTo("catalog 2");
    assertThat(planner.isProtected(2, 1)).isTrue();
  }

  @Test
  void refusesWhileTheCatalogIsNotKnownToBeFresh() {
    now = Optional.empty();
    assertThat(planner.plan(REQUEST))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Refuse.class,
            refuse -> assertThat(refuse.reason().code()).isEqualTo(RefusalCode.INTERNAL_FAULT));
    assertThat(planner.generation()).as("plans made before count no more").isNotEqualTo(1);
    now = Optional.of(first);
    assertThat(sentence()).isEqualTo("catalog 1");
  }

  private String sentence() {
    return planner.plan(REQUEST).getFirst() instanceof Verdict.Refuse refuse
        ? refuse.reason().sentence()
        : "";
  }

  /** A catalog that knows its generation and nothing else. */
  private static Catalog catalog(long generation) {
    return (Catalog)
        Proxy.newProxyInstance(
            LivePlannerTest.class.getClassLoader(),
            new Class<?>[] {Catalog.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("generation")) {
                return generation;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
