package dev.paravent.crypto.kek;

import java.util.Optional;

/** Where a key-encryption key comes from. */
public enum KekKind {
  PASSPHRASE("passphrase"),
  FILE("file"),
  VAULT_TRANSIT("vault-transit");

  private final String label;

  KekKind(String label) {
    this.label = label;
  }

  /** The name in keyset files. */
  public String label() {
    return label;
  }

  public static Optional<KekKind> ofLabel(String label) {
    for (KekKind candidate : values()) {
      if (candidate.label.equals(label)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
