package dev.paravent.attest;

import dev.paravent.policies.ProtectedClass;
import java.nio.charset.StandardCharsets;

/** Takes canaries out of what is printed: the condition on rows, for one, may name them. */
final class Hiding {
  private static final String HIDDEN = "<canary>";

  private final Canaries canaries;
  private final CanaryScanner scanner;

  Hiding(Canaries canaries, CanaryScanner scanner) {
    this.canaries = canaries;
    this.scanner = scanner;
  }

  /** The line with its canaries hidden; all of it where one is there in another form. */
  String in(String line) {
    String text = line;
    for (ProtectedClass each : ProtectedClass.values()) {
      for (String value : canaries.of(each)) {
        text = text.replace(value, HIDDEN);
      }
    }
    return scanner.scan(text.getBytes(StandardCharsets.UTF_8), text).isEmpty() ? text : HIDDEN;
  }
}
