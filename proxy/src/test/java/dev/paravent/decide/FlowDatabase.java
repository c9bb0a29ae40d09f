package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import dev.paravent.sql.Analysis;
import dev.paravent.sql.FlowAnalysis;
import dev.paravent.sql.StatementReader;
import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgParser;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL with flow-schema.sql, and planners of flow-policy over it. */
final class FlowDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Policy policy;
  private Catalog catalog;

  FlowDatabase(String... more) throws IOException, SQLException, URISyntaxException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(resource("flow-schema.sql"));
      for (String sql : more) {
        statement.execute(sql);
      }
    }
    URL folder = Objects.requireNonNull(FlowDatabase.class.getResource("flow-policy"));
    policy =
        switch (PolicyReader.read(Path.of(folder.toURI()))) {
          case PolicyResult.Loaded loaded -> loaded.policy();
          case PolicyResult.Rejected rejected ->
              throw new IllegalStateException(rejected.errors().toString());
        };
    catalog = load();
  }

  private Catalog load() {
    return new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
        .load("postgres");
  }

  void reload() {
    catalog = load();
  }

  static String resource(String name) throws IOException {
    try (InputStream stream = FlowDatabase.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Connection connect() throws SQLException {
    Connection connection = postgres.getPostgresDatabase().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO payment, public");
    }
    return connection;
  }

  Planner planner(String user) {
    return planner(user, PlanCache.NONE);
  }

  Planner planner(String user, PlanCache cache) {
    Catalog current = catalog;
    return new Planner(
        new Principal(user, "postgres", policy.forUser(user).orElseThrow()),
        policy.classification(),
        current,
        () -> Optional.of(current),
        FunctionInventory.load(),
        SystemRelations.load(),
        cache);
  }

  /** The last verdict of a text. */
  Verdict judge(String user, String sql) {
    List<Verdict> verdicts =
        planner(user).plan(new PlanRequest(sql, List.of("payment", "public"), List.of(), false));
    return verdicts.get(verdicts.size() - 1);
  }

  Verdict judge(String sql) {
    return judge("portal_app", sql);
  }

  StatementPlan plan(String sql) {
    return planOf(judge(sql));
  }

  /**
   * What runs in the end: of a COPY into protected columns the insert of a row, of a cursor its
   * query.
   */
  static StatementPlan planOf(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Forward forward -> forward.plan();
      case Verdict.Perform(SessionCommand.CopyIn copy) -> copy.insert();
      case Verdict.Perform(SessionCommand.Declare declare) -> declare.plan();
      case Verdict.Perform(SessionCommand.Prepare prepare) -> prepare.plan();
      case Verdict.Perform perform ->
          throw new AssertionError("performed by a session: " + perform.command());
      case Verdict.Refuse refuse -> throw new AssertionError("refused: " + refuse.reason());
    };
  }

  /** The fields that the analysis gives the only statement of a text; empty for other ones. */
  List<Analysis.OutputColumn> fields(String sql) {
    List<dev.paravent.sql.Statement> statements = new StatementReader(new PgParser()).read(sql);
    Protection protection =
        new Protection(
            policy.classification(),
            catalog,
            policy.forUser("portal_app").orElseThrow(),
            FunctionInventory.load(),
            SystemRelations.load());
    return statements.get(0) instanceof dev.paravent.sql.Statement.Data data
        ? new FlowAnalysis(catalog, protection)
            .analyse(data, List.of("payment", "public"), Budget.untimed(AnalysisLimits.DEFAULTS))
            .outputs()
        : List.of();
  }

  /** What the analysis does not name as a type of this OID says so; empty for a right guess. */
  static List<String> wrongTypes(
      Connection connection, List<Analysis.OutputColumn> fields, String sql) throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      ResultSetMetaData description =
          statement.execute(sql) ? statement.getResultSet().getMetaData() : null;
      for (int i = 0; description != null && i < fields.size(); i++) {
        int inferred = fields.get(i).type();
        String announced = description.getColumnTypeName(i + 1);
        boolean known = inferred > 0 && inferred != 705;
        if (known && !announced.equals(shortTypeName(connection, inferred))) {
          wrong.add(fields.get(i).name() + ": " + inferred + " (expected: " + announced + ")");
        }
      }
    }
    return wrong;
  }

  /** As pgjdbc names types. */
  private static String shortTypeName(Connection connection, int oid) throws SQLException {
    String name =
        "CASE WHEN pg_type_is_visible(oid) THEN typname"
            + " ELSE '\"' || typnamespace::regnamespace || '\".\"' || typname || '\"' END";
    return Objects.requireNonNull(
        rows(connection, "SELECT " + name + " FROM pg_type WHERE oid = " + oid).get(0).get(0));
  }

  /** The rows of a plan, with its literals as clear values and its parameters as given or null. */
  static List<List<@Nullable String>> run(
      Connection connection, StatementPlan plan, @Nullable String... clientValues)
      throws SQLException {
    if (plan.parameters().isEmpty()) {
      return rows(connection, plan.sql());
    }
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (ServerParameter parameter : plan.parameters()) {
      types.add(typeName(connection, parameter.typeOid()));
      String value =
          switch (parameter.source()) {
            case ServerParameter.Client client -> at(clientValues, client.index());
            case ServerParameter.ClientProtected client ->
                client.index() < clientValues.length
                    ? clientValues[client.index()]
                    : sample(parameter.typeOid());
            case ServerParameter.LiteralProtected literal -> literal.text();
            case ServerParameter.ClientDocument client ->
                client.index() < clientValues.length ? clientValues[client.index()] : "{}";
            case ServerParameter.LiteralDocument literal -> literal.text();
            case ServerParameter.TokenFlag flag -> "false";
            case ServerParameter.CompanionOf companion -> "12";
            case ServerParameter.OfEndUser user -> "1";
          };
      values.add(value == null ? "NULL" : "'" + value.replace("'", "''") + "'");
    }
    if (plan.kind() == StatementKind.TEMPORARY) {
      // PREPARE takes none of these, Parse does
      String sql = plan.sql();
      for (int i = values.size(); i > 0; i--) {
        sql = sql.replace("$" + i, "CAST(" + values.get(i - 1) + " AS " + types.get(i - 1) + ")");
      }
      return rows(connection, sql);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("DEALLOCATE ALL");
      statement.execute("PREPARE flow (" + String.join(", ", types) + ") AS " + plan.sql());
    }
    return rows(connection, "EXECUTE flow (" + String.join(", ", values) + ")");
  }

  private static @Nullable String sample(int typeOid) {
    return switch (typeOid) {
      case 25, 1042, 1043 -> "1850578006098";
      case 1082 -> "1950-01-01";
      case 1009, 1015, 1182 -> "{}";
      default -> null;
    };
  }

  private static @Nullable String at(@Nullable String[] values, int index) {
    return index < values.length ? values[index] : null;
  }

  private static String typeName(Connection connection, int oid) throws SQLException {
    return oid == 0
        ? "unknown"
        : Objects.requireNonNull(
            rows(connection, "SELECT pg_catalog.format_type(" + oid + ", NULL)").get(0).get(0));
  }

  /** The header, then the rows; empty where there is no result. */
  static List<List<@Nullable String>> table(Connection connection, String sql) throws SQLException {
    List<List<@Nullable String>> table = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return table;
      }
      try (ResultSet rows = statement.getResultSet()) {
        int width = rows.getMetaData().getColumnCount();
        List<@Nullable String> header = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          header.add(rows.getMetaData().getColumnLabel(i));
        }
        table.add(header);
        while (rows.next()) {
          List<@Nullable String> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(rows.getString(i));
          }
          table.add(row);
        }
      }
    }
    return table;
  }

  static List<List<@Nullable String>> rows(Connection connection, String sql) throws SQLException {
    List<List<@Nullable String>> table = table(connection, sql);
    return table.isEmpty() ? table : table.subList(1, table.size());
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
