-- What the fuzzer runs on: a third-party payer in small. Everything is made up.
CREATE SCHEMA payment;
CREATE COLLATION payment.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN payment.ci_text AS text COLLATE payment.ci;
CREATE TABLE payment.insurer (id int PRIMARY KEY, name text NOT NULL, opened date);
CREATE TABLE payment.patient (
  id bigint PRIMARY KEY,
  nir varchar(13) NOT NULL UNIQUE,
  nir_key char(2) NOT NULL,
  nir_full varchar(15) GENERATED ALWAYS AS (nir || nir_key) STORED,
  birth_date date NOT NULL,
  birth_year int GENERATED ALWAYS AS (extract(year FROM birth_date)::int) STORED,
  last_name text NOT NULL,
  city text,
  insurer_id int REFERENCES payment.insurer);
CREATE INDEX ON payment.patient (birth_date);
CREATE INDEX ON payment.patient (left(nir, 5));
CREATE TABLE payment.beneficiary (
  id bigint PRIMARY KEY, patient_id bigint NOT NULL, rank int NOT NULL,
  nir15 varchar(15), birth_date date);
CREATE TABLE payment.claim (
  id bigint PRIMARY KEY, patient_id bigint NOT NULL, patient_nir varchar(13),
  care_date date NOT NULL, amount numeric(10,2) NOT NULL, status text NOT NULL DEFAULT 'open',
  tags text[] NOT NULL DEFAULT '{}');
CREATE INDEX ON payment.claim (patient_nir);
CREATE TABLE payment.contract (
  id bigint PRIMARY KEY, label text NOT NULL, starts date,
  covered_nirs text[] NOT NULL DEFAULT '{}',
  terms jsonb NOT NULL DEFAULT '{"a": 1, "b": ["x", null, 2], "c": {"d": "Lyon"}}');
CREATE TABLE payment.payment (
  id bigint NOT NULL, claim_id bigint, payee_nir text, paid_on date NOT NULL, iban text,
  PRIMARY KEY (id, paid_on)) PARTITION BY RANGE (paid_on);
CREATE TABLE payment.payment_2025 PARTITION OF payment.payment
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE payment.payment_rest PARTITION OF payment.payment DEFAULT;
CREATE TABLE payment.archive (id bigint, nir text, birth_date date, full_name text);
CREATE TABLE payment.archive_2019 (batch int) INHERITS (payment.archive);
-- Public relations that hold clear values of the true database and none of the decoy: whatever
-- meets them and must not shows.
CREATE TABLE payment.calendar (id int PRIMARY KEY, day date NOT NULL, label text NOT NULL);
CREATE TABLE payment.book (id int PRIMARY KEY, entry text NOT NULL);

CREATE VIEW payment.v_patient AS
  SELECT id AS ref, nir AS number, birth_date AS born, last_name, city FROM payment.patient;
CREATE VIEW payment.v_view AS SELECT ref, number AS nss, born, last_name FROM payment.v_patient;
CREATE VIEW payment.v_derived AS
  SELECT id, last_name, left(nir, 3) AS stem, extract(year FROM birth_date)::int AS year
  FROM payment.patient;
CREATE VIEW payment.v_totals AS
  SELECT insurer_id, count(*) AS n FROM payment.patient GROUP BY insurer_id;
CREATE VIEW payment.v_flags AS
  SELECT id, birth_date < date '1960-01-01' AS old, rank() OVER (ORDER BY birth_date) AS place
  FROM payment.patient;
CREATE VIEW payment.v_filtered AS
  SELECT id, last_name FROM payment.patient WHERE left(nir, 1) = '2';
CREATE VIEW payment.v_holder AS
  SELECT b.id, b.rank, COALESCE(b.nir15, NULL) AS holder, p.birth_date AS born
  FROM payment.beneficiary b LEFT JOIN payment.patient p ON p.id = b.patient_id;
