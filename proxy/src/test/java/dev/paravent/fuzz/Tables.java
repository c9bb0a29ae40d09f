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

/**
 * The relations that statements are generated over. Immutable.
 *
 * @param open read by every statement
 * @param guarded with protected columns
 * @param derived read only by bold statements: what they hold is derived from protected values
 * @param written changed by statements; their first column is a key
 */
record Tables(List<Source> open, List<Source> guarded, List<Source> derived, List<Source> written) {
  Tables {
    open = List.copyOf(open);
    guarded = List.copyOf(guarded);
    derived = List.copyOf(derived);
    written = List.copyOf(written);
  }

  private static final Source PATIENT =
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
  private static final Source BENEFICIARY =
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
  private static final Source CLAIM =
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
  private static final Source CONTRACT =
      table("contract", "id", INT, "label", TEXT, "starts", DAY, "covered_nirs", NIRS);
  private static final Source PAYMENT =
      table("payment", "id", INT, "claim_id", INT, "payee_nir", NIR, "paid_on", DAY, "iban", TEXT);
  private static final Source ARCHIVE =
      table("archive", "id", INT, "nir", NIR, "birth_date", BIRTH, "full_name", TEXT);
  private static final Source INSURER = table("insurer", "id", INT, "name", TEXT, "opened", DAY);
  private static final Source CALENDAR = table("calendar", "id", INT, "day", DAY, "label", TEXT);
  private static final Source BOOK = table("book", "id", INT, "entry", TEXT);

  /** The relations of schema.sql. */
  static final Tables FUZZED =
      new Tables(
          List.of(INSURER, CALENDAR, BOOK, table("v_totals", "insurer_id", INT, "n", INT)),
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
              table("v_holder", "id", INT, "rank", INT, "holder", NIR, "born", BIRTH)),
          List.of(
              table("v_derived", "id", INT, "last_name", TEXT, "stem", TEXT, "year", INT),
              table("v_flags", "id", INT, "old", BOOL, "place", INT),
              table("v_filtered", "id", INT, "last_name", TEXT),
              table("patient", "id", INT, "nir_key", TEXT, "birth_year", INT, "last_name", TEXT)),
          List.of(PATIENT, BENEFICIARY, CLAIM, CONTRACT, PAYMENT, ARCHIVE));

  /** The relations of attacker/schema.sql. */
  static final Tables ATTACKED =
      new Tables(
          List.of(
              INSURER,
              table("portal_account", "id", INT, "login", TEXT),
              table("claim_line", "claim_id", INT, "line_no", INT, "amount", NUMBER),
              table("v_totals", "insurer_id", INT, "n", INT)),
          List.of(
              PATIENT,
              PATIENT,
              BENEFICIARY,
              BENEFICIARY,
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
                  "total_amount",
                  NUMBER,
                  "status",
                  TEXT),
              table("contract", "id", INT, "policy_no", TEXT, "starts", DAY, "covered_nirs", NIRS),
              PAYMENT,
              table("v_patient", "ref", INT, "number", NIR, "born", BIRTH, "last_name", TEXT),
              table("v_view", "ref", INT, "nss", NIR, "born", BIRTH, "last_name", TEXT),
              table(
                  "mv_insured", "id", INT, "nss", NIR, "birth_date", BIRTH, "insurer_name", TEXT)),
          List.of(
              table("v_derived", "id", INT, "last_name", TEXT, "stem", TEXT, "year", INT),
              table("v_flags", "id", INT, "old", BOOL),
              table("person_archive", "nir", NIR, "birth_date", BIRTH, "full_name", TEXT),
              table("patient", "id", INT, "nir_key", TEXT, "birth_year", INT, "last_name", TEXT)),
          List.of(PATIENT, BENEFICIARY, PAYMENT));

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
