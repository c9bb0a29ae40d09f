package dev.paravent.sql.pg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads files of statements separated by lines that hold {@code ;;} only. */
final class StatementFiles {
  private static final List<String> CORPUS =
      List.of(
          "constructs",
          "orm_django",
          "orm_hibernate",
          "orm_jooq",
          "orm_knex",
          "orm_sequelize",
          "pgbench",
          "pgjdbc",
          "pgjdbc-metadata",
          "postgres18",
          "psql",
          "psql-15-metadata",
          "session");

  private StatementFiles() {}

  /** What applications send. */
  static List<String> corpus() {
    List<String> statements = new ArrayList<>();
    for (String file : CORPUS) {
      statements.addAll(read("corpus/" + file + ".sql"));
    }
    return statements;
  }

  static List<String> read(String file) {
    try (InputStream stream = StatementFiles.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("test resource missing: " + file);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.strip().split("\n;;\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
