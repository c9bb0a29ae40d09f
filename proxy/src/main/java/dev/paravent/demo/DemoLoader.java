package dev.paravent.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills the demo's tables through COPY. */
final class DemoLoader {
  static final List<String> INSURERS =
      List.of(
          "Mutuelle du Ponant",
          "Alliance Santé Loire",
          "Garance Prévoyance",
          "MutuaSud",
          "Harmonis",
          "Union Mutualiste Alpine");

  private static final int CLAIMS_PER_PATIENT = 2;
  private static final int BATCH_CHARACTERS = 60_000;
  // After the last birth: a date of care is never mistaken for a date of birth.
  private static final LocalDate FIRST_CARE = LocalDate.of(2025, 3, 1);
  private static final int CARE_DAYS = 500;
  private static final List<String> ACTS = List.of("OPT1", "DEN2", "PHA3", "AUD4", "RAD5");
  private static final List<String> STATES = List.of("reçue", "contrôlée", "acceptée", "payée");

  private final Connection connection;
  private final Screen screen;

  DemoLoader(Connection connection, Screen screen) {
    this.connection = connection;
    this.screen = screen;
  }

  void load(List<Patient> patients) throws SQLException {
    insertInsurers();
    copy("patient", patients, DemoLoader::patient, 1);
    copy("claim", patients, DemoLoader::claims, CLAIMS_PER_PATIENT);
    try (Statement statement = connection.createStatement()) {
      statement.execute(DemoDatabase.resource("indexes.sql"));
    }
  }

  private void insertInsurers() throws SQLException {
    try (var statement =
        connection.prepareStatement("insert into payment.insurer values (?, ?, 'mutuelle')")) {
      for (int index = 0; index < INSURERS.size(); index++) {
        statement.setInt(1, index + 1);
        statement.setString(2, INSURERS.get(index));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The lines of one patient in COPY's text format. */
  private interface Lines {
    void append(Patient patient, StringBuilder text);
  }

  private void copy(String table, List<Patient> patients, Lines lines, int each)
      throws SQLException {
    ProgressBar bar = new ProgressBar(screen, table + "s", (long) patients.size() * each);
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy payment." + table + " from stdin");
    StringBuilder text = new StringBuilder(BATCH_CHARACTERS + 1_000);
    long done = 0;
    for (Patient patient : patients) {
      lines.append(patient, text);
      done += each;
      if (text.length() >= BATCH_CHARACTERS) {
        send(copy, text);
        bar.show(done);
      }
    }
    send(copy, text);
    copy.endCopy();
    bar.show(done);
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  private static void patient(Patient patient, StringBuilder text) {
    line(
        text,
        Long.toString(patient.id()),
        patient.nir().number(),
        patient.nir().key(),
        patient.birthDate().toString(),
        patient.lastName(),
        patient.firstName(),
        patient.city(),
        Integer.toString(patient.insurerId()),
        patient.cover());
  }

  private static void claims(Patient patient, StringBuilder text) {
    for (int index = 0; index < CLAIMS_PER_PATIENT; index++) {
      long id = patient.id() * CLAIMS_PER_PATIENT + index;
      line(
          text,
          Long.toString(id),
          Long.toString(patient.id()),
          patient.nir().number(),
          FIRST_CARE.plusDays(id * 17 % CARE_DAYS).toString(),
          ACTS.get((int) (id % ACTS.size())),
          String.format(Locale.ROOT, "%.2f", 25 + id * 37 % 30_000 / 100.0),
          STATES.get((int) (id % STATES.size())));
    }
  }

  private static void line(StringBuilder text, String... fields) {
    text.append(String.join("\t", fields)).append('\n');
  }
}
