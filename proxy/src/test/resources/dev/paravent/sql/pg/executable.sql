select * from patient order by id
;;
select p.*, p.id as "Id", p.nir nir2 from patient p where p.id = 1
;;
table node order by 1
;;
values (1, 'a'), (2, 'b') order by column1 desc limit 1
;;
select "select", "a b", "É" from "Odd ""Name" order by 1
;;
select 1 + 2 * 3, (1 + 2) * 3, 2 ^ 3 ^ 2, -2 ^ 2, - - 1, 7 % 4, 1 - -1, @ -5, |/ 16, 5 - 3 - 1
;;
select 1.50, .5, 1e3, 1.5e-3, 1e10, 123456789012345678901234567890, 0x1F, 1_000, 2147483648, -2147483648, 1/2
;;
select -1::int2, (-1)::text
;;
select -32768::int2
;;
select 'it''s', E'tab\there\\', U&'\0041', $$do'llar$$, 'a\b', B'101', X'1F', 'a'
'b'
;;
select true, false, null, not true, true and false or true, not (true or false)
;;
select 1 = 1, 1 <> 2, 1 != 2, 1 < 2 and 2 >= 1, not 1 = 2, 1 operator(pg_catalog.+) 2
;;
select 1 is null, null is null, true is not false, null::bool is unknown, row(1, null) is null, 1 is distinct from null, 1 is not distinct from 1
;;
select 'abc' like 'a%', 'abc' not like 'b%', 'ABC' ilike 'a_c', 'a%c' like 'a#%c' escape '#', 'abc' similar to '(a|b)%', 'abc' ~ '^a', 'abc' !~* 'B'
;;
select 2 between 1 and 3, 2 not between 1 and 3, 2 between symmetric 3 and 1, 1 between 2 - 1 and 2
;;
select 1 in (1, 2), 3 not in (1, 2), (1, 2) in ((1, 2), (3, 4)), 1 in (select id from patient), (1, 'MGEN') in (select patient_id, code from insurer)
;;
select 1 = any (array[1, 2]), 1 = all (array[1, 1]), 1 = some (select id from patient), 1 < all (select id from patient where id > 1), 'a' like any (array['a%', 'b%'])
;;
select '1'::int, cast('2' as bigint), int4 '3', float8 '1.5', '1.256'::numeric(3,2), 'abc'::varchar(2), 'abc'::char, 'abc'::char(2), char 'abc', '{1,2}'::int[], '{{1}}'::int[][], null::int array
;;
select date '2024-01-31', time '10:00', timestamp '2024-01-01 10:00', timestamp(0) '2024-01-01 10:00:00.6', time with time zone '10:00+02', '2024-01-01 00:00+00'::timestamptz(3), json '{"a": 1}', point '(1,2)', bit '101', '101'::bit, '101'::bit(2), '101'::bit varying(2)
;;
select interval '1 day', interval '1' day, interval '1-2' year to month, interval(3) '1.23456 s', interval '1 2:3:4.5678' day to second(2), '3.45678'::interval second(1), '1 year 2 mons 3 days'::interval year, cast('1 s' as interval)
;;
select a[1], a[2:3], a[:2], a[2:], a[:], (array[1, 2])[1], (array[[1, 2], [3, 4]])[2][1], m[1][2] from (select array[1, 2, 3] as a, array[[1, 2]] as m) s
;;
select array[[1, 2], [3, 4]], array[array[1], array[2]], array[]::int[], array(select id from patient order by 1), array[1, 2] || 3, array[null, 1]
;;
select row(1, 2), (1, 'a'), row(), row(1), row(p.*) from patient p where id = 1
;;
select (home).street, (home).*, (p.home).zip, (p).nir, p from patient p where id = 1
;;
select (pair(3)).low, (pair(3)).*, (pair(b => 1, a => 5)).high
;;
select total(1, 2, 3), total(variadic array[4, 5]), pair(3, b := 1)
;;
select info -> 'k' -> 'l' ->> 0, info #>> '{k,l,1}', info @> '{"k": null}', info ? 'k', info ?| array['z', 'k'], info['k'] from patient order by id
;;
select case when id = 1 then 'one' when id = 2 then 'two' end, case id when 1 then 'x' else name end, coalesce(nir, 'none'), nullif(id, 1), greatest(id, 2), least(id, 2) from patient order by id
;;
select extract(year from birth), extract('epoch' from birth), date_part('day', birth), birth + 1, birth - date '1985-01-01', birth + interval '1 month' from patient order by id
;;
select overlay('abcdef' placing 'X' from 2), overlay('abcdef' placing 'X' from 2 for 3), position('c' in 'abc'), substring('abcdef' from 2 for 3), substring('abcdef' for 2), substring('abcdef' from 'b.*'), substring('abcdef', 2), substring('abcdef' similar 'a#"%#"f' escape '#')
;;
select trim(' a '), trim(both 'x' from 'xax'), trim(leading from ' a'), trim(trailing 'x' from 'ax'), trim('xax', 'x'), btrim('  a ')
;;
select normalize('é'), normalize('é', nfd), 'e' is normalized, 'e' is not nfc normalized, collation for ('a'::text), 'a' collate "C" < 'B' collate "C", 'a'::text collate pg_catalog."C"
;;
select '{}' is json, '[1]' is json array, '1' is not json object, '"a"' is json scalar
;;
select current_user, user, session_user, current_role, current_catalog, current_schema, current_schema(), system_user is null
;;
select current_date = current_date, current_timestamp(0) is null, localtime(1) is null, localtimestamp is null, current_time is null
;;
select timestamp '2024-01-01 12:00' at time zone 'UTC', timestamptz '2024-01-01 12:00+00' at time zone ('Europe' || '/Paris'), timestamptz '2024-01-01 12:00+00' at local
;;
select (date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-15', interval '1 month')
;;
select count(*), count(nir), count(distinct nir), sum(weight), avg(weight)::numeric(6,2), string_agg(name, ',' order by name desc), array_agg(id order by id) filter (where id > 1), bool_and(id > 0) from patient
;;
select percentile_cont(0.5) within group (order by id), mode() within group (order by name), rank(2) within group (order by id desc nulls last) filter (where id < 9) from patient
;;
select id, row_number() over (order by id), sum(id) over w, lag(id, 1, 0) over (w), first_value(id) over (w rows between unbounded preceding and current row exclude ties), count(*) over (partition by weight is null), sum(id) over (order by id range between 1 preceding and 1 following), last_value(id) over (order by id groups between current row and unbounded following exclude current row) from patient window w as (order by id) order by id
;;
select distinct patient_id from insurer order by patient_id
;;
select distinct on (patient_id) patient_id, code from insurer order by patient_id, code desc
;;
select code, patient_id, count(*), grouping(code, patient_id) from insurer group by rollup (code, patient_id) order by 1, 2, 4
;;
select code, patient_id, count(*) from insurer group by grouping sets ((code, patient_id), (code), ()) order by 1 nulls first, 2 nulls first
;;
select code, count(*) from insurer group by distinct cube (code), (code, patient_id) order by 1, 2
;;
select code, count(*) from insurer group by 1 having count(*) > 1
;;
select code c, count(*) from insurer group by c, () order by count(*) desc, c using <
;;
select p.id, i.code from patient p join insurer i on i.patient_id = p.id order by 1, 2
;;
select * from patient p left join insurer i on p.id = i.patient_id and i.code = 'MGEN' order by p.id
;;
select x.a, j.* from ((values (1), (2)) as x(a) join (values (1, 'k')) as y(a, b) using (a)) as j(a, b) cross join (values (9)) as x(a)
;;
select * from (select 1 as a, 2 as b) l natural full join (select 1 as a, 3 as c) r
;;
select u.a, l.b from (select 1 as a, 2 as b) l join (select 1 as a) r using (a) as u
;;
select * from node a right join (node b join node c on b.id = c.parent) on a.id = b.parent order by 1, 2, 3, 4, 5, 6
;;
select p.id, s.n from patient p, lateral (select count(*) as n from insurer i where i.patient_id = p.id) s order by p.id
;;
select * from only node as n (a, b) where a < 3 order by a
;;
select * from generate_series(1, 3) with ordinality as g(v, o), lateral generate_series(1, v) as h order by 1, 3
;;
select * from rows from (generate_series(1, 2), json_to_recordset('[{"a": 1}]') as (a int, b text)) with ordinality as r(x, a, b, n)
;;
select * from json_to_recordset('[{"a": 1, "b": "x"}]') as x(a int, b text collate "C")
;;
select * from json_to_record('{"a": 1}') as (a numeric(4,2))
;;
select count(*) from node tablesample bernoulli (100) repeatable (1)
;;
select * from pair(4), current_schema, coalesce(1, 2) as c
;;
select 1 union select 2 except select 2 order by 1
;;
select 1 union all (select 1 union select 2) order by 1
;;
select 1 as x intersect select 1 union all (select 3 order by 1 limit 1) order by x
;;
(select id from node order by id desc limit 2) union all (select id from node order by id limit 1) order by 1
;;
((select id from node order by id desc limit 2) order by 1 limit 1)
;;
select id from node order by parent desc nulls last, id asc offset 1 row fetch next 2 rows only
;;
select id from node order by parent nulls first fetch first 2 rows with ties
;;
select id from node order by 1 limit all offset 2
;;
select id from node order by 1 limit 1 + 1 offset 3 - 2
;;
select id from node n where id = 1 for update of n skip locked for key share
;;
with a as (select 1 as x), b(y) as materialized (select x + 1 from a), c as not materialized (select 3) select * from a, b, c
;;
with recursive r(id, depth) as (select id, 0 from node where parent is null union all select n.id, depth + 1 from node n join r on n.parent = r.id) select * from r order by 1
;;
with recursive r as (select id, parent from node where id = 1 union all select n.id, n.parent from node n, r where n.parent = r.id) search depth first by id set ord cycle id set looped to true default false using path select id, looped, ord from r order by ord
;;
with recursive r as (select id from node where id = 1 union all select n.id from node n, r where n.parent = r.id) cycle id set m to date '2024-01-01' default date '2020-01-01' using path select id, m from r order by id
;;
select (select name from patient where id = 1), exists (select 1 from node where parent = 9), (select 1) + (select 2), ((select 3)), (select max(id) from node)::text, (1, 2) = (select 1, 2)
;;
insert into counter default values returning label, hits
;;
insert into counter (label, hits) values ('x', default), ('y', 2) returning label as l, hits + 1
;;
insert into counter overriding system value values (50, 'z', 1) returning id
;;
insert into counter as c (label, hits) values ('one', 5) on conflict (label) where true do update set hits = c.hits + excluded.hits, label = default where c.hits < 9 returning c.*
;;
insert into counter (label) select name from patient where id < 3 on conflict do nothing returning label
;;
insert into counter (label) values ('one') on conflict on constraint counter_label_key do update set (hits, label) = (select 1, 'changed') returning label, hits
;;
insert into patient (id, tags[1], home.street) values (9, 't', 'rue C') returning id, tags, home
;;
with n as (insert into node values (9, 1) returning id), d as (delete from node where id = 4 returning *) select * from n, d
;;
update patient set weight = weight + 1, name = upper(name), tags[1] = 'z', home.zip = '0' where id = 1 returning weight, name, tags, home
;;
update only patient as p set (weight, name) = (i.patient_id, i.code), birth = default from insurer i where i.patient_id = p.id and i.code = 'LMDE' returning p.id, p.weight, p.name, i.code
;;
update patient set (weight, name) = row(1, 'n'), (nir) = (select 'q') where id = 2 returning *
;;
delete from insurer i using patient as p where p.id = i.patient_id and p.name = 'Durand' returning i.*, p.id
;;
with x as (select 1 as id) delete from node where id in (select id + 3 from x) returning *
;;
merge into node n using (values (4, 1), (5, 1), (1, 0)) as s(id, parent) on n.id = s.id when matched and s.parent = 0 then delete when matched then update set parent = s.parent when not matched then insert (id, parent) values (s.id, s.parent) returning n.id, n.parent
;;
merge into counter c using patient p on c.id = p.id when matched then do nothing when not matched by source then update set hits = 1 when not matched then insert default values
;;
select id from missing_table
;;
select missing(1)
;;
select 1 / 0
;;
select 'x'::int
;;
select (a[1])[2] from (select '{{1,2}}'::int[] as a) s
;;
select name from patient group by id having sum(weight) > nir
;;
select id from node order by -1
;;
select id from node order by 'x'
;;
select 1 where 'a' = 1
;;
set local statement_timeout to '5s'
;;
set local search_path to public, "b"
;;
show time zone
;;
show transaction isolation level
;;
savepoint s
;;
SELECT JSON_OBJECT('a' : id, 'b' VALUE nir ABSENT ON NULL WITH UNIQUE KEYS), JSON_OBJECT(), JSON_OBJECT('n' : info FORMAT JSON RETURNING jsonb) FROM patient ORDER BY id
;;
SELECT JSON_ARRAY(id, name, NULL NULL ON NULL), JSON_ARRAY(SELECT i FROM generate_series(1, 3) AS g(i) ORDER BY i DESC RETURNING jsonb), JSON_ARRAY((SELECT 1)) FROM patient ORDER BY id
;;
SELECT JSON_OBJECTAGG(id : name RETURNING jsonb) FILTER (WHERE id > 1), JSON_ARRAYAGG(name ORDER BY id DESC) FROM patient
;;
SELECT JSON_ARRAYAGG(id) OVER (ORDER BY id) FROM patient
;;
SELECT JSON('{"a": 1}' WITH UNIQUE KEYS), JSON_SCALAR(1.5), JSON_SERIALIZE('{}' RETURNING bytea)
;;
SELECT JSON_EXISTS(info, '$.k ? (@.l[*] > $x)' PASSING 1 AS x), JSON_VALUE(info, '$.k.l[1]' RETURNING int DEFAULT 1 + 1 ON EMPTY NULL ON ERROR), JSON_QUERY(info, '$.k' WITH CONDITIONAL WRAPPER), JSON_QUERY(info, '$.x' EMPTY OBJECT ON EMPTY) FROM patient ORDER BY id
;;
SELECT JSON_QUERY(jsonb '"a"', '$' RETURNING text OMIT QUOTES), JSON_VALUE(jsonb '[1,2]', '$' ERROR ON ERROR)
;;
SELECT '{"a": 1, "a": 2}' IS JSON OBJECT WITH UNIQUE KEYS, '[]' IS NOT JSON SCALAR, nir IS JSON FROM patient ORDER BY id
;;
SELECT jt.* FROM patient, JSON_TABLE(info, '$' AS p COLUMNS (n FOR ORDINALITY, k text FORMAT JSON PATH '$.k', has bool EXISTS PATH '$.k.l', NESTED PATH '$.k.l[*]' AS q COLUMNS (v int PATH '$'))) AS jt
;;
SELECT * FROM JSON_TABLE(jsonb '[{"a": 1}, {}]', '$[*]' COLUMNS (a int DEFAULT 7 ON EMPTY, b text PATH '$.a' WITH WRAPPER)) AS t (x, y)
;;
UPDATE patient SET name = 'x' WHERE id = 1 RETURNING WITH (OLD AS o, NEW AS n) o.name, n.name, o.id
;;
MERGE INTO patient p USING (VALUES (1), (9)) AS s (id) ON p.id = s.id WHEN MATCHED THEN UPDATE SET name = 'm' WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id) RETURNING MERGE_ACTION(), p.id
;;
SELECT TREAT(1 AS text), TRIM('a', 'b', 'c')
;;
SELECT TRIM(BOTH 'x' FROM 'xax'), E'\v' = chr(11)
;;
EXPLAIN (COSTS off) SELECT id FROM node WHERE id = 1
;;
EXPLAIN (FORMAT 'json', COSTS false) VALUES (1)
;;
CREATE TEMP TABLE scratch (id int PRIMARY KEY, b text COLLATE "C" NOT NULL) ON COMMIT DROP
;;
CREATE TEMP TABLE scratch (a, b) AS SELECT id, name FROM patient WITH NO DATA
;;
TRUNCATE insurer RESTART IDENTITY
;;
LOCK TABLE node IN SHARE MODE NOWAIT
;;
DROP TABLE IF EXISTS missing, node CASCADE
;;
SET CONSTRAINTS ALL DEFERRED
;;
SET LOCAL work_mem FROM CURRENT
;;
SET TIME ZONE INTERVAL '2' HOUR
;;
PREPARE one (int) AS SELECT missing + 1
;;
EXECUTE missing (1)
;;
DECLARE c SCROLL CURSOR FOR SELECT id FROM patient
;;
FETCH BACKWARD 2 FROM missing
;;
NOTIFY ch, 'x'
;;
DEALLOCATE ALL
