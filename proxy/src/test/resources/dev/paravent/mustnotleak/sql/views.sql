-- class: views/partitions/inheritance

-- case: a view of a view
-- expect: tokenised
select nss, ddn from care.v_person_twice where number = 9001

-- case: a view that computes
-- expect: refused
select stem, year, day from care.v_person_derived where id = 9001

-- case: a view that joins and concatenates
-- expect: refused
select nss from care.v_visit where surname = 'Zwart'

-- case: the plain column of a view that computes another
-- expect: tokenised
select birth_date from care.v_visit where surname = 'Zwart'

-- case: a view over a union
-- expect: tokenised
select value from care.v_union

-- case: a materialised view
-- expect: tokenised
select nss, birth_date from care.mv_person where id = 9001

-- case: a materialised view that nobody classified
-- expect: refused
select secret from care.mv_hidden where id = 9001

-- case: a partition by its own name
-- expect: tokenised
select payee from care.refund_2026 where id = 9001

-- case: a partition that depends on a protected column
-- expect: refused
select id from care.cohort_1900_1929
-- leaks: false

-- case: a child by its own name
-- expect: tokenised
select nir, born from care.former_1990 where name = 'Zwart'

-- case: ONLY
-- expect: harmless
-- leaks: false
select nir from only care.former

-- case: a sample
-- expect: tokenised
select nir from care.person tablesample system (100)
