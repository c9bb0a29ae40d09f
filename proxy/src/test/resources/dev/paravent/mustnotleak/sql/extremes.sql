-- What may be granted of the order of values: the least and the greatest, or all of it. Not the values.
-- class: least, greatest and order

-- case: the least of all
-- role: least
-- expect: tokenised
select min(birth_date), max(nir) from care.person where id > 9000

-- case: the least of one
-- role: least
-- expect: tokenised
select id, min(birth_date), min(nir15) from care.person where id > 9000 group by id

-- case: the lesser of a value and a guess
-- role: least sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select min(d) = date '{guess}' from (select birth_date d from care.person where id = 9001 union all select date '{guess}') u

-- case: a guess among the rows
-- role: least sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select min(d) from (values (date '{guess}'), ((select birth_date from care.person where id = 9001))) u(d)

-- case: least() with a guess
-- role: least sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select least(birth_date, date '{guess}') from care.person where id = 9001

-- case: coalesce to a guess, then the least
-- role: least sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select min(coalesce(case when id = 9001 then birth_date end, date '{guess}')) from care.person where id in (9001, 1)

-- case: the least compared with a guess
-- role: least sorted
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
select min(birth_date) >= date '{guess}' from care.person where id = 9001

-- case: the least in a condition on groups
-- role: least sorted
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
select id from care.person where id = 9001 group by id having min(birth_date) >= date '{guess}'

-- case: the least of what a condition leaves
-- role: least sorted
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
select count(min) from (select min(birth_date) filter (where birth_date >= date '{guess}') from care.person where id = 9001) m

-- case: the least of a part
-- role: least sorted
-- expect: refused
select min(left(nir, 5)), min(extract(year from birth_date)), max(birth_date - date '1900-01-01') from care.person where id > 9000

-- case: the least joined back
-- role: least sorted
-- expect: refused
-- guess: 9002 | 9001
select count(*) from care.person p join (select min(birth_date) as d from care.person where id > 9000) m on m.d = p.birth_date where p.id = {guess}

-- case: rows in the order of their least
-- role: least
-- expect: refused
-- guess: 9001 | 9004
select {guess} = first_value(id) over (order by min(birth_date)) from care.person where id in (9001, 9004) group by id

-- case: a running least
-- role: least
-- expect: refused or tokenised
select id, min(birth_date) over (order by id rows between unbounded preceding and current row) from care.person where id > 9000

-- case: the least written where it may be read
-- role: least sorted
-- expect: refused
begin
--;;
update care.person set note = (select min(nir) from care.person where id > 9000) where id = 1 returning note
--;;
rollback

-- case: the least in a message
-- role: least sorted
-- expect: refused
select min(nir)::date from care.person where id = 9001

-- case: the least by another collation, and as bytes
-- role: least sorted
-- expect: refused
select min(nir collate "C"), max(nir::bytea) from care.person where id > 9000

-- case: rows in order
-- role: sorted
-- expect: tokenised
select id, birth_date from care.person where id > 9000 order by birth_date

-- case: a guess sorted among the values
-- role: sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select d = date '{guess}' from (select birth_date d from care.person where id = 9001 union all select date '{guess}') u order by d limit 1

-- case: rows sorted by a guess and by value
-- role: sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select id from care.person where id in (9001, 9002) order by case when id = 9001 then birth_date else date '{guess}' end limit 1

-- case: rows sorted by whether they pass
-- role: sorted
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
select id from care.person where id in (9001, 9002) order by birth_date < date '{guess}' desc, id limit 1

-- case: a window of days
-- role: sorted
-- expect: refused
-- guess: 995 | 996
select id, count(*) over (order by birth_date range between interval '{guess} days' preceding and current row) from care.person where id > 9000

-- case: rank of a value that is given
-- role: sorted
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
select rank(date '{guess}') within group (order by birth_date) from care.person where id = 9001

-- case: percentiles between values
-- role: sorted
-- expect: refused
select date '1900-01-01' + percentile_cont(0) within group (order by (birth_date - date '1900-01-01')::float8)::int from care.person where id > 9000

-- case: a range by order alone
-- role: sorted
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
select count(*) from care.person where id = 9001 and birth_date < date '{guess}'

-- case: neighbours that are a guess where there is none
-- role: sorted
-- expect: refused
select id, lag(birth_date, 1, date '1900-01-01') over (order by birth_date) from care.person where id > 9000

-- case: a guess inserted and sorted
-- role: sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
begin
--;;
insert into care.dependant (id, person_id, nir, born) values (99999, 9001, '2070876351419', '{guess}')
--;;
select id from care.dependant where id in (90010, 99999) order by born limit 1
--;;
rollback

-- case: a merged order of two tables
-- role: sorted
-- expect: refused or tokenised
select d from (select birth_date d from care.person where id > 9000 union all select born from care.dependant where person_id > 9000) u order by d

-- case: rows by a public date and a birth date as one key
-- role: sorted
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select kind from (select birth_date d, 'person' kind from care.person where id = 9001 union all select opened_on + (date '{guess}' - date '1931-06-01'), 'insurer' from care.insurer where id = 1) u order by d limit 1
