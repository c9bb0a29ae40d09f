package dev.paravent.crypto.scram;

import com.ongres.saslprep.SASLprep;
import java.nio.charset.StandardCharsets;

/** The bytes of a password that are hashed. */
final class Passwords {
  private static final SASLprep PROFILE = new SASLprep();

  private Passwords() {}

  /**
   * The password by SASLprep (RFC 4013), or as it is where the profile forbids it: so does
   * PostgreSQL, and so one secret stays one secret.
   */
  static byte[] prepared(String password) {
    String prepared;
    try {
      prepared = PROFILE.prepareStored(password);
    } catch (IllegalArgumentException forbidden) {
      prepared = password;
    }
    return (prepared.isEmpty() ? password : prepared).getBytes(StandardCharsets.UTF_8);
  }
}
