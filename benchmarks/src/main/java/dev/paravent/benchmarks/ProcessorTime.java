package dev.paravent.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** User and system time that processes have used, from {@code /proc/PID/stat}. */
record ProcessorTime(long ticksPerSecond) {
  // proc_pid_stat(5): utime is field 14 and stime field 15, counted from 1; the fields after the
  // command's closing parenthesis begin with field 3.
  private static final int UTIME_AFTER_COMMAND = 14 - 3;

  /** Asks the system how long its clock tick is. */
  static ProcessorTime ofThisSystem() throws IOException, InterruptedException {
    return new ProcessorTime(Long.parseLong(Program.output("getconf", "CLK_TCK")));
  }

  /** The time of a process and its living descendants; a launcher may stand before the program. */
  Duration of(ProcessHandle process) throws IOException {
    long ticks = 0;
    var family = Stream.concat(Stream.of(process), process.descendants());
    for (long pid : family.mapToLong(ProcessHandle::pid).toArray()) {
      try {
        // The command may hold any byte.
        ticks +=
            ticks(Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1));
      } catch (NoSuchFileException ended) {
        // It ended between the listing and the reading; it no longer works for the measurement.
        continue;
      }
    }
    return Duration.ofNanos(ticks * (1_000_000_000L / ticksPerSecond));
  }

  /** utime + stime of one line of {@code /proc/PID/stat}; the command may hold anything. */
  static long ticks(String stat) {
    int end = stat.lastIndexOf(')');
    String[] fields = stat.substring(end + 1).strip().split(" ");
    if (end < 0 || fields.length <= UTIME_AFTER_COMMAND + 1) {
      throw new IllegalArgumentException("stat: " + stat + " (expected: 52 fields)");
    }
    return LongStream.of(
            Long.parseLong(fields[UTIME_AFTER_COMMAND]),
            Long.parseLong(fields[UTIME_AFTER_COMMAND + 1]))
        .sum();
  }
}
