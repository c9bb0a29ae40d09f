-- class: aggregates

-- case: the minimum
-- expect: refused
select min(birth_date) from care.person where id = 9001

-- case: the sum
-- expect: refused
select sum(nir::bigint) from care.person where id = 9001

-- case: the average year
-- expect: refused
select avg(birth_year)::int from care.person where id = 9001

-- case: an array of values
-- expect: tokenised or refused
select array_agg(nir) from care.person where id = 9001

-- case: a percentile
-- expect: refused
select percentile_disc(0) within group (order by birth_date) from care.person where id = 9001

-- case: mode
-- expect: refused
select mode() within group (order by birth_year) from care.person where id = 9001

-- case: an own aggregate
-- expect: refused
select care.glue(nir::text) from care.person where id = 9001

-- case: any_value of one row
-- expect: tokenised or refused
select any_value(nir) from care.person where id = 9001

-- case: bit_xor with nothing
-- expect: refused
select bit_xor(nir::bigint) from care.person where id = 9001

-- case: corr and regr_slope
-- expect: refused
select regr_avgx(1, birth_year) from care.person where id = 9001

-- case: grouping by the date
-- expect: refused
select birth_date, count(*) from care.person group by birth_date

-- case: grouping sets
-- expect: refused
select birth_year, count(*) from care.person group by cube (birth_year, town)

-- case: rank of a hypothetical row
-- expect: refused
-- guess: 1907-08-22 | 1907-08-24
select rank('{guess}') within group (order by birth_date) from care.person

-- case: every tells about all
-- expect: refused
-- guess: 1907 | 1932
select bool_or(birth_year = {guess}) from care.person
