package dev.paravent.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Look-ups of one person by primary key, prepared, by pgbench. */
record PointQueries(Path pgbench, Path script, Effort effort, ProcessorTime clock)
    implements Measurement {
  @Override
  public Sample measure(Target target) throws IOException, InterruptedException {
    Duration before = target.processorTime(clock);
    var run = PgbenchRun.parse(run(target));
    Duration used = target.processorTime(clock).minus(before);
    return new Sample(
        run.perSecond(), run.latencyMillis(), (double) used.toNanos() / run.transactions());
  }

  private String run(Target target) throws IOException, InterruptedException {
    var command =
        List.of(
            pgbench.toString(),
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + effort.clients(),
            "--jobs=" + effort.threads(),
            "--time=" + effort.pointSeconds(),
            "--random-seed=20240131",
            "--file=" + script,
            "--host=" + target.address().host(),
            "--port=" + target.address().port(),
            "--username=" + target.route().user(),
            "postgres");
    return Program.output(
        command,
        Map.of("PGSSLMODE", "disable", "PGGSSENCMODE", "disable", "PGCONNECT_TIMEOUT", "10"),
        Duration.ofSeconds(effort.pointSeconds() + 30L));
  }
}
