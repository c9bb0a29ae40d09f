package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.TokenFace;
import dev.paravent.session.StartupVetting.Outcome;
import dev.paravent.wire.pg.StartupPacket.Startup;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class StartupVettingTest {
  private static Outcome vet(String... words) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("user", "portal");
    for (int i = 0; i < words.length; i += 2) {
      parameters.put(words[i], words[i + 1]);
    }
    return StartupVetting.vet(
        new Startup(3, 0, parameters, false), TestPolicies.governed(TokenFace.DATE_PAST, "portal"));
  }

  private static Map<String, String> accepted(String... words) {
    return ((Outcome.Accepted) vet(words)).parameters();
  }

  @Test
  void buildsTheServersPacketWithPinnedSettings() {
    assertThat(accepted("DateStyle", "iso, dmy", "application_name", "psql"))
        .containsEntry("user", "portal")
        .containsEntry("database", "portal")
        .containsEntry("datestyle", "ISO, DMY")
        .containsEntry("application_name", "psql")
        .containsEntry("client_encoding", "UTF8")
        .containsEntry("standard_conforming_strings", "on");
  }

  @Test
  void readsOptionsLikeTheServer() {
    assertThat(
            accepted(
                "options", " -c search_path=app,\\ public  -cstatement_timeout=5 --lock-timeout=3"))
        .containsEntry("search_path", "app, public")
        .containsEntry("statement_timeout", "5")
        .containsEntry("lock_timeout", "3");
  }

  @Test
  void acceptsSpellingsOfUtf8AndFalse() {
    for (String name : new String[] {"UTF8", "utf-8", "UNICODE"}) {
      assertThat(accepted("client_encoding", name)).containsEntry("client_encoding", "UTF8");
    }
    assertThat(accepted("replication", "off")).doesNotContainKey("replication");
  }

  @Test
  void refusesEverythingElse() {
    String[][] refused = {
      {"client_encoding", "SQL_ASCII"},
      {"DateStyle", "German"},
      {"DateStyle", "ISO, German"},
      {"DateStyle", "DMY"},
      {"replication", "true"},
      {"session_authorization", "postgres"},
      {"search_path", "secret"},
      {"search_path", "public,pg_catalog"},
      {"search_path", "public,\"se\"\"cret\""},
      {"search_path", ""},
      {"options", "-c role=postgres"},
      {"options", "-d 5"},
      {"options", "-c"},
      {"options", "-c search_path=public -c search_path=app"},
      {"options", "--standard-conforming-strings=off"},
      {"options", "-c datestyle=German"},
    };
    for (String[] words : refused) {
      assertThat(vet(words)).as(String.join("=", words)).isInstanceOf(Outcome.Refused.class);
    }
    assertThat(vet("DateStyle", "ISO", "datestyle", "ISO")).isInstanceOf(Outcome.Refused.class);
  }
}
