-- class: implicit flow oracle

-- case: LIKE
-- expect: refused
-- guess: 20708% | 13205%
select count(*) from care.person where id = 9001 and nir like '{guess}'

-- case: starts_with and its operator
-- expect: refused
-- guess: 20708 | 13205
select id from care.person where nir ^@ '{guess}'

-- case: greater than
-- expect: refused
-- guess: 1907-08-22 | 1907-08-23
select id from care.person where birth_date > '{guess}' and id = 9001

-- case: between
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id from care.person where birth_date between '{guess}' and date '{guess}' + 1

-- case: a date alone is no look-up
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id, surname from care.person where birth_date = '{guess}'

-- case: a list of dates
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id from care.person where birth_date in ('{guess}', '1900-01-01')

-- case: not equal
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) from care.person where birth_date <> '{guess}'

-- case: the year
-- expect: refused
-- guess: 1907 | 1932
select id from care.person where birth_year = {guess} and id = 9001

-- case: the boolean as a column
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select birth_date = '{guess}' from care.person where id = 9001

-- case: EXISTS
-- expect: refused
-- guess: 20708% | 13205%
select exists (select from care.person where id = 9001 and nir like '{guess}')

-- case: HAVING
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) from care.person where id = 9001 having min(birth_date) = '{guess}'

-- case: a FILTER
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) filter (where birth_date = '{guess}') from care.person

-- case: a join condition
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select p.id from care.insurer i join care.person p on p.birth_date = '{guess}' and i.id = 1

-- case: an outer join tells by NULL
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select p.id from care.insurer i left join care.person p on p.birth_date = '{guess}' where i.id = 1

-- case: ORDER BY the comparison
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id from care.person where id in (9001, 9002) order by birth_date = '{guess}', id

-- case: division by zero where it is true
-- expect: refused
-- guess: 20708% | 13205%
select 1 / (case when nir like '{guess}' then 0 else 1 end) from care.person where id = 9001

-- case: an UPDATE's count of rows
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
update care.person set town = town where birth_date = '{guess}'

-- case: a DELETE's count of rows
-- expect: refused
-- guess: 20708% | 13205%
delete from care.refund where payee like '{guess}'

-- case: a check of a user function
-- expect: refused
-- guess: 20708 | 13205
select care.fits('{guess}')

-- case: an own operator
-- expect: refused
-- guess: 2070800000000 | 1320500000000
select id from care.person where nir::text operator(care.=~=) '{guess}'

-- case: a date in a row comparison
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id from care.person where (id, birth_date) = (9001, '{guess}')

-- case: OR takes the confirmation away
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id from care.person where nir = '2070876351419' and birth_date = '{guess}' or nir = '2070876351419' and id = 1

-- case: NULLIF against a guess
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select nullif(birth_date, '{guess}') is null from care.person where id = 9001

-- case: IS DISTINCT FROM
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select id from care.person where birth_date is not distinct from '{guess}'

-- case: a key's guess without its number
-- expect: refused
-- guess: 70 | 53
select id from care.person where nir_key = '{guess}' and id = 9001
