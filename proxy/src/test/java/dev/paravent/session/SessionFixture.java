package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paravent.decide.Demand;
import dev.paravent.decide.Output;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.Policy;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenFace;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A database and a proxy before it, with a planner that was taught a few statements. */
@NullMarked
abstract class SessionFixture {
  static final Policy POLICY =
      TestPolicies.policy(
          TestPolicies.governed(TokenFace.DATE_PAST, "portal", "scram", "md5", "plain"),
          TestPolicies.clear("postgres"));
  static final int VARCHAR = 1043;
  static final int DATE = 1082;
  static final Output NIR = new Output.Tokenise(ProtectedClass.FR_NIR, VARCHAR, false, -1);
  static final Output BIRTH_DATE = new Output.Tokenise(ProtectedClass.BIRTH_DATE, DATE, false, -1);

  static final Map<ProtectedClass, Integer> CHARGED = new ConcurrentHashMap<>();
  static final ListAppender<ILoggingEvent> LEAKS = new ListAppender<>();
  static final FakePlanner PLANNER = new FakePlanner();
  static final Governance GOVERNANCE =
      new Governance(
          POLICY,
          principal -> CompletableFuture.supplyAsync(() -> PLANNER),
          principal -> new FakeCodecs());
  static TestDatabase database;
  static ProxyServer proxy;
  static InetSocketAddress address;

  @BeforeAll
  static void startProxy(@TempDir Path directory) throws IOException, SQLException {
    // noting every access of every byte would make the large results of these tests take minutes
    System.setProperty("io.netty.leakDetection.acquireAndReleaseOnly", "true");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    LEAKS.start();
    ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(LEAKS);
    database = new TestDatabase(directory);
    int patient = database.relation("app.patient");
    PLANNER.protect(patient, 2);
    PLANNER.protect(patient, 3);
    teach(
        "select id, nir, birth_date from app.patient order by id",
        Output.Pass.INSTANCE,
        NIR,
        BIRTH_DATE);
    PLANNER.teach(
        "select id from app.patient where nir = $1",
        new StatementPlan(
            StatementKind.SELECT,
            "select id from app.patient where nir = $1",
            1,
            List.of(
                new ServerParameter(
                    VARCHAR, new ServerParameter.ClientProtected(0, look(Demand.Clear.REFUSED)))),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true));
    PLANNER.teach(
        "select id from app.patient where nir = '9840375123456'",
        new StatementPlan(
            StatementKind.SELECT,
            "select id from app.patient where nir = $1",
            0,
            List.of(
                new ServerParameter(
                    VARCHAR,
                    new ServerParameter.LiteralProtected(
                        "9840375123456", look(Demand.Clear.REFUSED)))),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            false));
    PLANNER.teach(
        "select key, nirs, nir from app.patient where id = 1",
        plan(
            "select key, nirs, nir, birth_date from app.patient where id = 1",
            1,
            new Output.Companion(ProtectedClass.FR_NIR, ColumnRule.Part.KEY, 2),
            new Output.Tokenise(ProtectedClass.FR_NIR, 1015, true, -1),
            NIR,
            BIRTH_DATE));
    teach("select nir as disagrees from app.patient", Output.Pass.INSTANCE);
    teach("select id as disagrees, name from app.patient", Output.Pass.INSTANCE);
    proxy = server(database.address());
    address = proxy.start();
  }

  static List<String> searchPath() {
    return Objects.requireNonNull(PLANNER.last).searchPath();
  }

  static Demand look(Demand.Clear clear) {
    return new Demand(
        ProtectedClass.FR_NIR, false, true, clear, -1, true, false, Demand.Subject.NONE);
  }

  static ProxyServer server(InetSocketAddress upstream) {
    return new ProxyServer(
        ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), upstream),
        () -> GOVERNANCE,
        (principal, protectedClass, count) -> {
          CHARGED.merge(protectedClass, count, Integer::sum);
          return Optional.empty();
        },
        SessionMetrics.NONE);
  }

  /** The plan that the planner was taught for a text. */
  static StatementPlan planned(String text) {
    return Objects.requireNonNull(PLANNER.taught(text));
  }

  static WireClient login() throws IOException {
    return WireClient.login(address, "portal");
  }

  static void teach(String text, Output... outputs) {
    PLANNER.teach(text, plan(text, 0, outputs));
  }

  static StatementPlan plan(String sql, int hidden, Output... outputs) {
    return new StatementPlan(
        StatementKind.SELECT,
        sql,
        0,
        List.of(),
        List.of(outputs),
        hidden,
        Set.of(),
        SessionEffect.None.INSTANCE,
        true);
  }

  @AfterAll
  static void stopProxy() throws IOException {
    proxy.close();
    database.close();
    for (int i = 0; i < 20; i++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.directBuffer().release();
      ByteBufAllocator.DEFAULT.directBuffer().release();
    }
    assertThat(LEAKS.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
  }

  static Connection connect(String user, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=secret%s"
            .formatted(address.getPort(), user, options));
  }

  static String[] modes() {
    return new String[] {
      "&preferQueryMode=simple", "", "&prepareThreshold=-1", "&prepareThreshold=1"
    };
  }
}
