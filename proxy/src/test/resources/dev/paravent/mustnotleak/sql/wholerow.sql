-- class: whole-row/composite

-- case: the row as a value
-- expect: refused
select p from care.person p where id = 9001

-- case: the row as text
-- expect: refused
select p::text from care.person p where id = 9001

-- case: functional notation of a column
-- expect: refused
select nir(p) from care.person p where id = 9001

-- case: a field of a row in parentheses
-- expect: tokenised
select (p).nir from care.person p where id = 9001

-- case: all fields of a row
-- expect: refused
select (p).* from care.person p where id = 9001

-- case: a record
-- expect: refused
select row(nir, birth_date) from care.person where id = 9001

-- case: a field of a record
-- expect: refused
select (row(nir, birth_date)).f1 from care.person where id = 9001

-- case: a function of the row
-- expect: refused
select care.label(p) from care.person p where id = 9001

-- case: hash of the record
-- expect: refused
-- leaks: false
select hash_record(p) from care.person p where id = 9001
