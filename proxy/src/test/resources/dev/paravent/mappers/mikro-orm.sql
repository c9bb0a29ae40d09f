-- MikroORM 6.6 with node-postgres

select version()
;;
select 1 from pg_database where datname = 'portal'
;;
select 1
;;
select table_name, table_schema as schema_name, (select pg_catalog.obj_description(c.oid) from pg_catalog.pg_class c
          where c.oid = (select ('"' || table_schema || '"."' || table_name || '"')::regclass::oid) and c.relname = table_name) as table_comment from information_schema.tables where "table_schema" not like 'pg_%' and "table_schema" not like 'crdb_%' and "table_schema" not like '_timescaledb_%' and "table_schema" not in ('information_schema', 'tiger', 'topology') and table_name != 'geometry_columns' and table_name != 'spatial_ref_sys' and table_type != 'VIEW' and table_name not in (select inhrelid::regclass::text from pg_inherits) order by table_name
;;
select t.typname as enum_name, n.nspname as schema_name, array_agg(e.enumlabel order by e.enumsortorder) as enum_value
        from pg_type t
        join pg_enum e on t.oid = e.enumtypid
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        where n.nspname in ('payment', 'portal')
        group by t.typname, n.nspname
;;
select table_schema as schema_name, table_name, column_name,
      column_default,
      is_nullable,
      udt_name,
      udt_schema,
      coalesce(datetime_precision, character_maximum_length) length,
      atttypmod custom_length,
      numeric_precision,
      numeric_scale,
      data_type,
      is_identity,
      identity_generation,
      generation_expression,
      pg_catalog.col_description(pgc.oid, cols.ordinal_position::int) column_comment
      from information_schema.columns cols
      join pg_class pgc on cols.table_name = pgc.relname
      join pg_attribute pga on pgc.oid = pga.attrelid and cols.column_name = pga.attname
      where ((table_schema = 'payment' and table_name in ('beneficiary','claim','claim_line','contract','health_professional','insurer','patient','payment','person_archive','portal_account')) or (table_schema = 'portal' and table_name in ('document','folder','folder_label','invoice','job','label','letter')) or (table_schema = 'audit' and table_name in ('event')) or (table_schema = 'public' and table_name in ('patient','portal_note')))
      order by ordinal_position
;;
select indrelid::regclass as table_name, ns.nspname as schema_name, relname as constraint_name, idx.indisunique as unique, idx.indisprimary as primary, contype, condeferrable, condeferred,
      array(
        select pg_get_indexdef(idx.indexrelid, k + 1, true)
        from generate_subscripts(idx.indkey, 1) as k
        order by k
      ) as index_def,
      pg_get_indexdef(idx.indexrelid) as expression,
      c.condeferrable as deferrable,
      c.condeferred as initially_deferred
      from pg_index idx
      join pg_class as i on i.oid = idx.indexrelid
      join pg_namespace as ns on i.relnamespace = ns.oid
      left join pg_constraint as c on c.conname = i.relname
      where indrelid in ('"payment"."beneficiary"'::regclass, '"payment"."claim"'::regclass, '"payment"."claim_line"'::regclass, '"payment"."contract"'::regclass, '"portal"."document"'::regclass, '"audit"."event"'::regclass, '"portal"."folder"'::regclass, '"portal"."folder_label"'::regclass, '"payment"."health_professional"'::regclass, '"payment"."insurer"'::regclass, '"portal"."invoice"'::regclass, '"portal"."job"'::regclass, '"portal"."label"'::regclass, '"portal"."letter"'::regclass, '"public"."patient"'::regclass, '"payment"."patient"'::regclass, '"payment"."payment"'::regclass, '"payment"."person_archive"'::regclass, '"payment"."portal_account"'::regclass, '"public"."portal_note"'::regclass)
      order by relname
;;
select ccu.table_name as table_name, ccu.table_schema as schema_name, pgc.conname as name, conrelid::regclass as table_from, ccu.column_name as column_name, pg_get_constraintdef(pgc.oid) as expression
      from pg_constraint pgc
      join pg_namespace nsp on nsp.oid = pgc.connamespace
      join pg_class cls on pgc.conrelid = cls.oid
      join information_schema.constraint_column_usage ccu on pgc.conname = ccu.constraint_name and nsp.nspname = ccu.constraint_schema and cls.relname = ccu.table_name
      where contype = 'c' and (ccu.table_name in ('beneficiary','claim','claim_line','contract','health_professional','insurer','patient','payment','person_archive','portal_account') and ccu.table_schema = 'payment' or ccu.table_name in ('document','folder','folder_label','invoice','job','label','letter') and ccu.table_schema = 'portal' or ccu.table_name in ('event') and ccu.table_schema = 'audit' or ccu.table_name in ('patient','portal_note') and ccu.table_schema = 'public')
      order by pgc.conname
;;
select nsp1.nspname schema_name, cls1.relname table_name, nsp2.nspname referenced_schema_name,
      cls2.relname referenced_table_name, a.attname column_name, af.attname referenced_column_name, conname constraint_name,
      confupdtype update_rule, confdeltype delete_rule, array_position(con.conkey,a.attnum) as ord, condeferrable, condeferred,
      pg_get_constraintdef(con.oid) as constraint_def
      from pg_attribute a
      join pg_constraint con on con.conrelid = a.attrelid AND a.attnum = ANY (con.conkey)
      join pg_attribute af on af.attnum = con.confkey[array_position(con.conkey,a.attnum)] AND af.attrelid = con.confrelid
      join pg_namespace nsp1 on nsp1.oid = con.connamespace
      join pg_class cls1 on cls1.oid = con.conrelid
      join pg_class cls2 on cls2.oid = confrelid
      join pg_namespace nsp2 on nsp2.oid = cls2.relnamespace
      where ((cls1.relname in ('beneficiary','claim','claim_line','contract','health_professional','insurer','patient','payment','person_archive','portal_account') and nsp1.nspname = 'payment') or (cls1.relname in ('document','folder','folder_label','invoice','job','label','letter') and nsp1.nspname = 'portal') or (cls1.relname in ('event') and nsp1.nspname = 'audit') or (cls1.relname in ('patient','portal_note') and nsp1.nspname = 'public'))
      and confrelid > 0
      order by nsp1.nspname, cls1.relname, constraint_name, ord
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."id" = '5' limit 1
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."nir" = '1800112345005' limit 1
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."city" in ('Lyon', 'Paris') and "p0"."last_name" ilike 'nom%' order by "p0"."last_name" asc, "p0"."id" desc limit 5 offset 2
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."sex" = 'F' order by "p0"."id" asc limit 5
;;
select count(*) as "count" from "payment"."patient" as "p0" where "p0"."sex" = 'F'
;;
select "p0".* from "payment"."patient" as "p0" order by "p0"."id" asc limit 5
;;
select "c0".* from "payment"."claim" as "c0" where "c0"."patient_id" in ('1', '2', '3', '4', '5')
;;
select "i0".* from "payment"."insurer" as "i0" where "i0"."id" in (2, 3, 4, 1)
;;
select "p0".*, "c1"."id" as "c1__id", "c1"."patient_id" as "c1__patient_id", "c1"."patient_nir" as "c1__patient_nir", "c1"."hp_id" as "c1__hp_id", "c1"."care_date" as "c1__care_date", "c1"."total_amount" as "c1__total_amount", "c1"."amo" as "c1__amo", "c1"."amc" as "c1__amc", "c1"."payload" as "c1__payload", "c1"."comment" as "c1__comment", "i2"."id" as "i2__id", "i2"."siren" as "i2__siren", "i2"."name" as "i2__name", "i2"."kind" as "i2__kind" from "payment"."patient" as "p0" left join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" inner join "payment"."insurer" as "i2" on "p0"."insurer_id" = "i2"."id" order by "p0"."id" asc
;;
select "p0".*, "c1"."id" as "c1__id", "c1"."patient_id" as "c1__patient_id", "c1"."patient_nir" as "c1__patient_nir", "c1"."hp_id" as "c1__hp_id", "c1"."care_date" as "c1__care_date", "c1"."total_amount" as "c1__total_amount", "c1"."amo" as "c1__amo", "c1"."amc" as "c1__amc", "c1"."payload" as "c1__payload", "c1"."comment" as "c1__comment" from "payment"."patient" as "p0" left join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" left join "payment"."claim" as "c2" on "p0"."id" = "c2"."patient_id" where "p0"."id" in (select "p0"."id" from (select "p0"."id" from "payment"."patient" as "p0" left join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" left join "payment"."claim" as "c2" on "p0"."id" = "c2"."patient_id" where "c2"."total_amount" > 1 group by "p0"."id" order by min("p0"."id") asc limit 5) as "p0") order by "p0"."id" asc
;;
select "p0".*, "c1"."id" as "c1__id", "c1"."patient_id" as "c1__patient_id", "c1"."patient_nir" as "c1__patient_nir", "c1"."hp_id" as "c1__hp_id", "c1"."care_date" as "c1__care_date", "c1"."total_amount" as "c1__total_amount", "c1"."amo" as "c1__amo", "c1"."amc" as "c1__amc", "c1"."payload" as "c1__payload", "c1"."comment" as "c1__comment" from "payment"."patient" as "p0" left join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" left join "payment"."claim" as "c2" on "p0"."id" = "c2"."patient_id" where "p0"."id" in (select "p0"."id" from (select "p0"."id" from "payment"."patient" as "p0" left join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" left join "payment"."claim" as "c2" on "p0"."id" = "c2"."patient_id" where "c2"."total_amount" > 1 group by "p0"."id" limit 5) as "p0")
;;
select "f0".*, "p1"."id" as "p1__id", "p1"."nir" as "p1__nir", "p1"."nir_key" as "p1__nir_key", "p1"."birth_date" as "p1__birth_date", "p1"."last_name" as "p1__last_name", "p1"."first_name" as "p1__first_name", "p1"."sex" as "p1__sex", "p1"."marital_status" as "p1__marital_status", "p1"."insurer_id" as "p1__insurer_id", "p1"."policy_cover" as "p1__policy_cover", "p1"."city" as "p1__city", "p1"."postal_code" as "p1__postal_code", "p1"."email" as "p1__email", "l2"."id" as "l2__id", "l2"."name" as "l2__name", "d4"."id" as "d4__id", "d4"."version" as "d4__version", "d4"."dtype" as "d4__dtype", "d4"."folder_id" as "d4__folder_id", "d4"."reference" as "d4__reference", "d4"."priority" as "d4__priority", "d4"."tags" as "d4__tags", "d4"."attributes" as "d4__attributes", "d4"."made" as "d4__made" from "portal"."folder" as "f0" left join "payment"."patient" as "p1" on "f0"."patient_id" = "p1"."id" left join "portal"."folder_label" as "p3" on "f0"."id" = "p3"."folder_id" left join "portal"."label" as "l2" on "p3"."label_id" = "l2"."id" left join "portal"."document" as "d4" on "f0"."id" = "d4"."folder_id" where "p1"."city" = 'Lyon'
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."id" in (select "p0"."id" from "payment"."patient" as "p0" inner join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" where "c1"."total_amount" > 1)
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."id" not in (select "p0"."id" from "payment"."patient" as "p0" inner join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" where "c1"."total_amount" > 100) limit 3
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."id" not in (select "p0"."id" from "payment"."patient" as "p0" inner join "payment"."claim" as "c1" on "p0"."id" = "c1"."patient_id" where not ("c1"."total_amount" > 1)) limit 3
;;
select "p0".* from "payment"."patient" as "p0" order by "p0"."last_name" asc, "p0"."id" asc limit 6
;;
select count(*) as "count" from "payment"."patient" as "p0"
;;
select count(*) as "count" from "payment"."patient" as "p0" where "p0"."city" = 'Lyon'
;;
update "payment"."patient" set "city" = 'Brest' where "id" = '6'
;;
insert into "payment"."patient" ("id", "nir", "nir_key", "birth_date", "last_name", "first_name", "sex", "marital_status", "insurer_id", "policy_cover", "city", "postal_code") values ('9001', '1850175116042', '18', '1985-01-02', 'X', 'Y', 'M', 'veuf', 1, 'base', 'Lyon', '69002')
;;
insert into "portal"."folder" ("title", "patient_id", "archived") values ('a', '3', false), ('b', '3', false), ('c', '3', false) returning "id", "version"
;;
select "f0".* from "portal"."folder" as "f0" where "f0"."id" < '5'
;;
select "f0"."id" from "portal"."folder" as "f0" where (("f0"."id" = '1' and "f0"."version" = 0) or ("f0"."id" = '2' and "f0"."version" = 0) or ("f0"."id" = '3' and "f0"."version" = 0) or ("f0"."id" = '4' and "f0"."version" = 0))
;;
update "portal"."folder" set "title" = case when ("id" = '1') then 't0' when ("id" = '2') then 't1' when ("id" = '3') then 't2' when ("id" = '4') then 't3' else "title" end, "version" = "version" + 1 where "id" in ('1', '2', '3', '4') returning "id", "version"
;;
insert into "portal"."label" ("name") values ('q1'), ('q2') returning "id"
;;
insert into "portal"."label" ("name") values ('urgent') on conflict ("name") do nothing returning "id"
;;
select "l0"."id" from "portal"."label" as "l0" where "l0"."name" = 'urgent' limit 1
;;
insert into "portal"."label" ("name") values ('urgent'), ('q3') on conflict ("name") do nothing returning "id"
;;
insert into "payment"."patient" ("birth_date", "city", "first_name", "id", "insurer_id", "last_name", "marital_status", "nir", "nir_key", "policy_cover", "postal_code", "sex") values ('1985-01-02', 'Lyon', 'Y', '7', 1, 'X', 'veuf', '1800112345007', '01', 'base', '69002', 'M') on conflict ("id") do update set "nir" = excluded."nir", "nir_key" = excluded."nir_key", "birth_date" = excluded."birth_date", "last_name" = excluded."last_name", "first_name" = excluded."first_name", "sex" = excluded."sex", "marital_status" = excluded."marital_status", "insurer_id" = excluded."insurer_id", "policy_cover" = excluded."policy_cover", "city" = excluded."city", "postal_code" = excluded."postal_code" returning "email"
;;
select "f0".* from "portal"."folder" as "f0" where "f0"."id" = '3' limit 1
;;
update "portal"."folder" set "title" = 'z', "version" = "version" + 1 where "id" = '3' and "version" = 0 returning "version"
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."id" = '5' limit 1 for update
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."id" = '5' limit 1 for share
;;
select "f0".* from "portal"."folder" as "f0" limit 2 for update skip locked
;;
update "portal"."folder" set "title" = 'n', "version" = "version" + 1 where "patient_id" = '1' returning "version"
;;
update "portal"."folder" set "archived" = true, "version" = "version" + 1 where "id" in (select "f0"."id" from (select distinct "f0"."id" from "portal"."folder" as "f0" left join "payment"."patient" as "p1" on "f0"."patient_id" = "p1"."id" where "p1"."city" = 'Lyon') as "f0") returning "version"
;;
delete from "portal"."folder" where "id" in (select "f0"."id" from (select distinct "f0"."id" from "portal"."folder" as "f0" left join "payment"."patient" as "p1" on "f0"."patient_id" = "p1"."id" where "p1"."city" = 'nowhere') as "f0")
;;
insert into "portal"."folder" ("title", "archived") values ('t', false) returning "id", "version"
;;
delete from "portal"."folder" where "id" in ('24')
;;
select "f0".*, "l1"."id" as "l1__id", "l1"."name" as "l1__name" from "portal"."folder" as "f0" left join "portal"."folder_label" as "p2" on "f0"."id" = "p2"."folder_id" left join "portal"."label" as "l1" on "p2"."label_id" = "l1"."id" where "f0"."id" = '3'
;;
select "l0".* from "portal"."label" as "l0" where "l0"."name" = 'dentaire' limit 1
;;
insert into "portal"."folder_label" ("label_id", "folder_id") values (3, '3')
;;
delete from "portal"."folder_label" where (("label_id" = 1 and "folder_id" = '3') or ("label_id" = 3 and "folder_id" = '3'))
;;
select "f0".* from "portal"."folder" as "f0" left join "portal"."folder_label" as "p2" on "f0"."id" = "p2"."folder_id" left join "portal"."label" as "f1" on "p2"."label_id" = "f1"."id" where "f1"."name" in ('urgent', 'optique') order by "f1"."name" asc
;;
select "d0".* from "portal"."document" as "d0" where "d0"."attributes"->>'colour' = 'red' and ("d0"."attributes"->>'size')::float8 >= 2
;;
select "d0".* from "portal"."document" as "d0" where "d0"."attributes"->>'colour' = 'red' order by ("d0"."attributes"->>'size')::float8 asc
;;
select "d0".* from "portal"."document" as "d0" where "d0"."tags" @> '{a}'
;;
select "d0".* from "portal"."document" as "d0" where "d0"."tags" && '{a}'
;;
insert into "portal"."document" ("dtype", "folder_id", "reference", "priority", "tags", "attributes") values ('x', '1', '00000000-0000-4000-8000-0000000000aa', 'high',  E'{a,"b\\"c"}', '{"a":1}') returning "id", "version", "made"
;;
select "d0".* from "portal"."document" as "d0" where "d0"."id" = '2' limit 1
;;
update "portal"."document" set "tags" = '{z}', "attributes" = '{"b":2}', "version" = "version" + 1 where "id" = '2' and "version" = 0 returning "version"
;;
select "c0".* from "payment"."claim" as "c0" where "c0"."id" = '3' limit 1
;;
update "payment"."claim" set "comment" = 'x' where "id" = '3'
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."last_name" ~ '^Nom[1-3]'
;;
select "f0".* from "portal"."folder" as "f0" where "f0"."title" like '%oss%'
;;
select "p"."city", count(*) as n from "payment"."patient" as "p" group by "p"."city" having (count(*) > 1) order by count(*) desc
;;
update "portal"."folder" as "f" set "title" = title || '!', "version" = "version" + 1 where "id" in ('1', '2') returning "id", "title"
;;
select "c".*, "p"."id" as "p__id", "p"."nir" as "p__nir", "p"."nir_key" as "p__nir_key", "p"."birth_date" as "p__birth_date", "p"."last_name" as "p__last_name", "p"."first_name" as "p__first_name", "p"."sex" as "p__sex", "p"."marital_status" as "p__marital_status", "p"."insurer_id" as "p__insurer_id", "p"."policy_cover" as "p__policy_cover", "p"."city" as "p__city", "p"."postal_code" as "p__postal_code", "p"."email" as "p__email" from "payment"."claim" as "c" left join "payment"."patient" as "p" on "c"."patient_id" = "p"."id" where "p"."city" = 'Lyon' order by "c"."id" asc limit 3
;;
select "p"."id", (select count("c"."id") as "count" from "payment"."claim" as "c" where "c"."patient_id" = p.id) as "cnt" from "payment"."patient" as "p" limit 3
;;
select "p".*, "c"."id" as "c__id", "c"."patient_id" as "c__patient_id", "c"."patient_nir" as "c__patient_nir", "c"."hp_id" as "c__hp_id", "c"."care_date" as "c__care_date", "c"."total_amount" as "c__total_amount", "c"."amo" as "c__amo", "c"."amc" as "c__amc", "c"."payload" as "c__payload", "c"."comment" as "c__comment" from "payment"."patient" as "p" left join "payment"."claim" as "c" on "p"."id" = "c"."patient_id" where "p"."id" in (select "p"."id" from (select "p"."id" from "payment"."patient" as "p" left join "payment"."claim" as "c" on "p"."id" = "c"."patient_id" where "c"."total_amount" > 1 group by "p"."id" order by min("p"."last_name") asc limit 5) as "p") order by "p"."last_name" asc
;;
select "p0".*, "i1"."id" as "i1__id", "i1"."siren" as "i1__siren", "i1"."name" as "i1__name", "i1"."kind" as "i1__kind" from "payment"."patient" as "p0" inner join "payment"."insurer" as "i1" on "p0"."insurer_id" = "i1"."id" where "p0"."id" in ('3')
;;
select "p0"."id", "p0"."nir", "p0"."city" from "payment"."patient" as "p0" limit 4
;;
select "c0"."id", "c0"."patient_id", "p1"."id" as "p1__id", "p1"."nir" as "p1__nir", "p1"."birth_date" as "p1__birth_date" from "payment"."claim" as "c0" inner join "payment"."patient" as "p1" on "c0"."patient_id" = "p1"."id" limit 4
;;
select 1 as x
;;
select "f0".* from "portal"."folder" as "f0" where "f0"."archived" = false limit 2
;;
select "p0".* from "payment"."patient" as "p0"
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."email" is null
;;
select "p0".* from "payment"."patient" as "p0" where ("p0"."nir" = '1800112345005' or "p0"."city" = 'Nantes')
;;
select "p0".* from "payment"."patient" as "p0" where "p0"."nir" = '1800112345005' and "p0"."birth_date" = '1985-01-02'
;;
select "f0".* from "portal"."folder" as "f0" where not ("f0"."title" = 'x') limit 1
