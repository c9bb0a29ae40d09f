package dev.paravent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.RefusalCode;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.session.SessionMetrics.Outcome;
import dev.paravent.session.SessionMetrics.Role;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private volatile Optional<String> obstacle = Optional.empty();
  private final ProxyMetrics metrics = new ProxyMetrics(new FixedCounts(7, 3));
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricsServer server;

  private record FixedCounts(long hits, long misses) implements PlanCacheCounts {}

  @BeforeEach
  void listen() throws Exception {
    server =
        new MetricsServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics, () -> obstacle);
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void showsEverySeriesOfAClosedSetFromTheStart() throws Exception {
    String text = get("/metrics").body();
    assertThat(text)
        .contains("paravent_statements_total{verdict=\"forwarded\"} 0.0")
        .contains("paravent_statements_total{verdict=\"refused\"} 0.0")
        .contains("paravent_values_tokenised_total{class=\"fr.nir\"} 0.0")
        .contains("paravent_values_detokenised_total{class=\"birth-date\"} 0.0")
        .contains("paravent_clear_values_total{class=\"fr.nir\"} 0.0")
        .contains("paravent_incidents_total{kind=\"result_disagrees\"} 0.0")
        .contains("paravent_bytes_total{direction=\"to_client\"} 0.0")
        .contains("paravent_plan_cache_hits_total 7.0")
        .contains("paravent_plan_cache_misses_total 3.0")
        .contains("paravent_query_seconds_bucket{le=\"0.001\"} 0")
        .contains("jvm_memory_used_bytes{area=\"heap\"}");
    for (RefusalCode code : RefusalCode.values()) {
      assertThat(text).contains("paravent_refusals_total{code=\"" + code + "\"} 0.0");
    }
  }

  @Test
  void countsWhatSessionsReport() throws Exception {
    metrics.connectionOpened();
    metrics.connectionOpened();
    metrics.connectionClosed();
    metrics.sessionStarted(Role.GOVERNED);
    metrics.statement(Outcome.REFUSED);
    metrics.refused(RefusalCode.PROTECTED_DERIVED);
    metrics.tokenised(ProtectedClass.FR_NIR, 40);
    metrics.tokenised(ProtectedClass.FR_NIR, 2);
    metrics.detokenised(ProtectedClass.BIRTH_DATE, 1);
    metrics.clearValues(ProtectedClass.FR_NIR, 3);
    metrics.sentinelHits(4);
    metrics.incident(Incident.CLEAR_VALUE);
    metrics.bytesFromClient(100);
    metrics.bytesToClient(200);
    metrics.statementNanos(2_000_000);
    assertThat(get("/metrics").body())
        .contains("paravent_connections 1.0")
        .contains("paravent_sessions_total{role=\"governed\"} 1.0")
        .contains("paravent_statements_total{verdict=\"refused\"} 1.0")
        .contains("paravent_refusals_total{code=\"PROTECTED_DERIVED\"} 1.0")
        .contains("paravent_values_tokenised_total{class=\"fr.nir\"} 42.0")
        .contains("paravent_values_detokenised_total{class=\"birth-date\"} 1.0")
        .contains("paravent_clear_values_total{class=\"fr.nir\"} 3.0")
        .contains("paravent_sentinel_hits_total{class=\"fr.nir\"} 4.0")
        .contains("paravent_incidents_total{kind=\"clear_value\"} 1.0")
        .contains("paravent_bytes_total{direction=\"from_client\"} 100.0")
        .contains("paravent_bytes_total{direction=\"to_client\"} 200.0")
        .contains("paravent_query_seconds_bucket{le=\"0.001\"} 0")
        .contains("paravent_query_seconds_bucket{le=\"0.0025\"} 1");
  }

  @Test
  void isAliveWhateverTheDatabaseDoes() throws Exception {
    obstacle = Optional.of("upstream unreachable: db port 5432");
    HttpResponse<String> response = get("/livez");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ok\n");
  }

  @Test
  void isReadyOnlyWhileNothingStandsInTheWay() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    obstacle = Optional.of("upstream unreachable: db port 5432");
    HttpResponse<String> response = get("/readyz");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("upstream unreachable: db port 5432\n");
  }

  @Test
  void servesNothingElse() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metricsx").statusCode()).isEqualTo(404);
    assertThat(get("/livez/x").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/metrics"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }
}
