-- What policies show in place of values: a constant, a band of ages, nothing.
-- class: values behind others

-- case: the mass read
-- role: veiled
-- expect: shown
select id, nir, birth_date, nir15 from care.person where id > 9000

-- case: the mass read of nothing
-- role: blank
-- expect: nulled
select id, nir, birth_date, nir15, nir_key, birth_year from care.person where id > 9000

-- case: companions, lists and members
-- role: veiled blank
-- expect: nulled
select p.nir_key, p.birth_year, h.members, v.details from care.person p
join care.household h on h.id = p.id join care.visit v on v.person_id = p.id where p.id = 9001

-- case: members of a document by path
-- role: veiled blank
-- expect: refused or nulled
select details -> 'person' ->> 'nir', details #>> '{person,born}' from care.visit where person_id = 9001

-- case: an element of a list
-- role: veiled blank
-- expect: refused or nulled
select members[1], h.members[1:1], (select m from unnest(h.members) m limit 1) from care.household h where id = 9001

-- case: the very value in a condition
-- role: veiled blank
-- expect: shown or refused
-- guess: 2070876351419 | 2070876351420
select count(*) from care.person where id = 9001 and nir = '{guess}'

-- case: the beginning of the value
-- role: veiled blank
-- expect: shown or refused
-- guess: 2070 | 2071
select count(*) from care.person where id = 9001 and nir like '{guess}%'

-- case: a day within the band
-- role: veiled blank
-- expect: shown or refused
-- guess: 1907-08-23 | 1907-08-24
select count(*) from care.person where id = 9001 and birth_date >= date '{guess}'

-- case: a list of days
-- role: veiled blank
-- expect: shown or refused
-- guess: 23 | 24
select count(*) from care.person where id = 9001 and birth_date in (date '1907-08-{guess}', date '1800-01-01')

-- case: a join with every day
-- role: veiled blank
-- expect: harmless
select d::date from generate_series(date '1900-01-01', date '1919-12-31', interval '1 day') d
join care.person p on p.birth_date = d::date where p.id > 9000

-- case: the day before, the day after
-- role: veiled blank
-- expect: harmless
select birth_date - 1, birth_date + interval '1 year', age(birth_date), to_char(birth_date, 'DD/MM/YYYY') from care.person where id > 9000

-- case: a division that fails on the day
-- role: veiled blank
-- expect: shown or refused
-- guess: 1907-08-23 | 1907-08-24
select count(1 / case when birth_date = date '{guess}' then 0 else 1 end) from care.person where id = 9001

-- case: a cast that quotes the value
-- role: veiled blank
-- expect: harmless
select (nir || 'x')::int from care.person where id = 9001

-- case: who shares a band and a number
-- role: veiled blank
-- expect: harmless
-- guess: 2070876351419 | 2070876351420
select a.id from care.person a join care.dependant b on a.nir = left(b.nir::text, 13) and b.nir like '{guess}%' where a.id = 9001

-- case: a merged column
-- role: veiled blank
-- expect: refused
select nss from care.mv_person m join (select nir15 as nss from care.person where id = 9001) p using (nss)

-- case: a natural join
-- role: veiled blank
-- expect: refused
select nss from care.mv_person natural join (select id, nir15 as nss from care.person where id = 9001) p

-- case: parts of a set operation
-- role: veiled blank
-- expect: harmless
-- guess: 2070876351419 | 2070876351420
select nir from care.person where id = 9001 intersect select '{guess}'

-- case: distinct values
-- role: veiled blank
-- expect: shown or refused
select count(distinct nir) = 64 and count(distinct birth_date) > 60 from care.person
-- leaks: false

-- case: a row as a value
-- role: veiled blank
-- expect: refused
select p from care.person p where id = 9001

-- case: a row as a document
-- role: veiled blank
-- expect: refused
select to_jsonb(p), row_to_json(p.*) from care.person p where id = 9001

-- case: a field of a row
-- role: veiled blank
-- expect: harmless
select (p).nir, (p).birth_date, nir(p), birth_date(p) from care.person p where id = 9001

-- case: a view, and a view of it
-- role: veiled blank
-- expect: harmless
select t.nss, t.ddn, v.nss, v.ddn from care.v_person_twice t join care.v_person v using (number) where number > 9000

-- case: a materialised view
-- role: veiled blank
-- expect: harmless
select nss, birth_date from care.mv_person where id > 9000

-- case: a child and a partition
-- role: veiled blank
-- expect: harmless
select nir, born from care.former_1990 union all select payee, null from care.refund_2026 where id > 9000

-- case: which partition a row is in
-- role: veiled blank
-- expect: refused
select tableoid::regclass, id from care.cohort where id > 9000
-- leaks: false

-- case: a partition by its name
-- role: veiled blank
-- expect: refused
-- guess: 1900_1929 | 1930_1999
select count(*) from care.cohort_{guess} where id = 9001

-- case: COPY
-- role: veiled blank
-- expect: harmless
copy care.person (id, nir, birth_date) to stdout

-- case: COPY of a query
-- role: veiled blank
-- expect: harmless
copy (select nir, birth_date from care.person where id > 9000) to stdout (format csv)

-- case: what an update returns of before and after
-- role: veiled blank
-- expect: harmless
begin
--;;
update care.person set surname = 'x' where id = 9001 returning old.nir, new.birth_date, nir15, old.birth_date
--;;
rollback

-- case: an update that finds the value
-- role: veiled blank
-- expect: harmless
-- guess: 2070876351419 | 2070876351420
begin
--;;
update care.person set surname = 'x' where nir = '{guess}'
--;;
rollback

-- case: the value moved into a public column
-- role: veiled blank
-- expect: harmless
begin
--;;
update care.person set note = nir, town = birth_date::text where id = 9001 returning note, town
--;;
rollback

-- case: a temporary table of it
-- role: veiled blank
-- expect: harmless
create temp table loot as select nir, birth_date from care.person where id > 9000
--;;
select * from loot

-- case: a number that is there already, in a new row
-- role: veiled blank
-- expect: refused
-- guess: 2070876351419', '70 | 2070876351420', '69
begin
--;;
insert into care.person (id, nir, nir_key, birth_date, surname) values (9999, '{guess}', '1950-01-01', 'x') on conflict (nir) do nothing
--;;
rollback

-- case: a number that is there already, in another row
-- role: veiled blank
-- expect: refused
-- guess: 2070876351419', '70 | 2070876351420', '69
begin
--;;
update care.person set (nir, nir_key) = ('{guess}') where id = 1
--;;
rollback

-- case: MERGE by the value
-- role: veiled blank
-- expect: harmless
-- guess: 2070876351419 | 2070876351420
begin
--;;
merge into care.insurer i using care.person p on p.nir = '{guess}' and i.id = 1 when matched then update set name = 'x'
--;;
rollback

-- case: neighbours in the order of the value
-- role: veiled blank
-- expect: harmless
select id, lag(birth_date) over (order by birth_date), first_value(nir) over (order by nir) from care.person where id > 9000

-- case: the least and the greatest
-- role: veiled blank
-- expect: harmless
select min(birth_date), max(nir), array_agg(birth_date), string_agg(nir, ',') from care.person where id > 9000

-- case: a recursive walk
-- role: veiled blank
-- expect: harmless
with recursive w as (select id, nir::text, birth_date from care.person where id = 9001
union all select w.id + 1, p.nir::text, p.birth_date from w join care.person p on p.id = w.id + 1) select * from w

-- case: a cursor that holds
-- role: veiled blank
-- expect: harmless
declare h scroll cursor with hold for select nir, birth_date from care.person where id > 9000
--;;
fetch all h
--;;
close h

-- case: the row a cursor is on
-- role: veiled blank
-- expect: harmless
begin
--;;
declare c cursor for select id from care.person where id > 9000 for update
--;;
fetch c
--;;
update care.person set surname = 'x' where current of c returning nir, birth_date, old.nir15
--;;
rollback

-- case: a plan with the most common values
-- role: veiled blank
-- expect: refused
explain select * from care.person where birth_date < '1907-08-23'
-- leaks: false
