package dev.paravent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPoliciesTest {
  @Test
  void loadWithoutAWarning() {
    String text = DemoDatabase.resource("policies/tiers-payant.yaml");
    PolicyResult result = PolicyReader.read(Map.of("tiers-payant.yaml", text));
    assertThat(result).isInstanceOf(PolicyResult.Loaded.class);
    assertThat(((PolicyResult.Loaded) result).warnings()).isEmpty();
    assertThat(((PolicyResult.Loaded) result).policy().forUser("portal_app")).isPresent();
  }
}
