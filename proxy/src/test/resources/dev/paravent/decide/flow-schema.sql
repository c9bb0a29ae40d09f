-- What FlowRulesIT runs on. Everything is made up.
CREATE SCHEMA payment;
CREATE SCHEMA other;
CREATE DOMAIN payment.nir13 AS varchar(13);
CREATE DOMAIN payment.checked AS text CHECK (VALUE LIKE '1%');
CREATE TYPE payment.claim_status AS ENUM ('open', 'paid');
CREATE TABLE payment.insurer (id int PRIMARY KEY, name text NOT NULL, opened date);
CREATE TABLE payment.patient (
  id bigint PRIMARY KEY,
  nir payment.nir13 NOT NULL UNIQUE,
  nir_key char(2) NOT NULL,
  nir_full varchar(15) GENERATED ALWAYS AS (nir || nir_key) STORED,
  birth_date date NOT NULL,
  birth_year int GENERATED ALWAYS AS (extract(year FROM birth_date)::int) STORED,
  last_name varchar(40) NOT NULL,
  city text,
  note text,
  insurer_id int REFERENCES payment.insurer,
  slug text GENERATED ALWAYS AS (lower(last_name::text)) STORED,
  unlisted text);
CREATE INDEX ON payment.patient (birth_date);
CREATE TABLE payment.beneficiary (
  id bigint PRIMARY KEY, patient_id bigint NOT NULL, rank int NOT NULL,
  nir15 varchar(15) NOT NULL, birth_date date NOT NULL);
CREATE SEQUENCE payment.claim_seq;
CREATE SEQUENCE payment.private_seq;
CREATE TABLE payment.claim (
  id bigint PRIMARY KEY, patient_id bigint NOT NULL, patient_nir payment.nir13,
  amount numeric(10,2) NOT NULL, status payment.claim_status NOT NULL DEFAULT 'open',
  payload jsonb, tags text[] NOT NULL DEFAULT '{}', created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE payment.contract (
  id bigint PRIMARY KEY, label text NOT NULL, covered_nirs text[] NOT NULL DEFAULT '{}');
CREATE TABLE payment.payment (
  id bigint NOT NULL, claim_id bigint, payee_nir text, paid_on date NOT NULL, iban text)
  PARTITION BY RANGE (paid_on);
CREATE TABLE payment.payment_2025 PARTITION OF payment.payment
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX ON payment.payment (payee_nir);
CREATE INDEX ON payment.patient (lower(last_name), lower(city));
CREATE TABLE payment.archive (nir text, birth_date date, full_name text);
CREATE TABLE payment.archive_2019 (batch int) INHERITS (payment.archive);
CREATE TABLE payment.anyone (label text, holder text);
CREATE TABLE payment.known (extra int) INHERITS (payment.anyone);
CREATE TABLE payment.roll (id bigint PRIMARY KEY, last_name text NOT NULL, birth_date date NOT NULL);
CREATE INDEX ON payment.roll (last_name, birth_date);
CREATE TABLE payment.letter (
  id int PRIMARY KEY, body json NOT NULL, copy jsonb, extra jsonb, shown jsonb, title text);
CREATE DOMAIN payment.document AS jsonb;
CREATE TABLE payment.folder (id int PRIMARY KEY, content payment.document, texts text);
CREATE INDEX ON payment.folder ((content ->> 'nir'));
CREATE TABLE payment.roll_covered (id bigint NOT NULL, last_name text, birth_date date NOT NULL);
CREATE INDEX ON payment.roll_covered (birth_date) INCLUDE (id);
CREATE TABLE payment.roll_said (id bigint NOT NULL, last_name text, birth_date date NOT NULL);
CREATE INDEX ON payment.roll_said ((birth_date - 1)) INCLUDE (id);
CREATE TABLE payment.roll_active (
  id bigint PRIMARY KEY, last_name text, birth_date date NOT NULL, active boolean DEFAULT true);
CREATE INDEX ON payment.roll_active (birth_date) WHERE active;
CREATE TYPE payment.address AS (street text, city text);
CREATE TYPE payment.span AS RANGE (subtype = int4);
CREATE TABLE payment.office (
  id int PRIMARY KEY, place payment.address, places payment.address[], reach payment.span,
  who payment.patient, them payment.patient[]);
CREATE TABLE payment.badge (
  id int PRIMARY KEY, nir text, initial text GENERATED ALWAYS AS (left(nir, 1)) STORED,
  half text GENERATED ALWAYS AS (right(nir, 6)) VIRTUAL, twice int GENERATED ALWAYS AS (id * 2) STORED,
  label text);
CREATE DOMAIN payment.nir_list AS text[];
CREATE DOMAIN payment.short_nir AS payment.nir13 CHECK (length(VALUE) > 0);
CREATE TABLE payment.group_of (id int PRIMARY KEY, members payment.nir_list, head payment.short_nir);
CREATE TABLE payment.born (id int, born date, label text) PARTITION BY RANGE (born);
CREATE TABLE payment.born_early PARTITION OF payment.born FOR VALUES FROM ('1900-01-01') TO ('1960-01-01');
CREATE TABLE payment.secret (id int, content text);
CREATE TABLE other.patient (id bigint PRIMARY KEY, nir text);

CREATE MATERIALIZED VIEW payment.m_patient AS
  SELECT id, nir, left(nir, 3) AS stem, birth_date, last_name FROM payment.patient;
CREATE MATERIALIZED VIEW payment.m_women AS SELECT id FROM payment.patient WHERE nir LIKE '2%';
CREATE MATERIALIZED VIEW payment.m_sorted AS
  SELECT id, last_name FROM payment.patient ORDER BY birth_date;
CREATE EXTENSION postgres_fdw;
DO $$ BEGIN
  EXECUTE format('CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw'
    ' OPTIONS (host ''localhost'', port %L, dbname ''postgres'')', current_setting('port'));
END $$;
CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user 'postgres');
CREATE FOREIGN TABLE payment.far_patient (id bigint, nir text, birth_date date, last_name text)
  SERVER far OPTIONS (schema_name 'payment', table_name 'patient');
CREATE VIEW payment.v_patient AS
  SELECT id AS ref, nir AS number, birth_date AS born, last_name, city FROM payment.patient;
CREATE VIEW payment.v_view AS SELECT ref, number AS nss, born, last_name FROM payment.v_patient;
CREATE VIEW payment.v_derived AS
  SELECT id, last_name, left(nir, 3) AS stem, nir || nir_key AS joined,
         extract(year FROM age(date '2026-01-01', birth_date)) AS age FROM payment.patient;
CREATE VIEW payment.v_filtered AS
  SELECT id, last_name FROM payment.patient WHERE id > 0 AND left(nir, 1) = '2';
CREATE VIEW payment.v_between AS
  SELECT id, last_name FROM payment.patient
  WHERE birth_date BETWEEN date '1940-01-01' AND date '1950-01-01';
CREATE VIEW payment.v_constant AS
  SELECT id, birth_date FROM payment.patient WHERE birth_date = date '1950-01-01';
CREATE VIEW payment.v_flags AS
  SELECT id, CASE WHEN birth_date < date '1960-01-01' THEN 'senior' ELSE 'young' END AS band,
         birth_date < date '1960-01-01' AS old, rank() OVER (ORDER BY birth_date) AS place,
         count(*) FILTER (WHERE nir LIKE '2%') OVER () AS women
  FROM payment.patient;
CREATE VIEW payment.v_first AS
  SELECT id, last_name FROM payment.patient ORDER BY birth_date LIMIT 2;
CREATE VIEW payment.v_eldest AS
  SELECT DISTINCT ON (city) id, last_name FROM payment.patient ORDER BY city, birth_date;
CREATE VIEW payment.v_newest AS
  SELECT DISTINCT ON (city) id, last_name, birth_date FROM payment.patient ORDER BY city, id DESC;
CREATE VIEW payment.v_first_of_all AS
  SELECT id, last_name, birth_date FROM payment.patient
  UNION ALL SELECT id, last_name, birth_date FROM payment.patient ORDER BY birth_date LIMIT 2;
CREATE VIEW payment.v_sorted AS SELECT id, last_name FROM payment.patient ORDER BY birth_date;
CREATE VIEW payment.v_pair AS
  SELECT COALESCE(p.nir, NULL) AS nir, COALESCE(q.birth_date, NULL) AS birth_date
  FROM payment.patient p, payment.patient q;
CREATE VIEW payment.v_totals AS
  SELECT insurer_id, count(*) AS n FROM payment.patient GROUP BY insurer_id;
CREATE VIEW payment.v_names AS SELECT id, name FROM payment.insurer;
CREATE VIEW payment.v_stats AS
  SELECT tablename, attname, most_common_vals::text AS vals FROM pg_stats;
CREATE VIEW payment.v_letter AS
  SELECT id, body, body -> 'patient' AS patient, body #>> '{patient,nir}' AS nir,
         body ->> 'title' AS title, body ->> 'hidden' AS hidden,
         (body ->> 'hidden') || 'x' AS derived, payload.amount
  FROM payment.letter, LATERAL (SELECT body #> '{lines,0,amount}' AS amount) payload;
CREATE VIEW payment.v_letter_of AS
  SELECT id FROM payment.letter WHERE body ->> 'hidden' = 'h1';
CREATE VIEW payment.v_secret AS SELECT * FROM payment.secret;
CREATE VIEW payment.v_xml AS
  SELECT query_to_xml('select nir from payment.patient', true, false, '')::text AS x;

CREATE FUNCTION payment.plus(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE FUNCTION payment.peek(a text) RETURNS text LANGUAGE sql STABLE AS
  'SELECT nir::text FROM payment.patient LIMIT 1';
CREATE FUNCTION payment.same(a int, b payment.claim_status) RETURNS boolean LANGUAGE sql STABLE AS
  'SELECT EXISTS (SELECT 1 FROM payment.patient WHERE nir LIKE b::text)';
CREATE FUNCTION payment.initcap(a varchar) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION payment.is_known(a text) RETURNS boolean LANGUAGE sql STABLE AS
  'SELECT EXISTS (SELECT 1 FROM payment.patient WHERE nir = a)';
CREATE DOMAIN payment.known_nir AS text CHECK (payment.is_known(VALUE));
CREATE DOMAIN payment.known_nirs AS payment.known_nir[];
CREATE TYPE payment.holder AS (id int, nir payment.known_nir);
CREATE TYPE payment.mood AS ENUM ('calm', 'cross');
CREATE FUNCTION payment.mood_of(a text) RETURNS payment.mood LANGUAGE sql STABLE AS
  'SELECT CASE WHEN payment.is_known(a) THEN ''calm'' ELSE ''cross'' END::payment.mood';
CREATE CAST (text AS payment.mood) WITH FUNCTION payment.mood_of(text);
CREATE TYPE payment.pace AS ENUM ('slow', 'quick');
CREATE FUNCTION payment.pace_of(a int) RETURNS payment.pace LANGUAGE sql STABLE AS
  'SELECT CASE WHEN EXISTS (SELECT 1 FROM payment.patient WHERE nir LIKE a || ''%'')
               THEN ''slow'' ELSE ''quick'' END::payment.pace';
CREATE CAST (bigint AS payment.pace) WITH INOUT;
CREATE TABLE payment.walk (id int PRIMARY KEY, mood payment.mood, pace payment.pace);
CREATE COLLATION payment.backwards (provider = icu, locale = 'fr-u-kb-true');
CREATE COLLATION payment.wide (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN payment.wide_text AS text COLLATE payment.wide;
CREATE OPERATOR payment.<+> (LEFTARG = int, RIGHTARG = int, FUNCTION = payment.plus);
CREATE OPERATOR payment.= (LEFTARG = int, RIGHTARG = payment.claim_status, FUNCTION = payment.same);

CREATE UNIQUE INDEX ON other.patient ((id + 0));
INSERT INTO payment.insurer VALUES (1, 'Mutuelle Un', '2001-02-03'), (2, 'Mutuelle Deux', NULL);
INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, city, note, insurer_id)
SELECT i, '1850578006' || lpad(i::text, 3, '0'), '12', date '1950-01-01' + i * 37, 'Nom' || i % 4,
       CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN 'Lyon' ELSE 'Brest' END, 'note ' || i, 1 + i % 2
FROM generate_series(1, 12) i;
INSERT INTO payment.beneficiary
SELECT id * 10, id, 1, nir || '12', birth_date FROM payment.patient;
INSERT INTO payment.claim (id, patient_id, patient_nir, amount)
SELECT id * 100, id, nir, id * 1.5 FROM payment.patient;
INSERT INTO payment.contract SELECT id, 'contrat ' || id, ARRAY[nir::text] FROM payment.patient;
INSERT INTO payment.payment
SELECT id, id * 100, nir, date '2025-03-01' + id::int, 'FR' || id FROM payment.patient;
INSERT INTO payment.archive_2019 SELECT nir, birth_date, last_name, 1 FROM payment.patient;
INSERT INTO payment.known SELECT last_name, nir, 1 FROM payment.patient;
INSERT INTO payment.roll SELECT id, last_name, birth_date FROM payment.patient;
INSERT INTO payment.office (id, place, places, reach)
VALUES (1, ROW('Quai', 'Brest'), ARRAY[ROW('Rue', 'Lyon')::payment.address], '[1,5)');
INSERT INTO payment.badge (id, nir, label) SELECT id, nir, last_name FROM payment.patient;
INSERT INTO payment.group_of SELECT id, ARRAY[nir::text], nir FROM payment.patient;
INSERT INTO payment.born SELECT id, date '1950-01-01', last_name FROM payment.patient;
INSERT INTO payment.walk VALUES (1, 'calm', 'slow');
REFRESH MATERIALIZED VIEW payment.m_patient;
REFRESH MATERIALIZED VIEW payment.m_women;
REFRESH MATERIALIZED VIEW payment.m_sorted;
INSERT INTO payment.letter
SELECT id, json_build_object('patient', json_build_object('nir', nir, 'born', birth_date, 'name', last_name),
         'title', 'letter ' || id, 'hidden', 'h' || id,
         'lines', json_build_array(json_build_object('nir', nir, 'amount', id), 3)),
       json_build_object('nir', nir), json_build_object('nir', nir), '{"a": 1}', 'letter ' || id
FROM payment.patient;
INSERT INTO payment.folder SELECT id, jsonb_build_object('nir', nir, 'n', id), 'x' FROM payment.patient;
INSERT INTO payment.roll_covered SELECT id, last_name, birth_date FROM payment.patient;
INSERT INTO payment.roll_said SELECT id, last_name, birth_date FROM payment.patient;
INSERT INTO payment.roll_active SELECT id, last_name, birth_date FROM payment.patient;
INSERT INTO other.patient SELECT id, 'public ' || id FROM payment.patient;
ANALYZE;
