package dev.paravent.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  @Test
  void lintsWithoutWarnings() {
    var lint = new Helm(RenderedChart.CHART).lint().strict().call();

    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
  }

  @Test
  void rendersOneObjectOfEachKind() {
    assertThat(RenderedChart.ofExample().names())
        .containsExactly(
            "ConfigMap/portal-paravent-config",
            "ConfigMap/portal-paravent-policies",
            "Deployment/portal-paravent",
            "HorizontalPodAutoscaler/portal-paravent",
            "NetworkPolicy/portal-paravent",
            "PodDisruptionBudget/portal-paravent",
            "Secret/portal-paravent-catalog",
            "Secret/portal-paravent-keys",
            "Service/portal-paravent",
            "Service/portal-paravent-metrics",
            "ServiceAccount/portal-paravent");
  }

  @Test
  void configFileNamesWhatIsMounted() {
    var config = RenderedChart.ofExample().object("ConfigMap", "portal-paravent-config");

    assertThat(RenderedChart.parse((String) ((Map<?, ?>) config.at("data")).get("config.yaml")))
        .extracting(RenderedChart.Node::value)
        .containsExactly(
            Map.ofEntries(
                Map.entry("listen", "0.0.0.0:6432"),
                Map.entry("upstream", "database.example.org:5433"),
                Map.entry("upstream-target", "any"),
                Map.entry("upstream-database", "postgres"),
                Map.entry("auth", "relay"),
                Map.entry("upstream-tls", "verify-full"),
                Map.entry("catalog-user", "paravent_catalog"),
                Map.entry("catalog-password-file", "/run/paravent/catalog-password"),
                Map.entry("policies", "/etc/paravent/policies"),
                Map.entry("keys", "/run/paravent/keyset.json"),
                Map.entry("reload-on-change", "true"),
                Map.entry("max-connections", "10000"),
                Map.entry("max-user-connections", "0"),
                Map.entry("login-timeout", "30"),
                Map.entry("idle-timeout", "0"),
                Map.entry("max-statement-length", "1048576"),
                Map.entry("max-statement-tokens", "250000"),
                Map.entry("max-statement-depth", "250"),
                Map.entry("max-analysis-steps", "5000000"),
                Map.entry("max-analysis-items", "2000000"),
                Map.entry("max-analysis-time", "1000"),
                Map.entry("drain-timeout", "55"),
                Map.entry("metrics", "0.0.0.0:9464")));
  }

  @Test
  void namesEveryServerOfTheDatabase() {
    var config =
        RenderedChart.of(
                Map.of(
                    "upstream.others[0]", "replica.example.org:5432",
                    "upstream.target", "prefer-standby"))
            .object("ConfigMap", "portal-paravent-config");

    var written =
        (Map<?, ?>)
            RenderedChart.parse((String) ((Map<?, ?>) config.at("data")).get("config.yaml"))
                .getFirst()
                .value();
    assertThat(written.get("upstream"))
        .isEqualTo("database.example.org:5433,replica.example.org:5432");
    assertThat(written.get("upstream-target")).isEqualTo("prefer-standby");
  }

  @Test
  void secretsOfTlsAreMountedWhereTheConfigNamesThem() {
    var chart =
        RenderedChart.of(
            Map.of(
                "tls.existingSecret", "portal-tls",
                "tls.clientCaSecret", "portal-clients",
                "tls.clientCertificate", "required",
                "auth.method", "scram",
                "auth.existingSecret", "portal-verifiers",
                "auth.credentialsSecret", "portal-credentials",
                "upstream.tls.caSecret", "database-ca",
                "upstream.tls.clientSecret", "database-client"));

    var config = chart.object("ConfigMap", "portal-paravent-config");
    var written =
        (Map<?, ?>)
            RenderedChart.parse((String) ((Map<?, ?>) config.at("data")).get("config.yaml"))
                .getFirst()
                .value();
    assertThat(written.get("tls-certificate")).isEqualTo("/etc/paravent/tls/tls.crt");
    assertThat(written.get("tls-key")).isEqualTo("/etc/paravent/tls/tls.key");
    assertThat(written.get("tls")).isEqualTo("required");
    assertThat(written.get("tls-min-version")).isEqualTo("1.2");
    assertThat(written.get("tls-client-ca")).isEqualTo("/etc/paravent/client-ca/ca.crt");
    assertThat(written.get("tls-client-certificate")).isEqualTo("required");
    assertThat(written.get("upstream-ca")).isEqualTo("/etc/paravent/upstream-ca/ca.crt");
    assertThat(written.get("upstream-key")).isEqualTo("/etc/paravent/upstream-tls/tls.key");
    assertThat(written.get("auth-file")).isEqualTo("/etc/paravent/verifiers/verifiers");
    assertThat(written.get("upstream-credentials"))
        .isEqualTo("/etc/paravent/credentials/credentials");
    Map<String, String> secrets =
        Map.of(
            "verifiers", "portal-verifiers",
            "credentials", "portal-credentials",
            "tls", "portal-tls",
            "client-ca", "portal-clients",
            "upstream-ca", "database-ca",
            "upstream-tls", "database-client");
    secrets.forEach(
        (volume, secret) -> {
          assertThat(pod(chart).named("volumes", volume).at("secret.secretName")).isEqualTo(secret);
          assertThat(pod(chart).named("volumes", volume).text("secret.defaultMode"))
              .isEqualTo("0440");
          var mount = container(chart).named("volumeMounts", volume);
          assertThat(mount.at("mountPath")).isEqualTo("/etc/paravent/" + volume);
          assertThat(mount.at("readOnly")).isEqualTo(true);
        });
  }

  @Test
  void namesTheIssuerOfAssertionsAndMountsItsKeys() {
    var chart =
        RenderedChart.of(
            Map.of(
                "assertions.existingSecret", "portal-issuer",
                "assertions.issuer", "https://login.example.org",
                "assertions.audience", "portal",
                "assertions.lifetimeSeconds", "300",
                "reloadOnChange", "false"));

    var config = chart.object("ConfigMap", "portal-paravent-config");
    var written =
        (Map<?, ?>)
            RenderedChart.parse((String) ((Map<?, ?>) config.at("data")).get("config.yaml"))
                .getFirst()
                .value();
    assertThat(written.get("assertion-keys")).isEqualTo("/etc/paravent/assertions/jwks.json");
    assertThat(written.get("assertion-issuer")).isEqualTo("https://login.example.org");
    assertThat(written.get("assertion-audience")).isEqualTo("portal");
    assertThat(written.get("assertion-clock-skew")).isEqualTo("30");
    assertThat(written.get("assertion-lifetime")).isEqualTo("300");
    assertThat(written.get("reload-on-change")).isEqualTo("false");
    assertThat(pod(chart).named("volumes", "assertions").at("secret.secretName"))
        .isEqualTo("portal-issuer");
    assertThat(container(chart).named("volumeMounts", "assertions").at("mountPath"))
        .isEqualTo("/etc/paravent/assertions");
  }

  @Test
  void refusesAssertionsOfNobody() {
    assertThatThrownBy(() -> RenderedChart.of(Map.of("assertions.existingSecret", "keys")))
        .hasMessageContaining("set issuer and audience");
    assertThatThrownBy(() -> RenderedChart.of(Map.of("assertions.issuer", "somebody")))
        .hasMessageContaining("name the Secret");
  }

  @Test
  void refusesLoginsWithoutWhatTheyNeed() {
    assertThatThrownBy(() -> RenderedChart.of(Map.of("auth.method", "scram")))
        .hasMessageContaining("go together");
    assertThatThrownBy(() -> RenderedChart.of(Map.of("auth.method", "cert")))
        .hasMessageContaining("needs tls.clientCaSecret");
    assertThatThrownBy(() -> RenderedChart.of(Map.of("auth.credentialsSecret", "x")))
        .hasMessageContaining("for the methods scram and cert");
  }

  @Test
  void refusesTlsThatVerifiesNothingByMistake() {
    assertThatThrownBy(() -> RenderedChart.of(Map.of("upstream.tls.mode", "verify-ca")))
        .hasMessageContaining("needs upstream.tls.caSecret");
    assertThatThrownBy(() -> RenderedChart.of(Map.of("upstream.tls.mode", "prefer")))
        .hasMessageContaining("schema");
    assertThatThrownBy(
            () ->
                RenderedChart.of(
                    Map.of("upstream.tls.mode", "require", "upstream.tls.caSecret", "ca")))
        .hasMessageContaining("verify-full");
  }

  @Test
  void policyFilesArriveUnchanged() {
    var policies = RenderedChart.ofExample().object("ConfigMap", "portal-paravent-policies");

    var files = (Map<?, ?>) policies.at("data");
    assertThat(files.keySet()).isEqualTo(Set.of("classification.yaml", "portal.yaml"));
    assertThat((String) files.get("portal.yaml")).contains("\"portal_*\"").endsWith("\n");
  }

  @Test
  void clientsUseThePortOfPostgres() {
    var chart = RenderedChart.ofExample();

    assertThat(chart.object("Service", "portal-paravent").at("spec.ports"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name",
                    "postgres",
                    "port",
                    5432,
                    "targetPort",
                    "postgres",
                    "protocol",
                    "TCP")));
    var container = container(chart);
    assertThat(container.named("ports", "postgres").at("containerPort")).isEqualTo(6432);
    assertThat(container.named("ports", "metrics").at("containerPort")).isEqualTo(9464);
  }

  @Test
  void probesAskTheMetricsPort() {
    var container = container(RenderedChart.ofExample());

    assertThat(container.at("livenessProbe.httpGet"))
        .isEqualTo(Map.of("path", "/livez", "port", "metrics"));
    assertThat(container.at("startupProbe.httpGet"))
        .isEqualTo(Map.of("path", "/livez", "port", "metrics"));
    assertThat(container.at("readinessProbe.httpGet"))
        .isEqualTo(Map.of("path", "/readyz", "port", "metrics"));
  }

  @Test
  void leavesTheServiceBeforeItDrains() {
    var chart = RenderedChart.ofExample();

    assertThat(container(chart).at("lifecycle.preStop.sleep.seconds")).isEqualTo(5);
    assertThat(pod(chart).at("terminationGracePeriodSeconds")).isEqualTo(60);
  }

  @Test
  void withoutAutoscalingTheNumberOfReplicasIsFixed() {
    var scaled = RenderedChart.ofExample().object("Deployment", "portal-paravent");
    var fixed = RenderedChart.of(Map.of("autoscaling.enabled", false, "replicas", 3));

    assertThat(scaled.at("spec.replicas")).isNull();
    assertThat(fixed.object("Deployment", "portal-paravent").at("spec.replicas")).isEqualTo(3);
    assertThat(fixed.names()).noneMatch(name -> name.startsWith("HorizontalPodAutoscaler/"));
  }

  @ParameterizedTest
  @CsvSource({
    "service.type, Ingress, service/type",
    "service.port, 70000, service/port",
    "metrics.port, 6432, metrics/port",
    "user, 0, user",
    "replicas, none, replicas",
    "image.pullPolicy, Sometimes, image/pullPolicy",
    "keys.secretKey, ../etc/passwd, keys/secretKey",
    "policies.files.portal\\.txt, x, portal.txt",
    "upstream.user, x, upstream",
    "upstraem.host, x, additional"
  })
  void schemaRefusesAWrongValue(String name, String wrong, String place) {
    assertThatThrownBy(() -> RenderedChart.of(Map.of(name, wrong)))
        .hasMessageContaining("schema")
        .message()
        .containsIgnoringCase(place);
  }

  @ParameterizedTest
  @CsvSource({
    "image.repository, image.repository: set the address",
    "upstream.host, upstream.host: set the host",
    "keys.content, keys: set keys.existingSecret or keys.content",
    "policies.files, policies: set policies.files or policies.existingConfigMap",
    "networkPolicy.clients, networkPolicy.clients: name who",
    "networkPolicy.upstream, networkPolicy.upstream: name where"
  })
  void refusesToRenderWithout(String name, String message) {
    assertThatThrownBy(() -> RenderedChart.of(Map.of(name, "null"))).hasMessageContaining(message);
  }

  @Test
  void refusesTwoSourcesOfKeys() {
    assertThatThrownBy(() -> RenderedChart.of(Map.of("keys.existingSecret", "paravent-keys")))
        .hasMessageContaining("not both");
  }

  static RenderedChart.Node pod(RenderedChart chart) {
    return new RenderedChart.Node(
        chart.object("Deployment", "portal-paravent").at("spec.template.spec"));
  }

  static RenderedChart.Node container(RenderedChart chart) {
    return pod(chart).named("containers", "paravent");
  }
}
