package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.paravent.config.Endpoint;
import dev.paravent.config.KekSource;
import dev.paravent.config.KeySource;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The keys are away when they are read again: those in force go on, and nothing is clear. */
@NullMarked
class KeysAwayIT extends ClusterFixture {
  private static final String SQL = "select nir from payment.patient where id = 1";

  /** Something that takes the keys away. */
  private interface Loss {
    void happen() throws Exception;
  }

  private static StartedProxy proxy(KeySource keys) throws StartException {
    return StartedProxy.start(
        new ServeConfig(
            new Endpoint("127.0.0.1", 0),
            at(primary),
            "postgres",
            Optional.empty(),
            policies,
            Optional.of(keys),
            Optional.of(new Endpoint("127.0.0.1", 0)),
            ServeConfig.LogLevel.ERROR));
  }

  /** Open and new sessions get the same tokens as before, whatever happens to the keys. */
  private static void assertUnmoved(StartedProxy proxy, Loss loss, Loss gain) throws Exception {
    String url = url(proxy.address().getPort(), "portal");
    try (Connection open = DriverManager.getConnection(url);
        Statement statement = open.createStatement()) {
      String token = first(statement);
      assertThat(token).startsWith("9").isNotEqualTo(NIR);
      loss.happen();
      proxy.reload();
      assertThat(proxy.metric("paravent_last_reload_successful")).isZero();
      assertThat(first(statement)).isEqualTo(token);
      assertThat(ask(url, SQL)).isEqualTo(token);
      assertThat(proxy.ready()).isEqualTo("ok");
      gain.happen();
      proxy.reload();
      assertThat(proxy.metric("paravent_last_reload_successful")).isEqualTo(1);
      assertThat(first(statement)).startsWith("9").isNotEqualTo(NIR);
      assertThat(first(statement)).isEqualTo(ask(url, SQL));
    }
  }

  private static String first(Statement statement) throws Exception {
    try (ResultSet rows = statement.executeQuery(SQL)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void theKeysetIsGoneOrBroken() throws Exception {
    Path keys = directory.resolve("keys.json");
    Path kek = CommandRun.secretFile(directory.resolve("kek"), "0123456789abcdef".repeat(2));
    generate(keys, "--kek-file", kek.toString());
    byte[] whole = Files.readAllBytes(keys);
    try (StartedProxy proxy = proxy(new KeySource(keys, Optional.of(new KekSource.KeyFile(kek))))) {
      Loss back = () -> Files.write(keys, whole);
      assertUnmoved(proxy, () -> Files.delete(keys), () -> write(keys, whole));
      assertUnmoved(proxy, () -> Files.write(keys, new byte[0]), back);
      assertUnmoved(
          proxy, () -> Files.write(keys, java.util.Arrays.copyOf(whole, whole.length / 2)), back);
      assertUnmoved(
          proxy,
          () -> {
            Files.delete(keys);
            Files.createDirectory(keys);
          },
          () -> {
            Files.delete(keys);
            write(keys, whole);
          });
    }
  }

  @Test
  void whatOpensTheKeysetIsGone() throws Exception {
    Path keys = directory.resolve("rotated.json");
    String secret = "0123456789abcdef".repeat(2);
    Path kek = CommandRun.secretFile(directory.resolve("other-kek"), secret);
    generate(keys, "--kek-file", kek.toString());
    try (StartedProxy proxy = proxy(new KeySource(keys, Optional.of(new KekSource.KeyFile(kek))))) {
      assertUnmoved(
          proxy,
          () -> {
            rotate(keys, "--kek-file", kek.toString());
            Files.delete(kek);
          },
          () -> CommandRun.secretFile(kek, secret));
      assertUnmoved(
          proxy,
          () -> {
            rotate(keys, "--kek-file", kek.toString());
            Files.writeString(kek, "f".repeat(32));
          },
          () -> Files.writeString(kek, secret));
    }
  }

  @Test
  void vaultIsDown() throws Exception {
    Path keys = directory.resolve("vault.json");
    Path token = CommandRun.secretFile(directory.resolve("vault-token"), "hvs.test");
    HttpServer vault = vault(0);
    int port = vault.getAddress().getPort();
    String address = "http://127.0.0.1:" + port;
    String[] flags = {
      "--vault-address", address, "--vault-key", "paravent", "--vault-token-file", token.toString()
    };
    generate(keys, flags);
    KekSource source =
        new KekSource.Vault(address, "paravent", "transit", Optional.empty(), Optional.of(token));
    HttpServer[] running = {vault};
    try (StartedProxy proxy = proxy(new KeySource(keys, Optional.of(source)))) {
      assertUnmoved(
          proxy,
          () -> {
            rotate(keys, flags);
            running[0].stop(0);
          },
          () -> running[0] = vault(port));
    } finally {
      running[0].stop(0);
    }
  }

  private static void generate(Path keys, String... flags) {
    run("generate", keys, flags);
  }

  private static void rotate(Path keys, String... flags) {
    String[] moving = java.util.Arrays.copyOf(flags, flags.length + 1);
    moving[flags.length] = "--move-all";
    run("rotate", keys, moving);
  }

  private static void run(String command, Path keys, String... flags) {
    String[] arguments = new String[4 + flags.length];
    arguments[0] = "keys";
    arguments[1] = command;
    arguments[2] = "--keys";
    arguments[3] = keys.toString();
    System.arraycopy(flags, 0, arguments, 4, flags.length);
    CommandRun.of(arguments).succeeds();
  }

  private static void write(Path keys, byte[] content) throws IOException {
    Files.write(keys, content);
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
  }

  /** A Transit engine that hides nothing: what it gives back is what it was given. */
  private static HttpServer vault(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", KeysAwayIT::answer);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean encrypts = exchange.getRequestURI().getPath().contains("/encrypt/");
      Matcher text =
          Pattern.compile("\"(?:plaintext|ciphertext)\"\\s*:\\s*\"(?:vault:v1:)?([^\"]+)\"")
              .matcher(body);
      String value = text.find() ? text.group(1) : "";
      String answer =
          encrypts
              ? "{\"data\":{\"ciphertext\":\"vault:v1:" + value + "\"}}"
              : "{\"data\":{\"plaintext\":\"" + value + "\"}}";
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
