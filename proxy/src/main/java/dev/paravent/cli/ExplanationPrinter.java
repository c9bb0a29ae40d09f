package dev.paravent.cli;

import dev.paravent.decide.Demand;
import dev.paravent.decide.DocumentDemand;
import dev.paravent.decide.Explanation;
import dev.paravent.decide.Notice;
import dev.paravent.decide.Output;
import dev.paravent.decide.Reason;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes explanations for a person; one statement a paragraph. Confined to its thread. */
final class ExplanationPrinter {
  private final PrintWriter out;
  private int statement;

  ExplanationPrinter(PrintWriter out) {
    this.out = out;
  }

  void print(Explanation explanation) {
    out.println((statement == 0 ? "" : System.lineSeparator()) + "statement " + ++statement);
    switch (explanation.verdict()) {
      case Verdict.Forward(StatementPlan plan) -> forward(explanation, plan);
      case Verdict.Refuse(Reason reason) -> refuse(explanation, reason);
      case Verdict.Perform perform ->
          line("verdict", "performed by the session with what it has prepared");
    }
  }

  private void forward(Explanation explanation, StatementPlan plan) {
    line("verdict", "forward");
    for (Explanation.Field field : explanation.fields()) {
      String column = field.column().isEmpty() ? "" : " (" + field.column() + ")";
      line("output", field.name() + column + ": " + seen(field));
    }
    for (int i = 0; i < plan.parameters().size(); i++) {
      line("parameter", "$" + (i + 1) + ": " + source(plan.parameters().get(i).source()));
    }
    for (Notice notice : plan.notices()) {
      line("notice", notice.sentence());
    }
    line("sql", explanation.sql());
  }

  private static String seen(Explanation.Field field) {
    return switch (field.shown()) {
      case Shown.Token token -> seen(field.output());
      case Shown.Null none -> "null, whatever the value";
      case Shown.Constant constant -> "the policy's constant, whatever the value";
      case Shown.Generalised coarse ->
          "generalised to the " + coarse.generalisation().label() + " by the server";
    };
  }

  private static String seen(Output output) {
    return switch (output) {
      case Output.Pass pass -> "as it is";
      case Output.Tokenise tokenise ->
          tokenise.protectedClass().label()
              + ", "
              + (tokenise.array() ? "an array of tokens" : "token");
      case Output.Companion companion ->
          companion.protectedClass().label()
              + ", the "
              + companion.part().name().toLowerCase(Locale.ROOT)
              + " of the token";
      case Output.Document document ->
          "a document: classified members as tokens, members that no policy names as null";
      case Output.Null none -> "null";
    };
  }

  private static String source(ServerParameter.Source source) {
    return switch (source) {
      case ServerParameter.Client client -> "the client's $" + (client.index() + 1) + ", as it is";
      case ServerParameter.ClientProtected client ->
          "the client's $" + (client.index() + 1) + ", " + demand(client.demand());
      case ServerParameter.LiteralProtected literal -> "a literal, " + demand(literal.demand());
      case ServerParameter.ClientDocument client ->
          "the client's $" + (client.index() + 1) + ", a document" + members(client.demand());
      case ServerParameter.LiteralDocument literal ->
          "a literal, a document" + members(literal.demand());
      case ServerParameter.OfEndUser user ->
          "the end user's " + user.attribute() + ", which decides what rows there are";
      case ServerParameter.TokenFlag flag -> "whether $" + (flag.parameter() + 1) + " is a token";
      case ServerParameter.CompanionOf companion ->
          "the "
              + companion.part().name().toLowerCase(Locale.ROOT)
              + " of $"
              + (companion.parameter() + 1);
    };
  }

  private static String members(DocumentDemand document) {
    return document.members().values().stream()
        .sorted(Comparator.comparing(Demand::protectedClass))
        .map(member -> ", " + demand(member))
        .collect(Collectors.joining());
  }

  private static String demand(Demand demand) {
    List<String> kinds = new ArrayList<>();
    if (demand.tokenAllowed()) {
      kinds.add("a token is detokenised");
    }
    kinds.add(
        switch (demand.clear()) {
          case ALLOWED -> "a clear value is charged";
          case CONFIRM ->
              "a clear value is charged, beside a clear $" + (demand.confirmedBy() + 1) + " only";
          case REFUSED -> "a clear value is refused";
        });
    return demand.protectedClass().label()
        + (demand.looksUp() ? " looked up" : "")
        + (demand.writes() ? " written" : "")
        + ": "
        + String.join("; ", kinds);
  }

  private void refuse(Explanation explanation, Reason reason) {
    line("verdict", "refuse " + reason.code());
    line("why", reason.sentence());
    if (!reason.advice().isEmpty()) {
      line("advice", reason.advice());
    }
    String text = explanation.text();
    int at = reason.position() - 1;
    if (at < 0 || at > text.length()) {
      return;
    }
    int start = text.lastIndexOf('\n', at - 1) + 1;
    int end = text.indexOf('\n', at);
    line("at", "character " + reason.position());
    out.println("  " + text.substring(start, end < 0 ? text.length() : end).replace('\t', ' '));
    out.println("  " + " ".repeat(at - start) + "^");
  }

  private void line(String key, String value) {
    out.println("  " + key + " ".repeat(11 - key.length()) + value);
  }
}
