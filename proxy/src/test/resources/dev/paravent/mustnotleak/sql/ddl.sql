-- class: DDL

-- case: a copy of the table
-- expect: refused
create table care.loot as select nir, birth_date from care.person where id = 9001
--;;
select * from care.loot

-- case: SELECT INTO
-- expect: refused
select nir as n into care.loot2 from care.person where id = 9001
--;;
select n from care.loot2

-- case: a view with an expression
-- expect: refused
-- role: owner
create view care.loot3 as select left(nir, 9) as x from care.person where id = 9001
--;;
select x from care.loot3

-- case: a renamed column
-- expect: refused
-- role: owner
alter table care.person rename column nir to x
--;;
select x from care.person where id = 9001

-- case: a function
-- expect: refused
-- role: owner
create function care.loot4() returns text language sql as 'select nir from care.person where id = 9001'
--;;
select care.loot4()

-- case: DO with a notice
-- expect: refused
do $$ begin raise notice '%', (select nir from care.person where id = 9001); end $$

-- case: CALL with a notice
-- expect: refused
call care.announce(9001)

-- case: a default
-- expect: refused
-- role: owner
alter table care.note_box alter body set default care.nir_of(9001)
--;;
insert into care.note_box (author) values ('x') returning body

-- case: a check that raises with the row
-- leaks: false
-- expect: refused
-- role: owner
alter table care.person add constraint loot check (id <> 9001)

-- case: another type with an expression
-- expect: refused
-- role: owner
alter table care.number_copy alter nir_number type text using 'n' || nir_number
--;;
select nir_number from care.number_copy where id = 9001

-- case: a comment of a value
-- expect: refused
-- leaks: false
comment on table care.person is 'x'

-- case: a grant
-- expect: refused
-- leaks: false
-- role: owner
grant all on care.person to public

-- case: a publication
-- expect: refused
-- leaks: false
-- role: admin
create publication loot for all tables

-- case: an event trigger
-- expect: refused
-- leaks: false
-- role: admin
create extension if not exists dblink

-- case: VACUUM and ANALYZE
-- expect: refused
-- leaks: false
-- role: owner
analyze verbose care.person

-- case: TRUNCATE
-- expect: refused
-- leaks: false
truncate care.note_box
