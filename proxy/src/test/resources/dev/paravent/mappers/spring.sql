-- Spring JdbcTemplate and Spring Data JDBC 3.4 with pgjdbc 42.7.7 and HikariCP

SET application_name = 'PostgreSQL JDBC Driver'
;;
SELECT 1
-- extended
;;
SHOW TRANSACTION ISOLATION LEVEL
-- extended
;;
select * from payment.patient where city = $1 order by id limit $2
-- $1 1043 =Lyon
-- $2 23 =5
;;
SELECT n.nspname = ANY(current_schemas(true)), n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON t.typnamespace = n.oid WHERE t.oid = $1
-- $1 23 =16390
;;
SELECT typinput='pg_catalog.array_in'::regproc as is_array, typtype, typname, pg_type.oid   FROM pg_catalog.pg_type   LEFT JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  WHERE pg_type.oid = $1  ORDER BY sp.r, pg_type.oid DESC
-- $1 20 =16390
;;
select count(*) from payment.patient where last_name like $1
-- $1 1043 =Nom%
;;
select * from payment.patient where nir = $1
-- $1 1043 =1800112345005
;;
select id, nir from payment.patient where nir in ($1, $2)
-- $1 1043 =1800112345005
-- $2 1043 =1800112345006
;;
select id from payment.patient where nir = $1 and birth_date = $2
-- $1 1043 =1800112345005
-- $2 0 =1945-06-08 +00
;;
select id from payment.claim where care_date between $1 and $2
-- $1 1082 =2026-01-01
-- $2 1082 =2026-12-01
;;
select id from payment.claim where created_at > $1
-- $1 0 =1970-01-01 00:00:00+00
;;
insert into portal.label (name) values ($1),($2)
-- $1 1043 =b1
-- $2 1043 =b2
;;
insert into portal.label (name) values ($1)
-- $1 1043 =b3
;;
insert into payment.patient (id,nir,nir_key,birth_date,last_name,first_name,sex,marital_status,insurer_id,policy_cover,city,postal_code) values ($1,$2,$3,$4,$5,$6,$7,$8::payment.marital,$9,$10,$11,$12),($13,$14,$15,$16,$17,$18,$19,$20::payment.marital,$21,$22,$23,$24)
-- $1 20 =9001
-- $2 1043 =1850175116042
-- $3 1043 =18
-- $4 1082 =1985-01-02
-- $5 1043 =X
-- $6 1043 =Y
-- $7 1043 =M
-- $8 1043 =veuf
-- $9 23 =1
-- $10 1043 =b
-- $11 1043 =Lyon
-- $12 1043 =69001
-- $13 20 =9002
-- $14 1043 =1850175116043
-- $15 1043 =15
-- $16 1082 =1985-01-03
-- $17 1043 =X
-- $18 1043 =Y
-- $19 1043 =M
-- $20 1043 =veuf
-- $21 23 =1
-- $22 1043 =b
-- $23 1043 =Lyon
-- $24 1043 =69001
;;
update payment.patient set city = $1 where id = $2
-- $1 1043 =A
-- $2 20 =1
;;
insert into portal.folder (title, patient_id) values ($1,$2)
RETURNING *
-- $1 1043 =t
-- $2 20 =3
;;
insert into portal.folder (title, patient_id) values ($1,$2)
RETURNING "id"
-- $1 1043 =t
-- $2 20 =3
;;
select current_catalog
-- extended
;;
SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",  CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema'  WHEN true THEN CASE  WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TABLE'   WHEN 'v' THEN 'SYSTEM VIEW'   WHEN 'i' THEN 'SYSTEM INDEX'   ELSE NULL   END  WHEN n.nspname = 'pg_toast' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TOAST TABLE'   WHEN 'i' THEN 'SYSTEM TOAST INDEX'   ELSE NULL   END  ELSE CASE c.relkind   WHEN 'r' THEN 'TEMPORARY TABLE'   WHEN 'p' THEN 'TEMPORARY TABLE'   WHEN 'i' THEN 'TEMPORARY INDEX'   WHEN 'S' THEN 'TEMPORARY SEQUENCE'   WHEN 'v' THEN 'TEMPORARY VIEW'   ELSE NULL   END  END  WHEN false THEN CASE c.relkind  WHEN 'r' THEN 'TABLE'  WHEN 'p' THEN 'PARTITIONED TABLE'  WHEN 'i' THEN 'INDEX'  WHEN 'P' then 'PARTITIONED INDEX'  WHEN 'S' THEN 'SEQUENCE'  WHEN 'v' THEN 'VIEW'  WHEN 'c' THEN 'TYPE'  WHEN 'f' THEN 'FOREIGN TABLE'  WHEN 'm' THEN 'MATERIALIZED VIEW'  ELSE NULL  END  ELSE NULL  END  AS "TABLE_TYPE", d.description AS "REMARKS",  '' as "TYPE_CAT", '' as "TYPE_SCHEM", '' as "TYPE_NAME", '' AS "SELF_REFERENCING_COL_NAME", '' AS "REF_GENERATION"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c  LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0  and d.classoid = 'pg_class'::regclass)  WHERE c.relnamespace = n.oid  AND n.nspname LIKE 'portal' AND c.relname LIKE 'folder' ORDER BY "TABLE_TYPE","TABLE_SCHEM","TABLE_NAME"
-- extended
;;
SELECT * FROM (SELECT current_database() AS current_database, n.nspname,c.relname,a.attname,a.atttypid,a.attnotnull  OR (t.typtype = 'd' AND t.typnotnull) AS attnotnull,a.atttypmod,a.attlen,t.typtypmod,row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS attnum, nullif(a.attidentity, '') as attidentity,nullif(a.attgenerated, '') as attgenerated,pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS adsrc,dsc.description,t.typbasetype,t.typtype  FROM pg_catalog.pg_namespace n  JOIN pg_catalog.pg_class c ON (c.relnamespace = n.oid)  JOIN pg_catalog.pg_attribute a ON (a.attrelid=c.oid)  JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid)  LEFT JOIN pg_catalog.pg_attrdef def ON (a.attrelid=def.adrelid AND a.attnum = def.adnum)  LEFT JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid)  LEFT JOIN pg_catalog.pg_class dc ON (dc.oid=dsc.classoid AND dc.relname='pg_class')  LEFT JOIN pg_catalog.pg_namespace dn ON (dc.relnamespace=dn.oid AND dn.nspname='pg_catalog')  WHERE c.relkind in ('r','p','v','f','m') and a.attnum > 0 AND NOT a.attisdropped  AND n.nspname LIKE 'portal' AND c.relname LIKE 'folder') c WHERE true  ORDER BY nspname,c.relname,attnum
-- extended
;;
INSERT INTO portal.folder (title, patient_id) VALUES($1, $2)
RETURNING "id"
-- $1 1043 =s
-- $2 20 =4
;;
INSERT INTO payment.patient (id, nir, nir_key, nir_full, birth_date, birth_year, last_name, first_name, sex, marital_status, insurer_id, contract_id, policy_cover, city, postal_code, email, phone, note, created_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
-- $1 20 =9001
-- $2 0 =1850175116042
-- $3 1042 =18
-- $4 1043 null
-- $5 1082 =1985-01-02
-- $6 23 null
-- $7 1043 =X
-- $8 1043 =Y
-- $9 1042 =M
-- $10 1043 null
-- $11 23 =1
-- $12 20 null
-- $13 1043 =b
-- $14 1043 =L
-- $15 1042 null
-- $16 1043 null
-- $17 1043 null
-- $18 1043 null
-- $19 0 null
;;
select id, nir, birth_date from payment.patient
-- extended
;;
select id,name from portal.label order by id
-- extended
;;
select id,title from portal.folder where id=3
-- extended
;;
SELECT        result.TABLE_CAT AS "TABLE_CAT",        result.TABLE_SCHEM AS "TABLE_SCHEM",        result.TABLE_NAME AS "TABLE_NAME",        result.COLUMN_NAME AS "COLUMN_NAME",        result.KEY_SEQ AS "KEY_SEQ",        result.PK_NAME AS "PK_NAME",        result.IS_NOT_NULL AS "IS_NOT_NULL"FROM      (SELECT NULL AS TABLE_CAT, n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, a.attname AS COLUMN_NAME,   (information_schema._pg_expandarray(i.indkey)).n AS KEY_SEQ, ci.relname AS PK_NAME,   information_schema._pg_expandarray(i.indkey) AS KEYS, a.attnum AS A_ATTNUM,   a.attnotnull AS IS_NOT_NULL FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid)   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_index i ON ( a.attrelid = i.indrelid)   JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid) WHERE (i.indisprimary OR (     i.indisunique     AND i.indisvalid     AND i.indpred IS NULL     AND i.indexprs IS NULL   ))  AND n.nspname = 'portal' AND ct.relname = 'folder' ) result where  result.A_ATTNUM = (result.KEYS).x  ORDER BY result.table_name, result.pk_name, result.key_seq
-- extended
;;
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 16620 AS oid , 1 AS attnum UNION ALL SELECT 16620, 3) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (16620)
-- extended
;;
UPDATE portal.folder SET  "title" = $1 WHERE "id" = $2
-- $1 1043 =q
-- $2 20 =3
;;
select "id", "title" from portal.folder where "id" = $1
-- $1 20 =3
;;
INSERT INTO portal.folder ("title", "id") values ($1,$2)
RETURNING *
-- $1 1043 =n
-- $2 20 =7777
;;
select * from payment.patient where id=3
-- extended
;;
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 16440 AS oid , 1 AS attnum UNION ALL SELECT 16440, 2 UNION ALL SELECT 16440, 3 UNION ALL SELECT 16440, 4 UNION ALL SELECT 16440, 5 UNION ALL SELECT 16440, 6 UNION ALL SELECT 16440, 7 UNION ALL SELECT 16440, 8 UNION ALL SELECT 16440, 9 UNION ALL SELECT 16440, 10 UNION ALL SELECT 16440, 11 UNION ALL SELECT 16440, 12 UNION ALL SELECT 16440, 13 UNION ALL SELECT 16440, 14 UNION ALL SELECT 16440, 15 UNION ALL SELECT 16440, 16 UNION ALL SELECT 16440, 17 UNION ALL SELECT 16440, 18 UNION ALL SELECT 16440, 19) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (16440)
-- extended
;;
UPDATE payment.patient SET  "city" = $1 WHERE "nir" = $2
-- $1 1043 =q
-- $2 1043 =1800112345003
;;
insert into portal.label(name) values ('urgent')
-- extended
;;
select 1
-- extended
;;
select current_schema()
-- extended
;;
SET SESSION search_path TO 'payment'
-- extended
;;
select count(*) from claim
-- extended
;;
select id, nir from payment.patient where id = any($1)
-- $1 1016 ={1,2}
;;
select id from payment.patient where nir = any($1)
-- $1 1009 ={"1800112345005"}
;;
update portal.folder set title='x' where id=1
-- extended
;;
select id from portal.label
-- extended
;;
select upper('a'), ('a'||'b'), DATE '2026-01-01', TIMESTAMP '2026-01-01 10:00:00', now(), (CAST( 1||' day' as interval)+ now()) from payment.insurer i left outer join payment.patient p on p.insurer_id = i.id limit 1
-- extended
;;
select id from portal.folder where title like 'a!%' ESCAPE '!'
-- extended
;;
select * from upper($1,$2) as result
-- $1 2278 null
-- $2 1043 =x
;;
update portal.document set attributes = $1::jsonb, reference = $2, body = $3, tags = string_to_array($4, ',') where id = $5
-- $1 1043 ={"a":1}
-- $2 2950 =f3f98cdb-da32-4fe6-a9a5-a7362b45235d
-- $3 17 =\x0102
-- $4 1043 =a,b
-- $5 20 =1
;;
select id from portal.document where attributes ? 'colour' and attributes ->> $1 = $2
-- $1 1043 =colour
-- $2 1043 =red
;;
select id from portal.document where priority = $1::portal.priority
-- $1 1043 =low
;;
copy (select id, nir, city from payment.patient) to stdout with csv header
;;
select id, nir, last_name, city from payment.patient where city = $1 and ($2::text is null or last_name = $3) order by id
-- $1 1043 =Lyon
-- $2 1043 null
-- $3 1043 null
;;
select id, name from portal.label
-- extended
;;
SELECT        result.TABLE_CAT AS "TABLE_CAT",        result.TABLE_SCHEM AS "TABLE_SCHEM",        result.TABLE_NAME AS "TABLE_NAME",        result.COLUMN_NAME AS "COLUMN_NAME",        result.KEY_SEQ AS "KEY_SEQ",        result.PK_NAME AS "PK_NAME"FROM      (SELECT current_database() AS TABLE_CAT, n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, a.attname AS COLUMN_NAME,   (information_schema._pg_expandarray(i.indkey)).n AS KEY_SEQ, ci.relname AS PK_NAME,   information_schema._pg_expandarray(i.indkey) AS KEYS, a.attnum AS A_ATTNUM, i.indnkeyatts as KEY_COUNT FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid)   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_index i ON ( a.attrelid = i.indrelid)   JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid) WHERE true  AND n.nspname = 'payment' AND ct.relname = 'patient' AND i.indisprimary  ) result where  result.A_ATTNUM = (result.KEYS).x AND result.KEY_SEQ <= KEY_COUNT  ORDER BY result.table_name, result.pk_name, result.key_seq
-- extended
;;
SELECT setting FROM pg_catalog.pg_settings WHERE name='max_index_keys'
-- extended
;;
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND fkn.nspname = 'payment' AND fkc.relname = 'patient' ORDER BY pkn.nspname,pkc.relname, con.conname,pos.n
-- extended
;;
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND pkn.nspname = 'payment' AND pkc.relname = 'patient' ORDER BY fkn.nspname,fkc.relname,con.conname,pos.n
-- extended
;;
SELECT     tmp.TABLE_CAT AS "TABLE_CAT",     tmp.TABLE_SCHEM AS "TABLE_SCHEM",     tmp.TABLE_NAME AS "TABLE_NAME",     tmp.NON_UNIQUE AS "NON_UNIQUE",     tmp.INDEX_QUALIFIER AS "INDEX_QUALIFIER",     tmp.INDEX_NAME AS "INDEX_NAME",     tmp.TYPE AS "TYPE",     tmp.ORDINAL_POSITION AS "ORDINAL_POSITION",     trim(both '"' from pg_catalog.pg_get_indexdef(tmp.CI_OID, tmp.ORDINAL_POSITION, false)) AS "COLUMN_NAME",   CASE tmp.AM_NAME     WHEN 'btree' THEN CASE tmp.I_INDOPTION[tmp.ORDINAL_POSITION - 1] & 1::smallint       WHEN 1 THEN 'D'       ELSE 'A'     END     ELSE NULL   END AS "ASC_OR_DESC",     tmp.CARDINALITY AS "CARDINALITY",     tmp.PAGES AS "PAGES",     tmp.FILTER_CONDITION AS "FILTER_CONDITION",     tmp.REMARKS AS "REMARKS"FROM (SELECT current_database() AS TABLE_CAT,  n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, NOT i.indisunique AS NON_UNIQUE,   NULL AS INDEX_QUALIFIER, ci.relname AS INDEX_NAME,   CASE i.indisclustered     WHEN true THEN 1    ELSE CASE am.amname       WHEN 'hash' THEN 2      ELSE 3    END   END AS TYPE,   (information_schema._pg_expandarray(i.indkey)).n AS ORDINAL_POSITION,   ci.reltuples AS CARDINALITY,   ci.relpages AS PAGES,   pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS FILTER_CONDITION,   ci.oid AS CI_OID,   i.indoption AS I_INDOPTION,   am.amname AS AM_NAME,   d.description AS REMARKS FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_index i ON (ct.oid = i.indrelid)   JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid)   JOIN pg_catalog.pg_am am ON (ci.relam = am.oid)   LEFT JOIN pg_catalog.pg_description d ON (ci.oid = d.objoid) WHERE true  AND n.nspname = 'payment' AND ct.relname = 'patient') AS tmp ORDER BY "NON_UNIQUE", "TYPE", "INDEX_NAME", "ORDINAL_POSITION"
-- extended
;;
SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",  CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema'  WHEN true THEN CASE  WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TABLE'   WHEN 'v' THEN 'SYSTEM VIEW'   WHEN 'i' THEN 'SYSTEM INDEX'   ELSE NULL   END  WHEN n.nspname = 'pg_toast' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TOAST TABLE'   WHEN 'i' THEN 'SYSTEM TOAST INDEX'   ELSE NULL   END  ELSE CASE c.relkind   WHEN 'r' THEN 'TEMPORARY TABLE'   WHEN 'p' THEN 'TEMPORARY TABLE'   WHEN 'i' THEN 'TEMPORARY INDEX'   WHEN 'S' THEN 'TEMPORARY SEQUENCE'   WHEN 'v' THEN 'TEMPORARY VIEW'   ELSE NULL   END  END  WHEN false THEN CASE c.relkind  WHEN 'r' THEN 'TABLE'  WHEN 'p' THEN 'PARTITIONED TABLE'  WHEN 'i' THEN 'INDEX'  WHEN 'P' then 'PARTITIONED INDEX'  WHEN 'S' THEN 'SEQUENCE'  WHEN 'v' THEN 'VIEW'  WHEN 'c' THEN 'TYPE'  WHEN 'f' THEN 'FOREIGN TABLE'  WHEN 'm' THEN 'MATERIALIZED VIEW'  ELSE NULL  END  ELSE NULL  END  AS "TABLE_TYPE", d.description AS "REMARKS",  '' as "TYPE_CAT", '' as "TYPE_SCHEM", '' as "TYPE_NAME", '' AS "SELF_REFERENCING_COL_NAME", '' AS "REF_GENERATION"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c  LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0  and d.classoid = 'pg_class'::regclass)  WHERE c.relnamespace = n.oid  AND n.nspname LIKE 'payment' ORDER BY "TABLE_TYPE","TABLE_SCHEM","TABLE_NAME"
-- extended
;;
SELECT t.typname,t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON (t.typnamespace = n.oid)  WHERE n.nspname  != 'pg_toast' AND  (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid))
-- extended
;;
SELECT typinput='pg_catalog.array_in'::regproc as is_array, typtype, typname, pg_type.oid   FROM pg_catalog.pg_type   LEFT JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  ORDER BY sp.r, pg_type.oid DESC
-- extended
;;
SELECT a.attname, a.atttypid, atttypmod FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid)   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN (SELECT i.indexrelid, i.indrelid, i.indisprimary,              information_schema._pg_expandarray(i.indkey) AS keys         FROM pg_catalog.pg_index i) i     ON (a.attnum = (i.keys).x AND a.attrelid = i.indrelid) WHERE true  AND n.nspname = 'payment' AND ct.relname = 'patient' AND i.indisprimary  ORDER BY a.attnum
-- extended
;;
SELECT current_database() AS current_database, n.nspname,c.relname,r.rolname,c.relacl  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c, pg_catalog.pg_roles r  WHERE c.relnamespace = n.oid  AND c.relowner = r.oid  AND c.relkind IN ('r','p','v','m','f')  AND n.nspname LIKE 'payment' AND c.relname LIKE 'patient' ORDER BY nspname, relname
-- extended
;;
SELECT current_database() AS current_database, n.nspname,c.relname,r.rolname,c.relacl, a.attacl,  a.attname  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c,  pg_catalog.pg_roles r, pg_catalog.pg_attribute a  WHERE c.relnamespace = n.oid  AND c.relowner = r.oid  AND c.oid = a.attrelid  AND c.relkind = 'r'  AND a.attnum > 0 AND NOT a.attisdropped  AND n.nspname = 'payment' AND c.relname = 'patient' ORDER BY attname
-- extended
;;
SELECT current_database() AS "PROCEDURE_CAT",  n.nspname AS "PROCEDURE_SCHEM", p.proname AS "PROCEDURE_NAME", NULL, NULL, NULL, d.description AS "REMARKS", 2 AS "PROCEDURE_TYPE",  p.proname || '_' || p.oid AS "SPECIFIC_NAME"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_proc p  LEFT JOIN pg_catalog.pg_description d ON (p.oid=d.objoid)  LEFT JOIN pg_catalog.pg_class c ON (d.classoid=c.oid AND c.relname='pg_proc')  LEFT JOIN pg_catalog.pg_namespace pn ON (c.relnamespace=pn.oid AND pn.nspname='pg_catalog')  WHERE p.pronamespace=n.oid  AND p.prokind='p' AND p.proname LIKE 'a%' ORDER BY "PROCEDURE_SCHEM", "PROCEDURE_NAME", p.oid::text
-- extended
;;
SELECT current_database() AS "FUNCTION_CAT",  n.nspname AS "FUNCTION_SCHEM", p.proname AS "FUNCTION_NAME",  d.description AS "REMARKS",  CASE    WHEN (format_type(p.prorettype, null) = 'unknown') THEN 0   WHEN      (substring(pg_get_function_result(p.oid) from 0 for 6) = 'TABLE') OR      (substring(pg_get_function_result(p.oid) from 0 for 6) = 'SETOF') THEN 2   ELSE 1 END  AS "FUNCTION_TYPE",  p.proname || '_' || p.oid AS "SPECIFIC_NAME" FROM pg_catalog.pg_proc p INNER JOIN pg_catalog.pg_namespace n ON p.pronamespace=n.oid LEFT JOIN pg_catalog.pg_description d ON p.oid=d.objoid WHERE true   AND p.prokind='f' AND p.proname LIKE 'a%' ORDER BY "FUNCTION_SCHEM", "FUNCTION_NAME", p.oid::text
-- extended
;;
SELECT nspname AS "TABLE_SCHEM", current_database() AS "TABLE_CATALOG" FROM pg_catalog.pg_namespace  WHERE nspname <> 'pg_toast' AND (nspname !~ '^pg_temp_'  OR nspname = (pg_catalog.current_schemas(true))[1]) AND (nspname !~ '^pg_toast_temp_'  OR nspname = replace((pg_catalog.current_schemas(true))[1], 'pg_temp_', 'pg_toast_temp_'))  ORDER BY "TABLE_SCHEM"
-- extended
;;
SELECT datname AS "TABLE_CAT" FROM pg_catalog.pg_database WHERE datallowconn = true ORDER BY datname
-- extended
;;
SELECT t.typlen FROM pg_catalog.pg_type t, pg_catalog.pg_namespace n WHERE t.typnamespace=n.oid AND t.typname='name' AND n.nspname='pg_catalog'
-- extended
;;
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND pkn.nspname = 'payment' AND fkn.nspname = 'payment' AND pkc.relname = 'patient' AND fkc.relname = 'claim' ORDER BY fkn.nspname,fkc.relname,con.conname,pos.n
-- extended
;;
select string_agg(word, ',') from pg_catalog.pg_get_keywords() where word <> ALL ('{a,abs,absolute,action,ada,add,admin,after,all,allocate,alter,always,and,any,are,array,as,asc,asensitive,assertion,assignment,asymmetric,at,atomic,attribute,attributes,authorization,avg,before,begin,bernoulli,between,bigint,binary,blob,boolean,both,breadth,by,c,call,called,cardinality,cascade,cascaded,case,cast,catalog,catalog_name,ceil,ceiling,chain,char,char_length,character,character_length,character_set_catalog,character_set_name,character_set_schema,characteristics,characters,check,checked,class_origin,clob,close,coalesce,cobol,code_units,collate,collation,collation_catalog,collation_name,collation_schema,collect,column,column_name,command_function,command_function_code,commit,committed,condition,condition_number,connect,connection_name,constraint,constraint_catalog,constraint_name,constraint_schema,constraints,constructors,contains,continue,convert,corr,corresponding,count,covar_pop,covar_samp,create,cross,cube,cume_dist,current,current_collation,current_date,current_default_transform_group,current_path,current_role,current_time,current_timestamp,current_transform_group_for_type,current_user,cursor,cursor_name,cycle,data,date,datetime_interval_code,datetime_interval_precision,day,deallocate,dec,decimal,declare,default,defaults,deferrable,deferred,defined,definer,degree,delete,dense_rank,depth,deref,derived,desc,describe,descriptor,deterministic,diagnostics,disconnect,dispatch,distinct,domain,double,drop,dynamic,dynamic_function,dynamic_function_code,each,element,else,end,end-exec,equals,escape,every,except,exception,exclude,excluding,exec,execute,exists,exp,external,extract,false,fetch,filter,final,first,float,floor,following,for,foreign,fortran,found,free,from,full,function,fusion,g,general,get,global,go,goto,grant,granted,group,grouping,having,hierarchy,hold,hour,identity,immediate,implementation,in,including,increment,indicator,initially,inner,inout,input,insensitive,insert,instance,instantiable,int,integer,intersect,intersection,interval,into,invoker,is,isolation,join,k,key,key_member,key_type,language,large,last,lateral,leading,left,length,level,like,ln,local,localtime,localtimestamp,locator,lower,m,map,match,matched,max,maxvalue,member,merge,message_length,message_octet_length,message_text,method,min,minute,minvalue,mod,modifies,module,month,more,multiset,mumps,name,names,national,natural,nchar,nclob,nesting,new,next,no,none,normalize,normalized,not,"null",nullable,nullif,nulls,number,numeric,object,octet_length,octets,of,old,on,only,open,option,options,or,order,ordering,ordinality,others,out,outer,output,over,overlaps,overlay,overriding,pad,parameter,parameter_mode,parameter_name,parameter_ordinal_position,parameter_specific_catalog,parameter_specific_name,parameter_specific_schema,partial,partition,pascal,path,percent_rank,percentile_cont,percentile_disc,placing,pli,position,power,preceding,precision,prepare,preserve,primary,prior,privileges,procedure,public,range,rank,read,reads,real,recursive,ref,references,referencing,regr_avgx,regr_avgy,regr_count,regr_intercept,regr_r2,regr_slope,regr_sxx,regr_sxy,regr_syy,relative,release,repeatable,restart,result,return,returned_cardinality,returned_length,returned_octet_length,returned_sqlstate,returns,revoke,right,role,rollback,rollup,routine,routine_catalog,routine_name,routine_schema,row,row_count,row_number,rows,savepoint,scale,schema,schema_name,scope_catalog,scope_name,scope_schema,scroll,search,second,section,security,select,self,sensitive,sequence,serializable,server_name,session,session_user,set,sets,similar,simple,size,smallint,some,source,space,specific,specific_name,specifictype,sql,sqlexception,sqlstate,sqlwarning,sqrt,start,state,statement,static,stddev_pop,stddev_samp,structure,style,subclass_origin,submultiset,substring,sum,symmetric,system,system_user,table,table_name,tablesample,temporary,then,ties,time,timestamp,timezone_hour,timezone_minute,to,top_level_count,trailing,transaction,transaction_active,transactions_committed,transactions_rolled_back,transform,transforms,translate,translation,treat,trigger,trigger_catalog,trigger_name,trigger_schema,trim,true,type,uescape,unbounded,uncommitted,under,union,unique,unknown,unnamed,unnest,update,upper,usage,user,user_defined_type_catalog,user_defined_type_code,user_defined_type_name,user_defined_type_schema,using,value,values,var_pop,var_samp,varchar,varying,view,when,whenever,where,width_bucket,window,with,within,without,work,write,year,zone}'::text[])
-- extended
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."id" = $1
-- $1 20 =5
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."nir" = $1
-- $1 1043 =1800112345005
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient"
-- extended
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" ORDER BY "payment"."patient"."last_name" DESC
-- extended
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" ORDER BY "payment"."patient"."last_name" ASC, "payment"."patient"."id" ASC LIMIT 5 OFFSET 5
-- extended
;;
SELECT COUNT(*) FROM "payment"."patient"
-- extended
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE UPPER("payment"."patient"."last_name") LIKE UPPER($1)
-- $1 1043 =nom%
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."id" IN ($1, $2, $3)
-- $1 20 =1
-- $2 20 =2
-- $3 20 =3
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."city" = $1 AND ("payment"."patient"."birth_date" IS NOT NULL) ORDER BY "payment"."patient"."id" ASC
-- $1 1043 =Lyon
;;
SELECT COUNT(*) FROM "payment"."patient" WHERE "payment"."patient"."city" = $1
-- $1 1043 =Lyon
;;
SELECT "payment"."patient"."id" FROM "payment"."patient" WHERE "payment"."patient"."nir" = $1 LIMIT 1
-- $1 1043 =1800112345005
;;
SELECT COUNT("payment"."patient"."id") FROM "payment"."patient" WHERE "payment"."patient"."id" = $1
-- $1 20 =3
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" ORDER BY "payment"."patient"."last_name" ASC, "payment"."patient"."id" ASC LIMIT 3
-- extended
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."nir" IN ($1, $2)
-- $1 1043 =1800112345005
-- $2 1043 =1800112345006
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."nir" = $1 AND ("payment"."patient"."birth_date" = $2)
-- $1 1043 =1800112345005
-- $2 0 =1945-06-08 00:00:00+00
;;
UPDATE "payment"."patient" SET "nir" = $1, "nir_key" = $2, "birth_date" = $3, "last_name" = $4, "city" = $5, "sex" = $6, "email" = $7 WHERE "payment"."patient"."id" = $8
-- $1 1043 =1800112345006
-- $2 1043 =13
-- $3 0 =1946-07-10 00:00:00+00
-- $4 1043 =Nom6
-- $5 1043 =Brest
-- $6 1043 =F
-- $7 1043 =p6@example.org
-- $8 20 =6
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."id" IN ($1, $2)
-- $1 20 =1
-- $2 20 =2
;;
INSERT INTO "portal"."folder" ("patient_id", "title", "version") VALUES ($1, $2, $3)
RETURNING *
-- $1 20 =3
-- $2 1043 =x
-- $3 23 =1
;;
INSERT INTO "portal"."document" ("dtype", "folder_id") VALUES ($1, $2)
RETURNING *
-- $1 1043 =b
-- $2 20 =104
;;
UPDATE "portal"."folder" SET "version" = $1, "title" = $2, "patient_id" = $3 WHERE "portal"."folder"."id" = $4 AND "portal"."folder"."version" = $5
-- $1 23 =2
-- $2 1043 =y
-- $3 20 =3
-- $4 20 =104
-- $5 23 =1
;;
DELETE FROM "portal"."document" WHERE "portal"."document"."folder_id" = $1
-- $1 20 =104
;;
INSERT INTO "portal"."document" ("dtype", "folder_id", "id") VALUES ($1, $2, $3),($4, $5, $6)
-- $1 1043 =b
-- $2 20 =104
-- $3 20 =29
-- $4 1043 =a
-- $5 20 =104
-- $6 20 =30
;;
SELECT "portal"."folder"."id" AS "id", "portal"."folder"."title" AS "title", "portal"."folder"."version" AS "version", "portal"."folder"."patient_id" AS "patient_id" FROM "portal"."folder" WHERE "portal"."folder"."id" = $1
-- $1 20 =104
;;
SELECT "portal"."document"."id" AS "id", "portal"."document"."dtype" AS "dtype" FROM "portal"."document" WHERE "portal"."document"."folder_id" = $1
-- $1 20 =104
;;
SELECT "portal"."folder"."id" FROM "portal"."folder" WHERE "portal"."folder"."id" = $1 FOR UPDATE OF "folder"
-- $1 20 =104
;;
DELETE FROM "portal"."folder" WHERE "portal"."folder"."id" = $1 AND "portal"."folder"."version" = $2
-- $1 20 =104
-- $2 23 =2
;;
INSERT INTO "portal"."folder" ("id", "patient_id", "title", "version") VALUES ($1, $2, $3, $4)
-- $1 20 =3
-- $2 20 =3
-- $3 1043 =w
-- $4 23 =1
;;
select * from payment.patient where last_name like $1 and city = $2
-- $1 1043 =Nom%
-- $2 1043 =Lyon
;;
update portal.folder set archived = true where id = $1
-- $1 20 =3
;;
INSERT INTO "portal"."label" ("name") VALUES ($1)
RETURNING *
-- $1 1043 =l1
;;
SELECT "portal"."label"."id" AS "id", "portal"."label"."name" AS "name" FROM "portal"."label"
-- extended
;;
DELETE FROM "portal"."label" WHERE "portal"."label"."id" IN ($1, $2)
-- $1 23 =102
-- $2 23 =103
;;
SELECT "portal"."folder"."id" AS "id", "portal"."folder"."title" AS "title", "portal"."folder"."version" AS "version", "portal"."folder"."patient_id" AS "patient_id" FROM "portal"."folder" WHERE "portal"."folder"."title" = $1 FOR UPDATE OF "folder"
-- $1 1043 =Dossier 3
;;
SELECT "portal"."label"."id" AS "id", "portal"."label"."name" AS "name" FROM "portal"."label" WHERE ("portal"."label"."name" = $1)
-- $1 1043 =urgent
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."city" = $1
-- $1 1043 =Lyon
;;
SELECT "payment"."patient"."id" AS "id", "payment"."patient"."nir" AS "nir", "payment"."patient"."sex" AS "sex", "payment"."patient"."city" AS "city", "payment"."patient"."email" AS "email", "payment"."patient"."nir_key" AS "nir_key", "payment"."patient"."last_name" AS "last_name", "payment"."patient"."birth_date" AS "birth_date" FROM "payment"."patient" WHERE "payment"."patient"."sex" = $1 LIMIT 4 OFFSET 0
-- $1 1043 =F
