-- class: identifiers/aliases

-- case: an alias that looks public
-- expect: tokenised
select nir as surname from care.person where id = 9001

-- case: two columns that swap names
-- expect: tokenised
select surname as nir, nir as surname from care.person where id = 9001

-- case: a table alias that is another table's name
-- expect: tokenised
select insurer.nir from care.person insurer where id = 9001

-- case: a column alias list
-- expect: tokenised
select c from care.person x(a, c) where a = 9001

-- case: ORDER BY the position
-- expect: refused
-- leaks: false
select nir, id from care.person order by 1

-- case: the order by an alias
-- expect: refused
-- leaks: false
select nir as town, id from care.person order by town

-- case: a database-qualified name
-- expect: tokenised
select nir from care.care.person where id = 9001

-- case: a system column
-- expect: refused
-- leaks: false
select tableoid::regclass, id from care.cohort where id = 9001

-- case: ctid tells the place
-- expect: refused
-- leaks: false
select ctid, id from care.person
