-- Sequelize 6.37, TypeORM and Knex with node-postgres

SET client_min_messages TO warning;SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE
;;
WITH ranges AS (  SELECT pg_range.rngtypid, pg_type.typname AS rngtypname,         pg_type.typarray AS rngtyparray, pg_range.rngsubtype    FROM pg_range LEFT OUTER JOIN pg_type ON pg_type.oid = pg_range.rngtypid)SELECT pg_type.typname, pg_type.typtype, pg_type.oid, pg_type.typarray,       ranges.rngtypname, ranges.rngtypid, ranges.rngtyparray  FROM pg_type LEFT OUTER JOIN ranges ON pg_type.oid = ranges.rngsubtype WHERE (pg_type.typtype IN('b', 'e'))
;;
SELECT 1+1 AS result
;;
SELECT pk.constraint_type as "Constraint",c.column_name as "Field", c.column_default as "Default",c.is_nullable as "Null", (CASE WHEN c.udt_name = 'hstore' THEN c.udt_name ELSE c.data_type END) || (CASE WHEN c.character_maximum_length IS NOT NULL THEN '(' || c.character_maximum_length || ')' ELSE '' END) as "Type", (SELECT array_agg(e.enumlabel) FROM pg_catalog.pg_type t JOIN pg_catalog.pg_enum e ON t.oid=e.enumtypid WHERE t.typname=c.udt_name) AS "special", (SELECT pgd.description FROM pg_catalog.pg_statio_all_tables AS st INNER JOIN pg_catalog.pg_description pgd on (pgd.objoid=st.relid) WHERE c.ordinal_position=pgd.objsubid AND c.table_name=st.relname) AS "Comment" FROM information_schema.columns c LEFT JOIN (SELECT tc.table_schema, tc.table_name, cu.column_name, tc.constraint_type FROM information_schema.TABLE_CONSTRAINTS tc JOIN information_schema.KEY_COLUMN_USAGE  cu ON tc.table_schema=cu.table_schema and tc.table_name=cu.table_name and tc.constraint_name=cu.constraint_name and tc.constraint_type='PRIMARY KEY') pk ON pk.table_schema=c.table_schema AND pk.table_name=c.table_name AND pk.column_name=c.column_name WHERE c.table_name = 'patient' AND c.table_schema = 'payment'
;;
SELECT i.relname AS name, ix.indisprimary AS primary, ix.indisunique AS unique, ix.indkey AS indkey, array_agg(a.attnum) as column_indexes, array_agg(a.attname) AS column_names, pg_get_indexdef(ix.indexrelid) AS definition FROM pg_class t, pg_class i, pg_index ix, pg_attribute a, pg_namespace s WHERE t.oid = ix.indrelid AND i.oid = ix.indexrelid AND a.attrelid = t.oid AND t.relkind = 'r' and t.relname = 'patient' AND s.oid = t.relnamespace AND s.nspname = 'payment' GROUP BY i.relname, ix.indexrelid, ix.indisprimary, ix.indisunique, ix.indkey ORDER BY i.relname
;;
SELECT DISTINCT tc.constraint_name as constraint_name, tc.constraint_schema as constraint_schema, tc.constraint_catalog as constraint_catalog, tc.table_name as table_name,tc.table_schema as table_schema,tc.table_catalog as table_catalog,tc.initially_deferred as initially_deferred,tc.is_deferrable as is_deferrable,kcu.column_name as column_name,ccu.table_schema  AS referenced_table_schema,ccu.table_catalog  AS referenced_table_catalog,ccu.table_name  AS referenced_table_name,ccu.column_name AS referenced_column_name FROM information_schema.table_constraints AS tc JOIN information_schema.key_column_usage AS kcu ON tc.constraint_name = kcu.constraint_name JOIN information_schema.constraint_column_usage AS ccu ON ccu.constraint_name = tc.constraint_name WHERE constraint_type = 'FOREIGN KEY' AND tc.table_name = 'claim' AND tc.table_catalog = 'portal' AND tc.table_schema = 'payment'
;;
SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type LIKE '%TABLE' AND table_name != 'spatial_ref_sys'
;;
SELECT schema_name FROM information_schema.schemata WHERE schema_name <> 'information_schema' AND schema_name != 'public' AND schema_name !~ E'^pg_'
;;
SELECT constraint_catalog AS "constraintCatalog", constraint_schema AS "constraintSchema", constraint_name AS "constraintName", table_catalog AS "tableCatalog", table_schema AS "tableSchema", table_name AS "tableName", constraint_type AS "constraintType", is_deferrable AS "isDeferrable", initially_deferred AS "initiallyDeferred" from INFORMATION_SCHEMA.table_constraints WHERE table_name='[object Object]'
;;
SHOW SERVER_VERSION
;;
SELECT "id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "email" FROM "payment"."patient" AS "patient" WHERE "patient"."id" = 5
;;
SELECT "id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "email" FROM "payment"."patient" AS "patient" WHERE "patient"."nir" = '1800112345005' LIMIT 1
;;
SELECT count(*) AS "count" FROM "payment"."patient" AS "patient" WHERE "patient"."city" IN ('Lyon', 'Paris') AND "patient"."last_name" ILIKE 'nom%'
;;
SELECT "id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "email" FROM "payment"."patient" AS "patient" WHERE "patient"."city" IN ('Lyon', 'Paris') AND "patient"."last_name" ILIKE 'nom%' ORDER BY "patient"."last_name" ASC, "patient"."id" DESC LIMIT 5 OFFSET 2
;;
SELECT "patient"."id", "patient"."nir", "patient"."nir_key", "patient"."birth_date", "patient"."last_name", "patient"."first_name", "patient"."sex", "patient"."marital_status", "patient"."insurer_id", "patient"."policy_cover", "patient"."city", "patient"."postal_code", "patient"."email", "insurer"."id" AS "insurer.id", "insurer"."name" AS "insurer.name", "claims"."id" AS "claims.id", "claims"."patient_id" AS "claims.patient_id", "claims"."patient_nir" AS "claims.patient_nir", "claims"."total_amount" AS "claims.total_amount", "claims"."care_date" AS "claims.care_date" FROM "payment"."patient" AS "patient" LEFT OUTER JOIN "payment"."insurer" AS "insurer" ON "patient"."insurer_id" = "insurer"."id" LEFT OUTER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id"
;;
SELECT "patient".*, "claims"."id" AS "claims.id", "claims"."patient_id" AS "claims.patient_id", "claims"."patient_nir" AS "claims.patient_nir", "claims"."total_amount" AS "claims.total_amount", "claims"."care_date" AS "claims.care_date" FROM (SELECT "patient"."id", "patient"."nir", "patient"."nir_key", "patient"."birth_date", "patient"."last_name", "patient"."first_name", "patient"."sex", "patient"."marital_status", "patient"."insurer_id", "patient"."policy_cover", "patient"."city", "patient"."postal_code", "patient"."email" FROM "payment"."patient" AS "patient" ORDER BY "patient"."id" ASC LIMIT 5) AS "patient" LEFT OUTER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id" ORDER BY "patient"."id" ASC
;;
SELECT "patient".*, "claims"."id" AS "claims.id", "claims"."patient_id" AS "claims.patient_id", "claims"."patient_nir" AS "claims.patient_nir", "claims"."total_amount" AS "claims.total_amount", "claims"."care_date" AS "claims.care_date" FROM (SELECT "patient"."id", "patient"."nir", "patient"."nir_key", "patient"."birth_date", "patient"."last_name", "patient"."first_name", "patient"."sex", "patient"."marital_status", "patient"."insurer_id", "patient"."policy_cover", "patient"."city", "patient"."postal_code", "patient"."email" FROM "payment"."patient" AS "patient" LIMIT 5) AS "patient" LEFT OUTER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id"
;;
SELECT "patient".*, "claims"."id" AS "claims.id", "claims"."patient_id" AS "claims.patient_id", "claims"."patient_nir" AS "claims.patient_nir", "claims"."total_amount" AS "claims.total_amount", "claims"."care_date" AS "claims.care_date" FROM (SELECT "patient"."id", "patient"."nir", "patient"."nir_key", "patient"."birth_date", "patient"."last_name", "patient"."first_name", "patient"."sex", "patient"."marital_status", "patient"."insurer_id", "patient"."policy_cover", "patient"."city", "patient"."postal_code", "patient"."email" FROM "payment"."patient" AS "patient" WHERE ( SELECT "patient_id" FROM "payment"."claim" AS "claims" WHERE ("claims"."total_amount" > 1 AND "claims"."patient_id" = "patient"."id") LIMIT 1 ) IS NOT NULL LIMIT 5) AS "patient" INNER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id" AND "claims"."total_amount" > 1
;;
SELECT "folder".*, "patient"."id" AS "patient.id", "patient"."nir" AS "patient.nir", "patient"."nir_key" AS "patient.nir_key", "patient"."birth_date" AS "patient.birth_date", "patient"."last_name" AS "patient.last_name", "patient"."first_name" AS "patient.first_name", "patient"."sex" AS "patient.sex", "patient"."marital_status" AS "patient.marital_status", "patient"."insurer_id" AS "patient.insurer_id", "patient"."policy_cover" AS "patient.policy_cover", "patient"."city" AS "patient.city", "patient"."postal_code" AS "patient.postal_code", "patient"."email" AS "patient.email", "patient->claims"."id" AS "patient.claims.id", "patient->claims"."patient_id" AS "patient.claims.patient_id", "patient->claims"."patient_nir" AS "patient.claims.patient_nir", "patient->claims"."total_amount" AS "patient.claims.total_amount", "patient->claims"."care_date" AS "patient.claims.care_date", "labels"."id" AS "labels.id", "labels"."name" AS "labels.name", "labels->folder_label"."folder_id" AS "labels.folder_label.folder_id", "labels->folder_label"."label_id" AS "labels.folder_label.label_id" FROM (SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."archived" FROM "portal"."folder" AS "folder" LIMIT 5) AS "folder" LEFT OUTER JOIN "payment"."patient" AS "patient" ON "folder"."patient_id" = "patient"."id" LEFT OUTER JOIN "payment"."claim" AS "patient->claims" ON "patient"."id" = "patient->claims"."patient_id" LEFT OUTER JOIN ( "portal"."folder_label" AS "labels->folder_label" INNER JOIN "portal"."label" AS "labels" ON "labels"."id" = "labels->folder_label"."label_id") ON "folder"."id" = "labels->folder_label"."folder_id"
;;
SELECT count(DISTINCT("patient"."id")) AS "count" FROM "payment"."patient" AS "patient" LEFT OUTER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id"
;;
SELECT count("patient"."id") AS "count" FROM "payment"."patient" AS "patient" INNER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id"
;;
SELECT "patient".*, "claims"."id" AS "claims.id", "claims"."patient_id" AS "claims.patient_id", "claims"."patient_nir" AS "claims.patient_nir", "claims"."total_amount" AS "claims.total_amount", "claims"."care_date" AS "claims.care_date" FROM (SELECT "patient"."id", "patient"."nir", "patient"."nir_key", "patient"."birth_date", "patient"."last_name", "patient"."first_name", "patient"."sex", "patient"."marital_status", "patient"."insurer_id", "patient"."policy_cover", "patient"."city", "patient"."postal_code", "patient"."email" FROM "payment"."patient" AS "patient" WHERE ( SELECT "patient_id" FROM "payment"."claim" AS "claims" WHERE ("claims"."patient_id" = "patient"."id") LIMIT 1 ) IS NOT NULL LIMIT 3) AS "patient" INNER JOIN "payment"."claim" AS "claims" ON "patient"."id" = "claims"."patient_id"
;;
SELECT date_trunc('month', "care_date") AS "m", sum("total_amount") AS "t" FROM "payment"."claim" AS "claim" GROUP BY "m"
;;
SELECT "city", COUNT("id") AS "n" FROM "payment"."patient" AS "patient" GROUP BY "city" HAVING COUNT(id) > 1
;;
SELECT max("total_amount") AS "max" FROM "payment"."claim" AS "claim"
;;
SELECT "patient"."id", "patient"."nir", "patient"."nir_key", "patient"."birth_date", "patient"."last_name", "patient"."first_name", "patient"."sex", "patient"."marital_status", "patient"."insurer_id", "patient"."policy_cover", "patient"."city", "patient"."postal_code", "patient"."email" FROM "payment"."patient" AS "patient" LIMIT 5
;;
SELECT "claim".* FROM (SELECT * FROM (SELECT "id", "patient_id", "patient_nir", "total_amount", "care_date" FROM "payment"."claim" AS "claim" WHERE "claim"."patient_id" = '1' LIMIT 2) AS sub UNION ALL SELECT * FROM (SELECT "id", "patient_id", "patient_nir", "total_amount", "care_date" FROM "payment"."claim" AS "claim" WHERE "claim"."patient_id" = '2' LIMIT 2) AS sub UNION ALL SELECT * FROM (SELECT "id", "patient_id", "patient_nir", "total_amount", "care_date" FROM "payment"."claim" AS "claim" WHERE "claim"."patient_id" = '3' LIMIT 2) AS sub UNION ALL SELECT * FROM (SELECT "id", "patient_id", "patient_nir", "total_amount", "care_date" FROM "payment"."claim" AS "claim" WHERE "claim"."patient_id" = '4' LIMIT 2) AS sub UNION ALL SELECT * FROM (SELECT "id", "patient_id", "patient_nir", "total_amount", "care_date" FROM "payment"."claim" AS "claim" WHERE "claim"."patient_id" = '5' LIMIT 2) AS sub) AS "claim"
;;
SELECT "id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "email" FROM "payment"."patient" AS "patient" WHERE "patient"."id" = 5 FOR UPDATE
;;
SELECT "id", "version", "title", "patient_id", "archived" FROM "portal"."folder" AS "folder" LIMIT 2 FOR UPDATE SKIP LOCKED
;;
SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."archived", "patient"."id" AS "patient.id", "patient"."nir" AS "patient.nir", "patient"."nir_key" AS "patient.nir_key", "patient"."birth_date" AS "patient.birth_date", "patient"."last_name" AS "patient.last_name", "patient"."first_name" AS "patient.first_name", "patient"."sex" AS "patient.sex", "patient"."marital_status" AS "patient.marital_status", "patient"."insurer_id" AS "patient.insurer_id", "patient"."policy_cover" AS "patient.policy_cover", "patient"."city" AS "patient.city", "patient"."postal_code" AS "patient.postal_code", "patient"."email" AS "patient.email" FROM "portal"."folder" AS "folder" LEFT OUTER JOIN "payment"."patient" AS "patient" ON "folder"."patient_id" = "patient"."id" LIMIT 2 FOR UPDATE OF "folder"
;;
INSERT INTO "payment"."patient" ("id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) RETURNING "id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code","email";
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
;;
UPDATE "payment"."patient" SET "city"=$1 WHERE "id" = $2
-- $1 0 =Brest
-- $2 0 =6
;;
SELECT "id", "version", "title", "patient_id", "archived" FROM "portal"."folder" AS "folder" WHERE "folder"."id" = 6
;;
UPDATE "portal"."folder" SET "title"=$1,"version"=$2 WHERE "id" = $3 AND "version" = $4
-- $1 0 =Brest
-- $2 0 =1
-- $3 0 =6
-- $4 0 =0
;;
INSERT INTO "portal"."folder" ("id","version","title") VALUES (DEFAULT,0,'b0'),(DEFAULT,0,'b1'),(DEFAULT,0,'b2'),(DEFAULT,0,'b3'),(DEFAULT,0,'b4'),(DEFAULT,0,'b5'),(DEFAULT,0,'b6'),(DEFAULT,0,'b7'),(DEFAULT,0,'b8'),(DEFAULT,0,'b9'),(DEFAULT,0,'b10'),(DEFAULT,0,'b11'),(DEFAULT,0,'b12'),(DEFAULT,0,'b13'),(DEFAULT,0,'b14'),(DEFAULT,0,'b15'),(DEFAULT,0,'b16'),(DEFAULT,0,'b17'),(DEFAULT,0,'b18'),(DEFAULT,0,'b19'),(DEFAULT,0,'b20'),(DEFAULT,0,'b21'),(DEFAULT,0,'b22'),(DEFAULT,0,'b23'),(DEFAULT,0,'b24'),(DEFAULT,0,'b25'),(DEFAULT,0,'b26'),(DEFAULT,0,'b27'),(DEFAULT,0,'b28'),(DEFAULT,0,'b29') RETURNING "id","version","title","patient_id","archived"
;;
INSERT INTO "portal"."label" ("id","name") VALUES (1,'urgent'),(88,'x') ON CONFLICT ("name") DO UPDATE SET "name"=EXCLUDED."name" RETURNING "id","name"
;;
INSERT INTO "portal"."label" ("id","name") VALUES (DEFAULT,'urgent') ON CONFLICT DO NOTHING RETURNING "id","name"
;;
INSERT INTO "portal"."label" ("id","name") VALUES ($1,$2) ON CONFLICT ("id") DO UPDATE SET "id"=EXCLUDED."id","name"=EXCLUDED."name" RETURNING "id","name";
-- $1 0 =1
-- $2 0 =urgent
;;
INSERT INTO "payment"."patient" ("id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) ON CONFLICT ("id") DO UPDATE SET "id"=EXCLUDED."id","nir"=EXCLUDED."nir","nir_key"=EXCLUDED."nir_key","birth_date"=EXCLUDED."birth_date","last_name"=EXCLUDED."last_name","first_name"=EXCLUDED."first_name","sex"=EXCLUDED."sex","marital_status"=EXCLUDED."marital_status","insurer_id"=EXCLUDED."insurer_id","policy_cover"=EXCLUDED."policy_cover","city"=EXCLUDED."city","postal_code"=EXCLUDED."postal_code" RETURNING "id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code","email";
-- $1 0 =5
-- $2 0 =1800112345005
-- $3 0 =83
-- $4 0 =1945-06-09
-- $5 0 =X
-- $6 0 =Y
-- $7 0 =M
-- $8 0 =veuf
-- $9 0 =1
-- $10 0 =base
-- $11 0 =Lyon
-- $12 0 =69002
;;
SELECT "id", "name" FROM "portal"."label" AS "label" WHERE "label"."name" = 'urgent'
;;
CREATE OR REPLACE FUNCTION pg_temp.testfunc(OUT response "portal"."label", OUT sequelize_caught_exception text) RETURNS RECORD AS $func_5ceb2a3294d54955afed377979609087$ BEGIN INSERT INTO "portal"."label" ("id","name") VALUES (DEFAULT,'neu') RETURNING * INTO response; EXCEPTION WHEN unique_violation THEN GET STACKED DIAGNOSTICS sequelize_caught_exception = PG_EXCEPTION_DETAIL; END $func_5ceb2a3294d54955afed377979609087$ LANGUAGE plpgsql; SELECT (testfunc.response)."id", (testfunc.response)."name", testfunc.sequelize_caught_exception FROM pg_temp.testfunc(); DROP FUNCTION IF EXISTS pg_temp.testfunc()
-- refused open UNSUPPORTED_STATEMENT
-- refused UNSUPPORTED_STATEMENT
;;
UPDATE "portal"."folder" SET "archived"=$1 WHERE "patient_id" < 3 RETURNING "id","version","title","patient_id","archived"
-- $1 0 =true
;;
DELETE FROM "portal"."label" WHERE "id" > 100
;;
UPDATE "portal"."folder" SET "version"="version"+ 1 WHERE "id" = 3 RETURNING *
;;
SELECT "id", "dtype", "folder_id", "tags", "attributes" FROM "portal"."document" AS "document" WHERE ("document"."attributes"#>>'{colour}') = 'red' AND "document"."tags" @> ARRAY['a']::TEXT[]
;;
SELECT "id", "dtype", "folder_id", "tags", "attributes" FROM "portal"."document" AS "document" WHERE CAST(("document"."attributes"#>>'{size}') AS DOUBLE PRECISION) > 1 ORDER BY ("attributes"#>>'{colour}') ASC
;;
INSERT INTO "portal"."document" ("id","dtype","folder_id","tags","attributes") VALUES (DEFAULT,$1,$2,$3,$4) RETURNING "id","dtype","folder_id","tags","attributes";
-- $1 0 =x
-- $2 0 =1
-- $3 0 ={"a","b"}
-- $4 0 ={"a":1}
;;
SELECT "id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "email" FROM "payment"."patient" AS "patient" ORDER BY RANDOM() LIMIT 2
;;
select 'x'::text as a, id from payment.patient where id in (1, 2)
;;
select $1::text as a, nir from payment.patient where id = $2
-- $1 0 =x
-- $2 0 =3
;;
SELECT "folder_id", "label_id" FROM "portal"."folder_label" AS "folder_label" WHERE "folder_label"."folder_id" = '1'
;;
INSERT INTO "portal"."folder_label" ("folder_id","label_id") VALUES ('1',3) RETURNING "folder_id","label_id"
;;
SELECT version()
;;
SELECT * FROM current_schema()
;;
SELECT * FROM current_database()
;;
SELECT "table_schema", "table_name", obj_description((quote_ident("table_schema") || '.' || quote_ident("table_name"))::regclass, 'pg_class') AS table_comment FROM "information_schema"."tables" WHERE ("table_schema" = 'payment' AND "table_name" = 'patient') OR ("table_schema" = 'payment' AND "table_name" = 'claim') OR ("table_schema" = 'portal' AND "table_name" = 'folder')
;;
SELECT TRUE FROM information_schema.columns WHERE table_name = 'pg_class' and column_name = 'relispartition'
;;
SELECT columns.*, pg_catalog.col_description((quote_ident(table_catalog) || '.' || quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass::oid, ordinal_position) AS description, ('"' || "udt_schema" || '"."' || "udt_name" || '"')::"regtype"::text AS "regtype", pg_catalog.format_type("col_attr"."atttypid", "col_attr"."atttypmod") AS "format_type" FROM "information_schema"."columns" LEFT JOIN "pg_catalog"."pg_attribute" AS "col_attr" ON "col_attr"."attname" = "columns"."column_name" AND "col_attr"."attrelid" = ( SELECT "cls"."oid" FROM "pg_catalog"."pg_class" AS "cls" LEFT JOIN "pg_catalog"."pg_namespace" AS "ns" ON "ns"."oid" = "cls"."relnamespace" WHERE "cls"."relname" = "columns"."table_name" AND "ns"."nspname" = "columns"."table_schema" ) WHERE ("table_schema" = 'portal' AND "table_name" = 'folder') OR ("table_schema" = 'payment' AND "table_name" = 'patient') OR ("table_schema" = 'payment' AND "table_name" = 'claim')
;;
SELECT "ns"."nspname" AS "table_schema", "t"."relname" AS "table_name", "cnst"."conname" AS "constraint_name", pg_get_constraintdef("cnst"."oid") AS "expression", CASE "cnst"."contype" WHEN 'p' THEN 'PRIMARY' WHEN 'u' THEN 'UNIQUE' WHEN 'c' THEN 'CHECK' WHEN 'x' THEN 'EXCLUDE' END AS "constraint_type", "a"."attname" AS "column_name" FROM "pg_constraint" "cnst" INNER JOIN "pg_class" "t" ON "t"."oid" = "cnst"."conrelid" INNER JOIN "pg_namespace" "ns" ON "ns"."oid" = "cnst"."connamespace" LEFT JOIN "pg_attribute" "a" ON "a"."attrelid" = "cnst"."conrelid" AND "a"."attnum" = ANY ("cnst"."conkey") WHERE "t"."relkind" IN ('r', 'p') AND (("ns"."nspname" = 'portal' AND "t"."relname" = 'folder') OR ("ns"."nspname" = 'payment' AND "t"."relname" = 'patient') OR ("ns"."nspname" = 'payment' AND "t"."relname" = 'claim'))
;;
SELECT "ns"."nspname" AS "table_schema", "t"."relname" AS "table_name", "i"."relname" AS "constraint_name", "a"."attname" AS "column_name", CASE "ix"."indisunique" WHEN 't' THEN 'TRUE' ELSE'FALSE' END AS "is_unique", pg_get_expr("ix"."indpred", "ix"."indrelid") AS "condition", "types"."typname" AS "type_name", "am"."amname" AS "index_type" FROM "pg_class" "t" INNER JOIN "pg_index" "ix" ON "ix"."indrelid" = "t"."oid" INNER JOIN "pg_attribute" "a" ON "a"."attrelid" = "t"."oid"  AND "a"."attnum" = ANY ("ix"."indkey") INNER JOIN "pg_namespace" "ns" ON "ns"."oid" = "t"."relnamespace" INNER JOIN "pg_class" "i" ON "i"."oid" = "ix"."indexrelid" INNER JOIN "pg_type" "types" ON "types"."oid" = "a"."atttypid" INNER JOIN "pg_am" "am" ON "i"."relam" = "am"."oid" LEFT JOIN "pg_constraint" "cnst" ON "cnst"."conname" = "i"."relname" WHERE "t"."relkind" IN ('r', 'p') AND "cnst"."contype" IS NULL AND (("ns"."nspname" = 'portal' AND "t"."relname" = 'folder') OR ("ns"."nspname" = 'payment' AND "t"."relname" = 'patient') OR ("ns"."nspname" = 'payment' AND "t"."relname" = 'claim'))
;;
SELECT "con"."conname" AS "constraint_name", "con"."nspname" AS "table_schema", "con"."relname" AS "table_name", "att2"."attname" AS "column_name", "ns"."nspname" AS "referenced_table_schema", "cl"."relname" AS "referenced_table_name", "att"."attname" AS "referenced_column_name", "con"."confdeltype" AS "on_delete", "con"."confupdtype" AS "on_update", "con"."condeferrable" AS "deferrable", "con"."condeferred" AS "deferred" FROM ( SELECT UNNEST ("con1"."conkey") AS "parent", UNNEST ("con1"."confkey") AS "child", "con1"."confrelid", "con1"."conrelid", "con1"."conname", "con1"."contype", "ns"."nspname", "cl"."relname", "con1"."condeferrable", CASE WHEN "con1"."condeferred" THEN 'INITIALLY DEFERRED' ELSE 'INITIALLY IMMEDIATE' END as condeferred, CASE "con1"."confdeltype" WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END as "confdeltype", CASE "con1"."confupdtype" WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END as "confupdtype" FROM "pg_class" "cl" INNER JOIN "pg_namespace" "ns" ON "cl"."relnamespace" = "ns"."oid" INNER JOIN "pg_constraint" "con1" ON "con1"."conrelid" = "cl"."oid" WHERE "con1"."contype" = 'f' AND (("ns"."nspname" = 'portal' AND "cl"."relname" = 'folder') OR ("ns"."nspname" = 'payment' AND "cl"."relname" = 'patient') OR ("ns"."nspname" = 'payment' AND "cl"."relname" = 'claim')) ) "con" INNER JOIN "pg_attribute" "att" ON "att"."attrelid" = "con"."confrelid" AND "att"."attnum" = "con"."child" INNER JOIN "pg_class" "cl" ON "cl"."oid" = "con"."confrelid"  AND "cl"."relispartition" = 'f'INNER JOIN "pg_namespace" "ns" ON "cl"."relnamespace" = "ns"."oid" INNER JOIN "pg_attribute" "att2" ON "att2"."attrelid" = "con"."conrelid" AND "att2"."attnum" = "con"."parent"
;;
SELECT * FROM "typeorm_metadata" "t" WHERE "type" = $1 AND "name" = $2 AND "database" = $3 AND "schema" = $4 AND "table" = $5
-- $1 0 =GENERATED_COLUMN
-- $2 0 =nir_full
-- $3 0 =portal
-- $4 0 =payment
-- $5 0 =patient
;;
SELECT "udt_schema", "udt_name" FROM "information_schema"."columns" WHERE "table_schema" = 'payment' AND "table_name" = 'patient' AND "column_name"='marital_status'
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE (("Patient"."id" = $1)) LIMIT 1
-- $1 0 =5
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE (("Patient"."nir" = $1)) LIMIT 1
-- $1 0 =1800112345005
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email", "Patient__Patient_claims"."id" AS "Patient__Patient_claims_id", "Patient__Patient_claims"."patient_nir" AS "Patient__Patient_claims_patient_nir", "Patient__Patient_claims"."total_amount" AS "Patient__Patient_claims_total_amount", "Patient__Patient_claims"."care_date" AS "Patient__Patient_claims_care_date", "Patient__Patient_claims"."patient_id" AS "Patient__Patient_claims_patient_id" FROM "payment"."patient" "Patient" LEFT JOIN "payment"."claim" "Patient__Patient_claims" ON "Patient__Patient_claims"."patient_id"="Patient"."id"
;;
SELECT DISTINCT "distinctAlias"."Patient_id" AS "ids_Patient_id", "distinctAlias"."Patient_last_name" FROM (SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email", "Patient__Patient_claims"."id" AS "Patient__Patient_claims_id", "Patient__Patient_claims"."patient_nir" AS "Patient__Patient_claims_patient_nir", "Patient__Patient_claims"."total_amount" AS "Patient__Patient_claims_total_amount", "Patient__Patient_claims"."care_date" AS "Patient__Patient_claims_care_date", "Patient__Patient_claims"."patient_id" AS "Patient__Patient_claims_patient_id" FROM "payment"."patient" "Patient" LEFT JOIN "payment"."claim" "Patient__Patient_claims" ON "Patient__Patient_claims"."patient_id"="Patient"."id") "distinctAlias" ORDER BY "distinctAlias"."Patient_last_name" ASC, "Patient_id" ASC LIMIT 5 OFFSET 2
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email", "Patient__Patient_claims"."id" AS "Patient__Patient_claims_id", "Patient__Patient_claims"."patient_nir" AS "Patient__Patient_claims_patient_nir", "Patient__Patient_claims"."total_amount" AS "Patient__Patient_claims_total_amount", "Patient__Patient_claims"."care_date" AS "Patient__Patient_claims_care_date", "Patient__Patient_claims"."patient_id" AS "Patient__Patient_claims_patient_id" FROM "payment"."patient" "Patient" LEFT JOIN "payment"."claim" "Patient__Patient_claims" ON "Patient__Patient_claims"."patient_id"="Patient"."id" WHERE "Patient"."id" IN ($1, $2, $3, $4, $5) ORDER BY "Patient"."last_name" ASC
-- $1 0 =30
-- $2 0 =40
-- $3 0 =1
-- $4 0 =11
-- $5 0 =21
;;
SELECT DISTINCT "distinctAlias"."Patient_id" AS "ids_Patient_id" FROM (SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email", "Patient__Patient_claims"."id" AS "Patient__Patient_claims_id", "Patient__Patient_claims"."patient_nir" AS "Patient__Patient_claims_patient_nir", "Patient__Patient_claims"."total_amount" AS "Patient__Patient_claims_total_amount", "Patient__Patient_claims"."care_date" AS "Patient__Patient_claims_care_date", "Patient__Patient_claims"."patient_id" AS "Patient__Patient_claims_patient_id" FROM "payment"."patient" "Patient" LEFT JOIN "payment"."claim" "Patient__Patient_claims" ON "Patient__Patient_claims"."patient_id"="Patient"."id") "distinctAlias" ORDER BY "Patient_id" ASC LIMIT 5
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email", "Patient__Patient_claims"."id" AS "Patient__Patient_claims_id", "Patient__Patient_claims"."patient_nir" AS "Patient__Patient_claims_patient_nir", "Patient__Patient_claims"."total_amount" AS "Patient__Patient_claims_total_amount", "Patient__Patient_claims"."care_date" AS "Patient__Patient_claims_care_date", "Patient__Patient_claims"."patient_id" AS "Patient__Patient_claims_patient_id" FROM "payment"."patient" "Patient" LEFT JOIN "payment"."claim" "Patient__Patient_claims" ON "Patient__Patient_claims"."patient_id"="Patient"."id" WHERE "Patient"."id" IN ($1, $2, $3, $4, $5)
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =4
-- $5 0 =5
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE (("Patient"."city" = $1)) LIMIT 3
-- $1 0 =Lyon
;;
SELECT COUNT(1) AS "cnt" FROM "payment"."patient" "Patient" WHERE (("Patient"."city" = $1))
-- $1 0 =Lyon
;;
SELECT DISTINCT "distinctAlias"."p_id" AS "ids_p_id", "distinctAlias"."c_care_date" FROM (SELECT "p"."id" AS "p_id", "p"."nir" AS "p_nir", "p"."nir_key" AS "p_nir_key", "p"."birth_date" AS "p_birth_date", "p"."last_name" AS "p_last_name", "p"."first_name" AS "p_first_name", "p"."sex" AS "p_sex", "p"."marital_status" AS "p_marital_status", "p"."insurer_id" AS "p_insurer_id", "p"."policy_cover" AS "p_policy_cover", "p"."city" AS "p_city", "p"."postal_code" AS "p_postal_code", "p"."email" AS "p_email", "c"."id" AS "c_id", "c"."patient_nir" AS "c_patient_nir", "c"."total_amount" AS "c_total_amount", "c"."care_date" AS "c_care_date", "c"."patient_id" AS "c_patient_id" FROM "payment"."patient" "p" LEFT JOIN "payment"."claim" "c" ON "c"."patient_id"="p"."id" WHERE "p"."city" = $1) "distinctAlias" ORDER BY "distinctAlias"."c_care_date" DESC, "p_id" ASC LIMIT 4
-- $1 0 =Lyon
;;
SELECT "p"."id" AS "p_id", "p"."nir" AS "p_nir", "p"."nir_key" AS "p_nir_key", "p"."birth_date" AS "p_birth_date", "p"."last_name" AS "p_last_name", "p"."first_name" AS "p_first_name", "p"."sex" AS "p_sex", "p"."marital_status" AS "p_marital_status", "p"."insurer_id" AS "p_insurer_id", "p"."policy_cover" AS "p_policy_cover", "p"."city" AS "p_city", "p"."postal_code" AS "p_postal_code", "p"."email" AS "p_email", "c"."id" AS "c_id", "c"."patient_nir" AS "c_patient_nir", "c"."total_amount" AS "c_total_amount", "c"."care_date" AS "c_care_date", "c"."patient_id" AS "c_patient_id" FROM "payment"."patient" "p" LEFT JOIN "payment"."claim" "c" ON "c"."patient_id"="p"."id" WHERE ( "p"."city" = $1 ) AND ( "p"."id" IN ($2, $3, $4, $5) ) ORDER BY "c"."care_date" DESC
-- $1 0 =Lyon
-- $2 0 =3
-- $3 0 =6
-- $4 0 =9
-- $5 0 =12
;;
SELECT COUNT(DISTINCT("p"."id")) AS "cnt" FROM "payment"."patient" "p" LEFT JOIN "payment"."claim" "c" ON "c"."patient_id"="p"."id"
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE (("Patient"."id" IN ($1, $2)))
-- $1 0 =1
-- $2 0 =2
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE (("Patient"."last_name" ILIKE $1) AND ("Patient"."city" != $2))
-- $1 0 =nom%
-- $2 0 =Lyon
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE "Patient"."id" = $1
-- $1 0 =6
;;
UPDATE "payment"."patient" SET "city" = $1 WHERE "id" = $2
-- $1 0 =Brest
-- $2 0 =6
;;
INSERT INTO "payment"."patient"("id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code", "email") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, DEFAULT)
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
;;
SELECT "Folder"."id" AS "Folder_id", "Folder"."version" AS "Folder_version", "Folder"."title" AS "Folder_title", "Folder"."archived" AS "Folder_archived", "Folder"."opened" AS "Folder_opened" FROM "portal"."folder" "Folder" WHERE (("Folder"."id" = $1)) LIMIT 1
-- $1 0 =3
;;
SELECT "Folder"."id" AS "Folder_id", "Folder"."version" AS "Folder_version", "Folder"."title" AS "Folder_title", "Folder"."archived" AS "Folder_archived", "Folder"."opened" AS "Folder_opened" FROM "portal"."folder" "Folder" WHERE "Folder"."id" = $1
-- $1 0 =3
;;
UPDATE "portal"."folder" SET "title" = $1, "version" = "version" + 1 WHERE "id" = $2 RETURNING "version"
-- $1 0 =x
-- $2 0 =3
;;
INSERT INTO "portal"."folder"("version", "title", "archived", "opened") VALUES (1, $1, DEFAULT, DEFAULT), (1, $2, DEFAULT, DEFAULT), (1, $3, DEFAULT, DEFAULT), (1, $4, DEFAULT, DEFAULT), (1, $5, DEFAULT, DEFAULT), (1, $6, DEFAULT, DEFAULT), (1, $7, DEFAULT, DEFAULT), (1, $8, DEFAULT, DEFAULT), (1, $9, DEFAULT, DEFAULT), (1, $10, DEFAULT, DEFAULT), (1, $11, DEFAULT, DEFAULT), (1, $12, DEFAULT, DEFAULT), (1, $13, DEFAULT, DEFAULT), (1, $14, DEFAULT, DEFAULT), (1, $15, DEFAULT, DEFAULT), (1, $16, DEFAULT, DEFAULT), (1, $17, DEFAULT, DEFAULT), (1, $18, DEFAULT, DEFAULT), (1, $19, DEFAULT, DEFAULT), (1, $20, DEFAULT, DEFAULT) RETURNING "id", "version", "archived", "opened"
-- $1 0 =b0
-- $2 0 =b1
-- $3 0 =b2
-- $4 0 =b3
-- $5 0 =b4
-- $6 0 =b5
-- $7 0 =b6
-- $8 0 =b7
-- $9 0 =b8
-- $10 0 =b9
-- $11 0 =b10
-- $12 0 =b11
-- $13 0 =b12
-- $14 0 =b13
-- $15 0 =b14
-- $16 0 =b15
-- $17 0 =b16
-- $18 0 =b17
-- $19 0 =b18
-- $20 0 =b19
;;
INSERT INTO "portal"."folder"("version", "title", "archived", "opened") VALUES (1, $1, DEFAULT, DEFAULT) ON CONFLICT ( "id" ) DO UPDATE SET "id" = EXCLUDED."id", "title" = EXCLUDED."title" RETURNING "id", "version", "archived", "opened"
-- $1 0 =x
;;
DELETE FROM "portal"."folder" WHERE "id" = $1
-- $1 0 =9999
;;
SELECT "Patient"."id" AS "Patient_id", "Patient"."nir" AS "Patient_nir", "Patient"."nir_key" AS "Patient_nir_key", "Patient"."birth_date" AS "Patient_birth_date", "Patient"."last_name" AS "Patient_last_name", "Patient"."first_name" AS "Patient_first_name", "Patient"."sex" AS "Patient_sex", "Patient"."marital_status" AS "Patient_marital_status", "Patient"."insurer_id" AS "Patient_insurer_id", "Patient"."policy_cover" AS "Patient_policy_cover", "Patient"."city" AS "Patient_city", "Patient"."postal_code" AS "Patient_postal_code", "Patient"."email" AS "Patient_email" FROM "payment"."patient" "Patient" WHERE (("Patient"."id" = $1)) LIMIT 1 FOR UPDATE
-- $1 0 =5
;;
SELECT "Folder"."id" AS "Folder_id", "Folder"."version" AS "Folder_version", "Folder"."title" AS "Folder_title", "Folder"."archived" AS "Folder_archived", "Folder"."opened" AS "Folder_opened" FROM "portal"."folder" "Folder" LIMIT 2 FOR UPDATE SKIP LOCKED
;;
SELECT 1 AS "row_exists" FROM (SELECT 1 AS dummy_column) "dummy_table" WHERE EXISTS (SELECT 1 FROM "payment"."patient" "Patient" WHERE (("Patient"."nir" = $1))) LIMIT 1
-- $1 0 =1800112345005
;;
UPDATE "portal"."folder" SET "version" = "version" + 1 WHERE "id" = $1
-- $1 0 =3
;;
SELECT SUM("Claim"."total_amount") AS "SUM" FROM "payment"."claim" "Claim"
;;
select version()
;;
select * from information_schema.columns where table_name = $1 and table_catalog = current_database() and table_schema = $2
-- $1 0 =patient
-- $2 0 =payment
;;
select * from information_schema.tables where table_name = $1 and table_schema = $2
-- $1 0 =patient
-- $2 0 =payment
;;
select * from information_schema.columns where table_name = $1 and column_name = $2 and table_schema = $3
-- $1 0 =patient
-- $2 0 =nir
-- $3 0 =payment
;;
select * from "payment"."patient" where "city" = $1 order by "id" asc limit $2
-- $1 0 =Lyon
-- $2 0 =3
;;
select * from "payment"."patient" where "nir" in ($1)
-- $1 0 =1800112345005
;;
select distinct on ("city") "id", "city" from "payment"."patient" order by "city" asc
;;
with "x" as (select "id", row_number() over (partition by "city" order by "id") as "rn" from "payment"."patient") select * from "x" where "rn" = $1
-- $1 0 =1
;;
insert into "portal"."label" ("name") values ($1), ($2) returning *
-- $1 0 =a1
-- $2 0 =a2
;;
insert into "portal"."label" ("id", "name") values ($1, $2) on conflict ("id") do update set "id" = excluded."id", "name" = excluded."name"
-- $1 0 =1
-- $2 0 =urgent
;;
update "payment"."patient" set "city" = $1 where "id" = $2 returning "id", "nir"
-- $1 0 =x
-- $2 0 =5
;;
delete from "portal"."label" where "id" > $1
-- $1 0 =100
;;
select * from "portal"."job" where "queue" = $1 order by "run_at" asc limit $2 for update skip locked
-- $1 0 =mail
-- $2 0 =1
;;
update portal.job set locked_by='w', attempts=attempts+1 where id=(select id from portal.job where locked_by is null and run_at<=now() order by run_at, id for update skip locked limit 1) returning *
;;
select "id" from "payment"."patient" where "city" = $1 union all select "id" from "payment"."patient" where "city" = $2
-- $1 0 =Lyon
-- $2 0 =Paris
;;
select * from "payment"."claim" where "patient_id" in (select "id" from "payment"."patient" where "city" = $1)
-- $1 0 =Lyon
;;
select count(*) as "n" from "payment"."patient" limit $1
-- $1 0 =1
;;
insert into "portal"."label" ("name") values ($1), ($2), ($3)
-- $1 0 =z0
-- $2 0 =z1
-- $3 0 =z2
;;
insert into "portal"."label" ("name") values ($1)
-- $1 0 =z9
