-- class: CTE

-- case: renamed through two CTEs
-- expect: tokenised
with a(x) as (select nir from care.person where id = 9001), b(y) as materialized (select x from a) select y from b

-- case: a recursive walk over the digits
-- expect: refused
with recursive w(i, s) as (select 1, left(nir, 1) from care.person where id = 9001
  union all select i + 1, s || substr(nir15, i + 1, 1) from w, care.person where id = 9001 and i < 15)
select s from w order by i desc limit 1

-- case: a CTE that writes and returns
-- expect: tokenised
with u as (update care.person set town = town where id = 9001 returning nir, birth_date) select * from u

-- case: a CTE shadows a relation
-- expect: tokenised
with insurer as (select nir as name from care.person where id = 9001) select name from insurer

-- case: SEARCH makes a row of its key
-- expect: refused
with recursive w(n, i) as (select nir, 1 from care.person where id = 9001 union all select n, i + 1 from w where i < 2)
search depth first by n set path select path from w
