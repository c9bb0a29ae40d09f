-- 200,000 people who do not exist. Commune and order number follow from the row number, so every
-- NIR is unique; sex, year and month agree with the row; Corsica (20) is left out.
CREATE SCHEMA payment;
CREATE TABLE payment.patient (
  id bigint PRIMARY KEY,
  nir varchar(13) NOT NULL UNIQUE,
  nir_key char(2),
  birth_date date NOT NULL,
  last_name text,
  first_name text,
  city text
);

INSERT INTO payment.patient
SELECT id, nir, lpad((97 - nir::bigint % 97)::text, 2, '0'), birth_date, last_name, first_name, city
FROM (
  SELECT
    n AS id,
    (1 + n % 2)::text
      || to_char(birth_date, 'YYMM')
      || lpad(department::text, 2, '0')
      || lpad((1 + n / 999 % 990)::text, 3, '0')
      || lpad((1 + n % 999)::text, 3, '0') AS nir,
    birth_date,
    (ARRAY['MARTIN','BERNARD','DUBOIS','THOMAS','ROBERT','RICHARD','PETIT','DURAND'])[1 + n % 8]
      || '-' || n AS last_name,
    (ARRAY['Camille','Louise','Gabriel','Jules','Emma','Arthur','Alice'])[1 + n % 7] AS first_name,
    (ARRAY['Lyon','Lille','Nantes','Rennes','Dijon','Reims','Brest','Tours','Nancy'])[1 + n % 9]
      AS city
  FROM (
    SELECT
      n,
      date '1930-01-01' + (n::bigint * 7919 % 29000)::int AS birth_date,
      CASE WHEN n % 95 + 1 = 20 THEN 96 ELSE n % 95 + 1 END AS department
    FROM generate_series(1, %ROWS%) AS n
  ) AS person
) AS numbered;

CREATE TABLE payment.note (id bigserial PRIMARY KEY, label text NOT NULL, body text);

CREATE ROLE bench_clear LOGIN;
CREATE ROLE bench_portal LOGIN;
GRANT USAGE ON SCHEMA payment TO bench_clear, bench_portal;
GRANT SELECT ON payment.patient TO bench_clear, bench_portal;
GRANT SELECT, INSERT ON payment.note TO bench_clear, bench_portal;
GRANT USAGE ON SEQUENCE payment.note_id_seq TO bench_clear, bench_portal;
