-- Rows that a policy hides: nothing tells that they are there.
-- class: hidden rows

-- case: the mass read
-- role: ward
-- expect: tokenised
select id, nir, birth_date, surname, note from care.person order by id desc

-- case: a row by its key
-- role: ward
-- expect: harmless
select note from care.person where id = 9001

-- case: whether it is there
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
select exists (select from care.person where id = {guess})

-- case: how many there are
-- role: ward
-- expect: harmless
-- guess: 9000 | 9090
select count(*) from care.person where id > {guess}

-- case: the greatest key
-- role: ward
-- expect: harmless
-- guess: 9004 | 9005
select max(id) = {guess} from care.person

-- case: an error that only a hidden row makes
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
select count(*) from care.person where 1 / (id - {guess}) > 5

-- case: a condition of the filter turned over
-- role: ward
-- expect: harmless
select note from care.person where not (id < 9000) or id is null or true order by note desc

-- case: the table alone
-- role: ward
-- expect: harmless
table only care.person

-- case: an alias that hides the name
-- role: ward
-- expect: harmless
select p.note from care.person as p (a, b, c, d, e, f, g, h, i, note) where a > 9000

-- case: a join that keeps what does not match
-- role: ward
-- expect: harmless
select p.note from care.insurer i full join care.person p on false where p.note like 'file 9%'

-- case: a lateral join, and a sub-query in it
-- role: ward
-- expect: harmless
select l.note from generate_series(9001, 9004) g, lateral (select (select p.note from care.person p where p.id = g) as note) l

-- case: a common table that writes nothing
-- role: ward
-- expect: harmless
with w as materialized (select * from care.person) select note from w where id > 9000

-- case: a recursive walk over keys
-- role: ward
-- expect: harmless
with recursive w as (select 9001::bigint as id, ''::text as note union all select p.id + 1, p.note from w join care.person p on p.id = w.id) select note from w

-- case: a set operation
-- role: ward
-- expect: harmless
select note from care.person where id < 0 union select note from care.person where id > 9000

-- case: rows that are not in the others
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
select count(*) from (select g from (values ({guess})) v(g) except select id from care.person) e

-- case: a view of the table
-- role: ward
-- expect: refused
select surname from care.v_person where number > 9000
-- leaks: false

-- case: a view of a view
-- role: ward
-- expect: refused
select count(*) from care.v_person_twice where number > 9000
-- leaks: false

-- case: a stored copy
-- role: ward
-- expect: refused
select id, town, nss from care.mv_person where id > 9000

-- case: a function that reads the table
-- role: ward
-- expect: refused
select care.nir_of(9001), care.as_json(9001)

-- case: the row as a value
-- role: ward
-- expect: refused
select p from care.person p where id = 9001

-- case: a sample of the table
-- role: ward
-- expect: refused
select note from care.person tablesample system (100) where id > 9000

-- case: rows that are locked
-- role: ward
-- expect: harmless
begin
--;;
select note from care.person where id = 9001 for update
--;;
select note from care.person where id > 9000 for share
--;;
rollback

-- case: a lock of the table
-- role: ward
-- expect: refused
begin
--;;
lock table care.person
--;;
rollback
-- leaks: false

-- case: a place of a row
-- role: ward
-- expect: refused
select ctid, xmin, note from care.person where ctid >= '(0,0)' and id > 9000

-- case: the table itself as it is copied
-- role: ward
-- expect: harmless
copy care.person (id, note) to stdout

-- case: a query that is copied
-- role: ward
-- expect: harmless
copy (select note from care.person where id > 9000) to stdout (format csv, header)

-- case: a cursor that holds
-- role: ward
-- expect: harmless
declare h scroll cursor with hold for select note from care.person
--;;
fetch last h
--;;
fetch backward all h
--;;
close h

-- case: the row that a cursor is on
-- role: ward
-- expect: refused
begin
--;;
declare c cursor for select id, note from care.person where id > 9000 for update
--;;
fetch c
--;;
update care.person set surname = 'x' where current of c returning note
--;;
rollback

-- case: rows that are changed
-- role: ward
-- expect: harmless
begin
--;;
update care.person set surname = 'x' where id > 8990 returning note
--;;
rollback

-- case: how many are changed
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
begin
--;;
update care.person set surname = 'x' where id = {guess}
--;;
rollback

-- case: an error while a hidden row is changed
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
begin
--;;
update care.person set version = 1 / (id - {guess}) where id > 8000
--;;
rollback

-- case: a row that is deleted, to which others refer
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
begin
--;;
delete from care.person where id = {guess}
--;;
rollback

-- case: a key that is taken
-- role: ward
-- expect: refused
-- guess: 9001 | 9099
begin
--;;
insert into care.person (id, nir, nir_key, birth_date, surname) values ({guess}, '1850578006084', '91', '1985-05-01', 'x')
--;;
rollback

-- case: a key that is taken, in one of many rows
-- role: ward
-- expect: refused
-- guess: 9001 | 9099
begin
--;;
insert into care.person (id, nir, nir_key, birth_date, surname) values (8001, '1850578006084', '91', '1985-05-01', 'x'),
(8002, '1850578006085', '90', '1985-05-01', 'x'), (8003, '1850578006086', '89', '1985-05-01', 'x'), ({guess}, '1850578006087', '88', '1985-05-01', 'x')
--;;
rollback

-- case: a key that a row is moved to
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
begin
--;;
update care.person set id = {guess} where id = 1
--;;
rollback

-- case: what another table may refer to
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
begin
--;;
insert into care.dependant (id, person_id, nir) values (77, {guess}, '1850578006084')
--;;
rollback

-- case: what rows of another table may refer to, many at once
-- role: ward
-- expect: harmless
-- guess: 9001 | 9099
begin
--;;
insert into care.dependant (id, person_id, nir) values (74, 1, '1850578006084'), (75, 1, '1850578006084'), (76, 1, '1850578006084'), (77, {guess}, '1850578006084')
--;;
rollback

-- case: what a row of another table is moved to
-- role: ward
-- expect: harmless
-- guess: 9002 | 9099
begin
--;;
update care.dependant set person_id = {guess} where id = 10
--;;
rollback

-- case: a number that is taken
-- role: ward
-- expect: refused
-- guess: 2070876351419', '70 | 2070876351420', '69
begin
--;;
update care.person set (nir, nir_key) = ('{guess}') where id = 1
--;;
rollback

-- case: a number that a visit refers to
-- role: ward
-- expect: refused
-- guess: 2070876351419 | 2070876351420
begin
--;;
insert into care.visit (id, person_id, person_nir) values (77, 1, '{guess}')
--;;
rollback

-- case: MERGE into it
-- role: ward
-- expect: refused
begin
--;;
merge into care.person p using (values (9001)) v(id) on p.id = v.id when matched then update set surname = 'x' returning p.note
--;;
rollback

-- case: MERGE from it
-- role: ward
-- expect: harmless
begin
--;;
merge into care.insurer i using (select * from care.person where id > 9000) p on i.id = p.id - 9000 when matched then update set name = p.note returning i.name
--;;
rollback

-- case: a plan
-- role: ward
-- expect: refused
explain select * from care.person where id > 9000
-- leaks: false

-- case: a temporary table of it
-- role: ward
-- expect: harmless
create temp table loot as select note from care.person where note > 'file 9'
--;;
select * from loot

-- case: statistics of the table
-- role: ward
-- expect: refused
select reltuples, relpages from pg_class where relname = 'person' union all select n_live_tup, 0 from pg_stat_user_tables where relname = 'person'
-- leaks: false

-- case: the size of the table
-- role: ward
-- expect: nulled
select pg_relation_size('care.person')
-- leaks: false
