package dev.paravent.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code /metrics}, {@code /livez} and {@code /readyz} over HTTP. Thread-safe. */
public final class MetricsServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int BACKLOG = 16;
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService executor;

  private record Response(int status, String text) {}

  private interface Responder {
    Response respond();
  }

  /**
   * Listens.
   *
   * @param address port 0 takes a free one
   * @throws IOException if the address cannot be bound
   */
  public MetricsServer(InetSocketAddress address, ProxyMetrics metrics, Readiness readiness)
      throws IOException {
    server = HttpServer.create(address, BACKLOG);
    executor =
        Executors.newFixedThreadPool(
            THREADS, task -> Thread.ofPlatform().daemon().name("metrics").unstarted(task));
    server.setExecutor(executor);
    // The JDK's server matches by prefix; /metricsx is not ours.
    server.createContext("/", plain("/", () -> new Response(NOT_FOUND, "not found")));
    server.createContext("/metrics", exact("/metrics", new MetricsHandler(metrics.registry())));
    server.createContext("/livez", plain("/livez", () -> new Response(OK, "ok")));
    server.createContext("/readyz", plain("/readyz", () -> ready(readiness.obstacle())));
    server.start();
  }

  /** Where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private static Response ready(Optional<String> obstacle) {
    return obstacle
        .map(why -> new Response(UNAVAILABLE, why))
        .orElseGet(() -> new Response(OK, "ok"));
  }

  private static HttpHandler plain(String path, Responder responder) {
    return exact(path, exchange -> send(exchange, responder.respond()));
  }

  private static HttpHandler exact(String path, HttpHandler handler) {
    return exchange -> {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        send(exchange, new Response(METHOD_NOT_ALLOWED, "method not allowed"));
      } else if (exchange.getRequestURI().getPath().equals(path)) {
        handler.handle(exchange);
      } else {
        send(exchange, new Response(NOT_FOUND, "not found"));
      }
    };
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    try (exchange) {
      byte[] body = (response.text() + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(response.status(), -1);
      } else {
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
