-- class: error messages

-- case: not a number
-- expect: refused
select ('x' || nir)::int from care.person where id = 9001

-- case: out of range
-- expect: refused
select nir15::text::int from care.person where id = 9001

-- case: no such relation
-- expect: refused
select ('t' || nir)::regclass from care.person where id = 9001

-- case: no such enumeration or boolean
-- expect: refused
select birth_date::text::boolean from care.person where id = 9001

-- case: not JSON
-- expect: refused
select ('{' || nir15)::json from care.person where id = 9001

-- case: a check that fails shows the row
-- expect: harmless
update care.person set version = null where id = 9001

-- case: a domain that does not fit shows the value
-- leaks: false
-- expect: refused
update care.dependant set nir = 'x' || nir where id = 90010

-- case: a duplicate key shows the value
-- expect: refused
insert into care.person (id, nir, nir_key, birth_date, surname) select 9100, nir, nir_key, birth_date, 'x' from care.person where id = 9001

-- case: a duplicate of a clear guess shows nothing of the row
-- expect: harmless
-- leaks: false
insert into care.dependant (id, person_id, nir) values (90010, 9001, '184037512345643')

-- case: a foreign key shows the value
-- expect: refused
insert into care.visit (id, person_id, person_nir) select 1, 1, overlay(nir placing '0' from 13 for 1) from care.person where id = 9001

-- case: a trigger that raises with the value
-- expect: harmless
update care.visit set fee = 9500 where person_id = 9001

-- case: RAISE EXCEPTION of an own trigger
-- expect: harmless
insert into care.bell (tune) values ('error')

-- case: a SQLSTATE made of digits
-- expect: harmless
-- leaks: false
insert into care.bell (tune) values ('state')

-- case: names of constraint, table and column made of values
-- expect: harmless
insert into care.bell (tune) values ('constraint')

-- case: an error that looks like the proxy's own
-- expect: harmless
insert into care.bell (tune) values ('token')

-- case: a timezone of that name
-- expect: refused
select now() at time zone nir from care.person where id = 9001

-- case: a text search configuration of that name
-- expect: refused
select to_tsvector(('c' || nir)::regconfig, 'x') from care.person where id = 9001

-- case: a regular expression that is broken
-- expect: refused
-- leaks: false
select 'x' ~ ('(' || nir) from care.person where id = 9001

-- case: a date that does not exist
-- expect: refused
select ('x' || birth_date::text)::date from care.person where id = 9001

-- case: a function that is not there quotes its literal
-- expect: refused
select to_number(nir15 || 'x', '9' || nir15) / 0 from care.person where id = 9001
-- leaks: false

-- case: the partition that a failing row is in
-- expect: harmless
-- leaks: false
update care.cohort set label = null where id = 9001
