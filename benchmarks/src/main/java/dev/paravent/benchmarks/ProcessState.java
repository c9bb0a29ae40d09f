package dev.paravent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Java process holds.
 *
 * @param residentKib memory that the system counts as its own, in KiB
 * @param liveHeapKib objects that survive a full collection, in KiB
 * @param descriptors open files and sockets
 */
record ProcessState(long residentKib, long liveHeapKib, long descriptors) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

  /** Collects the garbage of the process, twice, and looks at what is left. */
  static ProcessState of(ProcessHandle process) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    jcmd(pid, "GC.run");
    long heap = found(TOTAL, jcmd(pid, "GC.class_histogram")) / 1024;
    return new ProcessState(resident(pid), heap, descriptors(pid));
  }

  /** The classes that hold most of the heap, as the JDK prints them. */
  static List<String> largestClasses(ProcessHandle process, int count)
      throws IOException, InterruptedException {
    return jcmd(Long.toString(process.pid()), "GC.class_histogram").lines().limit(count).toList();
  }

  static long descriptors(String pid) throws IOException {
    try (var open = Files.list(Path.of("/proc", pid, "fd"))) {
      return open.count();
    }
  }

  static long resident(String pid) throws IOException {
    return found(RESIDENT, Files.readString(Path.of("/proc", pid, "status")));
  }

  private static String jcmd(String pid, String command) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Program.output(List.of(jcmd, pid, command), Map.of(), Duration.ofSeconds(60));
  }

  private static long found(Pattern pattern, String text) throws IOException {
    var match = pattern.matcher(text);
    long last = -1;
    while (match.find()) {
      last = Long.parseLong(match.group(1));
    }
    return Optional.of(last)
        .filter(value -> value >= 0)
        .orElseThrow(() -> new IOException("no " + pattern + " in what was said"));
  }
}
