package dev.paravent.crypto;

/** A kind of identity that has tokens of its own. */
public enum IdentityType {
  FR_NIR("fr.nir"),
  BIRTH_DATE("birth-date");

  private final String derivationName;

  IdentityType(String derivationName) {
    this.derivationName = derivationName;
  }

  /** The fixed name in key derivation; changing it changes every token. */
  public String derivationName() {
    return derivationName;
  }
}
