package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.BIRTH;
import static dev.paravent.fuzz.Kind.BOOL;
import static dev.paravent.fuzz.Kind.DAY;
import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.NIR;
import static dev.paravent.fuzz.Kind.NIRS;
import static dev.paravent.fuzz.Kind.NUMBER;
import static dev.paravent.fuzz.Kind.TEXT;
import static dev.paravent.fuzz.Kind.TEXTS;

import java.util.ArrayList;
import java.util.List;

/** The relations of schema.sql. */
final class Tables {
  static final Source PATIENT =
      table(
          "patient",
          "id",
          INT,
          "nir",
          NIR,
          "nir_full",
          NIR,
          "birth_date",
          BIRTH,
          "last_name",
          TEXT,
          "city",
          TEXT,
          "insurer_id",
          INT);
  static final Source BENEFICIARY =
      table(
          "beneficiary",
          "id",
          INT,
          "patient_id",
          INT,
          "rank",
          INT,
          "nir15",
          NIR,
          "birth_date",
          BIRTH);
  static final Source CLAIM =
      table(
          "claim",
          "id",
          INT,
          "patient_id",
          INT,
          "patient_nir",
          NIR,
          "care_date",
          DAY,
          "amount",
          NUMBER,
          "status",
          TEXT,
          "tags",
          TEXTS);
  static final Source CONTRACT =
      table("contract", "id", INT, "label", TEXT, "starts", DAY, "covered_nirs", NIRS);
  static final Source PAYMENT =
      table("payment", "id", INT, "claim_id", INT, "payee_nir", NIR, "paid_on", DAY, "iban", TEXT);
  static final Source ARCHIVE =
      table("archive", "id", INT, "nir", NIR, "birth_date", BIRTH, "full_name", TEXT);
  static final Source INSURER = table("insurer", "id", INT, "name", TEXT, "opened", DAY);
  static final Source CALENDAR = table("calendar", "id", INT, "day", DAY, "label", TEXT);
  static final Source BOOK = table("book", "id", INT, "entry", TEXT);

  /** Read by every statement. */
  static final List<Source> OPEN =
      List.of(INSURER, CALENDAR, BOOK, table("v_totals", "insurer_id", INT, "n", INT));

  static final List<Source> GUARDED =
      List.of(
          PATIENT,
          PATIENT,
          BENEFICIARY,
          CLAIM,
          CONTRACT,
          PAYMENT,
          ARCHIVE,
          table(
              "archive_2019",
              "id",
              INT,
              "nir",
              NIR,
              "birth_date",
              BIRTH,
              "full_name",
              TEXT,
              "batch",
              INT),
          table("payment_2025", "id", INT, "claim_id", INT, "payee_nir", NIR, "paid_on", DAY),
          table("v_patient", "ref", INT, "number", NIR, "born", BIRTH, "last_name", TEXT),
          table("v_view", "ref", INT, "nss", NIR, "born", BIRTH, "last_name", TEXT),
          table("v_holder", "id", INT, "rank", INT, "holder", NIR, "born", BIRTH));

  /** Read only by bold statements: what they hold is derived from protected values. */
  static final List<Source> DERIVED =
      List.of(
          table("v_derived", "id", INT, "last_name", TEXT, "stem", TEXT, "year", INT),
          table("v_flags", "id", INT, "old", BOOL, "place", INT),
          table("v_filtered", "id", INT, "last_name", TEXT),
          table("patient", "id", INT, "nir_key", TEXT, "birth_year", INT, "last_name", TEXT));

  static final List<Source> WRITTEN =
      List.of(PATIENT, BENEFICIARY, CLAIM, CONTRACT, PAYMENT, ARCHIVE);

  private Tables() {}

  private static Source table(String name, Object... namesAndKinds) {
    List<Source.Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndKinds.length; i += 2) {
      columns.add(new Source.Column((String) namesAndKinds[i], (Kind) namesAndKinds[i + 1]));
    }
    return new Source(name, columns);
  }

  /** The table without its protected columns. */
  static Source openPart(Source table) {
    return new Source(
        table.alias(),
        table.columns().stream().filter(column -> !column.kind().isProtected()).toList());
  }
}
