package dev.paravent.cli;

import java.util.Locale;

/** Whether values become tokens or tokens become values. */
enum TokenDirection {
  ENCODE,
  DECODE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
