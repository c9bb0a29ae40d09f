-- Fills one of the two databases from person (n, nir, nir_key, born); they differ in nothing else.
INSERT INTO payment.insurer VALUES
  (1, 'Mutuelle Un', '2001-02-03'), (2, 'Mutuelle Deux', NULL), (3, 'Mutuelle Trois', '1950-01-01');
INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, city, insurer_id)
SELECT n, nir, nir_key, born, 'Nom' || n % 5,
       CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN 'Lyon' ELSE 'Brest' END, nullif(1 + n % 4, 4)
FROM person WHERE n <= 11 ORDER BY n;
INSERT INTO payment.beneficiary
SELECT p.n * 10 + k, p.n, k, CASE WHEN k = 1 THEN p.nir || p.nir_key WHEN p.n % 3 > 0 THEN o.nir || o.nir_key END,
       CASE WHEN (p.n + k) % 5 > 0 THEN CASE WHEN k = 1 THEN p.born ELSE o.born END END
FROM person p JOIN person o ON o.n = 1 + (p.n + 3) % 14, generate_series(1, 2) k
WHERE p.n <= 6 ORDER BY 1;
INSERT INTO payment.claim
SELECT p.n * 10 + k, p.n, CASE WHEN (p.n + k) % 6 > 0 THEN p.nir END, date '2025-01-01' + p.n * 17 + k,
       p.n * 1.25 + k, CASE WHEN k = 1 THEN 'open' ELSE 'paid' END,
       CASE WHEN p.n % 3 = 0 THEN '{}'::text[] ELSE ARRAY['t' || p.n % 2, 'u'] END
FROM person p, generate_series(1, 2) k WHERE p.n <= 7 ORDER BY 1;
INSERT INTO payment.contract
SELECT p.n, 'contrat ' || p.n % 3, CASE WHEN p.n % 2 = 0 THEN date '2020-01-01' + p.n END,
       CASE p.n % 3 WHEN 0 THEN '{}'::text[] WHEN 1 THEN ARRAY[p.nir::text] ELSE ARRAY[p.nir, NULL, o.nir]::text[] END
FROM person p JOIN person o ON o.n = 1 + p.n % 14 WHERE p.n <= 6 ORDER BY 1;
INSERT INTO payment.payment
SELECT p.n, p.n * 10 + 1, CASE WHEN p.n % 4 > 0 THEN p.nir END, date '2025-03-01' + p.n * 40, 'FR' || p.n
FROM person p WHERE p.n <= 8 ORDER BY 1;
INSERT INTO payment.archive SELECT n, nir, born, 'Ancien ' || n FROM person WHERE n BETWEEN 3 AND 6 ORDER BY n;
INSERT INTO payment.archive_2019 SELECT n, nir, born, 'Ancien ' || n, n % 2 FROM person WHERE n BETWEEN 15 AND 18 ORDER BY n;
