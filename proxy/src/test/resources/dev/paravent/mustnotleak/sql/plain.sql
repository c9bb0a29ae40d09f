-- class: plain reads

-- case: the mass read
-- expect: tokenised
select * from care.v_person

-- case: every protected column of one person
-- expect: tokenised
select nir, nir_key, nir15, birth_date, birth_year from care.person where id = 9001

-- case: a new column that nobody classified
-- expect: refused
select nir_virtual from care.person where id = 9001

-- case: a star over a column that is computed from a protected one
-- expect: nulled or refused
select * from care.person where id = 9001

-- case: a star nulls what nobody classified
-- expect: nulled
select * from trail.journal where what = 'import'

-- case: a table that nobody classified
-- expect: refused
select nir_number from care.number_copy where id = 9001

-- case: the year without its date
-- expect: nulled
select birth_year from care.person where id = 9001

-- case: the key without its number
-- expect: nulled
-- leaks: false
select nir_key from care.person where id = 9001

-- case: TABLE in place of SELECT
-- expect: tokenised
table care.dependant
