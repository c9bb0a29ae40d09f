-- SQLAlchemy 1.4.46 with psycopg2

SELECT t.oid, typarray
FROM pg_type t JOIN pg_namespace ns
    ON typnamespace = ns.oid
WHERE typname = 'hstore'
;;
select pg_catalog.version()
;;
select current_schema()
;;
show transaction isolation level
;;
show standard_conforming_strings
;;
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'payment' AND c.relkind in ('r', 'p')
;;
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'payment' AND c.relkind IN ('v', 'm')
;;
SELECT c.oid
            FROM pg_catalog.pg_class c
            LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE (n.nspname = 'payment')
            AND c.relname = 'health_professional' AND c.relkind in
            ('r', 'v', 'm', 'f', 'p')
;;
SELECT a.attname,
              pg_catalog.format_type(a.atttypid, a.atttypmod),
              (
                SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                FROM pg_catalog.pg_attrdef d
                WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum
                AND a.atthasdef
              ) AS DEFAULT,
              a.attnotnull,
              a.attrelid as table_oid,
              pgd.description as comment,
              a.attgenerated as generated,
                              (SELECT json_build_object(
                    'always', a.attidentity = 'a',
                    'start', s.seqstart,
                    'increment', s.seqincrement,
                    'minvalue', s.seqmin,
                    'maxvalue', s.seqmax,
                    'cache', s.seqcache,
                    'cycle', s.seqcycle)
                FROM pg_catalog.pg_sequence s
                JOIN pg_catalog.pg_class c on s.seqrelid = c."oid"
                WHERE c.relkind = 'S'
                AND a.attidentity != ''
                AND s.seqrelid = pg_catalog.pg_get_serial_sequence(
                    a.attrelid::regclass::text, a.attname
                )::regclass::oid
                ) as identity_options                
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_description pgd ON (
                pgd.objoid = a.attrelid AND pgd.objsubid = a.attnum)
            WHERE a.attrelid = 21672
            AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
;;
SELECT t.typname as "name",
               pg_catalog.format_type(t.typbasetype, t.typtypmod) as "attype",
               not t.typnotnull as "nullable",
               t.typdefault as "default",
               pg_catalog.pg_type_is_visible(t.oid) as "visible",
               n.nspname as "schema"
            FROM pg_catalog.pg_type t
               LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'd'
;;
SELECT t.typname as "name",
               -- no enum defaults in 8.4 at least
               -- t.typdefault as "default",
               pg_catalog.pg_type_is_visible(t.oid) as "visible",
               n.nspname as "schema",
               e.enumlabel as "label"
            FROM pg_catalog.pg_type t
                 LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                 LEFT JOIN pg_catalog.pg_enum e ON t.oid = e.enumtypid
            WHERE t.typtype = 'e'
        ORDER BY "schema", "name", e.oid
;;
SELECT a.attname
                FROM pg_attribute a JOIN (
                    SELECT unnest(ix.indkey) attnum,
                           generate_subscripts(ix.indkey, 1) ord
                    FROM pg_index ix
                    WHERE ix.indrelid = 21672 AND ix.indisprimary
                    ) k ON a.attnum=k.attnum
                WHERE a.attrelid = 21672
                ORDER BY k.ord
;;
SELECT conname
           FROM  pg_catalog.pg_constraint r
           WHERE r.conrelid = 21672 AND r.contype = 'p'
           ORDER BY 1
;;
SELECT r.conname,
                pg_catalog.pg_get_constraintdef(r.oid, true) as condef,
                n.nspname as conschema
          FROM  pg_catalog.pg_constraint r,
                pg_namespace n,
                pg_class c

          WHERE r.conrelid = 21672 AND
                r.contype = 'f' AND
                c.oid = confrelid AND
                n.oid = c.relnamespace
          ORDER BY 1
;;
SELECT
                  i.relname as relname,
                  ix.indisunique, ix.indexprs,
                  a.attname, a.attnum, c.conrelid, ix.indkey::varchar,
                  ix.indoption::varchar, i.reloptions, am.amname,
                  pg_get_expr(ix.indpred, ix.indrelid),
                  ix.indnkeyatts as indnkeyatts
              FROM
                  pg_class t
                        join pg_index ix on t.oid = ix.indrelid
                        join pg_class i on i.oid = ix.indexrelid
                        left outer join
                            pg_attribute a
                            on t.oid = a.attrelid and a.attnum = ANY(ix.indkey)
                        left outer join
                            pg_constraint c
                            on (ix.indrelid = c.conrelid and
                                ix.indexrelid = c.conindid and
                                c.contype in ('p', 'u', 'x'))
                        left outer join
                            pg_am am
                            on i.relam = am.oid
              WHERE
                  t.relkind IN ('r', 'v', 'f', 'm', 'p')
                  and t.oid = 21672
                  and ix.indisprimary = 'f'
              ORDER BY
                  t.relname,
                  i.relname
;;
SELECT
                cons.conname as name,
                cons.conkey as key,
                a.attnum as col_num,
                a.attname as col_name
            FROM
                pg_catalog.pg_constraint cons
                join pg_attribute a
                  on cons.conrelid = a.attrelid AND
                    a.attnum = ANY(cons.conkey)
            WHERE
                cons.conrelid = 21672 AND
                cons.contype = 'u'
;;
SELECT
                cons.conname as name,
                pg_get_constraintdef(cons.oid) as src
            FROM
                pg_catalog.pg_constraint cons
            WHERE
                cons.conrelid = 21672 AND
                cons.contype = 'c'
;;
SELECT
                pgd.description as table_comment
            FROM
                pg_catalog.pg_description pgd
            WHERE
                pgd.objsubid = 0 AND
                pgd.objoid = 21672
;;
SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' ORDER BY nspname
;;
SELECT t.typname as "name",
               -- no enum defaults in 8.4 at least
               -- t.typdefault as "default",
               pg_catalog.pg_type_is_visible(t.oid) as "visible",
               n.nspname as "schema",
               e.enumlabel as "label"
            FROM pg_catalog.pg_type t
                 LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                 LEFT JOIN pg_catalog.pg_enum e ON t.oid = e.enumtypid
            WHERE t.typtype = 'e'
        AND n.nspname = 'payment' ORDER BY "schema", "name", e.oid
;;
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'payment' AND c.relkind = 'f'
;;
select relname from pg_class c join pg_namespace n on n.oid=c.relnamespace where n.nspname='payment' and relname='patient'
;;
SELECT payment.patient.id AS payment_patient_id, payment.patient.nir AS payment_patient_nir, payment.patient.nir_key AS payment_patient_nir_key, payment.patient.birth_date AS payment_patient_birth_date, payment.patient.last_name AS payment_patient_last_name, payment.patient.first_name AS payment_patient_first_name, payment.patient.sex AS payment_patient_sex, payment.patient.marital_status AS payment_patient_marital_status, payment.patient.insurer_id AS payment_patient_insurer_id, payment.patient.policy_cover AS payment_patient_policy_cover, payment.patient.city AS payment_patient_city, payment.patient.postal_code AS payment_patient_postal_code, payment.patient.email AS payment_patient_email, payment.patient.phone AS payment_patient_phone, payment.patient.created_at AS payment_patient_created_at 
FROM payment.patient 
WHERE payment.patient.id = 5
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.last_name ILIKE 'nom%' AND payment.patient.city = 'Lyon' ORDER BY payment.patient.last_name, payment.patient.id 
 LIMIT 5 OFFSET 2
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE (payment.patient.last_name LIKE '%' || 'o' || '%' ESCAPE '/')
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.id IN (1, 2, 3)
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.id = ANY (ARRAY[1, 2, 3])
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.nir = '1800112345005'
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.nir IN ('1800112345005', '1800112345006')
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.nir = '1800112345005' AND payment.patient.birth_date = '1945-06-09'::date
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE (payment.patient.last_name, payment.patient.id) > ('Nom3', 5) ORDER BY payment.patient.last_name, payment.patient.id 
 LIMIT 5
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE (payment.patient.id, payment.patient.city) IN ((1, 'Lyon'), (2, 'Paris'))
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at, insurer_1.id AS id_1, insurer_1.name, insurer_1.kind, claim_1.id AS id_2, claim_1.patient_id, claim_1.patient_nir, claim_1.hp_id, claim_1.care_date, claim_1.total_amount, claim_1.amo, claim_1.amc, claim_1.status, claim_1.payload, claim_1.created_at AS created_at_1 
FROM payment.patient LEFT OUTER JOIN payment.insurer AS insurer_1 ON insurer_1.id = payment.patient.insurer_id LEFT OUTER JOIN payment.claim AS claim_1 ON payment.patient.id = claim_1.patient_id ORDER BY payment.patient.id
;;
SELECT anon_1.id, anon_1.nir, anon_1.nir_key, anon_1.birth_date, anon_1.last_name, anon_1.first_name, anon_1.sex, anon_1.marital_status, anon_1.insurer_id, anon_1.policy_cover, anon_1.city, anon_1.postal_code, anon_1.email, anon_1.phone, anon_1.created_at, claim_1.id AS id_1, claim_1.patient_id, claim_1.patient_nir, claim_1.hp_id, claim_1.care_date, claim_1.total_amount, claim_1.amo, claim_1.amc, claim_1.status, claim_1.payload, claim_1.created_at AS created_at_1 
FROM (SELECT payment.patient.id AS id, payment.patient.nir AS nir, payment.patient.nir_key AS nir_key, payment.patient.birth_date AS birth_date, payment.patient.last_name AS last_name, payment.patient.first_name AS first_name, payment.patient.sex AS sex, payment.patient.marital_status AS marital_status, payment.patient.insurer_id AS insurer_id, payment.patient.policy_cover AS policy_cover, payment.patient.city AS city, payment.patient.postal_code AS postal_code, payment.patient.email AS email, payment.patient.phone AS phone, payment.patient.created_at AS created_at 
FROM payment.patient ORDER BY payment.patient.id 
 LIMIT 5) AS anon_1 LEFT OUTER JOIN payment.claim AS claim_1 ON anon_1.id = claim_1.patient_id ORDER BY anon_1.id
;;
SELECT anon_1.id, anon_1.nir, anon_1.nir_key, anon_1.birth_date, anon_1.last_name, anon_1.first_name, anon_1.sex, anon_1.marital_status, anon_1.insurer_id, anon_1.policy_cover, anon_1.city, anon_1.postal_code, anon_1.email, anon_1.phone, anon_1.created_at, claim_1.id AS id_1, claim_1.patient_id, claim_1.patient_nir, claim_1.hp_id, claim_1.care_date, claim_1.total_amount, claim_1.amo, claim_1.amc, claim_1.status, claim_1.payload, claim_1.created_at AS created_at_1 
FROM (SELECT payment.patient.id AS id, payment.patient.nir AS nir, payment.patient.nir_key AS nir_key, payment.patient.birth_date AS birth_date, payment.patient.last_name AS last_name, payment.patient.first_name AS first_name, payment.patient.sex AS sex, payment.patient.marital_status AS marital_status, payment.patient.insurer_id AS insurer_id, payment.patient.policy_cover AS policy_cover, payment.patient.city AS city, payment.patient.postal_code AS postal_code, payment.patient.email AS email, payment.patient.phone AS phone, payment.patient.created_at AS created_at 
FROM payment.patient 
 LIMIT 5) AS anon_1 LEFT OUTER JOIN payment.claim AS claim_1 ON anon_1.id = claim_1.patient_id
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
 LIMIT 5
;;
SELECT payment.claim.patient_id AS payment_claim_patient_id, payment.claim.id AS payment_claim_id, payment.claim.patient_nir AS payment_claim_patient_nir, payment.claim.hp_id AS payment_claim_hp_id, payment.claim.care_date AS payment_claim_care_date, payment.claim.total_amount AS payment_claim_total_amount, payment.claim.amo AS payment_claim_amo, payment.claim.amc AS payment_claim_amc, payment.claim.status AS payment_claim_status, payment.claim.payload AS payment_claim_payload, payment.claim.created_at AS payment_claim_created_at 
FROM payment.claim 
WHERE payment.claim.patient_id IN (1, 2, 3, 4, 5)
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon'
;;
SELECT payment.claim.id AS payment_claim_id, payment.claim.patient_id AS payment_claim_patient_id, payment.claim.patient_nir AS payment_claim_patient_nir, payment.claim.hp_id AS payment_claim_hp_id, payment.claim.care_date AS payment_claim_care_date, payment.claim.total_amount AS payment_claim_total_amount, payment.claim.amo AS payment_claim_amo, payment.claim.amc AS payment_claim_amc, payment.claim.status AS payment_claim_status, payment.claim.payload AS payment_claim_payload, payment.claim.created_at AS payment_claim_created_at, anon_1.payment_patient_id AS anon_1_payment_patient_id 
FROM (SELECT payment.patient.id AS payment_patient_id 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon') AS anon_1 JOIN payment.claim ON anon_1.payment_patient_id = payment.claim.patient_id
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient ORDER BY payment.patient.last_name 
 LIMIT 5
;;
SELECT payment.claim.id AS payment_claim_id, payment.claim.patient_id AS payment_claim_patient_id, payment.claim.patient_nir AS payment_claim_patient_nir, payment.claim.hp_id AS payment_claim_hp_id, payment.claim.care_date AS payment_claim_care_date, payment.claim.total_amount AS payment_claim_total_amount, payment.claim.amo AS payment_claim_amo, payment.claim.amc AS payment_claim_amc, payment.claim.status AS payment_claim_status, payment.claim.payload AS payment_claim_payload, payment.claim.created_at AS payment_claim_created_at, anon_1.payment_patient_id AS anon_1_payment_patient_id 
FROM (SELECT payment.patient.id AS payment_patient_id 
FROM payment.patient ORDER BY payment.patient.last_name 
 LIMIT 5) AS anon_1 JOIN payment.claim ON anon_1.payment_patient_id = payment.claim.patient_id
;;
SELECT count(*) AS count_1 
FROM payment.patient
;;
SELECT count(*) AS count_1 
FROM (SELECT payment.patient.id AS payment_patient_id, payment.patient.nir AS payment_patient_nir, payment.patient.nir_key AS payment_patient_nir_key, payment.patient.birth_date AS payment_patient_birth_date, payment.patient.last_name AS payment_patient_last_name, payment.patient.first_name AS payment_patient_first_name, payment.patient.sex AS payment_patient_sex, payment.patient.marital_status AS payment_patient_marital_status, payment.patient.insurer_id AS payment_patient_insurer_id, payment.patient.policy_cover AS payment_patient_policy_cover, payment.patient.city AS payment_patient_city, payment.patient.postal_code AS payment_patient_postal_code, payment.patient.email AS payment_patient_email, payment.patient.phone AS payment_patient_phone, payment.patient.created_at AS payment_patient_created_at 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon') AS anon_1
;;
SELECT count(*) AS count_1 
FROM (SELECT DISTINCT payment.patient.id AS payment_patient_id, payment.patient.nir AS payment_patient_nir, payment.patient.nir_key AS payment_patient_nir_key, payment.patient.birth_date AS payment_patient_birth_date, payment.patient.last_name AS payment_patient_last_name, payment.patient.first_name AS payment_patient_first_name, payment.patient.sex AS payment_patient_sex, payment.patient.marital_status AS payment_patient_marital_status, payment.patient.insurer_id AS payment_patient_insurer_id, payment.patient.policy_cover AS payment_patient_policy_cover, payment.patient.city AS payment_patient_city, payment.patient.postal_code AS payment_patient_postal_code, payment.patient.email AS payment_patient_email, payment.patient.phone AS payment_patient_phone, payment.patient.created_at AS payment_patient_created_at 
FROM payment.patient JOIN payment.claim ON payment.patient.id = payment.claim.patient_id) AS anon_1
;;
SELECT EXISTS (SELECT 1 
FROM payment.patient 
WHERE payment.patient.nir = '1800112345005') AS anon_1
;;
SELECT DISTINCT payment.patient.city 
FROM payment.patient ORDER BY payment.patient.city
;;
SELECT DISTINCT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient JOIN payment.claim ON payment.patient.id = payment.claim.patient_id
;;
SELECT DISTINCT ON (payment.patient.city) payment.patient.id, payment.patient.city 
FROM payment.patient ORDER BY payment.patient.city, payment.patient.id
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at, count(payment.claim.id) AS count_1 
FROM payment.patient LEFT OUTER JOIN payment.claim ON payment.patient.id = payment.claim.patient_id GROUP BY payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at, count(payment.claim.id) AS count_1 
FROM payment.patient LEFT OUTER JOIN payment.claim ON payment.patient.id = payment.claim.patient_id GROUP BY payment.patient.id
;;
SELECT payment.patient.nir, count(payment.claim.id) AS count_1 
FROM payment.patient LEFT OUTER JOIN payment.claim ON payment.patient.id = payment.claim.patient_id GROUP BY payment.patient.nir
;;
SELECT payment.patient.id, row_number() OVER (PARTITION BY payment.patient.city ORDER BY payment.patient.last_name) AS anon_1 
FROM payment.patient
;;
SELECT anon_1.id, anon_1.nir, anon_1.rn 
FROM (SELECT payment.patient.id AS id, payment.patient.nir AS nir, row_number() OVER (ORDER BY payment.patient.id) AS rn 
FROM payment.patient) AS anon_1 
WHERE rn between 3 and 6
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at, count(*) OVER () AS anon_1 
FROM payment.patient ORDER BY payment.patient.id 
 LIMIT 5
;;
WITH t AS 
(SELECT payment.patient.city AS city, count(*) AS n 
FROM payment.patient GROUP BY payment.patient.city)
 SELECT t.city, t.n 
FROM t
;;
SELECT payment.patient.id, x.m 
FROM payment.patient, LATERAL (SELECT max(payment.claim.total_amount) AS m 
FROM payment.claim 
WHERE payment.claim.patient_id = payment.patient.id) AS x
;;
SELECT payment.patient.id 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon' UNION SELECT payment.patient.id 
FROM payment.patient 
WHERE payment.patient.city = 'Paris'
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon' UNION ALL SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.city = 'Paris'
;;
SELECT anon_1.id, anon_1.nir, anon_1.nir_key, anon_1.birth_date, anon_1.last_name, anon_1.first_name, anon_1.sex, anon_1.marital_status, anon_1.insurer_id, anon_1.policy_cover, anon_1.city, anon_1.postal_code, anon_1.email, anon_1.phone, anon_1.created_at 
FROM (SELECT payment.patient.id AS id, payment.patient.nir AS nir, payment.patient.nir_key AS nir_key, payment.patient.birth_date AS birth_date, payment.patient.last_name AS last_name, payment.patient.first_name AS first_name, payment.patient.sex AS sex, payment.patient.marital_status AS marital_status, payment.patient.insurer_id AS insurer_id, payment.patient.policy_cover AS policy_cover, payment.patient.city AS city, payment.patient.postal_code AS postal_code, payment.patient.email AS email, payment.patient.phone AS phone, payment.patient.created_at AS created_at 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon') AS anon_1
;;
SELECT CASE WHEN (payment.patient.sex = 'F') THEN 'Mme' ELSE 'M.' END AS anon_1, coalesce(payment.patient.phone, payment.patient.email, '-') AS coalesce_1, payment.patient.first_name || ' ' || payment.patient.last_name AS anon_2, CAST(payment.patient.id AS VARCHAR) AS id, lower(payment.patient.city) AS lower_1, EXTRACT(year FROM payment.patient.created_at) AS anon_3, date_trunc('month', payment.patient.created_at) AS date_trunc_1 
FROM payment.patient
;;
SELECT portal.document.attributes ->> 'colour' AS anon_1 
FROM portal.document 
WHERE (portal.document.attributes ->> 'colour') = 'red'
;;
SELECT portal.document.id, portal.document.version, portal.document.dtype, portal.document.folder_id, portal.document.reference, portal.document.priority, portal.document.tags, portal.document.attributes, portal.document.body 
FROM portal.document 
WHERE portal.document.attributes @> '{"colour": "red"}'
;;
SELECT portal.document.id 
FROM portal.document 
WHERE portal.document.attributes ? 'colour' AND (portal.document.attributes #>> '{a, b}') IS NULL AND CAST((portal.document.attributes ->> 'size') AS INTEGER) > 1
;;
SELECT portal.document.id 
FROM portal.document 
WHERE 'a' = ANY (portal.document.tags) AND portal.document.tags @> ARRAY['a']::TEXT[] AND portal.document.tags && ARRAY['a']::TEXT[] AND array_length(portal.document.tags, 1) = 2
;;
SELECT ((payment.claim.payload -> 'patient')) ->> 'nir' AS anon_1, payment.claim.payload -> 'facture' AS anon_2 
FROM payment.claim
;;
SELECT payment.claim.id, payment.claim.patient_id, payment.claim.patient_nir, payment.claim.hp_id, payment.claim.care_date, payment.claim.total_amount, payment.claim.amo, payment.claim.amc, payment.claim.status, payment.claim.payload, payment.claim.created_at 
FROM payment.claim 
WHERE payment.claim.status = 'recue' ORDER BY payment.claim.id
;;
SELECT portal.document.id, portal.document.version, portal.document.dtype, portal.document.folder_id, portal.document.reference, portal.document.priority, portal.document.tags, portal.document.attributes, portal.document.body 
FROM portal.document
;;
SELECT portal.document.id, portal.document.version, portal.document.dtype, portal.document.folder_id, portal.document.reference, portal.document.priority, portal.document.tags, portal.document.attributes, portal.document.body, portal.letter.id AS id_1, portal.letter.recipient, portal.letter.pages, portal.invoice.id AS id_2, portal.invoice.amount, portal.invoice.due 
FROM portal.document LEFT OUTER JOIN portal.letter ON portal.document.id = portal.letter.id LEFT OUTER JOIN portal.invoice ON portal.document.id = portal.invoice.id
;;
SELECT portal.letter.id, portal.document.id AS id_1, portal.document.version, portal.document.dtype, portal.document.folder_id, portal.document.reference, portal.document.priority, portal.document.tags, portal.document.attributes, portal.document.body, portal.letter.recipient, portal.letter.pages 
FROM portal.document JOIN portal.letter ON portal.document.id = portal.letter.id 
WHERE portal.letter.pages > 1
;;
SELECT portal.document.id, portal.document.version, portal.document.dtype, portal.document.folder_id, portal.document.reference, portal.document.priority, portal.document.tags, portal.document.attributes, portal.document.body 
FROM portal.document 
WHERE portal.document.reference = '00000000-0000-4000-8000-000000000001'::uuid
;;
UPDATE payment.patient SET city='Brest' WHERE payment.patient.id = 6
;;
SELECT portal.folder.id AS portal_folder_id, portal.folder.version AS portal_folder_version, portal.folder.title AS portal_folder_title, portal.folder.patient_id AS portal_folder_patient_id, portal.folder.parent_id AS portal_folder_parent_id, portal.folder.archived AS portal_folder_archived, portal.folder.opened AS portal_folder_opened 
FROM portal.folder 
WHERE portal.folder.id = 3
;;
UPDATE portal.folder SET version=1, title='x' WHERE portal.folder.id = 3 AND portal.folder.version = 0
;;
INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, first_name, sex, marital_status, insurer_id, policy_cover, city, postal_code, email, phone) VALUES (9001, '1850175116042', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, 'base', 'Lyon', '69002', NULL, NULL)
;;
INSERT INTO portal.folder (version, title, patient_id, parent_id, archived) VALUES (1, 'b0', 1, NULL, false),(1, 'b1', 2, NULL, false),(1, 'b2', 3, NULL, false),(1, 'b3', 4, NULL, false),(1, 'b4', 5, NULL, false),(1, 'b5', 6, NULL, false),(1, 'b6', 7, NULL, false),(1, 'b7', 8, NULL, false),(1, 'b8', 9, NULL, false),(1, 'b9', 10, NULL, false),(1, 'b10', 11, NULL, false),(1, 'b11', 12, NULL, false),(1, 'b12', 13, NULL, false),(1, 'b13', 14, NULL, false),(1, 'b14', 15, NULL, false),(1, 'b15', 16, NULL, false),(1, 'b16', 17, NULL, false),(1, 'b17', 18, NULL, false),(1, 'b18', 19, NULL, false),(1, 'b19', 20, NULL, false),(1, 'b20', 21, NULL, false),(1, 'b21', 22, NULL, false),(1, 'b22', 23, NULL, false),(1, 'b23', 24, NULL, false),(1, 'b24', 25, NULL, false),(1, 'b25', 26, NULL, false),(1, 'b26', 27, NULL, false),(1, 'b27', 28, NULL, false),(1, 'b28', 29, NULL, false),(1, 'b29', 30, NULL, false) RETURNING portal.folder.id
;;
INSERT INTO payment.claim (id, patient_id, patient_nir, hp_id, care_date, total_amount, amo, amc, status, payload) VALUES (nextval('payment.claim_seq'), 7, '1800112345007', 1, '2026-05-05'::date, 1, 1, 0, 'recue', '{"facture": "x"}') RETURNING payment.claim.id
;;
INSERT INTO portal.document (version, dtype, folder_id, reference, priority, tags, attributes, body) VALUES (0, 'Letter', 1, NULL, 'normal', ARRAY['a']::TEXT[], '{"a": 1}', '\x78'::bytea) RETURNING portal.document.id
;;
INSERT INTO portal.letter (id, recipient, pages) VALUES (48, 'r', 1)
;;
SELECT portal.invoice.id AS portal_invoice_id, portal.document.id AS portal_document_id, portal.document.version AS portal_document_version, portal.document.dtype AS portal_document_dtype, portal.document.folder_id AS portal_document_folder_id, portal.document.reference AS portal_document_reference, portal.document.priority AS portal_document_priority, portal.document.tags AS portal_document_tags, portal.document.attributes AS portal_document_attributes, portal.document.body AS portal_document_body, portal.invoice.amount AS portal_invoice_amount, portal.invoice.due AS portal_invoice_due 
FROM portal.document JOIN portal.invoice ON portal.document.id = portal.invoice.id 
WHERE portal.document.id = 1
;;
DELETE FROM portal.invoice WHERE portal.invoice.id = 1
;;
DELETE FROM portal.document WHERE portal.document.id = 1
;;
UPDATE portal.folder SET version=(portal.folder.version + 1), archived=true WHERE portal.folder.patient_id IN (SELECT payment.patient.id 
FROM payment.patient 
WHERE payment.patient.city = 'Lyon') RETURNING portal.folder.id
;;
UPDATE portal.folder SET title=payment.patient.last_name FROM payment.patient WHERE portal.folder.patient_id = payment.patient.id AND payment.patient.city = 'Lyon'
;;
DELETE FROM portal.document USING portal.folder WHERE portal.document.folder_id = portal.folder.id AND portal.folder.archived = true
;;
INSERT INTO portal.label (id, name) VALUES (1, 'urgent'), (77, 'k') ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING portal.label.id
;;
INSERT INTO portal.label (name) VALUES ('urgent') ON CONFLICT DO NOTHING RETURNING portal.label.id
;;
INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, first_name, sex, marital_status, insurer_id, policy_cover, city, postal_code) VALUES (5, '1800112345005', '83', '1945-06-09'::date, 'X', 'Y', 'M', 'veuf', 1, 'base', 'Lyon', '69002') ON CONFLICT (id) DO UPDATE SET city = 'Brest'
;;
INSERT INTO portal.label (name) VALUES ('rr') RETURNING portal.label.id, portal.label.name
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.id = 5 FOR UPDATE OF patient NOWAIT
;;
SELECT portal.folder.id, portal.folder.version, portal.folder.title, portal.folder.patient_id, portal.folder.parent_id, portal.folder.archived, portal.folder.opened 
FROM portal.folder ORDER BY portal.folder.id 
 LIMIT 1 FOR UPDATE SKIP LOCKED
;;
SELECT portal.folder.id, portal.folder.version, portal.folder.title, portal.folder.patient_id, portal.folder.parent_id, portal.folder.archived, portal.folder.opened 
FROM portal.folder FOR KEY SHARE
;;
DECLARE "c_7f2b5110c8d0_1" CURSOR WITHOUT HOLD FOR SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient ORDER BY payment.patient.birth_date
-- refused PROTECTED_ORDER
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.birth_date < '1950-01-01'::date
-- refused PROTECTED_PREDICATE
;;
SELECT payment.patient.id, payment.patient.nir, payment.patient.nir_key, payment.patient.birth_date, payment.patient.last_name, payment.patient.first_name, payment.patient.sex, payment.patient.marital_status, payment.patient.insurer_id, payment.patient.policy_cover, payment.patient.city, payment.patient.postal_code, payment.patient.email, payment.patient.phone, payment.patient.created_at 
FROM payment.patient 
WHERE payment.patient.nir IS NOT NULL
;;
select pg_backend_pid(), current_schema(), version()
;;
select 1
;;
SELECT count(*) FILTER (WHERE payment.patient.city = 'Lyon') AS anon_1, string_agg(payment.patient.city, ',') AS string_agg_1, array_agg(payment.patient.id ORDER BY payment.patient.id DESC) AS array_agg_1, json_agg(payment.patient.id) AS json_agg_1, jsonb_object_agg(payment.patient.id, payment.patient.city) AS jsonb_object_agg_1, bool_and(payment.patient.sex = 'F') AS bool_and_1 
FROM payment.patient
;;
SELECT payment.patient.id, (SELECT json_agg(json_build_object('id', payment.claim.id, 't', payment.claim.total_amount)) AS json_agg_1 
FROM payment.claim 
WHERE payment.claim.patient_id = payment.patient.id) AS anon_1 
FROM payment.patient
;;
SELECT v.a, v.b 
FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b)
;;
SELECT generate_series(1, 3) AS generate_series_1
;;
SELECT timezone('Europe/Paris', payment.patient.created_at) AS timezone_1 
FROM payment.patient
;;
SELECT payment.patient.id 
FROM payment.patient 
WHERE payment.patient.created_at > now() - interval '7 days'
;;
WITH RECURSIVE r(id) AS 
(SELECT portal.folder.id AS id 
FROM portal.folder 
WHERE portal.folder.parent_id IS NULL UNION ALL SELECT portal.folder.id AS id 
FROM portal.folder, r 
WHERE portal.folder.parent_id = r.id)
 SELECT r.id 
FROM r
