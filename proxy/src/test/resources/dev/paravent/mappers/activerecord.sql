-- ActiveRecord 6.1.7 with ruby-pg

SET client_min_messages TO 'warning'
;;
SET search_path TO payment,portal,public
;;
SET standard_conforming_strings = on
;;
SET intervalstyle = iso_8601
;;
SET SESSION timezone TO 'UTC'
;;
SELECT t.oid, t.typname
FROM pg_type as t
WHERE t.typname IN ('int2', 'int4', 'int8', 'oid', 'float4', 'float8', 'numeric', 'bool', 'timestamp', 'timestamptz')
-- extended
;;
SELECT t.oid, t.typname, t.typelem, t.typdelim, t.typinput, r.rngsubtype, t.typtype, t.typbasetype
FROM pg_type as t
LEFT JOIN pg_range as r ON oid = rngtypid
WHERE
  t.typname IN ('int2', 'int4', 'int8', 'oid', 'float4', 'float8', 'text', 'varchar', 'char', 'name', 'bpchar', 'bool', 'bit', 'varbit', 'timestamptz', 'date', 'money', 'bytea', 'point', 'hstore', 'json', 'jsonb', 'cidr', 'inet', 'uuid', 'xml', 'tsvector', 'macaddr', 'citext', 'ltree', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'time', 'timestamp', 'numeric', 'interval')
  OR t.typtype IN ('r', 'e', 'd')
  OR t.typinput = 'array_in(cstring,oid,integer)'::regprocedure
  OR t.typelem != 0
-- extended
;;
SHOW TIME ZONE
;;
SELECT 1
;;
SELECT c.relname FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY (current_schemas(false)) AND c.relkind IN ('r','p')
;;
SELECT nspname
  FROM pg_namespace
 WHERE nspname !~ '^pg_.*'
   AND nspname NOT IN ('information_schema')
 ORDER by nspname
;;
SELECT a.attname, format_type(a.atttypid, a.atttypmod),
       pg_get_expr(d.adbin, d.adrelid), a.attnotnull, a.atttypid, a.atttypmod,
       c.collname, col_description(a.attrelid, a.attnum) AS comment
  FROM pg_attribute a
  LEFT JOIN pg_attrdef d ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  LEFT JOIN pg_type t ON a.atttypid = t.oid
  LEFT JOIN pg_collation c ON a.attcollation = c.oid AND a.attcollation <> t.typcollation
 WHERE a.attrelid = '"payment"."patient"'::regclass
   AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attnum
;;
SELECT distinct i.relname, d.indisunique, d.indkey, pg_get_indexdef(d.indexrelid), t.oid,
                pg_catalog.obj_description(i.oid, 'pg_class') AS comment
FROM pg_class t
INNER JOIN pg_index d ON t.oid = d.indrelid
INNER JOIN pg_class i ON d.indexrelid = i.oid
LEFT JOIN pg_namespace n ON n.oid = i.relnamespace
WHERE i.relkind IN ('i', 'I')
  AND d.indisprimary = 'f'
  AND t.relname = 'patient'
  AND n.nspname = 'payment'
ORDER BY i.relname
;;
SELECT a.attnum, a.attname
FROM pg_attribute a
WHERE a.attrelid = 21636
AND a.attnum IN (5)
;;
SELECT t2.oid::regclass::text AS to_table, a1.attname AS column, a2.attname AS primary_key, c.conname AS name, c.confupdtype AS on_update, c.confdeltype AS on_delete, c.convalidated AS valid
FROM pg_constraint c
JOIN pg_class t1 ON c.conrelid = t1.oid
JOIN pg_class t2 ON c.confrelid = t2.oid
JOIN pg_attribute a1 ON a1.attnum = c.conkey[1] AND a1.attrelid = t1.oid
JOIN pg_attribute a2 ON a2.attnum = c.confkey[1] AND a2.attrelid = t2.oid
JOIN pg_namespace t3 ON c.connamespace = t3.oid
WHERE c.contype = 'f'
  AND t1.relname = 'patient'
  AND t3.nspname = 'payment'
ORDER BY c.conname
-- extended
;;
SELECT a.attname
  FROM (
         SELECT indrelid, indkey, generate_subscripts(indkey, 1) idx
           FROM pg_index
          WHERE indrelid = '"payment"."patient"'::regclass
            AND indisprimary
       ) i
  JOIN pg_attribute a
    ON a.attrelid = i.indrelid
   AND a.attnum = i.indkey[i.idx]
 ORDER BY i.idx
;;
SELECT pg_catalog.obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_class c
  LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = 'patient'
  AND c.relkind IN ('r','p')
  AND n.nspname = 'payment'
;;
SELECT conname, pg_get_constraintdef(c.oid) AS constraintdef, c.convalidated AS valid
            FROM pg_constraint c
            JOIN pg_class t ON c.conrelid = t.oid
            WHERE c.contype = 'c'
              AND t.relname = 'patient'
-- extended
;;
SELECT attr.attname, nsp.nspname, seq.relname
FROM pg_class      seq,
     pg_attribute  attr,
     pg_depend     dep,
     pg_constraint cons,
     pg_namespace  nsp
WHERE seq.oid           = dep.objid
  AND seq.relkind       = 'S'
  AND attr.attrelid     = dep.refobjid
  AND attr.attnum       = dep.refobjsubid
  AND attr.attrelid     = cons.conrelid
  AND attr.attnum       = cons.conkey[1]
  AND seq.relnamespace  = nsp.oid
  AND cons.contype      = 'p'
  AND dep.classid       = 'pg_class'::regclass
  AND dep.refobjid      = '"payment"."patient"'::regclass
;;
SELECT attr.attname, nsp.nspname,
  CASE
    WHEN pg_get_expr(def.adbin, def.adrelid) !~* 'nextval' THEN NULL
    WHEN split_part(pg_get_expr(def.adbin, def.adrelid), '''', 2) ~ '.' THEN
      substr(split_part(pg_get_expr(def.adbin, def.adrelid), '''', 2),
             strpos(split_part(pg_get_expr(def.adbin, def.adrelid), '''', 2), '.')+1)
    ELSE split_part(pg_get_expr(def.adbin, def.adrelid), '''', 2)
  END
FROM pg_class       t
JOIN pg_attribute   attr ON (t.oid = attrelid)
JOIN pg_attrdef     def  ON (adrelid = attrelid AND adnum = attnum)
JOIN pg_constraint  cons ON (conrelid = adrelid AND adnum = conkey[1])
JOIN pg_namespace   nsp  ON (t.relnamespace = nsp.oid)
WHERE t.oid = '"payment"."patient"'::regclass
  AND cons.contype = 'p'
  AND pg_get_expr(def.adbin, def.adrelid) ~* 'nextval|uuid_generate'
;;
SELECT extname FROM pg_extension
-- extended
;;
SELECT c.relname FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'payment' AND c.relname = 'patient' AND c.relkind IN ('r','p')
;;
SELECT COUNT(*)
FROM pg_class t
INNER JOIN pg_index d ON t.oid = d.indrelid
INNER JOIN pg_class i ON d.indexrelid = i.oid
LEFT JOIN pg_namespace n ON n.oid = i.relnamespace
WHERE i.relkind IN ('i', 'I')
  AND i.relname = 'x'
  AND t.relname = 'patient'
  AND n.nspname = ANY (current_schemas(false))
;;
SELECT c.relname FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'payment' AND c.relname = 'patient' AND c.relkind IN ('r','v','m','p','f')
;;
SELECT current_database()
;;
SELECT current_schema
;;
SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()
;;
SELECT datcollate FROM pg_database WHERE datname = current_database()
;;
SELECT datctype FROM pg_database WHERE datname = current_database()
;;
SELECT c.relname FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY (current_schemas(false)) AND c.relkind IN ('r','v','m','p','f')
;;
SELECT c.relname FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY (current_schemas(false)) AND c.relname = 'schema_migrations' AND c.relkind IN ('r','v','m','p','f')
;;
SELECT pg_catalog.obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_class c
  LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = 'beneficiary'
  AND c.relkind IN ('r','p')
  AND n.nspname = ANY (current_schemas(false))
;;
SELECT distinct i.relname, d.indisunique, d.indkey, pg_get_indexdef(d.indexrelid), t.oid,
                pg_catalog.obj_description(i.oid, 'pg_class') AS comment
FROM pg_class t
INNER JOIN pg_index d ON t.oid = d.indrelid
INNER JOIN pg_class i ON d.indexrelid = i.oid
LEFT JOIN pg_namespace n ON n.oid = i.relnamespace
WHERE i.relkind IN ('i', 'I')
  AND d.indisprimary = 'f'
  AND t.relname = 'beneficiary'
  AND n.nspname = ANY (current_schemas(false))
ORDER BY i.relname
;;
SELECT a.attnum, a.attname
FROM pg_attribute a
WHERE a.attrelid = 21658
AND a.attnum IN (2,3)
;;
SHOW max_identifier_length
;;
SELECT t2.oid::regclass::text AS to_table, a1.attname AS column, a2.attname AS primary_key, c.conname AS name, c.confupdtype AS on_update, c.confdeltype AS on_delete, c.convalidated AS valid
FROM pg_constraint c
JOIN pg_class t1 ON c.conrelid = t1.oid
JOIN pg_class t2 ON c.confrelid = t2.oid
JOIN pg_attribute a1 ON a1.attnum = c.conkey[1] AND a1.attrelid = t1.oid
JOIN pg_attribute a2 ON a2.attnum = c.confkey[1] AND a2.attrelid = t2.oid
JOIN pg_namespace t3 ON c.connamespace = t3.oid
WHERE c.contype = 'f'
  AND t1.relname = 'beneficiary'
  AND t3.nspname = ANY (current_schemas(false))
ORDER BY c.conname
-- extended
;;
SELECT pg_try_advisory_lock(42)
;;
SELECT pg_advisory_unlock(42)
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE "payment"."patient"."id" = $1 LIMIT $2
-- $1 0 =5
-- $2 0 =1
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE "payment"."patient"."nir" = $1 LIMIT $2
-- $1 0 =1800112345005
-- $2 0 =1
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE "payment"."patient"."city" IN ($1, $2) AND "payment"."patient"."sex" != $3 ORDER BY "payment"."patient"."last_name" ASC, "payment"."patient"."id" ASC LIMIT $4 OFFSET $5
-- $1 0 =Lyon
-- $2 0 =Paris
-- $3 0 =M
-- $4 0 =5
-- $5 0 =2
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE (last_name ILIKE 'nom%')
-- extended
;;
SELECT "payment"."claim".* FROM "payment"."claim" INNER JOIN "payment"."patient" "patient" ON "patient"."id" = "payment"."claim"."patient_id" WHERE "patient"."city" = $1
-- $1 0 =Lyon
;;
SELECT "payment"."patient".* FROM "payment"."patient" LIMIT $1
-- $1 0 =5
;;
SELECT "payment"."claim".* FROM "payment"."claim" WHERE "payment"."claim"."patient_id" IN ($1, $2, $3, $4, $5)
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =4
-- $5 0 =5
;;
SELECT "payment"."insurer".* FROM "payment"."insurer" WHERE "payment"."insurer"."id" IN ($1, $2, $3, $4)
-- $1 0 =2
-- $2 0 =3
-- $3 0 =4
-- $4 0 =1
;;
SELECT "payment"."patient"."id" AS t0_r0, "payment"."patient"."nir" AS t0_r1, "payment"."patient"."nir_key" AS t0_r2, "payment"."patient"."nir_full" AS t0_r3, "payment"."patient"."birth_date" AS t0_r4, "payment"."patient"."birth_year" AS t0_r5, "payment"."patient"."last_name" AS t0_r6, "payment"."patient"."first_name" AS t0_r7, "payment"."patient"."sex" AS t0_r8, "payment"."patient"."marital_status" AS t0_r9, "payment"."patient"."insurer_id" AS t0_r10, "payment"."patient"."contract_id" AS t0_r11, "payment"."patient"."policy_cover" AS t0_r12, "payment"."patient"."city" AS t0_r13, "payment"."patient"."postal_code" AS t0_r14, "payment"."patient"."email" AS t0_r15, "payment"."patient"."phone" AS t0_r16, "payment"."patient"."note" AS t0_r17, "payment"."patient"."created_at" AS t0_r18, "payment"."claim"."id" AS t1_r0, "payment"."claim"."patient_id" AS t1_r1, "payment"."claim"."patient_nir" AS t1_r2, "payment"."claim"."hp_id" AS t1_r3, "payment"."claim"."contract_id" AS t1_r4, "payment"."claim"."care_date" AS t1_r5, "payment"."claim"."total_amount" AS t1_r6, "payment"."claim"."amo" AS t1_r7, "payment"."claim"."amc" AS t1_r8, "payment"."claim"."status" AS t1_r9, "payment"."claim"."payload" AS t1_r10, "payment"."claim"."comment" AS t1_r11, "payment"."claim"."created_at" AS t1_r12 FROM "payment"."patient" LEFT OUTER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id" WHERE (payment.claim.total_amount>1) ORDER BY "payment"."patient"."id" ASC
-- extended
;;
SELECT DISTINCT "payment"."patient"."last_name" AS alias_0, "payment"."patient"."id" FROM "payment"."patient" LEFT OUTER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id" ORDER BY "payment"."patient"."last_name" ASC LIMIT $1
-- $1 0 =5
;;
SELECT "payment"."patient"."id" AS t0_r0, "payment"."patient"."nir" AS t0_r1, "payment"."patient"."nir_key" AS t0_r2, "payment"."patient"."nir_full" AS t0_r3, "payment"."patient"."birth_date" AS t0_r4, "payment"."patient"."birth_year" AS t0_r5, "payment"."patient"."last_name" AS t0_r6, "payment"."patient"."first_name" AS t0_r7, "payment"."patient"."sex" AS t0_r8, "payment"."patient"."marital_status" AS t0_r9, "payment"."patient"."insurer_id" AS t0_r10, "payment"."patient"."contract_id" AS t0_r11, "payment"."patient"."policy_cover" AS t0_r12, "payment"."patient"."city" AS t0_r13, "payment"."patient"."postal_code" AS t0_r14, "payment"."patient"."email" AS t0_r15, "payment"."patient"."phone" AS t0_r16, "payment"."patient"."note" AS t0_r17, "payment"."patient"."created_at" AS t0_r18, "payment"."claim"."id" AS t1_r0, "payment"."claim"."patient_id" AS t1_r1, "payment"."claim"."patient_nir" AS t1_r2, "payment"."claim"."hp_id" AS t1_r3, "payment"."claim"."contract_id" AS t1_r4, "payment"."claim"."care_date" AS t1_r5, "payment"."claim"."total_amount" AS t1_r6, "payment"."claim"."amo" AS t1_r7, "payment"."claim"."amc" AS t1_r8, "payment"."claim"."status" AS t1_r9, "payment"."claim"."payload" AS t1_r10, "payment"."claim"."comment" AS t1_r11, "payment"."claim"."created_at" AS t1_r12 FROM "payment"."patient" LEFT OUTER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id" WHERE "payment"."patient"."id" IN ($1, $2, $3, $4, $5) ORDER BY "payment"."patient"."last_name" ASC
-- $1 0 =30
-- $2 0 =40
-- $3 0 =20
-- $4 0 =10
-- $5 0 =31
;;
SELECT DISTINCT "payment"."patient"."id" FROM "payment"."patient" LEFT OUTER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id" WHERE (payment.claim.total_amount > 1) LIMIT $1
-- $1 0 =5
;;
SELECT "payment"."patient"."id" AS t0_r0, "payment"."patient"."nir" AS t0_r1, "payment"."patient"."nir_key" AS t0_r2, "payment"."patient"."nir_full" AS t0_r3, "payment"."patient"."birth_date" AS t0_r4, "payment"."patient"."birth_year" AS t0_r5, "payment"."patient"."last_name" AS t0_r6, "payment"."patient"."first_name" AS t0_r7, "payment"."patient"."sex" AS t0_r8, "payment"."patient"."marital_status" AS t0_r9, "payment"."patient"."insurer_id" AS t0_r10, "payment"."patient"."contract_id" AS t0_r11, "payment"."patient"."policy_cover" AS t0_r12, "payment"."patient"."city" AS t0_r13, "payment"."patient"."postal_code" AS t0_r14, "payment"."patient"."email" AS t0_r15, "payment"."patient"."phone" AS t0_r16, "payment"."patient"."note" AS t0_r17, "payment"."patient"."created_at" AS t0_r18, "payment"."claim"."id" AS t1_r0, "payment"."claim"."patient_id" AS t1_r1, "payment"."claim"."patient_nir" AS t1_r2, "payment"."claim"."hp_id" AS t1_r3, "payment"."claim"."contract_id" AS t1_r4, "payment"."claim"."care_date" AS t1_r5, "payment"."claim"."total_amount" AS t1_r6, "payment"."claim"."amo" AS t1_r7, "payment"."claim"."amc" AS t1_r8, "payment"."claim"."status" AS t1_r9, "payment"."claim"."payload" AS t1_r10, "payment"."claim"."comment" AS t1_r11, "payment"."claim"."created_at" AS t1_r12 FROM "payment"."patient" LEFT OUTER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id" WHERE (payment.claim.total_amount > 1) AND "payment"."patient"."id" IN ($1, $2, $3, $4, $5)
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =4
-- $5 0 =5
;;
SELECT DISTINCT "payment"."patient".* FROM "payment"."patient" INNER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id"
-- extended
;;
SELECT COUNT(DISTINCT "payment"."patient"."id") FROM "payment"."patient" INNER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id"
-- extended
;;
SELECT COUNT(*) FROM "payment"."patient" WHERE "payment"."patient"."city" = $1
-- $1 0 =Lyon
;;
SELECT COUNT(*) AS count_all, "payment"."patient"."city" AS payment_patient_city FROM "payment"."patient" GROUP BY "payment"."patient"."city" ORDER BY count_all desc
-- extended
;;
SELECT COUNT(*) AS count_all, "payment"."patient"."city" AS payment_patient_city FROM "payment"."patient" GROUP BY "payment"."patient"."city" HAVING (count(*)>1)
-- extended
;;
SELECT SUM("payment"."claim"."total_amount") FROM "payment"."claim"
-- extended
;;
SELECT AVG("payment"."claim"."amo") FROM "payment"."claim"
-- extended
;;
SELECT MAX("payment"."claim"."care_date") FROM "payment"."claim"
-- extended
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir" FROM "payment"."patient"
-- extended
;;
SELECT "payment"."patient"."nir" FROM "payment"."patient" LIMIT $1
-- $1 0 =1
;;
SELECT 1 AS one FROM "payment"."patient" WHERE "payment"."patient"."nir" = $1 LIMIT $2
-- $1 0 =1800112345005
-- $2 0 =1
;;
SELECT "payment"."patient"."id" FROM "payment"."patient"
-- extended
;;
SELECT "payment"."patient".* FROM "payment"."patient" ORDER BY "payment"."patient"."id" ASC LIMIT $1
-- $1 0 =1
;;
SELECT "payment"."patient".* FROM "payment"."patient" ORDER BY "payment"."patient"."id" DESC LIMIT $1
-- $1 0 =1
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE "payment"."patient"."id" > $1 ORDER BY "payment"."patient"."id" ASC LIMIT $2
-- $1 0 =7
-- $2 0 =7
;;
SELECT "payment"."patient"."id" FROM "payment"."patient" ORDER BY "payment"."patient"."id" ASC LIMIT $1
-- $1 0 =10
;;
SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE "payment"."patient"."id" IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =4
-- $5 0 =5
-- $6 0 =6
-- $7 0 =7
-- $8 0 =8
-- $9 0 =9
-- $10 0 =10
;;
SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE "payment"."patient"."id" > $1 ORDER BY "payment"."patient"."id" ASC LIMIT $2
-- $1 0 =10
-- $2 0 =10
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE ("payment"."patient"."nir" = $1 OR "payment"."patient"."city" = $2)
-- $1 0 =1800112345005
-- $2 0 =Lyon
;;
SELECT "payment"."claim".* FROM "payment"."claim" INNER JOIN "payment"."patient" ON "payment"."patient"."id" = "payment"."claim"."patient_id" WHERE "payment"."patient"."city" = $1
-- $1 0 =Lyon
;;
SELECT payment.patient.*, count(payment.claim.id) as n FROM "payment"."patient" LEFT OUTER JOIN "payment"."claim" ON "payment"."claim"."patient_id" = "payment"."patient"."id" GROUP BY payment.patient.id
-- extended
;;
SELECT "payment"."patient".* FROM "payment"."patient" WHERE "payment"."patient"."id" = $1 LIMIT $2 FOR UPDATE
-- $1 0 =5
-- $2 0 =1
;;
SELECT "portal"."folder".* FROM "portal"."folder" LIMIT $1 FOR UPDATE SKIP LOCKED
-- $1 0 =2
;;
UPDATE "payment"."patient" SET "city" = $1 WHERE "payment"."patient"."id" = $2
-- $1 0 =Brest
-- $2 0 =6
;;
UPDATE "payment"."patient" SET "email" = $1 WHERE "payment"."patient"."id" = $2
-- $1 0 =x
-- $2 0 =6
;;
INSERT INTO "payment"."patient" ("id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "created_at") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING "id"
-- $1 0 =9001
-- $2 0 =1850175116042
-- $3 0 =18
-- $4 0 =1985-01-02
-- $5 0 =X
-- $6 0 =Y
-- $7 0 =M
-- $8 0 =veuf
-- $9 0 =1
-- $10 0 =base
-- $11 0 =Lyon
-- $12 0 =69002
-- $13 0 =2026-11-26 09:15:01.955207
;;
SELECT "portal"."folder".* FROM "portal"."folder" WHERE "portal"."folder"."id" = $1 LIMIT $2
-- $1 0 =3
-- $2 0 =1
;;
UPDATE "portal"."folder" SET "title" = $1, "version" = $2 WHERE "portal"."folder"."id" = $3 AND "portal"."folder"."version" = $4
-- $1 0 =x
-- $2 0 =1
-- $3 0 =3
-- $4 0 =0
;;
INSERT INTO "portal"."folder" ("title", "version") VALUES ($1, $2) RETURNING "id"
-- $1 0 =t
-- $2 0 =0
;;
DELETE FROM "portal"."folder_label" WHERE "portal"."folder_label"."folder_id" = $1
-- $1 0 =829
;;
DELETE FROM "portal"."folder" WHERE "portal"."folder"."id" = $1 AND "portal"."folder"."version" = $2
-- $1 0 =829
-- $2 0 =0
;;
INSERT INTO "portal"."label" ("name") VALUES ('q1'), ('q2') ON CONFLICT  DO NOTHING RETURNING "id"
-- extended
;;
INSERT INTO "portal"."label" ("name") VALUES ('urgent') ON CONFLICT ("name") DO NOTHING RETURNING "id"
-- extended
;;
UPDATE "portal"."folder" SET title = title || '!' WHERE "portal"."folder"."patient_id" = $1
-- $1 0 =1
;;
UPDATE "portal"."folder" SET "archived" = $1, "version" = COALESCE("version", 0) + $2 WHERE "portal"."folder"."id" IN (SELECT "portal"."folder"."id" FROM "portal"."folder" INNER JOIN "payment"."patient" "patient" ON "patient"."id" = "portal"."folder"."patient_id" WHERE "patient"."city" = $3)
-- $1 0 =t
-- $2 0 =1
-- $3 0 =Lyon
;;
DELETE FROM "portal"."label" WHERE (id>100)
-- extended
;;
UPDATE "portal"."folder" SET "attempts" = COALESCE("attempts", 0) + $1, "version" = COALESCE("version", 0) + $2 WHERE "portal"."folder"."id" = $3
-- $1 0 =1
-- $2 0 =1
-- $3 0 =3
;;
UPDATE "portal"."folder" SET version=version+1 WHERE "portal"."folder"."id" = $1
-- $1 0 =3
;;
SELECT "portal"."document".* FROM "portal"."document" WHERE (attributes ->> 'colour' = 'red')
-- extended
;;
with t as (select city, count(*) n from payment.patient group by 1) select * from t
-- extended
;;
SELECT DISTINCT "payment"."patient"."id", "payment"."patient"."city" FROM "payment"."patient" ORDER BY "payment"."patient"."city" ASC
-- extended
;;
SELECT "payment"."patient".* FROM "payment"."patient"
-- extended
;;
SELECT "portal"."folder".* FROM "portal"."folder" WHERE "portal"."folder"."id" = $1
-- $1 0 =1
;;
EXPLAIN SELECT "portal"."folder".* FROM "portal"."folder" WHERE "portal"."folder"."id" = $1
-- $1 0 =1
;;
SELECT "portal"."folder".* FROM "portal"."folder" ORDER BY RANDOM() LIMIT $1
-- $1 0 =2
;;
SELECT "payment"."patient".* FROM "payment"."patient" ORDER BY RANDOM() LIMIT $1
-- $1 0 =2
