-- class: set operations

-- case: UNION hides the origin
-- expect: tokenised
select nir from care.person union all select person_nir from care.visit

-- case: UNION with a constant gives away a token of choice
-- expect: refused
select nir::text from care.person union all select '1840375123456'

-- case: INTERSECT with guesses
-- expect: refused
select birth_date from care.person intersect select date '1907-08-23'

-- case: EXCEPT with guesses
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) from (select date '{guess}' except select birth_date from care.person) q

-- case: the protected side last
-- expect: refused
select town from care.person union all select nir from care.person where id = 9001

-- case: a date among public dates
-- expect: refused
select opened_on from care.insurer union select birth_date from care.person

-- case: VALUES with a sub-query
-- expect: tokenised
values ((select nir from care.person where id = 9001))
