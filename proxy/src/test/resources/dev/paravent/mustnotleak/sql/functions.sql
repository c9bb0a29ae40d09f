-- class: user functions

-- case: SECURITY DEFINER
-- expect: refused
select care.nir_of(9001)

-- case: a function that returns a date
-- expect: refused
select care.born_on(9001)

-- case: a function in FROM
-- expect: refused
select * from care.everybody()

-- case: a function with OUT parameters
-- expect: refused
select (care.card(9001)).ddn

-- case: a function that returns JSON
-- expect: refused
select care.as_json(9001) ->> 'nir15'

-- case: a function in WHERE
-- expect: refused
-- guess: 207087635141970 | 132056811725440
select 1 where care.nir_of(9001) like '{guess}%'

-- case: a function in a default argument position
-- expect: refused
select coalesce(null, care.nir_of(9001))

-- case: a function by its bare name and a search path
-- expect: refused
set search_path = care
--;;
select nir_of(9001)
