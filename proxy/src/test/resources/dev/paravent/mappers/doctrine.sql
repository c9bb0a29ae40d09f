-- Doctrine ORM 2.14 and DBAL 3.6 with PDO

SELECT schema_name
FROM   information_schema.schemata
WHERE  schema_name NOT LIKE 'pg\_%'
AND    schema_name != 'information_schema'
-- extended
;;
SELECT datname FROM pg_database
-- extended
;;
SELECT CURRENT_DATABASE()
-- extended
;;
SELECT c.relname AS table_name, n.nspname AS schema_name,            a.attnum,
            quote_ident(a.attname) AS field,
            t.typname AS type,
            format_type(a.atttypid, a.atttypmod) AS complete_type,
            (SELECT tc.collcollate FROM pg_catalog.pg_collation tc WHERE tc.oid = a.attcollation) AS collation,
            (SELECT t1.typname FROM pg_catalog.pg_type t1 WHERE t1.oid = t.typbasetype) AS domain_type,
            (SELECT format_type(t2.typbasetype, t2.typtypmod) FROM
              pg_catalog.pg_type t2 WHERE t2.typtype = 'd' AND t2.oid = a.atttypid) AS domain_complete_type,
            a.attnotnull AS isnotnull,
            (SELECT 't'
             FROM pg_index
             WHERE c.oid = pg_index.indrelid
                AND pg_index.indkey[0] = a.attnum
                AND pg_index.indisprimary = 't'
            ) AS pri,
            (SELECT pg_get_expr(adbin, adrelid)
             FROM pg_attrdef
             WHERE c.oid = pg_attrdef.adrelid
                AND pg_attrdef.adnum=a.attnum
            ) AS default,
            (SELECT pg_description.description
                FROM pg_description WHERE pg_description.objoid = c.oid AND a.attnum = pg_description.objsubid
            ) AS comment
            FROM pg_attribute a
                INNER JOIN pg_class c
                    ON c.oid = a.attrelid
                INNER JOIN pg_type t
                    ON t.oid = a.atttypid
                INNER JOIN pg_namespace n
                    ON n.oid = c.relnamespace
                LEFT JOIN pg_depend d
                    ON d.objid = c.oid
                        AND d.deptype = 'e'
                        AND d.classid = (SELECT oid FROM pg_class WHERE relname = 'pg_class') WHERE a.attnum > 0 AND c.relkind = 'r' AND d.refobjid IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY a.attnum
-- extended
;;
SHOW search_path
-- extended
;;
SELECT tc.relname AS table_name, tn.nspname AS schema_name,                   quote_ident(ic.relname) AS relname,
                   i.indisunique,
                   i.indisprimary,
                   i.indkey,
                   i.indrelid,
                   pg_get_expr(indpred, indrelid) AS "where"
              FROM pg_index i
                   JOIN pg_class AS tc ON tc.oid = i.indrelid
                   JOIN pg_namespace tn ON tn.oid = tc.relnamespace
                   JOIN pg_class AS ic ON ic.oid = i.indexrelid
             WHERE ic.oid IN (
                SELECT indexrelid
                FROM pg_index i, pg_class c, pg_namespace n WHERE c.oid = i.indrelid AND c.relnamespace = n.oid AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
-- extended
;;
SELECT tc.relname AS table_name, tn.nspname AS schema_name,                  quote_ident(r.conname) as conname,
                  pg_get_constraintdef(r.oid, true) as condef
                  FROM pg_constraint r
                      JOIN pg_class AS tc ON tc.oid = r.conrelid
                      JOIN pg_namespace tn ON tn.oid = tc.relnamespace
                  WHERE r.conrelid IN
                  (
                      SELECT c.oid
                      FROM pg_class c, pg_namespace n WHERE n.oid = c.relnamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')) AND r.contype = 'f'
-- extended
;;
SELECT c.relname,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c
     INNER JOIN pg_namespace n
         ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
-- extended
;;
SELECT attnum, attname FROM pg_attribute WHERE attrelid=16687 AND attnum IN (1 ,2) ORDER BY attnum ASC
-- extended
;;
SELECT attnum, attname FROM pg_attribute WHERE attrelid=16440 AND attnum IN (5) ORDER BY attnum ASC
-- extended
;;
SELECT sequence_name AS relname,
                       sequence_schema AS schemaname,
                       minimum_value AS min_value,
                       increment AS increment_by
                FROM   information_schema.sequences
                WHERE  sequence_catalog = 'portal'
                AND    sequence_schema NOT LIKE 'pg\_%'
                AND    sequence_schema != 'information_schema'
-- extended
;;
SELECT quote_ident(table_name) AS viewname,
                       table_schema AS schemaname,
                       view_definition AS definition
                FROM   information_schema.views
                WHERE  view_definition IS NOT NULL
-- extended
;;
SELECT quote_ident(table_name) AS table_name,
       table_schema AS schema_name
FROM information_schema.tables
WHERE table_catalog = $1
  AND table_schema NOT LIKE 'pg\_%'
  AND table_schema != 'information_schema'
  AND table_name != 'geometry_columns'
  AND table_name != 'spatial_ref_sys'
  AND table_type = 'BASE TABLE'
-- $1 0 =portal
;;
SELECT            a.attnum,
            quote_ident(a.attname) AS field,
            t.typname AS type,
            format_type(a.atttypid, a.atttypmod) AS complete_type,
            (SELECT tc.collcollate FROM pg_catalog.pg_collation tc WHERE tc.oid = a.attcollation) AS collation,
            (SELECT t1.typname FROM pg_catalog.pg_type t1 WHERE t1.oid = t.typbasetype) AS domain_type,
            (SELECT format_type(t2.typbasetype, t2.typtypmod) FROM
              pg_catalog.pg_type t2 WHERE t2.typtype = 'd' AND t2.oid = a.atttypid) AS domain_complete_type,
            a.attnotnull AS isnotnull,
            (SELECT 't'
             FROM pg_index
             WHERE c.oid = pg_index.indrelid
                AND pg_index.indkey[0] = a.attnum
                AND pg_index.indisprimary = 't'
            ) AS pri,
            (SELECT pg_get_expr(adbin, adrelid)
             FROM pg_attrdef
             WHERE c.oid = pg_attrdef.adrelid
                AND pg_attrdef.adnum=a.attnum
            ) AS default,
            (SELECT pg_description.description
                FROM pg_description WHERE pg_description.objoid = c.oid AND a.attnum = pg_description.objsubid
            ) AS comment
            FROM pg_attribute a
                INNER JOIN pg_class c
                    ON c.oid = a.attrelid
                INNER JOIN pg_type t
                    ON t.oid = a.atttypid
                INNER JOIN pg_namespace n
                    ON n.oid = c.relnamespace
                LEFT JOIN pg_depend d
                    ON d.objid = c.oid
                        AND d.deptype = 'e'
                        AND d.classid = (SELECT oid FROM pg_class WHERE relname = 'pg_class') WHERE a.attnum > 0 AND c.relkind = 'r' AND d.refobjid IS NULL AND n.nspname = 'payment' AND c.relname = 'patient' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY a.attnum
-- extended
;;
SELECT                   quote_ident(ic.relname) AS relname,
                   i.indisunique,
                   i.indisprimary,
                   i.indkey,
                   i.indrelid,
                   pg_get_expr(indpred, indrelid) AS "where"
              FROM pg_index i
                   JOIN pg_class AS tc ON tc.oid = i.indrelid
                   JOIN pg_namespace tn ON tn.oid = tc.relnamespace
                   JOIN pg_class AS ic ON ic.oid = i.indexrelid
             WHERE ic.oid IN (
                SELECT indexrelid
                FROM pg_index i, pg_class c, pg_namespace n WHERE c.oid = i.indrelid AND c.relnamespace = n.oid AND n.nspname = 'payment' AND c.relname = 'patient' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
-- extended
;;
SELECT                  quote_ident(r.conname) as conname,
                  pg_get_constraintdef(r.oid, true) as condef
                  FROM pg_constraint r
                      JOIN pg_class AS tc ON tc.oid = r.conrelid
                      JOIN pg_namespace tn ON tn.oid = tc.relnamespace
                  WHERE r.conrelid IN
                  (
                      SELECT c.oid
                      FROM pg_class c, pg_namespace n WHERE n.oid = c.relnamespace AND n.nspname = 'payment' AND c.relname = 'claim' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')) AND r.contype = 'f'
-- extended
;;
SELECT c.relname,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c
     INNER JOIN pg_namespace n
         ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = 'payment' AND c.relname = 'patient' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
-- extended
;;
SELECT schema_name AS nspname
                FROM   information_schema.schemata
                WHERE  schema_name NOT LIKE 'pg\_%'
                AND    schema_name != 'information_schema'
-- extended
;;
select * from payment.patient where city = $1 order by id limit 5
-- $1 0 =Lyon
;;
select id, nir from payment.patient where nir in ($1, $2)
-- $1 0 =1800112345005
-- $2 0 =1800112345006
;;
INSERT INTO portal.label (name) VALUES ($1)
-- $1 0 =dd
;;
SELECT LASTVAL()
;;
SELECT CURRVAL($1)
-- $1 0 =portal.label_id_seq
;;
UPDATE portal.folder SET title = $1, archived = $2 WHERE id = $3
-- $1 0 =x
-- $2 0 =true
-- $3 0 =3
;;
DELETE FROM portal.label WHERE id = $1
-- $1 0 =999
;;
select id, nir from payment.patient
-- extended
;;
select id from payment.patient where ($1 is null or last_name = $2)
-- $1 0 null
-- $2 0 null
;;
select id from payment.patient where (cast($1 as text) is null or last_name = $2)
-- $1 0 null
-- $2 0 null
;;
SELECT t0.id AS id_1, t0.nir AS nir_2, t0.nir_key AS nir_key_3, t0.birth_date AS birth_date_4, t0.last_name AS last_name_5, t0.first_name AS first_name_6, t0.sex AS sex_7, t0.marital_status AS marital_status_8, t0.policy_cover AS policy_cover_9, t0.city AS city_10, t0.postal_code AS postal_code_11, t0.email AS email_12, t0.insurer_id AS insurer_id_13 FROM payment.patient t0 WHERE t0.id = $1
-- $1 0 =5
;;
SELECT t0.id AS id_1, t0.nir AS nir_2, t0.nir_key AS nir_key_3, t0.birth_date AS birth_date_4, t0.last_name AS last_name_5, t0.first_name AS first_name_6, t0.sex AS sex_7, t0.marital_status AS marital_status_8, t0.policy_cover AS policy_cover_9, t0.city AS city_10, t0.postal_code AS postal_code_11, t0.email AS email_12, t0.insurer_id AS insurer_id_13 FROM payment.patient t0 WHERE t0.nir = $1 LIMIT 1
-- $1 0 =1800112345005
;;
SELECT t0.id AS id_1, t0.nir AS nir_2, t0.nir_key AS nir_key_3, t0.birth_date AS birth_date_4, t0.last_name AS last_name_5, t0.first_name AS first_name_6, t0.sex AS sex_7, t0.marital_status AS marital_status_8, t0.policy_cover AS policy_cover_9, t0.city AS city_10, t0.postal_code AS postal_code_11, t0.email AS email_12, t0.insurer_id AS insurer_id_13 FROM payment.patient t0 WHERE t0.nir = $1 AND t0.birth_date = $2
-- $1 0 =1800112345005
-- $2 0 =1945-06-08
;;
SELECT t0.id AS id_1, t0.nir AS nir_2, t0.nir_key AS nir_key_3, t0.birth_date AS birth_date_4, t0.last_name AS last_name_5, t0.first_name AS first_name_6, t0.sex AS sex_7, t0.marital_status AS marital_status_8, t0.policy_cover AS policy_cover_9, t0.city AS city_10, t0.postal_code AS postal_code_11, t0.email AS email_12, t0.insurer_id AS insurer_id_13 FROM payment.patient t0
-- extended
;;
SELECT t0.id AS id_1, t0.nir AS nir_2, t0.nir_key AS nir_key_3, t0.birth_date AS birth_date_4, t0.last_name AS last_name_5, t0.first_name AS first_name_6, t0.sex AS sex_7, t0.marital_status AS marital_status_8, t0.policy_cover AS policy_cover_9, t0.city AS city_10, t0.postal_code AS postal_code_11, t0.email AS email_12, t0.insurer_id AS insurer_id_13 FROM payment.patient t0 WHERE t0.city IN ($1, $2) ORDER BY t0.last_name ASC, t0.id DESC LIMIT 5 OFFSET 2
-- $1 0 =Lyon
-- $2 0 =Paris
;;
SELECT COUNT(*) FROM payment.patient t0 WHERE t0.city = $1
-- $1 0 =Lyon
;;
SELECT t0.id AS id_1, t0.patient_nir AS patient_nir_2, t0.care_date AS care_date_3, t0.total_amount AS total_amount_4, t0.payload AS payload_5, t0.comment AS comment_6, t0.patient_id AS patient_id_7 FROM payment.claim t0 WHERE t0.patient_id = $1 ORDER BY t0.id ASC
-- $1 0 =5
;;
SELECT t0.id AS id_1, t0.name AS name_2 FROM payment.insurer t0 WHERE t0.id = $1
-- $1 0 =2
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, c1_.id AS id_12, c1_.patient_nir AS patient_nir_13, c1_.care_date AS care_date_14, c1_.total_amount AS total_amount_15, c1_.payload AS payload_16, c1_.comment AS comment_17, i2_.id AS id_18, i2_.name AS name_19, p0_.insurer_id AS insurer_id_20, c1_.patient_id AS patient_id_21 FROM payment.patient p0_ LEFT JOIN payment.claim c1_ ON p0_.id = c1_.patient_id INNER JOIN payment.insurer i2_ ON p0_.insurer_id = i2_.id WHERE p0_.city = $1 ORDER BY p0_.id ASC, c1_.id ASC
-- $1 0 =Lyon
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.last_name AS last_name_2, i1_.name AS name_3 FROM payment.patient p0_ INNER JOIN payment.insurer i1_ ON p0_.insurer_id = i1_.id WHERE LOWER(p0_.last_name) LIKE $1
-- $1 0 =nom%
;;
SELECT p0_.city AS city_0, count(p0_.id) AS sclr_1, count(DISTINCT p0_.id) AS sclr_2 FROM payment.patient p0_ GROUP BY p0_.city HAVING count(p0_.id) > 1
-- extended
;;
SELECT p0_.first_name || ' ' || p0_.last_name AS sclr_0, LENGTH(p0_.city) AS sclr_1, UPPER(p0_.city) AS sclr_2, COALESCE(p0_.email, '-') AS sclr_3, (DATE(CURRENT_DATE)-DATE(c1_.care_date)) AS sclr_4, (c1_.care_date + (3 || ' DAY')::interval) AS sclr_5, SUBSTRING(p0_.city FROM 1 FOR 2) AS sclr_6, POSITION('y' IN p0_.city) AS sclr_7, TRIM(p0_.city) AS sclr_8 FROM payment.claim c1_ INNER JOIN payment.patient p0_ ON c1_.patient_id = p0_.id
-- extended
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, p0_.insurer_id AS insurer_id_12 FROM payment.patient p0_ WHERE EXISTS (SELECT c1_.id FROM payment.claim c1_ WHERE c1_.patient_id = p0_.id AND c1_.total_amount > 1) AND p0_.id IN (SELECT f2_.patient_id AS sclr_13 FROM portal.folder f2_)
-- extended
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, p0_.insurer_id AS insurer_id_12 FROM payment.patient p0_ WHERE (SELECT COUNT(*) FROM payment.claim c1_ WHERE c1_.patient_id = p0_.id) > 0
-- extended
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, p0_.insurer_id AS insurer_id_12 FROM payment.patient p0_ WHERE EXISTS (SELECT 1 FROM payment.claim c1_ WHERE p0_.id = c1_.patient_id AND c1_.id = $1)
-- $1 0 =3
;;
SELECT COUNT(*) AS dctrn_count FROM (SELECT DISTINCT id_0 FROM (SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, c1_.id AS id_12, c1_.patient_nir AS patient_nir_13, c1_.care_date AS care_date_14, c1_.total_amount AS total_amount_15, c1_.payload AS payload_16, c1_.comment AS comment_17 FROM payment.patient p0_ INNER JOIN payment.claim c1_ ON p0_.id = c1_.patient_id WHERE c1_.total_amount > 1 ORDER BY p0_.last_name ASC, c1_.id ASC) dctrn_result) dctrn_table
-- extended
;;
SELECT DISTINCT id_0, MIN(sclr_18) AS dctrn_minrownum FROM (SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, c1_.id AS id_12, c1_.patient_nir AS patient_nir_13, c1_.care_date AS care_date_14, c1_.total_amount AS total_amount_15, c1_.payload AS payload_16, c1_.comment AS comment_17, ROW_NUMBER() OVER(ORDER BY p0_.last_name ASC, c1_.id ASC) AS sclr_18 FROM payment.patient p0_ INNER JOIN payment.claim c1_ ON p0_.id = c1_.patient_id WHERE c1_.total_amount > 1) dctrn_result GROUP BY id_0 ORDER BY dctrn_minrownum ASC LIMIT 5 OFFSET 2
-- extended
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, c1_.id AS id_12, c1_.patient_nir AS patient_nir_13, c1_.care_date AS care_date_14, c1_.total_amount AS total_amount_15, c1_.payload AS payload_16, c1_.comment AS comment_17, p0_.insurer_id AS insurer_id_18, c1_.patient_id AS patient_id_19 FROM payment.patient p0_ INNER JOIN payment.claim c1_ ON p0_.id = c1_.patient_id WHERE c1_.total_amount > 1 AND p0_.id IN ($1, $2, $3, $4, $5) ORDER BY p0_.last_name ASC, c1_.id ASC
-- $1 0 =30
-- $2 0 =40
-- $3 0 =1
-- $4 0 =11
-- $5 0 =21
;;
SELECT COUNT(*) AS dctrn_count FROM (SELECT DISTINCT id_0 FROM (SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11 FROM payment.patient p0_ ORDER BY p0_.last_name ASC, p0_.id ASC) dctrn_result) dctrn_table
-- extended
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, p0_.insurer_id AS insurer_id_12 FROM payment.patient p0_ ORDER BY p0_.last_name ASC, p0_.id ASC LIMIT 5
-- extended
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, p0_.insurer_id AS insurer_id_12 FROM payment.patient p0_
-- extended
;;
UPDATE portal.folder SET archived = true WHERE id = 3
;;
DELETE FROM portal.label WHERE name = 'none'
;;
UPDATE payment.patient SET city = $1 WHERE id = $2
-- $1 0 =Brest
-- $2 0 =6
;;
UPDATE payment.patient SET birth_date = $1, email = $2 WHERE id = $3
-- $1 0 =1946-07-10
-- $2 0 =z
-- $3 0 =6
;;
INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, first_name, sex, marital_status, policy_cover, city, postal_code, email, insurer_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
-- $1 0 =9001
-- $2 0 =1850175116042
-- $3 0 =18
-- $4 0 =1985-01-02
-- $5 0 =X
-- $6 0 =Y
-- $7 0 =M
-- $8 0 =veuf
-- $9 0 =b
-- $10 0 =L
-- $11 0 =69001
-- $12 0 null
-- $13 0 =1
;;
INSERT INTO portal.folder (title, archived, patient_id) VALUES ($1, $2, $3)
-- $1 0 =t0
-- $2 0 =f
-- $3 0 =3
;;
SELECT version FROM portal.folder WHERE id = $1
-- $1 0 =140
;;
UPDATE portal.folder SET title = $1, version = version + 1 WHERE id = $2 AND version = $3
-- $1 0 =q
-- $2 0 =142
-- $3 0 =0
;;
DELETE FROM portal.folder_label WHERE folder_id = $1
-- $1 0 =142
;;
DELETE FROM portal.folder WHERE id = $1
-- $1 0 =142
;;
SELECT t0.id AS id_1, t0.version AS version_2, t0.title AS title_3, t0.archived AS archived_4, t0.patient_id AS patient_id_5 FROM portal.folder t0 WHERE t0.id = $1
-- $1 0 =3
;;
SELECT t0.id AS id_1, t0.name AS name_2 FROM portal.label t0 INNER JOIN portal.folder_label ON t0.id = portal.folder_label.label_id WHERE portal.folder_label.folder_id = $1
-- $1 0 =3
;;
SELECT t0.id AS id_1, t0.nir AS nir_2, t0.nir_key AS nir_key_3, t0.birth_date AS birth_date_4, t0.last_name AS last_name_5, t0.first_name AS first_name_6, t0.sex AS sex_7, t0.marital_status AS marital_status_8, t0.policy_cover AS policy_cover_9, t0.city AS city_10, t0.postal_code AS postal_code_11, t0.email AS email_12, t0.insurer_id AS insurer_id_13 FROM payment.patient t0 WHERE t0.id = $1 FOR UPDATE
-- $1 0 =5
;;
SELECT t0.id AS id_1, t0.version AS version_2, t0.title AS title_3, t0.archived AS archived_4, t0.patient_id AS patient_id_5 FROM portal.folder t0 WHERE t0.id = $1 FOR SHARE
-- $1 0 =5
;;
SELECT t0.id AS id_1, t0.patient_nir AS patient_nir_2, t0.care_date AS care_date_3, t0.total_amount AS total_amount_4, t0.payload AS payload_5, t0.comment AS comment_6, t0.patient_id AS patient_id_7 FROM payment.claim t0 WHERE (t0.total_amount > $1 AND t0.patient_id = $2) ORDER BY t0.id ASC LIMIT 2
-- $1 0 =1
-- $2 0 =5
;;
SELECT t0.id AS id_1, t0.patient_nir AS patient_nir_2, t0.care_date AS care_date_3, t0.total_amount AS total_amount_4, t0.payload AS payload_5, t0.comment AS comment_6, t0.patient_id AS patient_id_7 FROM payment.claim t0 WHERE t0.id = $1
-- $1 0 =3
;;
UPDATE payment.claim SET comment = $1 WHERE id = $2
-- $1 0 =c
-- $2 0 =3
;;
SELECT p0_.id AS id_0, p0_.nir AS nir_1, p0_.nir_key AS nir_key_2, p0_.birth_date AS birth_date_3, p0_.last_name AS last_name_4, p0_.first_name AS first_name_5, p0_.sex AS sex_6, p0_.marital_status AS marital_status_7, p0_.policy_cover AS policy_cover_8, p0_.city AS city_9, p0_.postal_code AS postal_code_10, p0_.email AS email_11, p0_.insurer_id AS insurer_id_12 FROM payment.patient p0_ WHERE (p0_.last_name LIKE $1 OR p0_.email IS NULL) AND (p0_.id BETWEEN 1 AND 9) ORDER BY p0_.last_name ASC LIMIT 3
-- $1 0 =%om1%
;;
select p.id AS id, p.nir AS nir, p.nir_key AS nir_key, p.birth_date AS birth_date, p.last_name AS last_name, p.first_name AS first_name, p.sex AS sex, p.marital_status AS marital_status, p.policy_cover AS policy_cover, p.city AS city, p.postal_code AS postal_code, p.email AS email, p.insurer_id AS insurer_id from payment.patient p where p.city = $1
-- $1 0 =Lyon
