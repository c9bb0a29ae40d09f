package dev.paravent.policies;

import dev.paravent.policies.ClassGrant.Compare;
import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * FLOW-RULES, "Tokens, once more": where a class has few values and equal values have equal tokens,
 * each of these grants lets a client fill in the table of tokens value by value.
 */
final class DictionaryRule {
  private DictionaryRule() {}

  /** The grants that make a dictionary, as the policy writes them. */
  static List<String> causes(TokenFace face, ClassGrant grant) {
    List<String> causes = new ArrayList<>();
    boolean few = face.valueCount() < ProtectedClass.DICTIONARY_SIZE;
    if (!few || !face.isDeterministic() || ShownReader.replaces(grant.read())) {
      return causes;
    }
    if (grant.lookup().contains(Lookup.CLEAR)) {
      causes.add("lookup: clear");
    }
    if (grant.lookup().contains(Lookup.CONFIRM)) {
      causes.add("lookup: confirm");
    }
    if (grant.write().contains(Write.CLEAR)) {
      causes.add("write: clear");
    }
    if (grant.compare().contains(Compare.COLUMN)) {
      causes.add("compare: column");
    }
    if (grant.compare().contains(Compare.GROUP)) {
      causes.add("compare: group");
    }
    if (grant.orderAllowed()) {
      causes.add("order: allow");
    }
    if (grant.minMaxAllowed()) {
      causes.add("minmax: allow");
    }
    return causes;
  }

  static void check(
      TokenDomain domain,
      ProtectedClass protectedClass,
      Located<ClassGrant> grant,
      ProblemCollector problems) {
    TokenFace face = domain.face(protectedClass);
    List<String> causes = causes(face, grant.value());
    boolean accepted = grant.value().acceptDictionary().isPresent();
    if (!causes.isEmpty() && !accepted) {
      problems.error(
          grant.at(),
          String.format(
              Locale.ROOT,
              "%s %s %,d values and the face '%s' of domain '%s' shows equal values alike: "
                  + "%s would make the tokens a dictionary; use a bound face, or say "
                  + "acceptDictionary: <reason>",
              protectedClass.label(),
              protectedClass == ProtectedClass.BIRTH_DATE ? "has only" : "may have as few as",
              face.valueCount(),
              face.label(),
              domain.name(),
              String.join(", ", causes)));
    }
    if (causes.isEmpty() && accepted) {
      problems.warning(
          grant.at(), protectedClass.label() + ": acceptDictionary accepts nothing; remove it");
    }
  }
}
