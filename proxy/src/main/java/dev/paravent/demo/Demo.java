package dev.paravent.demo;

import dev.paravent.config.Endpoint;
import dev.paravent.config.LimitsConfig;
import dev.paravent.config.ListenerTlsConfig;
import dev.paravent.config.LoginConfig;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamTlsConfig;
import dev.paravent.demo.Screen.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Shows the main job: a database, a proxy, and the breach of 2024 on both sides of it. */
public final class Demo {
  private static final long SEED = 2024;
  private static final String PORTAL = "portal_app";
  private static final String PORTAL_PASSWORD = "portal";
  private static final String POLICY_FILE = "tiers-payant.yaml";
  private static final int PROXY_PORT = 6432;
  private static final int METRICS_PORT = 9464;
  private static final String INDENT = "  ";

  private final ProxyStarter starter;
  private final Screen screen;
  private final int patients;
  private final boolean exits;

  /**
   * @param patients how many synthetic patients there are
   * @param exits whether the demo ends by itself once everything was shown
   */
  Demo(ProxyStarter starter, Screen screen, int patients, boolean exits) {
    this.starter = starter;
    this.screen = screen;
    this.patients = patients;
    this.exits = exits;
  }

  /**
   * Shows everything.
   *
   * @return whether the proxy did what it must: no clear value leaked, nothing that should work was
   *     refused
   */
  boolean run() throws IOException, SQLException, StartException {
    Path directory = Files.createTempDirectory("paravent-demo");
    Ending ending = new Ending(Thread.currentThread());
    try {
      return runIn(directory);
    } finally {
      TemporaryDirectory.delete(directory);
      ending.reached();
    }
  }

  private boolean runIn(Path directory) throws IOException, SQLException, StartException {
    introduce();
    List<Patient> people =
        new PatientGenerator(SEED).patients(patients, DemoLoader.INSURERS.size());
    DemoCertificates certificates = DemoCertificates.create(directory.resolve("tls"));
    try (DemoDatabase database = DemoDatabase.start(directory, certificates)) {
      try (Connection connection = database.connect()) {
        new DemoLoader(connection, screen).load(people);
      }
      try (ProxyStarter.Proxy proxy = starter.start(config(directory, database, certificates))) {
        List<String> problems = replay(database, proxy, certificates, people);
        conclude(problems);
        if (!exits) {
          stayUp(database, proxy);
        }
        return problems.isEmpty();
      }
    }
  }

  private void introduce() {
    screen.blank();
    screen.title("Paravent");
    screen.print(
        Tone.PLAIN,
        INDENT,
        "In January 2024 phished portal accounts were enough to read the social security numbers"
            + " (NIR) and birth dates of 33 million people from two French third-party payers. This"
            + " is that database in small, all of it synthetic, and that portal account, behind the"
            + " proxy.");
    screen.blank();
  }

  /**
   * Everything as it would be in earnest: both connections are encrypted and the proxy checks the
   * portal's password itself.
   */
  private static ServeConfig config(
      Path directory, DemoDatabase database, DemoCertificates certificates)
      throws IOException, SQLException {
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(
        policies.resolve(POLICY_FILE), DemoDatabase.resource("policies/" + POLICY_FILE));
    return new ServeConfig(
        new Endpoint("127.0.0.1", FreePort.preferring(PROXY_PORT)),
        database.endpoint(),
        "paravent_catalog",
        Optional.of("catalog"),
        policies,
        Optional.empty(),
        Optional.of(new Endpoint("127.0.0.1", FreePort.preferring(METRICS_PORT))),
        ServeConfig.LogLevel.WARN,
        Optional.of(
            new ListenerTlsConfig(
                certificates.certificate("proxy"),
                certificates.key("proxy"),
                false, // a psql without TLS is welcome too
                false,
                Optional.empty(),
                false)),
        new UpstreamTlsConfig(
            UpstreamTlsConfig.Mode.VERIFY_FULL,
            Optional.of(certificates.ca()),
            Optional.empty(),
            Optional.empty()),
        new LoginConfig(
            new LoginConfig.ScramFile(
                DemoCertificates.writeSecret(
                    directory.resolve("verifiers"),
                    "\"%s\" \"%s\"\n".formatted(PORTAL, database.verifierOf(PORTAL)))),
            Optional.empty()),
        LimitsConfig.DEFAULT,
        false);
  }

  private List<String> replay(
      DemoDatabase database,
      ProxyStarter.Proxy proxy,
      DemoCertificates certificates,
      List<Patient> people)
      throws SQLException {
    ClearValues truth = new ClearValues(people);
    String card = people.get(people.size() / 2).nir().number();
    String throughProxy =
        DemoDatabase.url(proxy.listen())
            + "?sslmode=verify-full&channelBinding=require&sslrootcert="
            + certificates.ca();
    try (Account owner = Account.connect(database.url(), DemoDatabase.OWNER, "", truth);
        Account portal = Account.connect(throughProxy, PORTAL, PORTAL_PASSWORD, truth)) {
      return new Replay(screen, owner, portal).run(Step.all(), card);
    }
  }

  private void conclude(List<String> problems) {
    screen.blank();
    if (problems.isEmpty()) {
      screen.print(
          Tone.GOOD, INDENT, "The portal did its work and was shown no number and no birth date.");
    } else {
      screen.print(Tone.BAD, INDENT, "This is not as it must be:");
      problems.forEach(problem -> screen.print(Tone.BAD, INDENT + "- ", problem));
    }
  }

  /** Until a signal interrupts this thread, see {@link Ending}. */
  private void stayUp(DemoDatabase database, ProxyStarter.Proxy proxy) {
    screen.blank();
    screen.print(Tone.HEADING, INDENT, "Try it yourself:");
    screen.row(Tone.PLAIN, INDENT + "portal    " + psql(proxy.listen(), PORTAL, PORTAL_PASSWORD));
    screen.row(Tone.PLAIN, INDENT + "owner     " + psql(database.endpoint(), "postgres", ""));
    proxy
        .metrics()
        .ifPresent(
            metrics -> screen.row(Tone.PLAIN, INDENT + "metrics   http://" + metrics + "/metrics"));
    screen.print(Tone.FAINT, INDENT, "Ctrl-C ends the demo.");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      screen.blank();
    }
  }

  private static String psql(Endpoint endpoint, String user, String password) {
    String command =
        "psql -h " + endpoint.host() + " -p " + endpoint.port() + " -U " + user + " postgres";
    return password.isEmpty() ? command : "PGPASSWORD=" + password + " " + command;
  }
}
