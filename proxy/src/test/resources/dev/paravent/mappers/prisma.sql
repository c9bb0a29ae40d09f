-- Prisma 7.10 with its pg adapter

SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."id" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =5
-- $2 0 =1
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."nir" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =1800112345005
-- $2 0 =1
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."nir" = $1 LIMIT $2 OFFSET $3
-- $1 0 =1800112345005
-- $2 0 =1
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."city" IN ($1,$2) AND "payment"."patient"."last_name" ILIKE ($3 || '%')) ORDER BY "payment"."patient"."last_name" ASC, "payment"."patient"."id" DESC LIMIT $4 OFFSET $5
-- $1 0 =Lyon
-- $2 0 =Paris
-- $3 0 =nom
-- $4 0 =5
-- $5 0 =2
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" >= (SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE ("payment"."patient"."id") = ($1)) ORDER BY "payment"."patient"."id" ASC LIMIT $2 OFFSET $3
-- $1 0 =5
-- $2 0 =3
-- $3 0 =1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" <= (SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE ("payment"."patient"."id") = ($1)) ORDER BY "payment"."patient"."id" DESC LIMIT $2 OFFSET $3
-- $1 0 =15
-- $2 0 =3
-- $3 0 =1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE (("payment"."patient"."last_name" = (SELECT "payment"."patient"."last_name" FROM "payment"."patient" WHERE ("payment"."patient"."id") = ($1)) AND "payment"."patient"."id" >= (SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE ("payment"."patient"."id") = ($2))) OR ("payment"."patient"."last_name" > (SELECT "payment"."patient"."last_name" FROM "payment"."patient" WHERE ("payment"."patient"."id") = ($3)))) ORDER BY "payment"."patient"."last_name" ASC, "payment"."patient"."id" ASC LIMIT $4 OFFSET $5
-- $1 0 =5
-- $2 0 =5
-- $3 0 =5
-- $4 0 =3
-- $5 0 =1
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE 1=1 ORDER BY "payment"."patient"."id" ASC LIMIT $1 OFFSET $2
-- $1 0 =5
-- $2 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" WHERE "payment"."claim"."patient_id" IN ($1,$2,$3,$4,$5) OFFSET $6
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =4
-- $5 0 =5
-- $6 0 =0
;;
SELECT "payment"."insurer"."id", "payment"."insurer"."siren", "payment"."insurer"."name", "payment"."insurer"."kind" FROM "payment"."insurer" WHERE "payment"."insurer"."id" IN ($1,$2,$3,$4,$5) OFFSET $6
-- $1 0 =2
-- $2 0 =3
-- $3 0 =4
-- $4 0 =1
-- $5 0 =2
-- $6 0 =0
;;
SELECT "payment"."claim_line"."claim_id", "payment"."claim_line"."line_no", "payment"."claim_line"."act_code", "payment"."claim_line"."qty", "payment"."claim_line"."unit_price" FROM "payment"."claim_line" WHERE "payment"."claim_line"."claim_id" IN ($1,$2,$3,$4,$5) OFFSET $6
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =4
-- $5 0 =5
-- $6 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" WHERE ("payment"."claim"."total_amount" > $1 AND "payment"."claim"."patient_id" IN ($2,$3,$4,$5,$6)) ORDER BY "payment"."claim"."care_date" DESC OFFSET $7
-- $1 0 =1
-- $2 0 =1
-- $3 0 =2
-- $4 0 =3
-- $5 0 =4
-- $6 0 =5
-- $7 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."birth_date", "payment"."patient"."insurer_id", COALESCE("aggr_selection_0_claim"."_aggr_count_claims", 0) AS "_aggr_count_claims" FROM "payment"."patient" LEFT JOIN (SELECT "payment"."claim"."patient_id", COUNT(*) AS "_aggr_count_claims" FROM "payment"."claim" WHERE 1=1 GROUP BY "payment"."claim"."patient_id") AS "aggr_selection_0_claim" ON ("payment"."patient"."id" = "aggr_selection_0_claim"."patient_id") WHERE 1=1 ORDER BY "payment"."patient"."id" ASC LIMIT $1 OFFSET $2
-- $1 0 =4
-- $2 0 =0
;;
SELECT "payment"."insurer"."id", "payment"."insurer"."name" FROM "payment"."insurer" WHERE "payment"."insurer"."id" IN ($1,$2,$3,$4) OFFSET $5
-- $1 0 =2
-- $2 0 =3
-- $3 0 =4
-- $4 0 =1
-- $5 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE EXISTS(SELECT "t0"."patient_id" FROM "payment"."claim" AS "t0" WHERE ("t0"."total_amount" > $1 AND ("payment"."patient"."id") = ("t0"."patient_id") AND "t0"."patient_id" IS NOT NULL)) OFFSET $2
-- $1 0 =1
-- $2 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE NOT EXISTS(SELECT "t0"."patient_id" FROM "payment"."claim" AS "t0" WHERE ((NOT "t0"."total_amount" > $1) AND ("payment"."patient"."id") = ("t0"."patient_id") AND "t0"."patient_id" IS NOT NULL)) ORDER BY "payment"."patient"."id" ASC LIMIT $2 OFFSET $3
-- $1 0 =1
-- $2 0 =3
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE NOT EXISTS(SELECT "t0"."patient_id" FROM "payment"."claim" AS "t0" WHERE ("t0"."total_amount" > $1 AND ("payment"."patient"."id") = ("t0"."patient_id") AND "t0"."patient_id" IS NOT NULL)) ORDER BY "payment"."patient"."id" ASC LIMIT $2 OFFSET $3
-- $1 0 =100
-- $2 0 =3
-- $3 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" LEFT JOIN "payment"."patient" AS "j0" ON ("j0"."id") = ("payment"."claim"."patient_id") WHERE ("j0"."city" = $1 AND ("j0"."id" IS NOT NULL)) ORDER BY "payment"."claim"."id" ASC LIMIT $2 OFFSET $3
-- $1 0 =Lyon
-- $2 0 =3
-- $3 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" LEFT JOIN "payment"."patient" AS "j0" ON ("j0"."id") = ("payment"."claim"."patient_id") WHERE ("j0"."nir" = $1 AND ("j0"."id" IS NOT NULL)) OFFSET $2
-- $1 0 =1800112345005
-- $2 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" LEFT JOIN "payment"."patient" AS "orderby_1" ON ("orderby_1"."id") = ("payment"."claim"."patient_id") WHERE 1=1 ORDER BY "orderby_1"."last_name" ASC LIMIT $1 OFFSET $2
-- $1 0 =3
-- $2 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" LEFT JOIN (SELECT "payment"."claim"."patient_id", COUNT(*) AS "orderby_aggregator" FROM "payment"."claim" WHERE 1=1 GROUP BY "payment"."claim"."patient_id") AS "orderby_1_claim" ON ("payment"."patient"."id" = "orderby_1_claim"."patient_id") WHERE 1=1 ORDER BY COALESCE("orderby_1_claim"."orderby_aggregator", $1) DESC LIMIT $2 OFFSET $3
-- $1 0 =0
-- $2 0 =3
-- $3 0 =0
;;
SELECT COUNT(*) AS "_count$_all" FROM (SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE "payment"."patient"."city" = $1 OFFSET $2) AS "sub"
-- $1 0 =Lyon
-- $2 0 =0
;;
SELECT COUNT("email") AS "_count$email", COUNT(*) AS "_count$_all" FROM (SELECT "payment"."patient"."email" FROM "payment"."patient" WHERE 1=1 OFFSET $1) AS "sub"
-- $1 0 =0
;;
SELECT SUM("total_amount") AS "_sum$total_amount", AVG("amo") AS "_avg$amo", MAX("care_date") AS "_max$care_date", MIN("id") AS "_min$id", COUNT(*) AS "_count$_all" FROM (SELECT "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."care_date", "payment"."claim"."id" FROM "payment"."claim" WHERE 1=1 OFFSET $1) AS "sub"
-- $1 0 =0
;;
SELECT COUNT(*) AS "_count$_all", "payment"."patient"."city" FROM "payment"."patient" WHERE 1=1 GROUP BY "payment"."patient"."city" HAVING COUNT("payment"."patient"."city") > $1 ORDER BY COUNT("payment"."patient"."city") DESC OFFSET $2
-- $1 0 =1
-- $2 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."city" FROM "payment"."patient" WHERE 1=1 ORDER BY "payment"."patient"."city" ASC OFFSET $1
-- $1 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE 1=1 OFFSET $1
-- $1 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE (("payment"."patient"."nir" = $1 OR "payment"."patient"."city" = $2) AND (NOT "payment"."patient"."email" IS NULL)) OFFSET $3
-- $1 0 =1800112345005
-- $2 0 =Nantes
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE ("payment"."patient"."nir" = $1 AND "payment"."patient"."birth_date" = $2) OFFSET $3
-- $1 0 =1800112345005
-- $2 0 =1985-01-02
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."first_name"::text LIKE ('%' || $1 || '%') ORDER BY "payment"."patient"."id" ASC LIMIT $2 OFFSET $3
-- $1 0 =rénom1
-- $2 0 =2
-- $3 0 =0
;;
INSERT INTO "payment"."patient" ("id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code","created_at") VALUES ($1,$2,$3,$4,$5,$6,$7,CAST($8::text AS "payment"."marital"),$9,$10,$11,$12,$13) RETURNING "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at"
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
-- $13 0 =2026-11-26 12:36:26.880
;;
SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE ("payment"."patient"."id" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =3
-- $2 0 =1
-- $3 0 =0
;;
INSERT INTO "portal"."folder" ("version","title","patient_id","archived") VALUES ($1,$2,$3,$4) RETURNING "portal"."folder"."id"
-- $1 0 =0
-- $2 0 =n
-- $3 0 =3
-- $4 0 =false
;;
SELECT "portal"."label"."id" FROM "portal"."label" WHERE ("portal"."label"."name" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =urgent
-- $2 0 =1
-- $3 0 =0
;;
INSERT INTO "portal"."folder_label" ("folder_id","label_id") VALUES ($1,$2) RETURNING "portal"."folder_label"."folder_id", "portal"."folder_label"."label_id"
-- $1 0 =37
-- $2 0 =1
;;
INSERT INTO "portal"."document" ("version","dtype","folder_id","priority","tags","attributes","body","made") VALUES ($1,$2,$3,CAST($4::text AS "portal"."priority"),$5,$6,$7,$8) RETURNING "portal"."document"."id"
-- $1 0 =0
-- $2 0 =a
-- $3 0 =37
-- $4 0 =normal
-- $5 0 ={"x"}
-- $6 0 ={"a":1}
-- $7 0 =hey
-- $8 0 =2026-11-26 12:36:27.138
;;
SELECT "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed" FROM "portal"."folder" WHERE "portal"."folder"."id" = $1 LIMIT $2 OFFSET $3
-- $1 0 =37
-- $2 0 =1
-- $3 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE "portal"."document"."folder_id" = $1 OFFSET $2
-- $1 0 =37
-- $2 0 =0
;;
SELECT "portal"."folder_label"."folder_id", "portal"."folder_label"."label_id" FROM "portal"."folder_label" WHERE "portal"."folder_label"."folder_id" = $1 OFFSET $2
-- $1 0 =37
-- $2 0 =0
;;
INSERT INTO "portal"."label" ("name") VALUES ($1), ($2) ON CONFLICT DO NOTHING
-- $1 0 =q1
-- $2 0 =q2
;;
INSERT INTO "portal"."label" ("name") VALUES ($1), ($2) RETURNING "portal"."label"."id", "portal"."label"."name"
-- $1 0 =q1
-- $2 0 =q2
;;
INSERT INTO "payment"."patient" ("id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code","created_at") VALUES ($1,$2,$3,$4,$5,$6,$7,CAST($8::text AS "payment"."marital"),$9,$10,$11,$12,$13), ($14,$15,$16,$17,$18,$19,$20,CAST($21::text AS "payment"."marital"),$22,$23,$24,$25,$26)
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
-- $13 0 =2026-11-26 12:36:27.428
-- $14 0 =9002
-- $15 0 =1850175116043
-- $16 0 =15
-- $17 0 =1985-01-02
-- $18 0 =X
-- $19 0 =Y
-- $20 0 =M
-- $21 0 =veuf
-- $22 0 =1
-- $23 0 =base
-- $24 0 =Lyon
-- $25 0 =69002
-- $26 0 =2026-11-26 12:36:27.428
;;
UPDATE "payment"."patient" SET "city" = $1 WHERE ("payment"."patient"."id" = $2 AND 1=1) RETURNING "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at"
-- $1 0 =Brest
-- $2 0 =6
;;
UPDATE "payment"."patient" SET "id" = $1, "nir" = $2, "nir_key" = $3, "birth_date" = $4, "last_name" = $5, "first_name" = $6, "sex" = $7, "marital_status" = CAST($8::text AS "payment"."marital"), "insurer_id" = $9, "policy_cover" = $10, "city" = $11, "postal_code" = $12, "email" = $13, "phone" = $14, "created_at" = $15 WHERE ("payment"."patient"."id" = $16 AND 1=1) RETURNING "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at"
-- $1 0 =6
-- $2 0 =1800112345006
-- $3 0 =13
-- $4 0 =1946-07-10
-- $5 0 =Nom6
-- $6 0 =Prénom6
-- $7 0 =F
-- $8 0 =marie
-- $9 0 =3
-- $10 0 =base
-- $11 0 =Brest
-- $12 0 =69001
-- $13 0 =p6@example.org
-- $14 0 null
-- $15 0 =2026-11-26 12:27:26.348
-- $16 0 =6
;;
UPDATE "payment"."patient" SET "nir" = $1, "email" = $2 WHERE ("payment"."patient"."id" = $3 AND 1=1) RETURNING "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at"
-- $1 0 =1800112345006
-- $2 0 =x
-- $3 0 =6
;;
UPDATE "portal"."folder" SET "version" = ("portal"."folder"."version" + $1) WHERE ("portal"."folder"."id" = $2 AND 1=1) RETURNING "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed"
-- $1 0 =1
-- $2 0 =3
;;
UPDATE "portal"."folder" SET "title" = $1, "version" = ("portal"."folder"."version" + $2) WHERE ("portal"."folder"."id" = $3 AND "portal"."folder"."version" = $4)
-- $1 0 =z
-- $2 0 =1
-- $3 0 =3
-- $4 0 =0
;;
UPDATE "portal"."folder" SET "archived" = $1 WHERE "portal"."folder"."patient_id" = $2 RETURNING "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed"
-- $1 0 =true
-- $2 0 =1
;;
UPDATE "portal"."folder" SET "archived" = $1 WHERE EXISTS(SELECT "t0"."id" FROM "payment"."patient" AS "t0" WHERE ("t0"."city" = $2 AND ("portal"."folder"."patient_id") = ("t0"."id") AND "t0"."id" IS NOT NULL))
-- $1 0 =true
-- $2 0 =Lyon
;;
INSERT INTO "portal"."label" ("name") VALUES ($1) ON CONFLICT ("name") DO UPDATE SET "name" = $2 WHERE ("portal"."label"."name" = $3 AND 1=1) RETURNING "portal"."label"."id", "portal"."label"."name"
-- $1 0 =urgent
-- $2 0 =urgent
-- $3 0 =urgent
;;
SELECT "portal"."label"."id" FROM "portal"."label" WHERE ("portal"."label"."name" = $1 AND 1=1) OFFSET $2
-- $1 0 =new
-- $2 0 =0
;;
INSERT INTO "portal"."label" ("name") VALUES ($1) RETURNING "portal"."label"."id"
-- $1 0 =new
;;
SELECT "portal"."label"."id", "portal"."label"."name" FROM "portal"."label" WHERE "portal"."label"."id" = $1 LIMIT $2 OFFSET $3
-- $1 0 =33
-- $2 0 =1
-- $3 0 =0
;;
INSERT INTO "payment"."patient" ("id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code","created_at") VALUES ($1,$2,$3,$4,$5,$6,$7,CAST($8::text AS "payment"."marital"),$9,$10,$11,$12,$13) ON CONFLICT ("id") DO UPDATE SET "city" = $14 WHERE ("payment"."patient"."id" = $15 AND 1=1) RETURNING "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at"
-- $1 0 =7
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
-- $13 0 =2026-11-26 12:36:28.126
-- $14 0 =x
-- $15 0 =7
;;
INSERT INTO "payment"."patient" ("id","nir","nir_key","birth_date","last_name","first_name","sex","marital_status","insurer_id","policy_cover","city","postal_code","created_at") VALUES ($1,$2,$3,$4,$5,$6,$7,CAST($8::text AS "payment"."marital"),$9,$10,$11,$12,$13) ON CONFLICT ("nir") DO UPDATE SET "city" = $14 WHERE ("payment"."patient"."nir" = $15 AND 1=1) RETURNING "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at"
-- $1 0 =9007
-- $2 0 =1800112345007
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
-- $13 0 =2026-11-26 12:36:28.183
-- $14 0 =x
-- $15 0 =1800112345007
;;
INSERT INTO "portal"."folder" ("version","title","archived") VALUES ($1,$2,$3) RETURNING "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed"
-- $1 0 =0
-- $2 0 =t
-- $3 0 =false
;;
DELETE FROM "portal"."folder" WHERE ("portal"."folder"."id" = $1 AND 1=1) RETURNING "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed"
-- $1 0 =38
;;
DELETE FROM "portal"."label" WHERE "portal"."label"."id" > $1
-- $1 0 =100
;;
DELETE FROM "portal"."folder" WHERE EXISTS(SELECT "t0"."id" FROM "payment"."patient" AS "t0" WHERE ("t0"."city" = $1 AND ("portal"."folder"."patient_id") = ("t0"."id") AND "t0"."id" IS NOT NULL))
-- $1 0 =nowhere
;;
SELECT "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed" FROM "portal"."folder" WHERE ("portal"."folder"."id" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =3
-- $2 0 =1
-- $3 0 =0
;;
SELECT "portal"."folder_label"."folder_id", "portal"."folder_label"."label_id" FROM "portal"."folder_label" WHERE (1=1 AND "portal"."folder_label"."folder_id" IN ($1)) OFFSET $2
-- $1 0 =3
-- $2 0 =0
;;
DELETE FROM "portal"."folder_label" WHERE ("portal"."folder_label"."folder_id" IN ($1) AND "portal"."folder_label"."label_id" IN ($2) AND 1=1)
-- $1 0 =3
-- $2 0 =1
;;
SELECT "portal"."label"."id", "portal"."label"."name" FROM "portal"."label" WHERE "portal"."label"."id" IN ($1) OFFSET $2
-- $1 0 =1
-- $2 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE ("portal"."document"."attributes"#>ARRAY[$1]::text[])::jsonb::jsonb = $2 OFFSET $3
-- $1 0 =colour
-- $2 0 ="red"
-- $3 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE (("portal"."document"."attributes"#>ARRAY[$1]::text[])::jsonb >= $2 AND JSONB_TYPEOF(("portal"."document"."attributes"#>ARRAY[$3]::text[])::jsonb) = $4) OFFSET $5
-- $1 0 =size
-- $2 0 =2
-- $3 0 =size
-- $4 0 =number
-- $5 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE (("portal"."document"."attributes"#>>ARRAY[$1]::text[]) LIKE ('%' || $2 || '%') AND JSONB_TYPEOF(("portal"."document"."attributes"#>ARRAY[$3]::text[])::jsonb) = $4) OFFSET $5
-- $1 0 =colour
-- $2 0 =re
-- $3 0 =colour
-- $4 0 =string
-- $5 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE (NOT "portal"."document"."attributes"::jsonb = $1) OFFSET $2
-- $1 0 ={"a":1}
-- $2 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE "portal"."document"."tags" @> $1 OFFSET $2
-- $1 0 ={"a"}
-- $2 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE "portal"."document"."tags" && $1 OFFSET $2
-- $1 0 ={"a","z"}
-- $2 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE "portal"."document"."tags" <> '{}' OFFSET $1
-- $1 0 =0
;;
UPDATE "portal"."document" SET "tags" = "portal"."document"."tags" || $1, "attributes" = $2, "priority" = CAST($3::text AS "portal"."priority") WHERE ("portal"."document"."id" = $4 AND 1=1) RETURNING "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made"
-- $1 0 ={"q"}
-- $2 0 ={"b":2}
-- $3 0 =high
-- $4 0 =2
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE "portal"."document"."version" = "portal"."document"."version" OFFSET $1
-- $1 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" WHERE "payment"."claim"."amo" > "payment"."claim"."amc" ORDER BY "payment"."claim"."id" ASC LIMIT $1 OFFSET $2
-- $1 0 =2
-- $2 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."payload" FROM "payment"."claim" WHERE 1=1 ORDER BY "payment"."claim"."id" ASC LIMIT $1 OFFSET $2
-- $1 0 =2
-- $2 0 =0
;;
UPDATE "payment"."claim" SET "comment" = $1 WHERE ("payment"."claim"."id" = $2 AND 1=1) RETURNING "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment"
-- $1 0 =x
-- $2 0 =3
;;
INSERT INTO "payment"."claim" ("id","patient_id","patient_nir","hp_id","care_date","total_amount","amo","amc") VALUES ($1,$2,$3,$4,$5,$6,$7,$8) RETURNING "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment"
-- $1 0 =9001
-- $2 0 =3
-- $3 0 =1800112345003
-- $4 0 =1
-- $5 0 =2026-02-01
-- $6 0 =12.30
-- $7 0 =1
-- $8 0 =2
;;
SELECT "payment"."beneficiary"."id", "payment"."beneficiary"."patient_id", "payment"."beneficiary"."rank", "payment"."beneficiary"."nir15", "payment"."beneficiary"."birth_date", "payment"."beneficiary"."relationship", "payment"."beneficiary"."first_name" FROM "payment"."beneficiary" WHERE (("payment"."beneficiary"."patient_id" = $1 AND "payment"."beneficiary"."rank" = $2) AND 1=1) LIMIT $3 OFFSET $4
-- $1 0 =3
-- $2 0 =1
-- $3 0 =1
-- $4 0 =0
;;
select id, nir from payment.patient where id = $1
-- $1 0 =5
;;
select id, nir from payment.patient where id in ($1,$2)
-- $1 0 =5
-- $2 0 =6
;;
update portal.folder set title = $1 where id = $2
-- $1 0 =x
-- $2 0 =1
;;
select count(*)::int n from payment.patient where ($1::text is null or city = $2)
-- $1 0 null
-- $2 0 null
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" IN ($1,$2,$3) OFFSET $4
-- $1 0 =1
-- $2 0 =2
-- $3 0 =3
-- $4 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id" FROM "payment"."claim" WHERE ("payment"."claim"."id" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =3
-- $2 0 =1
-- $3 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE "payment"."patient"."id" = $1 OFFSET $2
-- $1 0 =3
-- $2 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE ("portal"."document"."reference" = $1 AND 1=1) LIMIT $2 OFFSET $3
-- $1 0 =00000000-0000-4000-8000-000000000003
-- $2 0 =1
-- $3 0 =0
;;
SELECT "portal"."document"."id", "portal"."document"."version", "portal"."document"."dtype", "portal"."document"."folder_id", "portal"."document"."reference", "portal"."document"."priority"::text, "portal"."document"."tags", "portal"."document"."attributes", "portal"."document"."body", "portal"."document"."made" FROM "portal"."document" WHERE "portal"."document"."priority" IN (CAST($1::text AS "portal"."priority"),CAST($2::text AS "portal"."priority")) ORDER BY "portal"."document"."id" ASC LIMIT $3 OFFSET $4
-- $1 0 =low
-- $2 0 =normal
-- $3 0 =2
-- $4 0 =0
;;
SELECT "payment"."claim"."id", "payment"."claim"."patient_id", "payment"."claim"."patient_nir", "payment"."claim"."hp_id", "payment"."claim"."care_date", "payment"."claim"."total_amount", "payment"."claim"."amo", "payment"."claim"."amc", "payment"."claim"."payload", "payment"."claim"."comment" FROM "payment"."claim" WHERE ("payment"."claim"."care_date" >= $1 AND "payment"."claim"."care_date" < $2) ORDER BY "payment"."claim"."id" ASC LIMIT $3 OFFSET $4
-- $1 0 =2026-01-01
-- $2 0 =2026-12-31
-- $3 0 =2
-- $4 0 =0
;;
SELECT "portal"."folder"."id", "portal"."folder"."version", "portal"."folder"."title", "portal"."folder"."patient_id", "portal"."folder"."archived", "portal"."folder"."closed" FROM "portal"."folder" WHERE 1=1 ORDER BY "portal"."folder"."closed"DESC NULLS LAST LIMIT $1 OFFSET $2
-- $1 0 =2
-- $2 0 =0
;;
SELECT "payment"."patient"."id", "payment"."patient"."nir_key", "payment"."patient"."nir_full", "payment"."patient"."birth_date", "payment"."patient"."last_name", "payment"."patient"."first_name", "payment"."patient"."sex", "payment"."patient"."marital_status"::text, "payment"."patient"."insurer_id", "payment"."patient"."policy_cover", "payment"."patient"."city", "payment"."patient"."postal_code", "payment"."patient"."email", "payment"."patient"."phone", "payment"."patient"."created_at" FROM "payment"."patient" WHERE 1=1 ORDER BY "payment"."patient"."id" ASC LIMIT $1 OFFSET $2
-- $1 0 =2
-- $2 0 =0
;;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE
;;
INSERT INTO "portal"."label" ("name") VALUES ($1) RETURNING "portal"."label"."id", "portal"."label"."name"
-- $1 0 =zz1
;;
DELETE FROM "portal"."label" WHERE ("portal"."label"."name" = $1 AND 1=1) RETURNING "portal"."label"."id", "portal"."label"."name"
-- $1 0 =zz1
