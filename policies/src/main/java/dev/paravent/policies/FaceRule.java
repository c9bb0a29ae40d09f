package dev.paravent.policies;

import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.OnMalformed;
import dev.paravent.policies.ClassGrant.Write;
import dev.paravent.policies.TokenDomain.Permutation;
import java.util.ArrayList;
import java.util.List;

/** What a grant cannot ask of the face that the domain gives to the class. */
final class FaceRule {
  private FaceRule() {}

  static void check(
      TokenDomain domain,
      ProtectedClass protectedClass,
      Located<ClassGrant> grant,
      ProblemCollector problems) {
    TokenFace face = domain.face(protectedClass);
    String what =
        protectedClass.label() + ": face '" + face.label() + "' of domain '" + domain.name() + "'";
    List<String> clear = clearGrants(grant.value());
    if (!face.isRecognisable() && !clear.isEmpty()) {
      problems.error(
          grant.at(),
          what
              + " is not told from a clear value, which would be taken for a token: "
              + String.join(", ", clear)
              + " is not possible");
    }
    if (face.needsFf1() && domain.permutation() == Permutation.SWAP_OR_NOT) {
      problems.error(
          grant.at(), what + " is made by ff1 alone, and the domain says permutation: swap-or-not");
    }
    if (grant.value().onMalformed() == OnMalformed.ESCAPE
        && domain.permutation() == Permutation.SWAP_OR_NOT
        && protectedClass != ProtectedClass.BIRTH_DATE) {
      problems.error(
          grant.at(),
          protectedClass.label()
              + ": onMalformed: escape needs permutation: ff1, which domain '"
              + domain.name()
              + "' does without");
    }
    if (protectedClass == ProtectedClass.TEXT
        && grant.value().onMalformed() == OnMalformed.ESCAPE) {
      problems.error(
          grant.at(), "text: onMalformed: escape has no meaning, for every text has a token");
    }
  }

  private static List<String> clearGrants(ClassGrant grant) {
    List<String> clear = new ArrayList<>();
    if (grant.lookup().contains(Lookup.CLEAR)) {
      clear.add("lookup: clear");
    }
    if (grant.lookup().contains(Lookup.CONFIRM)) {
      clear.add("lookup: confirm");
    }
    if (grant.write().contains(Write.CLEAR)) {
      clear.add("write: clear");
    }
    return clear;
  }
}
