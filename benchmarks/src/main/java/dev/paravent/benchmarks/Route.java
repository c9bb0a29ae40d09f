package dev.paravent.benchmarks;

import java.util.Locale;

/** A way from the client to the rows. */
enum Route {
  /** PostgreSQL itself. */
  DIRECT("bench_clear"),
  /** Through the bare relay. */
  RELAY("bench_clear"),
  /** Through Paravent as a role that the policy declares clear. */
  CLEAR("bench_clear"),
  /** Through Paravent as a governed role: two protected columns arrive as tokens. */
  GOVERNED("bench_portal");

  private final String user;

  Route(String user) {
    this.user = user;
  }

  String user() {
    return user;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean needsParavent() {
    return this == CLEAR || this == GOVERNED;
  }
}
