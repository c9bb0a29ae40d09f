-- class: explicit: date functions

-- case: the year
-- expect: refused
select extract(year from birth_date) from care.person where id = 9001

-- case: age
-- expect: refused
select age(birth_date) from care.person where id = 9001

-- case: in French order
-- expect: refused
select to_char(birth_date, 'DD/MM/YYYY') from care.person where id = 9001

-- case: the first of the month
-- expect: refused
select date_trunc('year', birth_date) from care.person where id = 9001

-- case: days since an epoch
-- expect: refused
select birth_date - date '1970-01-01' from care.person where id = 9001

-- case: a day later and back
-- expect: refused
select birth_date + 1 - 1 from care.person where id = 9001

-- case: seconds
-- expect: refused
select extract(epoch from birth_date)::bigint from care.person where id = 9001

-- case: the Julian day
-- expect: refused
select to_char(birth_date, 'J') from care.person where id = 9001

-- case: date_part by its old name
-- expect: refused
select date_part('year', birth_date) from care.person where id = 9001

-- case: binned
-- expect: refused
select date_bin('1 day', birth_date::timestamp, '2000-01-01') from care.person where id = 9001

-- case: overlap of periods answers a bit
-- expect: refused
-- guess: 1907-08-01 | 1932-05-01
select (birth_date, interval '1 day') overlaps ('{guess}'::date, interval '40 days') from care.person where id = 9001

-- case: at a time zone
-- expect: refused
select birth_date::timestamp at time zone 'UTC' at time zone 'UTC' from care.person where id = 9001
