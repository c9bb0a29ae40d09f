package dev.paravent.mustnotleak;

import dev.paravent.cli.StartedProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A database with planted persons and a proxy in front of it, for the tests of one class. */
@NullMarked
abstract class ProxiedDatabase {
  static LeakDatabase database;
  static StartedProxy proxy;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    database = LeakDatabase.start(directory);
    proxy =
        StartedProxy.start(
            database.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            UnaryOperator.identity());
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    database.close();
  }
}
