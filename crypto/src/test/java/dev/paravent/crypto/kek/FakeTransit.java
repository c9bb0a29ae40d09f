package dev.paravent.crypto.kek;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The part of Vault's HTTP API that {@link TransitKey} uses: one Transit key {@code paravent} under
 * {@code transit}, one valid token. Says the statuses that Vault documents.
 */
public final class FakeTransit implements AutoCloseable {

  public static final String TOKEN = "hvs.test-token";

  private static final String PREFIX = "vault:v1:";

  private final byte[] key = new byte[AesGcm.KEY];
  private final HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private volatile @Nullable Answer instead;

  /** What is answered instead of the truth. */
  public record Answer(int status, String body, Map<String, String> headers, long delayMillis) {}

  public FakeTransit() throws IOException {
    new SecureRandom().nextBytes(key);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void answer(int status, String body) {
    instead = new Answer(status, body, Map.of(), 0);
  }

  public void answer(Answer answer) {
    instead = answer;
  }

  /** Method, path and, if it was sent, namespace of each request. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = new JsonMapper().readTree(exchange.getRequestBody());
      String path = exchange.getRequestURI().getPath();
      String namespace = exchange.getRequestHeaders().getFirst("X-Vault-Namespace");
      synchronized (this) {
        requests.add(
            exchange.getRequestMethod() + " " + path + (namespace == null ? "" : " " + namespace));
      }
      Answer answer = instead;
      if (answer == null) {
        String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        answer = TOKEN.equals(token) ? answer(path, body) : error(403, "permission denied");
      }
      send(exchange, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(String path, JsonNode body) {
    return switch (path) {
      case "/v1/transit/encrypt/paravent" -> {
        byte[] plain = Base64.getDecoder().decode(body.path("plaintext").asText());
        byte[] sealed = AesGcm.seal(key, new byte[0], plain, new SecureRandom());
        yield data("ciphertext", PREFIX + Base64.getEncoder().encodeToString(sealed));
      }
      case "/v1/transit/decrypt/paravent" -> {
        String ciphertext = body.path("ciphertext").asText();
        byte[] sealed = Base64.getDecoder().decode(ciphertext.substring(PREFIX.length()));
        Optional<byte[]> plain = AesGcm.open(key, new byte[0], sealed);
        yield plain
            .map(bytes -> data("plaintext", Base64.getEncoder().encodeToString(bytes)))
            .orElseGet(() -> error(400, "cipher: message authentication failed"));
      }
      default -> error(404, "no handler for route");
    };
  }

  private static Answer data(String field, String value) {
    return new Answer(
        200, "{\"request_id\":\"1\",\"data\":{\"" + field + "\":\"" + value + "\"}}", Map.of(), 0);
  }

  private static Answer error(int status, String message) {
    return new Answer(status, "{\"errors\":[\"" + message + "\"]}", Map.of(), 0);
  }

  private static void send(HttpExchange exchange, Answer answer)
      throws IOException, InterruptedException {
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (answer.delayMillis() > 0) {
      // Headers and the first byte now, so that it is the body that is late.
      exchange.getResponseBody().write(bytes, 0, 1);
      exchange.getResponseBody().flush();
      Thread.sleep(answer.delayMillis());
      return;
    }
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
