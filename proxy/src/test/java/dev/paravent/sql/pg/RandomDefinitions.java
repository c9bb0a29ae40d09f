package dev.paravent.sql.pg;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Writes statements by the rules of definitions.txt, as anyone may who reads them. */
final class RandomDefinitions {
  private final Random random;
  private final Set<Production> written = new HashSet<>();
  private final Map<Production, Set<Production>> reachable = new HashMap<>();

  RandomDefinitions(long seed) {
    this.random = new Random(seed);
  }

  /** A statement, pieces separated by spaces. */
  String statement() {
    StringBuilder text = new StringBuilder();
    write(Productions.instance().rule("definition"), text);
    return text.toString().strip();
  }

  /** The parts of rules that were written so far. */
  Set<Production> written() {
    return written;
  }

  /** Every part of every rule that a statement may use. */
  static Set<Production> all() {
    return partsOf(Productions.instance().rule("definition"));
  }

  private static Set<Production> partsOf(Production production) {
    Set<Production> parts = new HashSet<>();
    collect(production, parts);
    return parts;
  }

  private static void collect(Production production, Set<Production> all) {
    if (!all.add(production)) {
      return;
    }
    switch (production) {
      case Production.Rule rule -> collect(Productions.instance().rule(rule.name()), all);
      case Production.Sequence sequence -> sequence.parts().forEach(part -> collect(part, all));
      case Production.Choice choice -> choice.alternatives().forEach(part -> collect(part, all));
      case Production.Optional optional -> collect(optional.part(), all);
      case Production.Repeated repeated -> collect(repeated.part(), all);
      case Production.Listed listed -> collect(listed.part(), all);
      case Production.Word word -> {}
      case Production.Identifier identifier -> {}
      case Production.Punctuation punctuation -> {}
      case Production.Leaf leaf -> {}
      case Production.Absent absent -> {}
    }
  }

  private void write(Production production, StringBuilder text) {
    written.add(production);
    switch (production) {
      case Production.Word word -> piece(word.printed(), text);
      case Production.Identifier identifier -> piece(identifier.value(), text);
      case Production.Punctuation punctuation -> piece(punctuation.text(), text);
      case Production.Leaf leaf -> piece(one(samples(leaf.leaf())), text);
      case Production.Rule rule -> write(Productions.instance().rule(rule.name()), text);
      case Production.Sequence sequence -> sequence.parts().forEach(part -> write(part, text));
      case Production.Choice choice -> write(alternative(choice), text);
      case Production.Optional optional ->
          times(leadsOn(optional.part()) ? 1 : random.nextInt(2), "", optional.part(), text);
      case Production.Repeated repeated -> times(repetitions(repeated), "", repeated.part(), text);
      case Production.Listed listed -> times(1 + random.nextInt(3), ",", listed.part(), text);
      case Production.Absent absent -> {}
    }
  }

  /** One that leads to what was not written yet, as long as there is any. */
  private Production alternative(Production.Choice choice) {
    List<Production> leading = choice.alternatives().stream().filter(this::leadsOn).toList();
    return one(leading.isEmpty() ? choice.alternatives() : leading);
  }

  private boolean leadsOn(Production part) {
    return !written.containsAll(reachable.computeIfAbsent(part, RandomDefinitions::partsOf));
  }

  private int repetitions(Production.Repeated repeated) {
    boolean some = repeated.atLeastOnce() || leadsOn(repeated.part());
    return random.nextInt(3) + (some ? 1 : 0);
  }

  private void times(int count, String separator, Production part, StringBuilder text) {
    for (int i = 0; i < count; i++) {
      piece(i == 0 ? "" : separator, text);
      write(part, text);
    }
  }

  private static void piece(String piece, StringBuilder text) {
    text.append(piece).append(' ');
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static List<String> samples(DefinitionLeaf leaf) {
    return switch (leaf) {
      case NAME -> List.of("a", "\"B c\"", "lower_x", "\"select\"");
      case LABEL, NONRESERVED -> List.of("fill", "\"On\"", "x2");
      case TYPENAME, PLAIN -> List.of("f", "\"G\"");
      case RESERVED -> List.of("TRUE", "user");
      case QUALIFIED -> List.of("a", "s.b", "\"S\".\"t u\"");
      case RELATION -> List.of("t", "s.t");
      case TABLE -> List.of("t", "only s.t", "t *");
      case FROM -> List.of("t", "t, s.u", "t join u on true");
      case FUNCTION -> List.of("f", "s.f");
      case CALL -> List.of("f(a, 1)", "s.g()", "coalesce(a, b)");
      case APPLICATION -> List.of("f(a)", "s.f(1, b => 2)");
      case OPERATOR -> List.of("+", "<>", "@@@", "=");
      case TYPE -> List.of("integer", "numeric(4, 2)", "s.t[]", "character varying(3)");
      case SIMPLE_TYPE -> List.of("bigint", "s.d");
      case EXPRESSION -> List.of("a + 1", "b and c", "f(a) is null", "(1)");
      case RESTRICTED -> List.of("1", "'x'", "(a in (1, 2))", "now()");
      case QUERY -> List.of("select 1", "values (1, 'a')", "select a from t where b > 0");
      case DATA_STATEMENT -> List.of("select 1", "delete from t", "insert into t values (1)");
      case SESSION_STATEMENT -> List.of("execute p(1)", "declare c cursor for select 1");
      case NOTIFY -> List.of("notify a, 'x'");
      case STRING -> List.of("'it''s'", "$$x$$", "''");
      case NUMBER -> List.of("1", "-2", "+3.5", "1e3");
      case UNSIGNED -> List.of("7", "0.5");
      case INTEGER -> List.of("1", "20");
      case TRANSACTION_MODES -> List.of("read only", "isolation level serializable, deferrable");
    };
  }
}
