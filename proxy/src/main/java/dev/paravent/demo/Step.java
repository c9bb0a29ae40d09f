package dev.paravent.demo;

import java.util.List;

/**
 * One statement of the replay. Immutable.
 *
 * @param title what somebody does
 * @param note what it shows
 * @param sql the statement; {@code {card}} stands for the number on a patient's card, {@code
 *     {seen}} for that patient's number as the account saw it in the first step
 * @param kind how it is sent
 * @param expectation what must become of it on the portal's account
 */
record Step(String title, String note, String sql, Kind kind, Expectation expectation) {
  /** How a statement is sent. */
  enum Kind {
    QUERY,
    COPY
  }

  /** What must become of a statement on the portal's account. */
  enum Expectation {
    WORKS,
    IS_REFUSED
  }

  String sql(String card, String seen) {
    return sql.replace("{card}", card).replace("{seen}", seen);
  }

  /** Everyday work first, then the breach. */
  static List<Step> all() {
    return List.of(
        works(
            "Search by NIR",
            "The number on the card finds its patient; what comes back is a pseudonym.",
            "select nir, birth_date, last_name, city from payment.patient where nir = '{card}'"),
        works(
            "The patient's page",
            "From here on the portal works with the pseudonym, the owner with the number.",
            "select id, nir, nir_key, birth_date, first_name, policy_cover"
                + " from payment.patient where nir = '{seen}'"),
        works(
            "Join of patient, claims and insurer",
            "Equal numbers have equal pseudonyms: joins on them are exact.",
            "select p.nir, c.care_date, c.act, c.total_amount, i.name from payment.patient p"
                + " join payment.claim c on c.patient_nir = p.nir"
                + " join payment.insurer i on i.id = p.insurer_id where p.nir = '{seen}'"
                + " order by c.id"),
        works(
            "Dashboard",
            "What touches no protected value is untouched.",
            "select i.name, count(*) as patients from payment.patient p"
                + " join payment.insurer i on i.id = p.insurer_id group by i.name order by i.name"),
        works(
            "The mass read",
            "The statement of the breach: everybody, in one go.",
            "select nir, birth_date, last_name from payment.patient"),
        refused(
            "A part of the number",
            "Five characters are sex, year, month of birth.",
            "select substring(nir, 1, 5) from payment.patient"),
        refused(
            "A cast that fails",
            "PostgreSQL's error message carries the number.",
            "select nir::int from payment.patient where nir = '{seen}'"),
        refused(
            "The birth-date decoder",
            "Every possible date joined with the stored one gives the clear date.",
            "select p.id, d::date as decoded from payment.patient p"
                + " join generate_series(date '1925-01-01', date '2025-12-31', interval '1 day') d"
                + " on d::date = p.birth_date"),
        new Step(
            "COPY",
            "The fast way out, past everything that looks at result sets.",
            "copy (select nir, birth_date from payment.patient) to stdout",
            Step.Kind.COPY,
            Expectation.WORKS),
        refused(
            "The planner's statistics",
            "PostgreSQL keeps samples of every column, outside the table.",
            "select attname, histogram_bounds::text from pg_stats"
                + " where tablename = 'patient' and attname in ('nir', 'birth_date')"));
  }

  private static Step works(String title, String note, String sql) {
    return new Step(title, note, sql, Kind.QUERY, Expectation.WORKS);
  }

  private static Step refused(String title, String note, String sql) {
    return new Step(title, note, sql, Kind.QUERY, Expectation.IS_REFUSED);
  }
}
