package dev.paravent.cli;

import dev.paravent.crypto.DateFace;
import dev.paravent.crypto.IdentityScheme;
import dev.paravent.crypto.NirClass;
import dev.paravent.crypto.NirFace;
import dev.paravent.crypto.PermutationKind;
import dev.paravent.crypto.TokenFormat;
import dev.paravent.crypto.identity.IdentityFace;
import dev.paravent.policies.NirNumbers;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenDomain;
import dev.paravent.policies.TokenFace;
import java.util.EnumSet;
import java.util.Set;

/** Says in the words of the crypto module what a token domain chooses in those of the policies. */
final class TokenFormats {
  private TokenFormats() {}

  /** How the NIRs and birth dates of a domain look, and by which cipher they are made. */
  static TokenFormat format(TokenDomain domain) {
    return new TokenFormat(
        nirFace(domain.face(ProtectedClass.FR_NIR)),
        nirClasses(domain.nirNumbers()),
        dateFace(domain.face(ProtectedClass.BIRTH_DATE)),
        permutation(domain));
  }

  /** How the tokens of another class look. */
  static IdentityScheme scheme(TokenDomain domain, ProtectedClass protectedClass) {
    TokenFace face = domain.face(protectedClass);
    IdentityFace identity =
        switch (face) {
          case SSN_LETTERED -> IdentityFace.US_SSN_LETTERED;
          case SSN_ASSIGNABLE -> IdentityFace.US_SSN_ASSIGNABLE;
          case NISS_MONTH -> IdentityFace.BE_NISS;
          case DNI_LETTERED -> IdentityFace.ES_IDENTITY_LETTERED;
          case DNI_ASSIGNABLE -> IdentityFace.ES_IDENTITY_ASSIGNABLE;
          case IBAN_COUNTRY -> IdentityFace.IBAN;
          case CARD_INDUSTRY -> IdentityFace.CARD;
          case CARD_BIN6 -> IdentityFace.CARD_BIN6;
          case CARD_BIN8 -> IdentityFace.CARD_BIN8;
          case DIGITS_SAME_LENGTH -> IdentityFace.DIGITS;
          case TEXT_SEALED -> IdentityFace.OPAQUE_TEXT;
          case NIR_NINE, NIR_SEVEN_EIGHT, DATE_PAST, DATE_BOUND, DATE_BOUND_PAST ->
              throw wrongFace(face, protectedClass);
        };
    return identity.with(permutation(domain));
  }

  private static PermutationKind permutation(TokenDomain domain) {
    return switch (domain.permutation()) {
      case FF1 -> PermutationKind.FF1;
      case SWAP_OR_NOT -> PermutationKind.SWAP_OR_NOT;
    };
  }

  private static Set<NirClass> nirClasses(Set<NirNumbers> numbers) {
    Set<NirClass> classes = EnumSet.noneOf(NirClass.class);
    for (NirNumbers chosen : numbers) {
      classes.add(
          switch (chosen) {
            case BORN -> NirClass.BORN;
            case UNKNOWN_MONTH -> NirClass.UNKNOWN_MONTH;
            case PROVISIONAL -> NirClass.PROVISIONAL;
            case MIGRANT -> NirClass.MIGRANT;
            case LOWER_CASE -> NirClass.LOWER_CASE;
          });
    }
    return classes;
  }

  private static NirFace nirFace(TokenFace face) {
    return switch (face) {
      case NIR_NINE -> NirFace.NINE;
      case NIR_SEVEN_EIGHT -> NirFace.SEVEN_EIGHT;
      default -> throw wrongFace(face, ProtectedClass.FR_NIR);
    };
  }

  private static DateFace dateFace(TokenFace face) {
    return switch (face) {
      case DATE_PAST -> DateFace.PAST;
      case DATE_BOUND -> DateFace.BOUND;
      case DATE_BOUND_PAST -> DateFace.BOUND_PAST;
      default -> throw wrongFace(face, ProtectedClass.BIRTH_DATE);
    };
  }

  private static IllegalStateException wrongFace(TokenFace face, ProtectedClass protectedClass) {
    return new IllegalStateException(
        "face: " + face.label() + " (expected: one of " + protectedClass.label() + ")");
  }
}
