package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.RawClient;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The analysis breaks down: the statement is refused, its session and all others go on. */
@NullMarked
class CrashIT extends FaultFixture {
  private static final Map<String, Supplier<Throwable>> FAULTS =
      Map.of(
          "runtime", () -> new IllegalStateException("2070876351419"),
          "stack", () -> new StackOverflowError("2070876351419"),
          "assertion", () -> new AssertionError("2070876351419"),
          "memory", () -> new OutOfMemoryError("2070876351419"),
          "linkage", () -> new NoClassDefFoundError("2070876351419"));

  /** What every question about the catalog meets; nothing if it is null. */
  private static final AtomicReference<@Nullable Supplier<Throwable>> GENERATION =
      new AtomicReference<>();

  private static final AtomicReference<@Nullable Supplier<Throwable>> PROTECTION =
      new AtomicReference<>();

  /** Breaks down where a text says so. */
  private record Crashing(StatementPlanner sound) implements StatementPlanner {
    @Override
    public List<Verdict> plan(PlanRequest request) {
      crashIfTold(request.text());
      return sound.plan(request);
    }

    @Override
    public @Nullable List<Verdict> planBriefly(PlanRequest request) {
      if (request.text().contains("/* elsewhere */")) {
        return null; // it takes too long for the event loop
      }
      crashIfTold(request.text());
      return sound.planBriefly(request);
    }

    private static void crashIfTold(String text) {
      FAULTS.forEach(
          (name, fault) -> {
            if (text.contains("crash_" + name)) {
              throw Crashing.<RuntimeException>thrown(fault.get());
            }
          });
    }

    @Override
    public long generation() {
      Supplier<Throwable> fault = GENERATION.get();
      if (fault != null) {
        throw Crashing.<RuntimeException>thrown(fault.get());
      }
      return sound.generation();
    }

    @Override
    public boolean isProtected(int relationOid, int columnNumber) {
      Supplier<Throwable> fault = PROTECTION.get();
      if (fault != null) {
        throw Crashing.<RuntimeException>thrown(fault.get());
      }
      return sound.isProtected(relationOid, columnNumber);
    }

    @SuppressWarnings("unchecked") // an error goes through as it is
    private static <T extends Throwable> T thrown(Throwable fault) throws T {
      throw (T) fault;
    }
  }

  @BeforeEach
  void crash() {
    planners = Crashing::new;
  }

  @AfterEach
  void recover() {
    GENERATION.set(null);
    PROTECTION.set(null);
    planners = UnaryOperator.identity();
  }

  private static RawClient login() throws IOException {
    RawClient client = RawClient.login(account(VICTIM));
    client.takeAnswer();
    return client;
  }

  private static Answer simple(RawClient client, String sql) throws IOException {
    client.add('Q', "/* " + Conversation.MARK + " */ " + sql).send();
    client.await(1);
    return client.takeAnswer();
  }

  private static Answer extended(RawClient client, String sql) throws IOException {
    client.add('P', "", "/* " + Conversation.MARK + " */ " + sql, (short) 0);
    client.add('B', "", "", (short) 0, (short) 0, (short) 0).add('E', "", 0).add('S').send();
    client.await(1);
    return client.takeAnswer();
  }

  @Test
  void anAnalysisThatBreaksDownIsARefusal() throws IOException {
    try (RawClient client = login()) {
      for (String fault : FAULTS.keySet()) {
        for (String where : List.of("", " /* elsewhere */")) {
          String sql = "select nir from care.person where surname = 'crash_" + fault + "'" + where;
          for (Answer refused : List.of(simple(client, sql), extended(client, sql))) {
            assertThat(refused.refusals()).as(fault + where).containsExactly("INTERNAL_FAULT");
            assertThat(refused.types()).as(fault + where).isEqualTo("EZ");
            requireHarmless(refused);
          }
          Answer next = simple(client, "select nir from care.person where id = 9001" + where);
          assertThat(next.types()).as("after %s", fault).isEqualTo("TDCZ");
          requireHarmless(next);
        }
      }
    }
  }

  @Test
  void aCatalogThatCannotBeTakenInIsARefusal() throws IOException {
    try (RawClient client = login()) {
      client.add('P', "kept", "select nir from care.person where id = 9001", (short) 0);
      client.add('S').send();
      client.await(1);
      client.takeAnswer();
      for (Supplier<Throwable> fault : FAULTS.values()) {
        GENERATION.set(fault);
        Answer refused = simple(client, "select nir from care.person where id = 9001");
        assertThat(refused.refusals()).containsExactly("INTERNAL_FAULT");
        client.add('B', "", "kept", (short) 0, (short) 0, (short) 0).add('E', "", 0).add('S');
        client.send();
        client.await(1);
        assertThat(client.takeAnswer().refusals()).containsExactly("INTERNAL_FAULT");
        GENERATION.set(null);
        client.add('B', "", "kept", (short) 0, (short) 0, (short) 0).add('E', "", 0).add('S');
        client.send();
        client.await(1);
        Answer next = client.takeAnswer();
        assertThat(next.types()).isEqualTo("2DCZ");
        requireHarmless(next);
      }
    }
  }

  /** Behind the analysis nobody can say any more what a row holds: that session ends. */
  @Test
  void aCheckThatBreaksDownEndsTheSession() throws IOException {
    for (String fault : FAULTS.keySet()) {
      for (String where : List.of("", " /* elsewhere */")) {
        PROTECTION.set(null);
        try (RawClient client = login()) {
          PROTECTION.set(FAULTS.get(fault));
          Answer answer = simple(client, "select nir, id from care.person where id > 9000" + where);
          while (!client.answer().isClosed() && !answer.isClosed()) {
            client.next();
          }
          assertThat(answer.types()).as(fault + where).isEqualTo("E");
          assertThat(answer.refusals()).containsExactly("INTERNAL_FAULT");
          requireHarmless(answer);
        } finally {
          PROTECTION.set(null);
        }
      }
    }
  }
}
