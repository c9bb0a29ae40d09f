-- A database that the bundles tiers-payant and tiers-payant-strict classify, with made-up persons.
-- One in five has a birthday that others share. {persons} stands for their number.
CREATE ROLE portal_app LOGIN;
CREATE ROLE portal_admin LOGIN SUPERUSER;
CREATE SCHEMA payment;
CREATE SCHEMA audit;
CREATE TABLE payment.insurer (id int PRIMARY KEY, name text NOT NULL, opened date);
CREATE TABLE payment.health_professional (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE payment.portal_account (id int PRIMARY KEY, login text NOT NULL);
CREATE TABLE payment.claim_line (
  claim_id bigint NOT NULL, line_no int NOT NULL, amount numeric(10,2), PRIMARY KEY (claim_id, line_no));
CREATE TABLE payment.contract (
  id bigint PRIMARY KEY, insurer_id int, policy_no text NOT NULL, policy_cover text,
  starts date, ends date, covered_nirs text[] NOT NULL DEFAULT '{}');
CREATE TABLE payment.patient (
  id bigint PRIMARY KEY,
  nir varchar(13) NOT NULL UNIQUE,
  nir_key char(2) NOT NULL,
  nir_full varchar(15) GENERATED ALWAYS AS (nir || nir_key) STORED,
  birth_date date NOT NULL,
  birth_year int GENERATED ALWAYS AS (extract(year FROM birth_date)::int) STORED,
  last_name text NOT NULL, first_name text, sex char(1), marital_status text,
  insurer_id int, contract_id bigint, policy_cover text, city text, postal_code char(5),
  email text, phone text, note text, created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT patient_birth CHECK (birth_date > date '1800-01-01'));
CREATE TABLE payment.beneficiary (
  id bigint PRIMARY KEY, patient_id bigint NOT NULL REFERENCES payment.patient, rank int NOT NULL,
  nir15 varchar(15), birth_date date, relationship text, first_name text,
  UNIQUE (patient_id, birth_date), CHECK (birth_date < date '2100-01-01'));
CREATE TABLE payment.claim (
  id bigint PRIMARY KEY, patient_id bigint NOT NULL, patient_nir varchar(13), hp_id int, contract_id bigint,
  care_date date NOT NULL, total_amount numeric(10,2) NOT NULL DEFAULT 0, amo numeric(10,2), amc numeric(10,2),
  status text NOT NULL DEFAULT 'recue', payload jsonb, comment text, created_at timestamptz DEFAULT now());
CREATE TABLE payment.payment (
  id bigint NOT NULL, claim_id bigint, payee_nir varchar(15), paid_on date NOT NULL,
  amount numeric(10,2), iban text, label text, PRIMARY KEY (id, paid_on)) PARTITION BY RANGE (paid_on);
CREATE TABLE payment.payment_2025 PARTITION OF payment.payment
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE payment.payment_rest PARTITION OF payment.payment DEFAULT;
CREATE TABLE payment.person_archive (nir varchar(15), birth_date date, full_name text);
CREATE TABLE payment.person_archive_2019 (batch int) INHERITS (payment.person_archive);
CREATE TABLE audit.event (
  id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), who text NOT NULL DEFAULT current_user,
  what text NOT NULL, row_data jsonb);
CREATE TABLE public.portal_note (id bigserial PRIMARY KEY, author text, body text, made_on date, num numeric);
CREATE TABLE public.patient (id bigint PRIMARY KEY, label text);
CREATE SEQUENCE payment.claim_seq START 5000000;
CREATE SEQUENCE payment.payment_seq START 5000000;

SELECT setseed(0.25);
INSERT INTO payment.insurer VALUES (1, 'Mutuelle Un', '2001-02-03'), (2, 'Mutuelle Deux', NULL), (3, 'Mutuelle Trois', '1950-01-01');
INSERT INTO payment.health_professional SELECT g, 'Dr ' || g FROM generate_series(1, 20) g;
INSERT INTO payment.portal_account SELECT g, 'ps' || g FROM generate_series(1, 20) g;
INSERT INTO payment.patient
  (id, nir, nir_key, birth_date, last_name, first_name, sex, insurer_id, contract_id, city, postal_code)
SELECT i, n, lpad((97 - n::bigint % 97)::text, 2, '0'),
       date '1925-01-01' + (CASE WHEN i % 5 = 0 THEN ((i * 7919) % 200) * 150 ELSE random() * 30000 END)::int,
       'Nom' || i, 'P', 'F', 1 + i % 3, i, (ARRAY['Lyon', 'Brest', 'Lille'])[1 + (i * 31) % 3], '69001'
FROM (SELECT i, '1' || lpad((i % 100)::text, 2, '0') || lpad((1 + i / 100 % 12)::text, 2, '0')
                    || '75056' || lpad((1 + i / 1200)::text, 3, '0') AS n
      FROM generate_series(1, {persons}) i) s ORDER BY i;
INSERT INTO payment.contract
SELECT id, 1 + id % 3, 'POL-' || id, 'base', '2020-01-01', NULL, ARRAY[nir] FROM payment.patient;
INSERT INTO payment.beneficiary
SELECT id, id, 1, nir || nir_key, birth_date, 'assure', 'P' FROM payment.patient;
INSERT INTO payment.claim (id, patient_id, patient_nir, hp_id, contract_id, care_date, total_amount, payload)
SELECT id, id, nir, 1 + id % 20, id, '2025-01-01', 10,
       jsonb_build_object('patient', jsonb_build_object('nir', nir || nir_key, 'ddn', birth_date),
                          'facture', 'F' || id)
FROM payment.patient;
INSERT INTO payment.claim_line SELECT id, 1, 10 FROM payment.claim;
INSERT INTO payment.payment SELECT id, id, nir || nir_key, '2025-03-01', 10, 'FR' || id, 'TP' FROM payment.patient;
INSERT INTO payment.person_archive SELECT nir || nir_key, birth_date, last_name FROM payment.patient;
INSERT INTO audit.event (what, row_data) SELECT 'import', to_jsonb(p) FROM payment.patient p;
INSERT INTO public.portal_note (author, body) SELECT 'ps' || g, 'note' FROM generate_series(1, 5) g;
INSERT INTO public.patient SELECT id, 'dossier' FROM payment.patient WHERE id <= 20;
CREATE INDEX patient_birth_ix ON payment.patient (birth_date);
CREATE INDEX ON payment.beneficiary (birth_date);
CREATE INDEX ON payment.person_archive (birth_date);
CREATE INDEX ON payment.person_archive (full_name);
CREATE INDEX ON payment.claim (patient_id);
CREATE VIEW payment.v_patient AS
  SELECT id AS ref, nir AS number, birth_date AS born, last_name FROM payment.patient;
CREATE VIEW payment.v_view AS SELECT ref, number AS nss, born, last_name FROM payment.v_patient;
CREATE VIEW payment.v_derived AS
  SELECT id, last_name, left(nir, 3) AS stem, extract(year FROM birth_date)::int AS year FROM payment.patient;
CREATE VIEW payment.v_flags AS
  SELECT id, birth_date < date '1960-01-01' AS old FROM payment.patient;
CREATE VIEW payment.v_totals AS
  SELECT insurer_id, count(*) AS n FROM payment.patient GROUP BY insurer_id;
CREATE MATERIALIZED VIEW payment.mv_insured AS
  SELECT p.id, p.nir || p.nir_key AS nss, p.birth_date, i.name AS insurer_name, p.policy_cover
  FROM payment.patient p JOIN payment.insurer i ON i.id = p.insurer_id;
CREATE UNIQUE INDEX ON payment.mv_insured (id);
CREATE FUNCTION payment.birth_of(pid bigint) RETURNS date LANGUAGE sql STABLE AS
  $$ SELECT birth_date FROM payment.patient WHERE id = pid $$;
GRANT USAGE ON SCHEMA payment, audit TO portal_app;
GRANT ALL ON ALL TABLES IN SCHEMA payment, audit, public TO portal_app;
GRANT ALL ON ALL SEQUENCES IN SCHEMA payment, audit, public TO portal_app;
ANALYZE;
