CREATE TYPE address AS (street text, zip text)
;;
CREATE TABLE patient (id int PRIMARY KEY, nir text, birth date, name varchar(40), weight numeric(6,2), tags text[], info jsonb, home address)
;;
CREATE TABLE insurer (code text, patient_id int REFERENCES patient, since timestamp, primary key (code, patient_id))
;;
CREATE TABLE "Odd ""Name" ("select" int, "a b" text, "É" boolean)
;;
CREATE TABLE node (id int PRIMARY KEY, parent int)
;;
CREATE TABLE counter (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text DEFAULT 'none' UNIQUE, hits int DEFAULT 0)
;;
CREATE FUNCTION pair(a int, b int DEFAULT 2, OUT low int, OUT high int) LANGUAGE sql IMMUTABLE AS 'SELECT least(a, b), greatest(a, b)'
;;
CREATE FUNCTION total(VARIADIC numbers int[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT sum(n) FROM unnest(numbers) AS u(n)'
;;
INSERT INTO patient VALUES (1, '1850578006084', '1985-05-01', 'Martin', 70.5, '{a,b}', '{"k": {"l": [1, 2]}}', ('rue A', '75001')), (2, '2900113055003', '1990-01-02', 'Durand', 61.25, '{b}', '{"k": null}', NULL), (3, NULL, NULL, 'O''Brien', NULL, NULL, NULL, ('rue B', NULL))
;;
INSERT INTO insurer VALUES ('MGEN', 1, '2020-01-01 10:00'), ('LMDE', 1, '2021-01-01'), ('MGEN', 2, NULL)
;;
INSERT INTO "Odd ""Name" VALUES (1, 'x', true), (2, E'back\\slash', false)
;;
INSERT INTO node VALUES (1, NULL), (2, 1), (3, 1), (4, 2)
;;
INSERT INTO counter (label) VALUES ('one'), ('two')
