package dev.paravent.demo;

import dev.paravent.config.ConfigException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code paravent demo}. */
@Command(
    name = "demo",
    description =
        "Replays the breach of 2024 on a database of its own, with and without the proxy.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** Set by {@code mvn -Pdemo -Ddemo.exit}: as good as {@code --exit}. */
  private static final String EXIT_PROPERTY = "demo.exit";

  private final ProxyStarter starter;

  @Option(names = "--exit", description = "End once everything was shown.")
  private boolean exits;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Synthetic patients to load (default: ${DEFAULT-VALUE}).")
  private int patients;

  public DemoCommand(ProxyStarter starter) {
    this.starter = starter;
  }

  @Override
  public Integer call() throws Exception {
    if (patients < 10 || patients > 2_000_000) {
      throw new ConfigException("patients: " + patients + " (expected: 10 to 2000000)");
    }
    boolean right =
        new Demo(starter, Terminal.screen(System.out), patients, exits || isExitPropertySet())
            .run();
    return right ? 0 : 1;
  }

  private static boolean isExitPropertySet() {
    String value = System.getProperty(EXIT_PROPERTY, "false");
    return value.isEmpty() || value.equals("true");
  }
}
