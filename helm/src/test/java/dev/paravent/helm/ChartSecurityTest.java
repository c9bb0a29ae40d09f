package dev.paravent.helm;

import static dev.paravent.helm.ChartTest.container;
import static dev.paravent.helm.ChartTest.pod;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart promises about privileges, secrets and the network. */
class ChartSecurityTest {
  private static final Map<String, Object> LOCKED =
      Map.of(
          "allowPrivilegeEscalation", false,
          "readOnlyRootFilesystem", true,
          "runAsNonRoot", true,
          "capabilities", Map.of("drop", List.of("ALL")),
          "seccompProfile", Map.of("type", "RuntimeDefault"));

  @Test
  void everyContainerIsLocked() {
    var pod = pod(RenderedChart.ofExample());

    assertThat(pod.named("containers", "paravent").at("securityContext")).isEqualTo(LOCKED);
    assertThat(pod.named("initContainers", "stage-secrets").at("securityContext"))
        .isEqualTo(LOCKED);
    assertThat(pod.at("securityContext"))
        .isEqualTo(
            Map.of(
                "runAsNonRoot", true,
                "runAsUser", 10001,
                "runAsGroup", 10001,
                "fsGroup", 10001,
                "seccompProfile", Map.of("type", "RuntimeDefault")));
  }

  @Test
  void noTokenOfTheKubernetesApiIsMounted() {
    var chart = RenderedChart.ofExample();

    assertThat(pod(chart).at("automountServiceAccountToken")).isEqualTo(false);
    assertThat(chart.object("ServiceAccount", "portal-paravent").at("automountServiceAccountToken"))
        .isEqualTo(false);
  }

  @Test
  void onlyTmpIsWritable() {
    var mounts = (List<?>) container(RenderedChart.ofExample()).at("volumeMounts");

    assertThat(mounts)
        .map(RenderedChart.Node::new)
        .filteredOn(mount -> mount.at("readOnly") == null)
        .extracting(mount -> mount.text("mountPath"))
        .containsExactly("/tmp");
  }

  @Test
  void secretsReachTheProxyAsFilesOfItsOwnUser() {
    var chart = RenderedChart.ofExample();
    var pod = pod(chart);

    // Kubernetes reads YAML 1.1, where this is octal; the parser of this test leaves it as text.
    assertThat(pod.named("volumes", "keys").text("secret.defaultMode")).isEqualTo("0400");
    assertThat(pod.named("volumes", "catalog").text("secret.defaultMode")).isEqualTo("0400");
    assertThat(pod.named("volumes", "staged").at("emptyDir.medium")).isEqualTo("Memory");
    assertThat(pod.named("initContainers", "stage-secrets").at("command"))
        .isEqualTo(
            List.of(
                "install",
                "-m",
                "0400",
                "/mnt/keys/keyset.json",
                "/mnt/catalog/catalog-password",
                "/run/paravent/"));
    assertThat((List<?>) container(chart).at("volumeMounts"))
        .map(RenderedChart.Node::new)
        .extracting(mount -> mount.text("name"))
        .containsExactly("config", "policies", "staged", "tmp");
  }

  @Test
  void takesASecretThatExists() {
    var chart =
        RenderedChart.of(
            Map.of(
                "keys.content", "",
                "keys.existingSecret", "vault-keys",
                "keys.secretKey", "portal.json",
                "catalog.password", "",
                "catalog.existingSecret", "vault-catalog"));

    assertThat(chart.names()).noneMatch(name -> name.startsWith("Secret/"));
    var pod = pod(chart);
    assertThat(pod.named("volumes", "keys").at("secret.secretName")).isEqualTo("vault-keys");
    assertThat(pod.named("volumes", "keys").at("secret.items"))
        .isEqualTo(List.of(Map.of("key", "portal.json", "path", "portal.json")));
    assertThat(pod.named("volumes", "catalog").at("secret.secretName")).isEqualTo("vault-catalog");
  }

  @Test
  void withoutCatalogPasswordNothingIsMountedForIt() {
    var chart = RenderedChart.of(Map.of("catalog.password", ""));

    assertThat(chart.names()).doesNotContain("Secret/portal-paravent-catalog");
    assertThat((List<?>) pod(chart).at("volumes"))
        .map(RenderedChart.Node::new)
        .extracting(volume -> volume.text("name"))
        .doesNotContain("catalog");
    assertThat(chart.object("ConfigMap", "portal-paravent-config").text("data"))
        .doesNotContain("catalog-password-file");
  }

  @Test
  void uninstallingKeepsTheKeyset() {
    var secret = RenderedChart.ofExample().object("Secret", "portal-paravent-keys");

    assertThat(secret.at("metadata.annotations"))
        .isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
  }

  @Test
  void networkIsClosedButForClientsMonitoringUpstreamAndDns() {
    var policy = RenderedChart.ofExample().object("NetworkPolicy", "portal-paravent");

    assertThat(policy.at("spec.policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
    assertThat(policy.at("spec.ingress"))
        .isEqualTo(
            List.of(
                Map.of(
                    "from",
                    List.of(Map.of("podSelector", Map.of("matchLabels", Map.of("app", "portal")))),
                    "ports",
                    List.of(Map.of("protocol", "TCP", "port", "postgres"))),
                Map.of(
                    "from",
                    List.of(
                        Map.of(
                            "namespaceSelector",
                            Map.of(
                                "matchLabels",
                                Map.of("kubernetes.io/metadata.name", "monitoring")))),
                    "ports",
                    List.of(Map.of("protocol", "TCP", "port", "metrics")))));
    assertThat(policy.at("spec.egress.0"))
        .isEqualTo(
            Map.of(
                "to",
                List.of(Map.of("ipBlock", Map.of("cidr", "10.0.3.7/32"))),
                "ports",
                List.of(Map.of("protocol", "TCP", "port", 5433))));
    assertThat((List<?>) policy.at("spec.egress.1.ports"))
        .map(port -> new RenderedChart.Node(port).at("port"))
        .containsOnly(53);
    assertThat((List<?>) policy.at("spec.egress")).hasSize(2);
  }

  @Test
  void withoutMonitoringNobodyReachesTheMetrics() {
    var chart = RenderedChart.of(Map.of("networkPolicy.monitoring", "null"));

    assertThat((List<?>) chart.object("NetworkPolicy", "portal-paravent").at("spec.ingress"))
        .hasSize(1);
  }
}
