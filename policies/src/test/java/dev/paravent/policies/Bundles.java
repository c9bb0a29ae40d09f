package dev.paravent.policies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Bundles of the tests, read on the same day. */
final class Bundles {
  static final InstantSource TODAY = InstantSource.fixed(Instant.parse("2026-06-15T10:00:00Z"));
  static final String BASE = resource("base.yaml");

  private Bundles() {}

  static Policy policy(Map<String, String> files) {
    return loaded(files).policy();
  }

  static List<String> warnings(Map<String, String> files) {
    return loaded(files).warnings().stream().map(PolicyProblem::toString).toList();
  }

  static PolicyResult.Loaded loaded(Map<String, String> files) {
    return loaded(PolicyReader.read(files, TODAY));
  }

  static PolicyResult.Loaded loaded(PolicyResult result) {
    return switch (result) {
      case PolicyResult.Loaded loaded -> loaded;
      case PolicyResult.Rejected rejected -> throw new AssertionError(rejected.errors().toString());
    };
  }

  static List<PolicyProblem> errors(Map<String, String> files) {
    return errors(PolicyReader.read(files, TODAY));
  }

  static List<PolicyProblem> errors(PolicyResult result) {
    return switch (result) {
      case PolicyResult.Loaded loaded -> throw new AssertionError("loaded");
      case PolicyResult.Rejected rejected -> rejected.errors();
    };
  }

  static String resource(String name) {
    try (InputStream content = Bundles.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
