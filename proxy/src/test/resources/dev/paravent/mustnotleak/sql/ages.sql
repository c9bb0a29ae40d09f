-- class: explicit: date functions

-- case: an age at a day of the client's choice
-- expect: refused
-- guess: 92 | 93
select count(*) from care.person where id = 9001 and extract(year from age(date '2000-01-01', birth_date)) >= {guess}

-- case: an age of a date that is moved over a border
-- expect: refused
-- guess: 234 | 233
select count(*) from care.person where id = 9001 and extract(year from age(date '2000-01-01', birth_date - {guess})) >= 93

-- case: the same up to now
-- expect: refused
-- guess: 40000 | 1
select count(*) from care.person where id = 9001 and extract(year from age(birth_date - {guess})) >= 200

-- case: an age up to now compared with what is no border
-- expect: refused
-- guess: 98 | 400
select count(*) from care.person where id = 9001 and extract(year from age(birth_date)) >= {guess}

-- case: the same in a common table
-- expect: refused
-- guess: 98 | 400
with a as (select extract(year from age(birth_date))::int as age from care.person where id = 9001) select count(*) from a where age > {guess}

-- case: years and the rest of an age
-- expect: refused
select extract(year from age(birth_date)), current_date - age(birth_date) from care.person where id = 9001

-- case: days that make the year full
-- expect: refused
select birth_date, extract(year from age(current_date, birth_date)), extract(day from age(current_date, birth_date)) from care.person where id = 9001

-- case: an error that depends on the age
-- expect: refused
-- guess: 92 | 91
select 1 / (extract(year from age(date '2000-01-01', birth_date)) - {guess}) from care.person where id = 9001

-- case: ages of one band in the order of their days
-- expect: tokenised
select birth_date, extract(year from age(birth_date)) from care.person where id in (9001, 9002) order by 2, birth_date

-- case: an age written where others read it
-- expect: refused
-- guess: 90 | 400
update care.person set note = 'old' where id = 9001 and extract(year from age(birth_date)) >= {guess} returning note

-- case: a band alone tells no day
-- expect: harmless
-- leaks: false
select id, extract(year from age(birth_date)), date_part('year', age(now(), birth_date))::int from care.person where id = 9001

-- case: nor in a time zone of the client's
-- expect: harmless
-- leaks: false
-- guess: 167 | -167
set timezone = '<z>{guess}'
--;;
select extract(year from age(birth_date)) from care.person where id = 9001

-- case: a month later with other words
-- expect: refused
select extract(year from age(birth_date)), extract(month from age(birth_date)), birth_date from care.person where id = 9001
