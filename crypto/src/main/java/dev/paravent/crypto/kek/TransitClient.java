package dev.paravent.crypto.kek;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one Vault or OpenBao server. Thread-safe.
 *
 * <p>Plain HTTP is taken for this host only (an agent or a side car), because token and file key
 * would be read on the way. Redirects are not followed: the token goes to the address that was
 * given. Messages tell the status, never the token or the answer.
 */
public final class TransitClient implements AutoCloseable {

  private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final int LARGEST_TOKEN = 4096;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI address;
  private final byte[] token;
  private final @Nullable String namespace;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * @param address {@code https://host:8200}
   * @param token the token, which this takes and wipes when it is closed
   * @param namespace of Vault Enterprise or OpenBao, if any
   * @param timeout of connecting, and of each answer
   */
  public TransitClient(String address, byte[] token, @Nullable String namespace, Duration timeout)
      throws KekException {
    this.address = address(address);
    this.token = token;
    this.namespace = namespace;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** The token in a file that its owner alone may read; white space around it does not count. */
  public static byte[] tokenFile(Path file) throws KekException {
    byte[] content = OwnerOnlyFile.read(file, LARGEST_TOKEN);
    try {
      return token(new String(content, StandardCharsets.US_ASCII), file.toString());
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** A token as bytes. */
  public static byte[] token(String text, String place) throws KekException {
    String token = text.strip();
    if (!token.matches("[\\x21-\\x7E]+")) {
      throw new KekException(place + ": no Vault token (expected: printable characters)");
    }
    return token.getBytes(StandardCharsets.US_ASCII);
  }

  /** Posts the body to {@code /v1/path} and returns the text {@code data.field} of the answer. */
  String post(String path, ObjectNode body, String field) throws KekException {
    HttpResponse<InputStream> response = send(request(path, body));
    int status = response.statusCode();
    try (InputStream in = response.body()) {
      if (status != 200) {
        throw new KekException("vault: " + path + ": " + reason(status));
      }
      return text(path, content(path, in), field);
    } catch (IOException e) {
      throw new KekException("vault: " + path + ": the answer broke off");
    }
  }

  /** The timeout of a request ends with the headers, so the body has one of its own. */
  private byte[] content(String path, InputStream in) throws KekException, IOException {
    CompletableFuture<byte[]> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return in.readNBytes(LARGEST_ANSWER + 1);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new KekException("vault: " + path + ": no whole answer in time");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private HttpRequest request(String path, ObjectNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/v1/" + path))
            .timeout(timeout)
            .header("X-Vault-Request", "true")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    synchronized (token) {
      request.header("X-Vault-Token", new String(token, StandardCharsets.US_ASCII));
    }
    if (namespace != null) {
      request.header("X-Vault-Namespace", namespace);
    }
    return request.build();
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws KekException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new KekException(
          "vault: %s: cannot be reached (%s)".formatted(address, e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static KekException interrupted() {
    Thread.currentThread().interrupt();
    return new KekException("vault: interrupted while waiting for the answer");
  }

  private static String text(String path, byte[] content, String field) throws KekException {
    try {
      if (content.length <= LARGEST_ANSWER) {
        JsonNode value = JSON.readTree(content).path("data").path(field);
        if (value.isTextual()) {
          return value.textValue();
        }
      }
    } catch (JsonProcessingException garbage) {
      // told below, with what was expected
    } catch (IOException e) {
      throw new IllegalStateException("reading an array failed", e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
    throw new KekException(
        "vault: " + path + ": no answer of Transit (expected: data." + field + ")");
  }

  private static String reason(int status) {
    return switch (status) {
      case 400 -> "status 400 (expected: 200; the key did not make this ciphertext)";
      case 403 -> "status 403 (expected: 200; the token is not valid or its policy says no)";
      case 404 -> "status 404 (expected: 200; no such mount or key)";
      case 503 -> "status 503 (expected: 200; the service is sealed or in maintenance)";
      default -> "status " + status + " (expected: 200)";
    };
  }

  private static URI address(String text) throws KekException {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw wrongAddress();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    boolean hasPath =
        !(uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"));
    if (host == null || hasPath || uri.getQuery() != null || uri.getUserInfo() != null) {
      throw wrongAddress();
    }
    if (!scheme.equals("https") && !(scheme.equals("http") && THIS_HOST.contains(host))) {
      throw wrongAddress();
    }
    return uri;
  }

  private static KekException wrongAddress() {
    return new KekException(
        "vault-address: not valid (expected: https://HOST:PORT, or http://127.0.0.1:PORT)");
  }

  @Override
  public void close() {
    synchronized (token) {
      Arrays.fill(token, (byte) 0);
    }
    http.shutdownNow();
  }

  @Override
  public String toString() {
    return "TransitClient[" + address + "]";
  }
}
