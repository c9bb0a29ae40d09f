-- Django 3.2.25 with psycopg2

SET TIME ZONE 'UTC'
;;
SELECT t.oid, typarray FROM pg_type t JOIN pg_namespace ns ON typnamespace = ns.oid WHERE typname = 'hstore'
;;
SELECT typarray FROM pg_type WHERE typname = 'citext'
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" = 5 LIMIT 21
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."city" = 'Lyon' AND UPPER("payment"."patient"."last_name"::text) LIKE UPPER('%nom%')) ORDER BY "payment"."patient"."last_name" ASC, "payment"."patient"."id" ASC LIMIT 5 OFFSET 5
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE UPPER("payment"."patient"."last_name"::text) LIKE UPPER('no%')
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE UPPER("payment"."patient"."email"::text) = UPPER('P5@example.org')
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."last_name"::text ~* '^no'
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" IN (1, 2, 3)
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" WHERE ("claim"."care_date" BETWEEN '2026-01-01'::date AND '2026-12-31'::date AND "claim"."care_date" BETWEEN '2026-01-01'::date AND '2026-12-31'::date)
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" WHERE (EXTRACT('month' FROM "claim"."care_date") = 3 AND ("claim"."created_at" AT TIME ZONE 'America/Chicago')::date = '2026-03-01'::date)
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."nir" = '1800112345005'
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."nir" IN ('1800112345005', '1800112345006')
;;
SELECT (1) AS "a" FROM "payment"."patient" WHERE "payment"."patient"."nir" = '1800112345005' LIMIT 1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."birth_date" = '1945-06-09'::date AND "payment"."patient"."nir" = '1800112345005')
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE NOT ("payment"."patient"."nir" = '1800112345005')
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."email" IS NULL AND "payment"."patient"."nir" IS NOT NULL)
;;
SELECT COUNT(*) AS "__count" FROM "payment"."patient"
;;
SELECT SUM("claim"."total_amount") AS "total_amount__sum", AVG("claim"."amo") AS "amo__avg", MAX("claim"."care_date") AS "care_date__max", MIN("claim"."care_date") AS "care_date__min", COUNT("claim"."id") AS "id__count" FROM "claim"
;;
SELECT "payment"."patient"."city", COUNT("payment"."patient"."id") AS "n" FROM "payment"."patient" GROUP BY "payment"."patient"."city" ORDER BY "n" DESC
;;
SELECT DISTINCT "payment"."patient"."city" FROM "payment"."patient" ORDER BY "payment"."patient"."city" ASC
;;
SELECT DISTINCT ON ("payment"."patient"."city") "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" ORDER BY "payment"."patient"."city" ASC, "payment"."patient"."last_name" ASC, "payment"."patient"."id" ASC
;;
SELECT DISTINCT "payment"."patient"."nir" FROM "payment"."patient"
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at", "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at", "insurer"."id", "insurer"."siren", "insurer"."name", "insurer"."kind" FROM "claim" INNER JOIN "payment"."patient" ON ("claim"."patient_id" = "payment"."patient"."id") INNER JOIN "insurer" ON ("payment"."patient"."insurer_id" = "insurer"."id") WHERE "payment"."patient"."city" = 'Lyon'
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" LIMIT 5
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" WHERE "claim"."patient_id" IN (1, 2, 3, 4, 5)
;;
SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."parent_id", "folder"."opened", "folder"."closed", "folder"."archived" FROM "folder" WHERE "folder"."patient_id" IN (1, 2, 3, 4, 5)
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at", (SELECT U0."total_amount" FROM "claim" U0 WHERE U0."patient_id" = "payment"."patient"."id" ORDER BY U0."care_date" DESC LIMIT 1) AS "last" FROM "payment"."patient"
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE EXISTS(SELECT (1) AS "a" FROM "claim" U0 WHERE (U0."patient_id" = "payment"."patient"."id" AND U0."total_amount" > 5) LIMIT 1)
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE NOT EXISTS(SELECT (1) AS "a" FROM "claim" U0 WHERE U0."patient_id" = "payment"."patient"."id" LIMIT 1)
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" WHERE "claim"."patient_id" IN (SELECT U0."id" FROM "payment"."patient" U0 WHERE U0."city" = 'Lyon')
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE (("payment"."patient"."city" = 'Lyon' OR "payment"."patient"."city" = 'Paris') AND NOT ("payment"."patient"."sex" = 'M'))
;;
SELECT "payment"."patient"."id", CASE WHEN "payment"."patient"."sex" = 'F' THEN 'Mme' ELSE 'M.' END AS "c" FROM "payment"."patient"
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at", LOWER("payment"."patient"."last_name") AS "l", UPPER("payment"."patient"."city") AS "u", LENGTH("payment"."patient"."first_name") AS "n" FROM "payment"."patient" ORDER BY "l" ASC, "payment"."patient"."id" ASC
;;
SELECT DATE_TRUNC('month', "claim"."care_date") AS "m", SUM("claim"."total_amount") AS "t" FROM "claim" GROUP BY DATE_TRUNC('month', "claim"."care_date") ORDER BY "m" ASC
;;
SELECT DATE_TRUNC('day', "claim"."created_at" AT TIME ZONE 'America/Chicago') AS "m", EXTRACT('hour' FROM "claim"."created_at" AT TIME ZONE 'America/Chicago') AS "h", COUNT("claim"."id") AS "t" FROM "claim" GROUP BY DATE_TRUNC('day', "claim"."created_at" AT TIME ZONE 'America/Chicago'), EXTRACT('hour' FROM "claim"."created_at" AT TIME ZONE 'America/Chicago')
;;
SELECT EXTRACT('year' FROM "claim"."care_date") AS "y", EXTRACT('week' FROM "claim"."care_date") AS "w", EXTRACT('quarter' FROM "claim"."care_date") AS "q" FROM "claim"
;;
SELECT CAST("payment"."patient"."id" AS text) AS "x" FROM "payment"."patient"
;;
SELECT "payment"."patient"."id", ROW_NUMBER() OVER (PARTITION BY "payment"."patient"."city" ORDER BY "payment"."patient"."last_name", "payment"."patient"."id") AS "r" FROM "payment"."patient"
;;
SELECT "claim"."id", LAG("claim"."total_amount", 1) OVER (ORDER BY "claim"."id" ASC) AS "p" FROM "claim"
;;
(SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE "payment"."patient"."city" = 'Lyon') UNION (SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE "payment"."patient"."city" = 'Paris') ORDER BY (1) ASC
;;
(SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."city" = 'Lyon') UNION (SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."city" = 'Paris')
;;
(SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."city" = 'Lyon') UNION ALL (SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."city" = 'Paris')
;;
SELECT "folder"."id", ARRAY_AGG("label"."name" ORDER BY "label"."name") AS "l", STRING_AGG("label"."name", ',' ) AS "s" FROM "folder" LEFT OUTER JOIN "folder_label" ON ("folder"."id" = "folder_label"."folder_id") LEFT OUTER JOIN "label" ON ("folder_label"."label_id" = "label"."id") GROUP BY "folder"."id"
;;
SELECT "document"."id", "document"."version", "document"."dtype", "document"."folder_id", "document"."reference", "document"."priority", "document"."tags", "document"."attributes", "document"."body", "document"."made" FROM "document" WHERE ("document"."attributes" -> 'colour') = '"red"'
;;
SELECT "document"."id", "document"."version", "document"."dtype", "document"."folder_id", "document"."reference", "document"."priority", "document"."tags", "document"."attributes", "document"."body", "document"."made" FROM "document" WHERE ("document"."attributes" -> 'size') > '2'
;;
SELECT "document"."id", "document"."version", "document"."dtype", "document"."folder_id", "document"."reference", "document"."priority", "document"."tags", "document"."attributes", "document"."body", "document"."made" FROM "document" WHERE "document"."attributes" @> '{"colour": "red"}'
;;
SELECT ("document"."attributes" -> 'colour') FROM "document" WHERE "document"."attributes" ? 'colour'
;;
SELECT "document"."id", "document"."version", "document"."dtype", "document"."folder_id", "document"."reference", "document"."priority", "document"."tags", "document"."attributes", "document"."body", "document"."made" FROM "document" WHERE "document"."tags" @> ARRAY['a']::text[]
;;
SELECT "document"."id", "document"."version", "document"."dtype", "document"."folder_id", "document"."reference", "document"."priority", "document"."tags", "document"."attributes", "document"."body", "document"."made" FROM "document" WHERE ("document"."tags"[1] = 'a' AND CASE WHEN "document"."tags" IS NULL THEN NULL ELSE coalesce(array_length("document"."tags", 1), 0) END = 2 AND "document"."tags" && ARRAY['a', 'z']::text[])
;;
SELECT "document"."id", "document"."version", "document"."dtype", "document"."folder_id", "document"."reference", "document"."priority", "document"."tags", "document"."attributes", "document"."body", "document"."made" FROM "document" WHERE "document"."reference" = '00000000-0000-4000-8000-000000000001'::uuid
;;
UPDATE "payment"."patient" SET "city" = 'Brest', "email" = "payment"."patient"."email" WHERE "payment"."patient"."id" = 5
;;
UPDATE "folder" SET "version" = ("folder"."version" + 1), "title" = CONCAT("folder"."title", '!') WHERE "folder"."id" = 5
;;
UPDATE "folder" SET "archived" = true WHERE "folder"."id" IN (SELECT U0."id" FROM "folder" U0 INNER JOIN "payment"."patient" U1 ON (U0."patient_id" = U1."id") WHERE U1."city" = 'Lyon')
;;
DELETE FROM "folder" WHERE "folder"."id" = 3
;;
DELETE FROM "claim" WHERE "claim"."id" IN (SELECT U0."id" FROM "claim" U0 INNER JOIN "payment"."patient" U1 ON (U0."patient_id" = U1."id") WHERE U1."city" = 'Lyon')
;;
UPDATE "payment"."patient" SET "nir" = '1800112345006', "nir_key" = '13', "birth_date" = '1946-07-10'::date, "last_name" = 'Nom6', "first_name" = 'Prénom6', "sex" = 'F', "marital_status" = 'marie', "insurer_id" = 3, "contract_id" = 6, "policy_cover" = 'base', "city" = 'Brest', "postal_code" = '69001', "email" = 'p6@example.org', "phone" = NULL, "note" = NULL, "created_at" = '2026-11-26T08:34:24.344709+00:00'::timestamptz WHERE "payment"."patient"."id" = 6
;;
UPDATE "payment"."patient" SET "city" = 'Brest' WHERE "payment"."patient"."id" = 6
;;
INSERT INTO "payment"."patient" ("id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "contract_id", "policy_cover", "city", "postal_code", "email", "phone", "note", "created_at") VALUES (9001, '1850175116042', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, NULL, 'base', 'Lyon', '69002', NULL, NULL, NULL, '2026-11-26T09:14:52.349568+00:00'::timestamptz)
;;
INSERT INTO "folder" ("version", "title", "patient_id", "parent_id", "opened", "closed", "archived") VALUES (0, 'b0', 1, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b1', 2, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b2', 3, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b3', 4, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b4', 5, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b5', 6, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b6', 7, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b7', 8, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b8', 9, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b9', 10, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b10', 11, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b11', 12, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b12', 13, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b13', 14, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b14', 15, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b15', 16, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b16', 17, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b17', 18, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b18', 19, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b19', 20, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b20', 21, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b21', 22, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b22', 23, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b23', 24, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b24', 25, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b25', 26, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b26', 27, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b27', 28, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b28', 29, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false), (0, 'b29', 30, NULL, '2026-01-01T00:00:00-06:00'::timestamptz, NULL, false) RETURNING "folder"."id"
;;
INSERT INTO "payment"."patient" ("id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "contract_id", "policy_cover", "city", "postal_code", "email", "phone", "note", "created_at") VALUES (9100, '1850175116040', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, NULL, 'base', 'Lyon', '69002', NULL, NULL, NULL, '2026-11-26T09:14:52.354572+00:00'::timestamptz), (9101, '1850175116041', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, NULL, 'base', 'Lyon', '69002', NULL, NULL, NULL, '2026-11-26T09:14:52.354598+00:00'::timestamptz), (9102, '1850175116042', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, NULL, 'base', 'Lyon', '69002', NULL, NULL, NULL, '2026-11-26T09:14:52.354613+00:00'::timestamptz), (9103, '1850175116043', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, NULL, 'base', 'Lyon', '69002', NULL, NULL, NULL, '2026-11-26T09:14:52.354627+00:00'::timestamptz), (9104, '1850175116044', '18', '1985-01-02'::date, 'X', 'Y', 'M', 'veuf', 1, NULL, 'base', 'Lyon', '69002', NULL, NULL, NULL, '2026-11-26T09:14:52.354641+00:00'::timestamptz)
;;
SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."parent_id", "folder"."opened", "folder"."closed", "folder"."archived" FROM "folder" LIMIT 5
;;
UPDATE "folder" SET "title" = CAST(CASE WHEN ("folder"."id" = 1) THEN 'Dossier 1x' WHEN ("folder"."id" = 2) THEN 'Dossier 2x' WHEN ("folder"."id" = 3) THEN 'Dossier 3x' WHEN ("folder"."id" = 4) THEN 'Dossier 4x' WHEN ("folder"."id" = 5) THEN 'Dossier 5x' ELSE NULL END AS varchar(200)) WHERE "folder"."id" IN (1, 2, 3, 4, 5)
;;
UPDATE "payment"."patient" SET "email" = CAST(CASE WHEN ("payment"."patient"."id" = 1) THEN 'x' WHEN ("payment"."patient"."id" = 2) THEN 'x' WHEN ("payment"."patient"."id" = 3) THEN 'x' WHEN ("payment"."patient"."id" = 4) THEN 'x' WHEN ("payment"."patient"."id" = 5) THEN 'x' ELSE NULL END AS text) WHERE "payment"."patient"."id" IN (1, 2, 3, 4, 5)
;;
INSERT INTO "label" ("name") VALUES ('urgent'), ('n') ON CONFLICT DO NOTHING
;;
SELECT "label"."id", "label"."name" FROM "label" WHERE "label"."name" = 'zzz' LIMIT 21
;;
INSERT INTO "label" ("name") VALUES ('zzz') RETURNING "label"."id"
;;
SELECT "label"."id", "label"."name" FROM "label" WHERE "label"."name" = 'urgent' LIMIT 21 FOR UPDATE
;;
UPDATE "label" SET "name" = 'urgent' WHERE "label"."id" = 1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" = 5 FOR UPDATE
;;
SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."parent_id", "folder"."opened", "folder"."closed", "folder"."archived" FROM "folder" ORDER BY "folder"."id" ASC LIMIT 3 FOR UPDATE SKIP LOCKED
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at", "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "claim" INNER JOIN "payment"."patient" ON ("claim"."patient_id" = "payment"."patient"."id") WHERE "claim"."id" < 5 FOR UPDATE OF "claim"
;;
SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."parent_id", "folder"."opened", "folder"."closed", "folder"."archived" FROM "folder" WHERE "folder"."id" = 1 LIMIT 21
;;
INSERT INTO "folder_label" ("folder_id", "label_id") VALUES (1, 1), (1, 2), (1, 3) ON CONFLICT DO NOTHING
;;
DECLARE "_django_curs_140269737316416_sync_1" NO SCROLL CURSOR WITHOUT HOLD FOR SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient"
;;
SELECT DISTINCT DATE_TRUNC('month', "claim"."care_date") AS "datefield" FROM "claim" WHERE "claim"."care_date" IS NOT NULL ORDER BY "datefield" ASC
;;
SELECT DISTINCT DATE_TRUNC('day', "claim"."created_at" AT TIME ZONE 'America/Chicago') AS "datetimefield" FROM "claim" WHERE "claim"."created_at" IS NOT NULL ORDER BY "datetimefield" ASC
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" ORDER BY "claim"."care_date" ASC LIMIT 1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."birth_date" BETWEEN '1950-01-01'::date AND '1950-12-31'::date
-- refused PROTECTED_PREDICATE
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."birth_date" < '1950-01-01'::date
-- refused PROTECTED_PREDICATE
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" ORDER BY "payment"."patient"."birth_date" ASC
-- refused PROTECTED_ORDER
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."nir"::text LIKE '18%'
-- refused PROTECTED_PREDICATE
;;
select * from payment.patient where id = 5
;;
EXPLAIN SELECT "folder"."id", "folder"."version", "folder"."title", "folder"."patient_id", "folder"."parent_id", "folder"."opened", "folder"."closed", "folder"."archived" FROM "folder" WHERE "folder"."id" = 1
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" WHERE "claim"."created_at" <= STATEMENT_TIMESTAMP()
;;
SELECT GREATEST("claim"."amo", "claim"."amc") AS "g" FROM "claim"
;;
SELECT JSONB_BUILD_OBJECT('t', "folder"."title", 'i', "folder"."id") AS "j" FROM "folder"
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" ORDER BY RANDOM() ASC LIMIT 3
;;
SELECT COUNT("payment"."patient"."id") FILTER (WHERE "payment"."patient"."city" = 'Lyon') AS "a" FROM "payment"."patient"
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."nir" = '1800112345005' OR "payment"."patient"."email" = 'x')
;;
SELECT "claim"."id", "claim"."patient_id", "claim"."patient_nir", "claim"."hp_id", "claim"."care_date", "claim"."total_amount", "claim"."amo", "claim"."amc", "claim"."status", "claim"."comment", "claim"."created_at" FROM "claim" INNER JOIN "payment"."patient" ON ("claim"."patient_id" = "payment"."patient"."id") WHERE "claim"."patient_nir" = "payment"."patient"."nir"
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" ORDER BY "payment"."patient"."id" DESC LIMIT 1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status", "payment"."patient"."insurer_id", "payment"."patient"."contract_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."note", "payment"."patient"."created_at" FROM "payment"."patient" ORDER BY "payment"."patient"."last_name" DESC LIMIT 4
;;
SELECT c.relname,
            CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END
            FROM pg_catalog.pg_class c
            LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v')
                AND n.nspname NOT IN ('pg_catalog', 'pg_toast')
                AND pg_catalog.pg_table_is_visible(c.oid)
;;
SELECT a1.attname, c2.relname, a2.attname
            FROM pg_constraint con
            LEFT JOIN pg_class c1 ON con.conrelid = c1.oid
            LEFT JOIN pg_class c2 ON con.confrelid = c2.oid
            LEFT JOIN pg_attribute a1 ON c1.oid = a1.attrelid AND a1.attnum = con.conkey[1]
            LEFT JOIN pg_attribute a2 ON c2.oid = a2.attrelid AND a2.attnum = con.confkey[1]
            WHERE
                c1.relname = 'beneficiary' AND
                con.contype = 'f' AND
                c1.relnamespace = c2.relnamespace AND
                pg_catalog.pg_table_is_visible(c1.oid)
;;
SELECT
                c.conname,
                array(
                    SELECT attname
                    FROM unnest(c.conkey) WITH ORDINALITY cols(colid, arridx)
                    JOIN pg_attribute AS ca ON cols.colid = ca.attnum
                    WHERE ca.attrelid = c.conrelid
                    ORDER BY cols.arridx
                ),
                c.contype,
                (SELECT fkc.relname || '.' || fka.attname
                FROM pg_attribute AS fka
                JOIN pg_class AS fkc ON fka.attrelid = fkc.oid
                WHERE fka.attrelid = c.confrelid AND fka.attnum = c.confkey[1]),
                cl.reloptions
            FROM pg_constraint AS c
            JOIN pg_class AS cl ON c.conrelid = cl.oid
            WHERE cl.relname = 'beneficiary' AND pg_catalog.pg_table_is_visible(cl.oid)
;;
SELECT
                indexname, array_agg(attname ORDER BY arridx), indisunique, indisprimary,
                array_agg(ordering ORDER BY arridx), amname, exprdef, s2.attoptions
            FROM (
                SELECT
                    c2.relname as indexname, idx.*, attr.attname, am.amname,
                    CASE
                        WHEN idx.indexprs IS NOT NULL THEN
                            pg_get_indexdef(idx.indexrelid)
                    END AS exprdef,
                    CASE am.amname
                        WHEN 'btree' THEN
                            CASE (option & 1)
                                WHEN 1 THEN 'DESC' ELSE 'ASC'
                            END
                    END as ordering,
                    c2.reloptions as attoptions
                FROM (
                    SELECT *
                    FROM pg_index i, unnest(i.indkey, i.indoption) WITH ORDINALITY koi(key, option, arridx)
                ) idx
                LEFT JOIN pg_class c ON idx.indrelid = c.oid
                LEFT JOIN pg_class c2 ON idx.indexrelid = c2.oid
                LEFT JOIN pg_am am ON c2.relam = am.oid
                LEFT JOIN pg_attribute attr ON attr.attrelid = c.oid AND attr.attnum = idx.key
                WHERE c.relname = 'beneficiary' AND pg_catalog.pg_table_is_visible(c.oid)
            ) s2
            GROUP BY indexname, indisunique, indisprimary, amname, exprdef, attoptions
;;
SELECT
                a.attname AS column_name,
                NOT (a.attnotnull OR (t.typtype = 'd' AND t.typnotnull)) AS is_nullable,
                pg_get_expr(ad.adbin, ad.adrelid) AS column_default,
                CASE WHEN collname = 'default' THEN NULL ELSE collname END AS collation
            FROM pg_attribute a
            LEFT JOIN pg_attrdef ad ON a.attrelid = ad.adrelid AND a.attnum = ad.adnum
            LEFT JOIN pg_collation co ON a.attcollation = co.oid
            JOIN pg_type t ON a.atttypid = t.oid
            JOIN pg_class c ON a.attrelid = c.oid
            JOIN pg_namespace n ON c.relnamespace = n.oid
            WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v')
                AND c.relname = 'beneficiary'
                AND n.nspname NOT IN ('pg_catalog', 'pg_toast')
                AND pg_catalog.pg_table_is_visible(c.oid)
;;
SELECT * FROM "beneficiary" LIMIT 1
;;
SELECT * FROM "claim" LIMIT 1
;;
SELECT * FROM "claim_line" LIMIT 1
;;
SELECT * FROM "contract" LIMIT 1
;;
SELECT * FROM "document" LIMIT 1
;;
SELECT * FROM "folder" LIMIT 1
;;
SELECT * FROM "folder_label" LIMIT 1
;;
SELECT * FROM "health_professional" LIMIT 1
;;
SELECT * FROM "insurer" LIMIT 1
;;
SELECT * FROM "invoice" LIMIT 1
;;
SELECT * FROM "job" LIMIT 1
;;
SELECT * FROM "label" LIMIT 1
;;
SELECT * FROM "letter" LIMIT 1
;;
SELECT * FROM "patient" LIMIT 1
;;
SELECT * FROM "payment" LIMIT 1
;;
SELECT * FROM "person_archive" LIMIT 1
;;
SELECT * FROM "person_archive_2019" LIMIT 1
;;
SELECT * FROM "portal_account" LIMIT 1
;;
SELECT * FROM "portal_note" LIMIT 1
;;
SELECT s.relname as sequence_name, col.attname
            FROM pg_class s
                JOIN pg_namespace sn ON sn.oid = s.relnamespace
                JOIN pg_depend d ON d.refobjid = s.oid AND d.refclassid = 'pg_class'::regclass
                JOIN pg_attrdef ad ON ad.oid = d.objid AND d.classid = 'pg_attrdef'::regclass
                JOIN pg_attribute col ON col.attrelid = ad.adrelid AND col.attnum = ad.adnum
                JOIN pg_class tbl ON tbl.oid = ad.adrelid
            WHERE s.relkind = 'S'
              AND d.deptype in ('a', 'n')
              AND pg_catalog.pg_table_is_visible(tbl.oid)
              AND tbl.relname = 'beneficiary'
