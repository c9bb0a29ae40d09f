package dev.paravent.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a measurement, which stand beside this class; {@code %ROWS%} is filled in. */
record Scene(int rows) {
  String schema() throws IOException {
    return text("schema.sql");
  }

  /** Writes the policy bundle as its only file and returns the folder. */
  Path writePolicies(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bench.yaml"), text("policy.yaml"));
    return folder;
  }

  Path writePointQuery(Path folder) throws IOException {
    return Files.writeString(folder.resolve("point-query.sql"), text("point-query.sql"));
  }

  private String text(String name) throws IOException {
    try (InputStream file = Scene.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("resource: " + name + " is not packaged");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replace("%ROWS%", Integer.toString(rows));
    }
  }
}
