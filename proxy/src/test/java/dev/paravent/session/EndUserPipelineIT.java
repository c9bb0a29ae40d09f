package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.cli.EndUserFixture;
import dev.paravent.session.WireClient.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * End users change in the middle of a pipeline: what stands behind the change is the next one's.
 */
@NullMarked
class EndUserPipelineIT extends EndUserFixture {

  private static WireClient login() throws Exception {
    return WireClient.login(proxy.address(), "portal");
  }

  private static String set(String scope, String subject) throws Exception {
    return "set " + scope + " paravent.assertion = '" + assertion(subject) + "'";
  }

  private static WireClient statement(WireClient client, String sql) {
    return client.parse("", sql).bind("", "").execute("", 0);
  }

  /** The only field of each row. */
  private static List<String> rows(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.type() == 'D')
        .map(
            message ->
                new String(message.body(), 6, message.body().length - 6, StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> errors(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.type() == 'E')
        .map(message -> message.field('C'))
        .toList();
  }

  @Test
  void whatFollowsInTheBatchIsTheNextOnes() throws Exception {
    try (WireClient client = login()) {
      statement(client, READ);
      statement(client, set("", "alice"));
      statement(client, READ);
      statement(client, set("", "bob"));
      statement(client, READ);
      statement(client, "reset paravent.assertion");
      statement(client, READ);
      List<Message> answers = client.sync().exchange(1);
      assertThat(errors(answers)).isEmpty();
      assertThat(rows(answers))
          .containsExactly(token(null), token("alice"), token("bob"), token(null));
    }
  }

  @Test
  void aBatchThatFailsTakesItBack() throws Exception {
    try (WireClient client = login()) {
      statement(client, set("", "alice")).sync();
      statement(client, set("", "bob"));
      statement(client, READ);
      statement(client, "select 1 / 0").sync();
      statement(client, READ).sync();
      List<Message> answers = client.exchange(3);
      assertThat(errors(answers)).containsExactly("22012");
      assertThat(rows(answers)).containsExactly(token("bob"), token("alice"));
    }
  }

  @Test
  void localEndsWithTheBatchThatNobodyBegan() throws Exception {
    try (WireClient client = login()) {
      statement(client, set("local", "alice"));
      statement(client, READ).sync();
      statement(client, READ).sync();
      assertThat(rows(client.exchange(2))).containsExactly(token("alice"), token(null));
      statement(client, "begin").sync();
      statement(client, set("local", "alice")).sync();
      statement(client, READ).sync();
      statement(client, "commit").sync();
      statement(client, READ).sync();
      assertThat(rows(client.exchange(5))).containsExactly(token("alice"), token(null));
    }
  }

  @Test
  void commitAndRollbackAreWaitedFor() throws Exception {
    try (WireClient client = login()) {
      statement(client, set("", "alice")).sync();
      statement(client, "begin");
      statement(client, set("", "bob"));
      statement(client, "savepoint s");
      statement(client, set("", "carol"));
      statement(client, READ);
      statement(client, "rollback to s");
      statement(client, READ);
      statement(client, "rollback");
      statement(client, READ).sync();
      List<Message> answers = client.exchange(2);
      assertThat(errors(answers)).isEmpty();
      assertThat(rows(answers)).containsExactly(token("carol"), token("bob"), token("alice"));
    }
  }

  @Test
  void boundBeforeIsNotExecutedAfter() throws Exception {
    try (WireClient client = login()) {
      statement(client, set("", "alice"));
      client.parse("read", READ).bind("mine", "read");
      statement(client, set("", "bob"));
      client.execute("mine", 0).sync();
      List<Message> answers = client.exchange(1);
      assertThat(errors(answers)).containsExactly("55000");
      assertThat(rows(answers)).isEmpty();
    }
  }

  @Test
  void pipelinedQueriesWaitToo() throws Exception {
    try (WireClient client = login()) {
      client.query(set("", "alice")).query(READ).query(set("", "bob")).query(READ);
      client.query("discard all").query(READ);
      List<Message> answers = client.exchange(6);
      assertThat(errors(answers)).isEmpty();
      assertThat(rows(answers)).containsExactly(token("alice"), token("bob"), token(null));
    }
  }

  @Test
  void aSetThatWasPreparedIsVerifiedAtEachExecution() throws Exception {
    try (WireClient client = login()) {
      client.parse(
          "brief",
          "set paravent.assertion = '"
              + remembered(issuer.assertion("alice", 2, ",\"ins\":1"))
              + "'");
      client.bind("", "brief").execute("", 0);
      statement(client, READ).sync();
      assertThat(rows(client.exchange(1))).containsExactly(token("alice"));
      Thread.sleep(2_100);
      client.bind("", "brief").execute("", 0);
      statement(client, READ).sync();
      statement(client, READ).sync();
      List<Message> answers = client.exchange(2);
      assertThat(errors(answers)).containsExactly("28000", "28000");
      assertThat(rows(answers)).isEmpty();
    }
  }

  @Test
  void describesItAsNothing() throws Exception {
    try (WireClient client = login()) {
      client.parse("s", set("", "alice")).describe('S', "s").bind("", "s").describe('P', "");
      assertThat(client.execute("", 0).sync().types(1)).isEqualTo("1tn2nCZI");
    }
  }

  @Test
  void takesTheStartUpParameter() throws Exception {
    try (WireClient client =
        WireClient.login(proxy.address(), "strict", "paravent.assertion", assertion("alice"))) {
      assertThat(rows(client.query(READ).exchange(1))).hasSize(1);
      client.query("reset paravent.assertion").query(READ);
      assertThat(errors(client.exchange(2))).containsExactly("28000");
    }
    try (WireClient client = new WireClient(proxy.address())) {
      client.startup("strict", "paravent.assertion", "no assertion");
      List<Message> answers = client.until('Z');
      assertThat(errors(answers)).containsExactly("28000");
      assertThat(answers.getLast().type()).isEqualTo('!');
    }
  }
}
