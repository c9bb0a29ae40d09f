package dev.paravent.crypto.identity;

import java.util.Map;

/** Tokens of the development key, as they have to stay. */
final class GoldenTokens {

  static final Map<IdentityFace, String> OF =
      Map.ofEntries(
          Map.entry(IdentityFace.US_SSN_LETTERED, "D26-50-8779"),
          Map.entry(IdentityFace.US_SSN_ASSIGNABLE, "173-15-3517"),
          Map.entry(IdentityFace.BE_NISS, "03.37.07-640.54"),
          Map.entry(IdentityFace.ES_IDENTITY_LETTERED, "IDL06261V"),
          Map.entry(IdentityFace.ES_IDENTITY_ASSIGNABLE, "38237270T"),
          Map.entry(IdentityFace.IBAN, "GB05XAXP99496975396572"),
          Map.entry(IdentityFace.CARD, "8832793924929026"),
          Map.entry(IdentityFace.CARD_BIN6, "4111115039649045"),
          Map.entry(IdentityFace.CARD_BIN8, "4111111146533313"),
          Map.entry(IdentityFace.DIGITS, "3873348902"),
          Map.entry(IdentityFace.OPAQUE_TEXT, "pvt1.2xbhM7mc3Dn2fg-Jv2myam8Gkug0iMCi76mrYUC4SZ8"));

  private GoldenTokens() {}
}
