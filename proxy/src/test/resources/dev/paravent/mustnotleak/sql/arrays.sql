-- class: explicit: arrays

-- case: an array is tokenised element by element
-- expect: tokenised
select members from care.household where id = 9001

-- case: one element
-- expect: tokenised
select members[1] from care.household where id = 9001

-- case: unnested
-- expect: tokenised
select m from care.household, unnest(members) m where id = 9001
-- expect: tokenised or refused

-- case: joined to a text
-- expect: refused
select array_to_string(members, ',') from care.household where id = 9001

-- case: as text
-- expect: refused
select members::text from care.household where id = 9001

-- case: appended to
-- expect: refused
select members || '1'::varchar from care.household where id = 9001

-- case: aggregated with a constant
-- expect: refused
select array_agg(x) from (select nir::text from care.person where id = 9001 union all select '1') q(x)

-- case: overlap answers a bit
-- expect: refused
-- guess: {207087635141970} | {132056811725440}
select count(*) from care.household where members::text[] && '{guess}' and id = 9001 or '{guess}' <@ members

-- case: the position in an array of guesses
-- expect: refused
select array_position(array(select d::date from generate_series('1900-01-01'::date, '1920-01-01', '1 day') d), birth_date) + 2415020 from care.person where id = 9001

-- case: sorted by the server
-- expect: refused
select array_sort(array_agg(birth_date)) from care.person where id > 9000

-- case: an index into an array of letters
-- expect: refused
select string_agg((string_to_array('a b c d e f g h i j', ' '))[1 + substr(nir15, i, 1)::int], '') from care.person, generate_series(1, 13) i where id = 9001

-- case: a two-dimensional array
-- expect: refused
select array[[nir15, birth_date::text]] from care.person where id = 9001
