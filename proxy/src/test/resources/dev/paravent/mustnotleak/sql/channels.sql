-- class: side channels

-- case: sleeping where it is true
-- expect: refused
-- leaks: false
select pg_sleep(case when nir like '2%' then 0.01 else 0 end) from care.person where id = 9001

-- case: advisory locks as a store
-- expect: refused
-- leaks: false
select pg_advisory_lock(birth_year) from care.person where id = 9001

-- case: NOTIFY through a function
-- expect: refused
-- leaks: false
select pg_notify('x', nir15) from care.person where id = 9001

-- case: a heavy expression where it is true
-- expect: refused
-- leaks: false
select count(*) from care.person p where nir like '2%' and exists (select from generate_series(1, 1000))

-- case: a trigger's notice
-- expect: harmless
insert into care.bell (tune) values ('notice')

-- case: a trigger's warning with a state that is let through
-- expect: harmless
insert into care.bell (tune) values ('warning')

-- case: a trigger's INFO, which no setting silences
-- expect: harmless
insert into care.bell (tune) values ('info')

-- case: a trigger that renames the application
-- expect: harmless
insert into care.bell (tune) values ('name')

-- case: a trigger that moves the search path
-- expect: refused
insert into care.bell (tune) values ('path')

-- case: a trigger that changes the encoding
-- expect: refused
-- leaks: false
insert into care.bell (tune) values ('encoding')

-- case: a trigger that changes the date style
-- expect: refused
-- leaks: false
insert into care.bell (tune) values ('style')

-- case: a trigger that changes what strings mean
-- expect: refused
-- leaks: false
insert into care.bell (tune) values ('strings')

-- case: LISTEN to a trigger's payload
-- leaks: false
-- expect: harmless
listen bell
--;;
insert into care.bell (tune) values ('notify')
--;;
unlisten bell

-- case: the size of what is stored
-- expect: refused
-- leaks: false
select pg_column_size(nir) from care.person where id = 9003
