package dev.paravent.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A proxy in a process of its own, so that its processor time can be told from ours. It is stopped
 * by its process id, and by {@code timeout} should this program die without stopping it.
 */
final class ServedProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("\\w+ ready listen=(\\S+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final int LAST_LINES = 20;

  private final Process process;
  private final Address address;

  private ServedProcess(Process process, Address address) {
    this.process = process;
    this.address = address;
  }

  /** Starts {@code command} and waits for its line {@code NAME ready listen=HOST:PORT}. */
  static ServedProcess start(List<String> command, Path folder, Duration life)
      throws IOException, InterruptedException {
    var bounded =
        Stream.concat(
                Stream.of("timeout", "--kill-after=5", Long.toString(life.toSeconds())),
                command.stream())
            .toList();
    var process =
        new ProcessBuilder(bounded).directory(folder.toFile()).redirectErrorStream(true).start();
    var ready = new CompletableFuture<Address>();
    // a read of a pipe holds a virtual thread's carrier, and there are as many as processors
    Thread.ofPlatform().daemon().start(() -> follow(process, ready));
    try {
      return new ServedProcess(process, ready.get(START.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException ended) {
      stop(process);
      throw new IOException(
          command.getFirst()
              + " "
              + Objects.requireNonNullElse(ended.getCause(), ended).getMessage(),
          ended);
    } catch (TimeoutException slow) {
      stop(process);
      throw new IOException(
          command.getFirst() + " was not ready after " + START.toSeconds() + " s", slow);
    }
  }

  /** Reads the output to its end, so that the process never waits for us. */
  private static void follow(Process process, CompletableFuture<Address> ready) {
    var seen = new ArrayList<String>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var found = READY.matcher(line);
        if (found.find()) {
          ready.complete(Address.parse(found.group(1)));
        } else if (!ready.isDone() && seen.size() < LAST_LINES) {
          seen.add(line);
        }
      }
      ready.completeExceptionally(
          new IOException("ended before it was ready: " + String.join("\n", seen)));
    } catch (IOException | IllegalArgumentException broken) {
      ready.completeExceptionally(broken);
    }
  }

  Address address() {
    return address;
  }

  /** The Java process itself; launchers may stand before it. */
  ProcessHandle java() {
    return process
        .descendants()
        .filter(one -> one.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElse(process.toHandle());
  }

  Duration processorTime(ProcessorTime clock) throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the process behind " + address + " has ended");
    }
    return clock.of(process.toHandle());
  }

  @Override
  public void close() {
    stop(process);
  }

  private static void stop(Process process) {
    var family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
