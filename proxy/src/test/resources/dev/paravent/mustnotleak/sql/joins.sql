-- class: joins/lateral

-- case: a join on equal birth dates finds twins of a planted date
-- expect: refused
-- leaks: false
select a.id from care.person a join care.person b on a.birth_date = b.birth_date

-- case: a join with a VALUES list of guesses
-- expect: refused
select v.d from care.person p join (values (date '1907-08-23'), (date '1932-05-14')) v(d) on p.birth_date = v.d

-- case: LATERAL copies under another name
-- expect: tokenised
select x.value from care.person p, lateral (select p.nir as value) x where p.id = 9001

-- case: LATERAL computes
-- expect: refused
select x.value from care.person p, lateral (select left(p.nir, 9) as value) x where p.id = 9001

-- case: USING merges with a public column
-- expect: refused
select birth_date from (select birth_date from care.person) a full join (select date '1900-01-01' as birth_date) b using (birth_date)

-- case: NATURAL join with a list of guesses
-- expect: refused
select birth_date from care.person natural join (select date '1907-08-23' as birth_date) guess

-- case: a range join
-- expect: refused
select i.opened_on, p.id from care.person p join care.insurer i on p.birth_date < i.opened_on
-- leaks: false

-- case: aliased columns
-- expect: tokenised
select a from care.person as p(z, a, b) where z = 9001

-- case: a join alias and whole row
-- expect: refused
select j from (care.person p join care.insurer i on i.id = 1) j where j.surname = 'Zwart'

-- case: ROWS FROM with the value as argument
-- expect: refused
select f.* from care.person p, rows from (regexp_split_to_table(p.nir15, '')) f where p.id = 9001

-- case: a self join keeps the token
-- expect: tokenised
select b.person_nir from care.person a join care.visit b on b.person_nir = a.nir where a.id = 9001
-- leaks: false

-- case: a copy in another table is a token of the same domain
-- expect: tokenised
select v.person_nir, d.nir from care.visit v join care.dependant d on d.person_id = v.person_id where v.person_id = 9001
