-- class: window functions

-- case: the order of birth dates
-- expect: refused
-- leaks: false
select id, row_number() over (order by birth_date) from care.person

-- case: first_value
-- expect: tokenised or refused
select first_value(nir) over (order by id) from care.person where id > 9000

-- case: the digits as a frame
-- expect: refused
select string_agg(substr(nir15, 1, 1), '') over (order by id) || left(nir, 9) from care.person where id = 9001

-- case: ranges of years
-- expect: refused
-- leaks: false
select id, count(*) over (order by birth_year range between 1 preceding and 1 following) from care.person

-- case: partition by the date tells equal ones
-- expect: refused
-- leaks: false
select id, count(*) over (partition by birth_date) from care.person

-- case: ntile
-- expect: refused
-- leaks: false
select id, ntile(50) over (order by nir) from care.person

-- case: nth_value of a cut
-- expect: refused
select nth_value(left(nir15, 10), 1) over (order by id) from care.person where id = 9001

-- case: cume_dist in a named window
-- expect: refused
-- leaks: false
select id, cume_dist() over w from care.person window w as (order by birth_date desc)
