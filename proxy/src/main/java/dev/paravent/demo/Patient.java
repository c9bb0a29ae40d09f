package dev.paravent.demo;

import java.time.LocalDate;

/** A synthetic patient. Immutable. */
record Patient(
    long id,
    SyntheticNir nir,
    LocalDate birthDate,
    String lastName,
    String firstName,
    String city,
    int insurerId,
    String cover) {

  /** Shows the identifier only: everything else is what the demo protects. */
  @Override
  public String toString() {
    return "Patient[" + id + "]";
  }
}
