-- class: implicit flow one-shot

-- case: CASE copies digit by digit
-- expect: refused
select case when nir like '2070876%' then '2070876351' else nir end from care.person where id = 9001

-- case: all days joined to find the one
-- expect: refused
select d::date from care.person, generate_series('1900-01-01'::date, '1920-01-01', '1 day') d where birth_date = d and id = 9001

-- case: all days in a sub-query
-- expect: refused
select (select d::date from generate_series('1900-01-01'::date, '1920-01-01', '1 day') d where d = p.birth_date) from care.person p where id = 9001

-- case: rank among guesses
-- expect: refused
select count(*) + 2415021 from care.person, generate_series('1900-01-01'::date, '1920-01-01', '1 day') d where d < birth_date and id = 9001

-- case: width_bucket
-- expect: refused
select width_bucket(birth_year, 1900, 2000, 100) + 1899 + 1 - 1 from care.person where id = 9001

-- case: greatest with a constant
-- expect: refused
select greatest(birth_date, '1900-01-01') from care.person where id = 9001

-- case: nullif
-- expect: refused
select nullif(birth_date, '1900-01-01') from care.person where id = 9001

-- case: coalesce with a constant gives away a token of choice
-- expect: refused
-- leaks: false
select coalesce(null, nir, '1840375123456') from care.person where id = 9001

-- case: a number of rows
-- expect: refused
-- leaks: false
select 1 from care.person, generate_series(1, birth_year) where id = 9001

-- case: a LIMIT
-- expect: refused
-- leaks: false
select g from generate_series(1, 3000) g limit (select birth_year from care.person where id = 9001)

-- case: the first number that fails
-- expect: refused
select g from generate_series(1900, 2000) g where g = (select birth_year from care.person where id = 9001)

-- case: a sequence as a channel
-- expect: refused
-- leaks: false
select setval('care.note_box_id_seq', birth_year) from care.person where id = 9001

-- case: lag with a default gives away a token of choice
-- expect: refused
-- leaks: false
select lag(nir, 1, '1840375123456'::bpchar) over (order by id) from care.person where id = 9001

-- case: a digit in the choice of a public row
-- expect: refused
-- leaks: false
select name from care.insurer where id = (select left(nir, 1)::int from care.person where id = 9001)
