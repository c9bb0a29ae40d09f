package dev.paravent.sql.pg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of definitions.txt, whose notation is described there. Immutable. */
final class Productions {
  private static final String FILE = "definitions.txt";

  private static final Pattern RULE = Pattern.compile("(?m)^([a-z_]+) = ");
  private static final Pattern SYMBOL =
      Pattern.compile("\\s*(?:<([a-z_]+)>|\"([a-z]+)\"|'([^' ]+)'|([A-Za-z_]+)|([\\[\\]{}|%+!]))");

  private final Map<String, Production> rules;

  private Productions(Map<String, Production> rules) {
    this.rules = Map.copyOf(rules);
  }

  /**
   * The rule of a name.
   *
   * @throws IllegalStateException if there is none
   */
  Production rule(String name) {
    Production rule = rules.get(name);
    if (rule == null) {
      throw new IllegalStateException(FILE + ": no rule " + name);
    }
    return rule;
  }

  /** Read when the first definition is. */
  static Productions instance() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final Productions INSTANCE = load();
  }

  private static Productions load() {
    try (InputStream in = Productions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + ": missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads rules.
   *
   * @throws IllegalStateException if the text is not in the notation, or names a rule that it does
   *     not have or one that contains itself
   */
  static Productions parse(String text) {
    String uncommented = text.replaceAll("(?m)^#.*$", "");
    Map<String, Production> rules = new HashMap<>();
    Matcher heading = RULE.matcher(uncommented);
    boolean more = heading.find();
    while (more) {
      String name = heading.group(1);
      int start = heading.end();
      more = heading.find();
      String body = uncommented.substring(start, more ? heading.start() : uncommented.length());
      if (rules.put(name, new Reader(name, body).all()) != null) {
        throw new IllegalStateException(FILE + ": " + name + " twice");
      }
    }
    Productions productions = new Productions(rules);
    Set<String> finite = new HashSet<>();
    for (String name : rules.keySet()) {
      productions.requireFinite(name, new ArrayDeque<>(), finite);
    }
    return productions;
  }

  /** A rule that contained itself would cost an adversary's text more than a multiple of it. */
  private void requireFinite(String name, Deque<String> inside, Set<String> finite) {
    if (finite.contains(name)) {
      return;
    }
    if (inside.contains(name)) {
      throw new IllegalStateException(FILE + ": " + name + " contains itself");
    }
    inside.push(name);
    requireFinite(rule(name), inside, finite);
    inside.pop();
    finite.add(name);
  }

  private void requireFinite(Production production, Deque<String> inside, Set<String> finite) {
    switch (production) {
      case Production.Rule rule -> requireFinite(rule.name(), inside, finite);
      case Production.Sequence sequence ->
          sequence.parts().forEach(part -> requireFinite(part, inside, finite));
      case Production.Choice choice ->
          choice.alternatives().forEach(part -> requireFinite(part, inside, finite));
      case Production.Optional optional -> requireFinite(optional.part(), inside, finite);
      case Production.Repeated repeated -> requireFinite(repeated.part(), inside, finite);
      case Production.Listed listed -> requireFinite(listed.part(), inside, finite);
      case Production.Absent absent -> requireFinite(absent.part(), inside, finite);
      case Production.Word word -> {}
      case Production.Identifier identifier -> {}
      case Production.Punctuation punctuation -> {}
      case Production.Leaf leaf -> {}
    }
  }

  /** Reads one rule's right side. */
  private static final class Reader {
    private final String name;
    private final List<Production> operands = new ArrayList<>();
    private final List<String> symbols = new ArrayList<>();
    private int at;

    Reader(String name, String body) {
      this.name = name;
      String trimmed = body.strip();
      Matcher symbol = SYMBOL.matcher(trimmed);
      int end = 0;
      while (end < trimmed.length()) {
        symbol.region(end, trimmed.length());
        if (!symbol.lookingAt()) {
          throw new IllegalStateException(FILE + ": " + name + ": " + trimmed.substring(end));
        }
        end = symbol.end();
        symbols.add(symbol.group(5) != null ? symbol.group(5) : "");
        operands.add(operand(symbol));
      }
    }

    private static Production operand(Matcher symbol) {
      if (symbol.group(1) != null) {
        return new Production.Leaf(
            DefinitionLeaf.valueOf(symbol.group(1).toUpperCase(Locale.ROOT)));
      }
      if (symbol.group(2) != null) {
        return new Production.Identifier(symbol.group(2));
      }
      if (symbol.group(3) != null) {
        return new Production.Punctuation(symbol.group(3));
      }
      if (symbol.group(4) == null) {
        return new Production.Sequence(List.of());
      }
      String word = symbol.group(4);
      String lower = word.toLowerCase(Locale.ROOT);
      return word.equals(lower) ? new Production.Rule(word) : new Production.Word(lower, word);
    }

    Production all() {
      Production all = choice();
      if (at < symbols.size()) {
        throw new IllegalStateException(FILE + ": " + name + ": " + symbols.get(at));
      }
      return all;
    }

    private Production choice() {
      List<Production> alternatives = new ArrayList<>();
      do {
        alternatives.add(sequence());
      } while (accept("|"));
      return alternatives.size() == 1 ? alternatives.get(0) : new Production.Choice(alternatives);
    }

    private Production sequence() {
      List<Production> parts = new ArrayList<>();
      while (at < symbols.size() && !is("|") && !is("]") && !is("}")) {
        parts.add(repeated());
      }
      return parts.size() == 1 ? parts.get(0) : new Production.Sequence(parts);
    }

    private Production repeated() {
      Production part = part();
      if (accept("%")) {
        return new Production.Listed(part);
      }
      return accept("+") ? new Production.Repeated(part, true) : part;
    }

    private Production part() {
      if (accept("!")) {
        return new Production.Absent(part());
      }
      if (accept("[")) {
        Production part = choice();
        expect("]");
        return new Production.Optional(part);
      }
      if (accept("{")) {
        Production part = choice();
        expect("}");
        return new Production.Repeated(part, false);
      }
      return operands.get(at++);
    }

    private boolean is(String symbol) {
      return symbols.get(at).equals(symbol);
    }

    private boolean accept(String symbol) {
      boolean here = at < symbols.size() && is(symbol);
      at += here ? 1 : 0;
      return here;
    }

    private void expect(String symbol) {
      if (!accept(symbol)) {
        throw new IllegalStateException(FILE + ": " + name + ": no " + symbol);
      }
    }
  }
}
