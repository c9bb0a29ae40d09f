package dev.paravent.helm;

import static dev.paravent.helm.ChartTest.container;
import static dev.paravent.helm.ChartTest.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opens the keyset: a file, a passphrase or Vault. */
class ChartKekTest {
  private static final Map<String, Object> VAULT =
      Map.of(
          "kek.kind", "vault",
          "kek.vault.address", "https://vault.example.org:8200",
          "kek.vault.key", "paravent",
          "networkPolicy.vault[0].ipBlock.cidr", "10.0.9.1/32");

  @ParameterizedTest
  @CsvSource({"file, kek-file", "passphrase, kek-passphrase-file"})
  void aSecretThatExistsIsStagedForTheProxyAlone(String kind, String flag) {
    var chart =
        RenderedChart.of(
            Map.of("kek.kind", kind, "kek.existingSecret", "opener", "kek.secretKey", "key"));

    assertThat(config(chart)).containsEntry(flag, "/run/paravent/kek/key");
    var pod = pod(chart);
    assertThat(pod.named("volumes", "kek").at("secret.secretName")).isEqualTo("opener");
    assertThat(pod.named("volumes", "kek").text("secret.defaultMode")).isEqualTo("0400");
    assertThat(pod.named("initContainers", "stage-kek").at("command"))
        .isEqualTo(List.of("install", "-D", "-m", "0400", "/mnt/kek/key", "/run/paravent/kek/key"));
    assertThat(pod.named("initContainers", "stage-kek").at("securityContext"))
        .isEqualTo(pod.named("initContainers", "stage-secrets").at("securityContext"));
    assertThat((List<?>) container(chart).at("volumeMounts"))
        .map(RenderedChart.Node::new)
        .extracting(mount -> mount.text("name"))
        .containsExactly("config", "policies", "staged", "tmp");
  }

  @Test
  void vaultIsNamedAndReachable() {
    var chart = RenderedChart.of(with(VAULT, "kek.existingSecret", "token"));

    assertThat(config(chart))
        .containsEntry("vault-address", "https://vault.example.org:8200")
        .containsEntry("vault-key", "paravent")
        .containsEntry("vault-mount", "transit")
        .containsEntry("vault-token-file", "/run/paravent/kek/kek")
        .doesNotContainKeys("vault-namespace", "kek-file", "kek-passphrase-file");
    var policy = chart.object("NetworkPolicy", "portal-paravent");
    assertThat(policy.at("spec.egress.1.to"))
        .isEqualTo(List.of(Map.of("ipBlock", Map.of("cidr", "10.0.9.1/32"))));
    assertThat(policy.at("spec.egress.1.ports"))
        .isEqualTo(List.of(Map.of("protocol", "TCP", "port", 8200)));
  }

  @Test
  void anAgentMayLeaveTheTokenInAFile() {
    var chart =
        RenderedChart.of(
            with(
                with(VAULT, "kek.vault.tokenFile", "/vault/secrets/token"),
                "kek.vault.namespace",
                "payment"));

    assertThat(config(chart))
        .containsEntry("vault-token-file", "/vault/secrets/token")
        .containsEntry("vault-namespace", "payment");
    assertThat((List<?>) pod(chart).at("volumes"))
        .map(RenderedChart.Node::new)
        .extracting(volume -> volume.text("name"))
        .doesNotContain("kek");
  }

  @Test
  void withoutOneNothingIsMountedForIt() {
    var chart = RenderedChart.ofExample();

    assertThat(config(chart).keySet())
        .noneMatch(key -> key.startsWith("kek") || key.startsWith("vault"));
    assertThat((List<?>) pod(chart).at("initContainers")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "kek.kind, file, kek.existingSecret: name the Secret",
    "kek.kind, passphrase, kek.existingSecret: name the Secret",
    "kek.kind, vault, kek.vault: set address and key",
    "kek.existingSecret, opener, kek.kind: none",
    "kek.kind, transit, schema",
    "kek.vault.address, vault:8200, schema",
  })
  void refusesToRenderHalfOfIt(String name, String value, String message) {
    assertThatThrownBy(() -> RenderedChart.of(Map.of(name, value))).hasMessageContaining(message);
  }

  @Test
  void refusesVaultWithoutATokenOrWithTwo() {
    assertThatThrownBy(() -> RenderedChart.of(VAULT))
        .hasMessageContaining("without a token Vault opens nothing");
    assertThatThrownBy(
            () ->
                RenderedChart.of(
                    with(with(VAULT, "kek.existingSecret", "t"), "kek.vault.tokenFile", "/t")))
        .hasMessageContaining("not both");
  }

  @Test
  void refusesKeysetAndItsKeyInOneSecret() {
    assertThatThrownBy(
            () ->
                RenderedChart.of(
                    Map.of(
                        "keys.content", "",
                        "keys.existingSecret", "all",
                        "kek.kind", "file",
                        "kek.existingSecret", "all")))
        .hasMessageContaining("the Secret of the keyset");
  }

  private static Map<String, Object> with(Map<String, Object> values, String name, String value) {
    Map<String, Object> more = new HashMap<>(values);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> config(RenderedChart chart) {
    var data = (Map<?, ?>) chart.object("ConfigMap", "portal-paravent-config").at("data");
    var config = RenderedChart.parse((String) data.get("config.yaml")).getFirst();
    Map<String, String> texts = new HashMap<>();
    ((Map<?, ?>) config.value())
        .forEach((key, value) -> texts.put(key.toString(), value.toString()));
    return texts;
  }
}
