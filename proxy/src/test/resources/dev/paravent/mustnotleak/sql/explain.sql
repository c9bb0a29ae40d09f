-- class: explain

-- case: constants folded from the table
-- expect: refused
-- leaks: false
explain select * from care.person where birth_date < '1910-01-01'

-- case: ANALYZE counts rows
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
explain (analyze, costs off, timing off, summary off, buffers off) select 1 from care.person where birth_date = '{guess}'

-- case: estimates come from the histogram
-- expect: refused
-- leaks: false
explain (format json) select 1 from care.person where nir between '2' and '3'

-- case: partitions that are pruned
-- expect: refused
-- leaks: false
explain select 1 from care.cohort where born = (select birth_date from care.person where id = 9001)

-- case: an initplan's value in a verbose plan
-- expect: refused
-- leaks: false
explain (verbose, generic_plan) select nir from care.person where id = $1
